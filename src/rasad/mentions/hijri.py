"""Hijri dates turned into days of the common calendar (Umm al-Qura, by the hijridate library)."""

from __future__ import annotations

import datetime

from hijridate import Gregorian, Hijri

Days = tuple[datetime.date, datetime.date]


def hijri_interval(year: int, month: int, day: int | None) -> Days | None:
    """Return the first and last day of a Hijri day, or of the month where ``day`` is ``None``.

    ``None`` where the tables (1343-1500 AH) hold no such date.
    """
    try:
        first = Hijri(year, month, day or 1)
        last = first if day else Hijri(year, month, first.month_length())
        return _common(first), _common(last)
    except (ValueError, OverflowError):
        return None


def _common(day: Hijri) -> datetime.date:
    found = day.to_gregorian()
    return datetime.date(found.year, found.month, found.day)


def hijri_latest(month: int, day: int | None, published: datetime.date, shift: int) -> Days | None:
    """Return the latest such date that began by ``published`` (``shift`` 1: the next one)."""
    try:
        year = Gregorian(published.year, published.month, published.day).to_hijri().year
    except (ValueError, OverflowError):
        return None
    begun = [found for y in (year - 1, year, year + 1) if (found := hijri_interval(y, month, day))]
    past = [found for found in begun if found[0] <= published]
    if shift == 1:
        return next((found for found in begun if found[0] > published), None)
    return past[-1] if past else None
