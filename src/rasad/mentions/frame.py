"""What dates are resolved in: the publication day, the date named before, and the arithmetic of days and months."""

from __future__ import annotations

import datetime
from calendar import monthrange
from collections.abc import Callable
from typing import Final, NamedTuple

from rasad.mentions.date import DateExpr, DateMention

Day = datetime.date
ONE_DAY: Final = datetime.timedelta(days=1)


class Interval(NamedTuple):
    """Days found, or the reason why not; ``note`` is a contradiction."""

    start: Day | None
    end: Day | None
    reason: str | None = None
    note: str | None = None
    point_end: Day | None = None


class Frame(NamedTuple):
    """What a date may hang on: the publication day, the date named before it, and how to resolve an inner date."""

    published: Day | None
    last: DateMention | None
    interval: Callable[[DateExpr, Frame], Interval]


def undated() -> Interval:
    """Return the outcome of a relative date on a page without a publication day."""
    return Interval(None, None, "the page has no publication day")


def clip(day: Day, published: Day | None) -> Day:
    """Return ``day``, or the day of publication where that is earlier."""
    return min(day, published) if published else day


def make_day(year: int, month: int, day: int) -> Day | None:
    """Return the day, or ``None`` where the calendar has none such."""
    try:
        return Day(year, month, day)
    except ValueError:
        return None


def month_days(year: int, month: int) -> tuple[Day, Day]:
    """Return the first and last day of the month."""
    return Day(year, month, 1), Day(year, month, monthrange(year, month)[1])


def latest_weekday(weekday: int, until: Day) -> Day:
    """Return the latest ``weekday`` (Monday 0) not after ``until``."""
    return until - ((until.weekday() - weekday) % 7) * ONE_DAY


def add_months(month: int, year: int, by: int) -> tuple[int, int]:
    """Return ``(year, month)`` that many months on."""
    at = year * 12 + month - 1 + by
    return at // 12, at % 12 + 1


def year_of(expr: DateExpr, frame: Frame) -> int | None:
    """Return the year that ``expr`` names, absolutely, relatively or as "the same year"."""
    if expr.year is not None:
        return expr.year
    if expr.same_year:
        return frame.last.start.year if frame.last and frame.last.start else None
    if expr.year_shift is not None and frame.published:
        return frame.published.year + expr.year_shift
    return None
