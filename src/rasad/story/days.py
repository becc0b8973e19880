"""Days: distances between dates of which each may be an interval."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec

from rasad.records import DateValue


class Gap(msgspec.Struct, frozen=True):
    """A distance in days from one date to another, ``least`` to ``most`` (negative: the other is earlier)."""

    least: int
    most: int

    @property
    def size(self) -> int:
        """The days that lie between for certain: 0 where the dates may be one day."""
        return 0 if self.least <= 0 <= self.most else min(abs(self.least), abs(self.most))


class Days(msgspec.Struct, frozen=True, order=True):
    """An interval of ISO days, both ends inclusive."""

    start: str
    end: str

    @property
    def length(self) -> int:
        """The number of days."""
        return ordinal(self.end) - ordinal(self.start) + 1


def days_of(value: DateValue) -> Days:
    """Return an event's date as an interval of days."""
    return Days(value.start[:10], value.end[:10])


def ordinal(day: str) -> int:
    """Return the number of an ISO day (moments count by their day)."""
    return date.fromisoformat(day[:10]).toordinal()


def iso(number: int) -> str:
    """Return the ISO day of a number that ``ordinal`` gave."""
    return date.fromordinal(number).isoformat()


def gap(a: Days, b: Days) -> Gap:
    """Return the distance from ``a`` to ``b``."""
    return Gap(ordinal(b.start) - ordinal(a.end), ordinal(b.end) - ordinal(a.start))


def touches(a: Days, b: Days) -> bool:
    """Say whether two intervals share a day."""
    return a.start <= b.end and b.start <= a.end


def within(a: Days, b: Days) -> bool:
    """Say whether ``a`` lies in ``b`` whole."""
    return b.start <= a.start and a.end <= b.end


def later(days: Days, count: int, unit: str) -> Days:
    """Return ``days`` moved on by ``count`` units (day, week, month, year); a day that a month lacks is its last."""
    return Days(_later(days.start, count, unit), _later(days.end, count, unit))


def _later(day: str, count: int, unit: str) -> str:
    at = date.fromisoformat(day)
    if unit in {"day", "week"}:
        return (at + timedelta(days=count * (7 if unit == "week" else 1))).isoformat()
    months = at.year * 12 + at.month - 1 + count * (12 if unit == "year" else 1)
    first = date(months // 12, months % 12 + 1, 1)
    after = date((months + 1) // 12, (months + 1) % 12 + 1, 1)
    return min(first + timedelta(days=at.day - 1), after - timedelta(days=1)).isoformat()
