"""When a page was published: from its metadata, its own words, or the person who hands it in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from typing import Final

from rasad.pages.lines import Line
from rasad.pages.pagedates import LONGEST, PageDate, find_date
from rasad.records import Published

REGION: Final = timezone(timedelta(hours=3))
"""The region's own time: the coding rules' days are days in UTC+3."""

_DAY_ONLY: Final = re.compile(r"\d{4}-\d\d-\d\d|\d{8}")
_ISO_LIKE: Final = re.compile(
    r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[ T]+(\d{1,2}):(\d\d)(?::\d\d(?:\.\d+)?)?)?\s*(.*)"
)
_ZONE: Final = re.compile(r"(Z|UTC|GMT)?([+-]\d\d:?\d\d)?")
_DIGIT: Final = re.compile(r"\d")
_FIRST_YEAR, _LAST_YEAR = 1900, 2100


def from_metadata(value: object) -> Published | None:
    """Return the publication that a metadata value states, ``None`` where it is no date.

    Read are ISO 8601, RFC 2822, seconds or milliseconds since 1970, "2018/3/4 10:15", "4/3/2018" and dates in
    words. The offset is kept as given; a time without one is the region's own.
    """
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return _from_epoch(float(value))
    if not isinstance(value, str) or not (text := value.strip()):
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return _from_other_form(text)
    return published(moment, "metadata", day_only=bool(_DAY_ONLY.fullmatch(text)))


def given(moment: datetime) -> Published:
    """Return the publication that the person gave; midnight without an offset means the day."""
    return published(moment, "given", day_only=_bare_midnight(moment)) or Published()


def published(moment: datetime, basis: str, *, day_only: bool) -> Published | None:
    """Return ``moment`` as a publication, to the minute or the day; ``None`` where its year cannot be one."""
    if not _FIRST_YEAR <= moment.year <= _LAST_YEAR:
        return None
    value = moment.date().isoformat() if day_only else moment.isoformat(timespec="minutes")
    local = moment if day_only or moment.tzinfo is None else moment.astimezone(REGION)
    return Published(value=value, basis=basis, local_day=local.date().isoformat())


def _bare_midnight(moment: datetime) -> bool:
    return moment.tzinfo is None and moment.hour == moment.minute == 0


def _from_epoch(number: float) -> Published | None:
    if not 1e8 <= number < 1e14:
        return None
    try:
        moment = datetime.fromtimestamp(number / 1000 if number >= 1e11 else number, UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return published(moment, "metadata", day_only=False)


def _from_other_form(text: str) -> Published | None:
    if match := _ISO_LIKE.fullmatch(text):
        return _from_iso_like(match)
    if text.isascii() and text.isdigit():
        return _from_epoch(float(text))
    try:
        return published(parsedate_to_datetime(text), "metadata", day_only=False)
    except (ValueError, TypeError, IndexError, OverflowError):
        pass
    found = find_date(text) if len(text) <= LONGEST else None
    return from_page_date(found, "metadata") if found else None


def _from_iso_like(match: re.Match[str]) -> Published | None:
    """Return the publication of "2018/3/4 10:15 +0300" and its kind."""
    year, month, day, hour, minute, rest = match.groups()
    zone = _ZONE.fullmatch(rest.strip())
    if zone is None and rest.strip():
        return None
    try:
        if hour is None:
            return published(datetime(int(year), int(month), int(day)), "metadata", day_only=True)
        moment = datetime(int(year), int(month), int(day), int(hour), int(minute))
        if zone and (zone.group(1) or zone.group(2)):
            moment = datetime.fromisoformat(moment.isoformat() + (zone.group(2) or "+00:00"))
    except ValueError:
        return None
    return published(moment, "metadata", day_only=False)


def from_page_date(found: PageDate, basis: str = "page") -> Published | None:
    """Return the publication that a page's own date states, with its span where the basis is the page."""
    day_only = "T" not in found.value
    result = published(datetime.fromisoformat(found.value), basis, day_only=day_only)
    if result is None or basis != "page":
        return result
    return Published(value=result.value, basis=basis, span=found.span, local_day=result.local_day)


def from_lines(lines: Iterable[Line]) -> Published | None:
    """Return the publication stated on a page's date lines (zone ``dateline``), the fullest value first.

    A line that says "updated" counts only where no other gives a date. Two lines of one day: the one with a time.
    """
    found = [one for line in lines if line.zone == "dateline" and (one := find_date(line.text, line.start))]
    if not found:
        return None
    found.sort(key=lambda one: one.updated)
    day = found[0].value[:10]
    timed = [one for one in found if one.value[:10] == day and "T" in one.value and not one.updated]
    return from_page_date(timed[0] if timed else found[0])


def could_hold_date(line: Line) -> bool:
    """Tell cheaply whether the line is worth a search for a publication date."""
    return len(line.text) <= LONGEST and bool(_DIGIT.search(line.text))


def year_of(value: Published) -> int | None:
    """Return the year of publication where it is known."""
    return date.fromisoformat(value.local_day).year if value.local_day else None


__all__ = [
    "REGION",
    "could_hold_date",
    "from_lines",
    "from_metadata",
    "from_page_date",
    "given",
    "published",
    "year_of",
]
