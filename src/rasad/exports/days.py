"""Days of an event in others' codes: which day stands for an interval, and how exact it is."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta, timezone
from typing import Final

from rasad.records import DateValue, Event

REGION: Final = timezone(timedelta(hours=3))
"""The region's own time, in which moments without an offset are meant."""


def first_and_last(value: DateValue) -> tuple[date, date]:
    """Return both ends of an interval."""
    return date.fromisoformat(value.start), date.fromisoformat(value.end)


def stated(event: Event) -> DateValue | None:
    """Return the days as the reports state them: a rule may have settled on one day of a longer interval.

    A report says one thing; where one bears out the chosen day and another version too, that version is what it says.
    The shortest such interval around the chosen day is returned, the event's own date if there is none.
    """
    how, chosen = event.derived.get("date"), event.date
    if chosen is None or how is None or not how.versions:
        return chosen
    backing = set(how.versions[0].reports)
    said = [
        (one.value["start"], one.value["end"])
        for one in how.versions[1:]
        if isinstance(one.value, Mapping) and not backing.isdisjoint(one.reports)
    ]
    around = [DateValue(start=a, end=b, text=chosen.text) for a, b in said if a <= chosen.start and chosen.end <= b]
    return min(around, key=length, default=chosen)


def length(value: DateValue) -> int:
    """Return the number of days of an interval, both ends counted."""
    first, last = first_and_last(value)
    return (last - first).days + 1


def middle(value: DateValue) -> date:
    """Return the day in the middle of an interval, the earlier of two: ACLED's day for a week or a month."""
    return first_and_last(value)[0] + timedelta(days=(length(value) - 1) // 2)


def acled_precision(days: int) -> int | None:
    """Return time_precision for an interval of so many days: 1 the day, 2 about a week, 3 a month, else ``None``."""
    return 1 if days == 1 else 2 if days <= 10 else 3 if days <= 31 else None


def ucdp_precision(days: int) -> int:
    """Return date_prec: 1 the day, 2 two to six days, 3 a week, 4 eight to thirty days or a month, 5 longer."""
    return 1 if days == 1 else 2 if days <= 6 else 3 if days == 7 else 4 if days <= 31 else 5


def written(day: date) -> str:
    """Return a day as prose has it: 25 July 2024."""
    return f"{day.day} {day:%B} {day.year}"


def last_published(event: Event) -> int | None:
    """Return the Unix time of the latest publication among an event's reports, ``None`` if none is known."""
    stamps = [stamp for ref in event.reports if (stamp := _stamp(ref.published)) is not None]
    return max(stamps, default=None)


def _stamp(published: str | None) -> int | None:
    if not published:
        return None
    try:
        moment = datetime.fromisoformat(published)
    except ValueError:
        return None
    return int((moment if moment.tzinfo else moment.replace(tzinfo=REGION)).timestamp())
