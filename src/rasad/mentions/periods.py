"""Periods resolved: months, years and their parts, "ago" and "the last", weeks, seasons, Hijri dates and feasts."""

from __future__ import annotations

from calendar import monthrange
from typing import Final

from rasad.mentions.date import DateExpr, Part
from rasad.mentions.frame import (
    ONE_DAY,
    Day,
    Frame,
    Interval,
    add_months,
    clip,
    latest_weekday,
    make_day,
    month_days,
    undated,
    year_of,
)
from rasad.mentions.hijri import hijri_interval, hijri_latest

_FIRST_YEAR: Final = 1000
_YEAR_PARTS: Final[dict[Part, tuple[int, int]]] = {
    "early": (1, 3), "mid": (5, 8), "late": (10, 12), "half1": (1, 6), "half2": (7, 12),
    "q1": (1, 3), "q2": (4, 6), "q3": (7, 9), "q4": (10, 12), "some": (1, 12),
}  # fmt: skip
_SEASONS: Final = {1: (12, 2), 2: (3, 5), 3: (6, 8), 4: (9, 11)}


def resolve_month(expr: DateExpr, frame: Frame) -> Interval:
    """Resolve a month named, or told as "last month"."""
    if not expr.months:
        return _relative_month(expr, frame)
    readings = []
    for month in expr.months:
        year = year_of(expr, frame)
        if year is not None:
            readings.append(month_days(year, month))
        elif frame.published is not None:
            readings.append(_month_near(frame.published, month, expr.shift))
    if not readings:
        return undated()
    first = readings[0]
    note = None
    if len(set(expr.months)) > 1:
        first = min(readings, key=lambda r: abs(((frame.published or r[0]) - r[0]).days))
        note = f"the text names two months {expr.months}"
    return Interval(*first, None, note)


def _month_near(published: Day, month: int, shift: int | None) -> tuple[Day, Day]:
    if shift == 0:
        return month_days(published.year, month)
    if shift == 1:
        return month_days(published.year + (month <= published.month), month)
    # Without "last", the month of publication is the one running.
    past = month < published.month or (month == published.month and shift is None)
    return month_days(published.year - (not past), month)


def _relative_month(expr: DateExpr, frame: Frame) -> Interval:
    if expr.same_year:
        last = frame.last.start if frame.last else None
        return Interval(*month_days(last.year, last.month)) if last else Interval(None, None, "no earlier month")
    if frame.published is None:
        return undated()
    year, month = add_months(frame.published.month, frame.published.year, expr.shift or 0)
    first, end = month_days(year, month)
    return Interval(first, clip(end, frame.published) if expr.shift == 0 else end)


def resolve_year(expr: DateExpr, frame: Frame) -> Interval:
    """Resolve a year, several, or "last year"."""
    year = year_of(expr, frame)
    if year is None:
        return Interval(None, None, "no earlier year") if expr.same_year else undated()
    until = expr.count or year
    if not _FIRST_YEAR <= year <= until < 9999:
        return Interval(None, None, f"no such year: {year}")
    return Interval(Day(year, 1, 1), Day(until, 12, 31))


def resolve_part(expr: DateExpr, frame: Frame) -> Interval:
    """Resolve "early", "mid", "late", a half or a quarter of what it stands by."""
    base, part = expr.a, expr.part
    if base is None:
        return Interval(None, None, "a part of nothing")
    whole = frame.interval(base, frame)
    if whole.start is None or whole.end is None:
        return whole
    start, end = whole.start, whole.end
    if expr.day is not None:
        day = make_day(start.year, start.month, expr.day)
        return Interval(day, day, None if day else f"no such day: {expr.day} of month {start.month}")
    if part is None or part == "some":
        return whole
    if base.op == "year":
        low, high = _YEAR_PARTS[part]
        return Interval(Day(start.year, low, 1), month_days(start.year, high)[1], None, whole.note)
    if base.op == "month":
        return _part_of_month(part, start, whole)
    if base.op == "week":
        if part == "early":
            return Interval(start, start + ONE_DAY)
        return Interval(end - ONE_DAY, end) if part == "late" else whole
    return whole


def _part_of_month(part: Part, start: Day, whole: Interval) -> Interval:
    last = month_days(start.year, start.month)[1]
    days: dict[str, tuple[int, int]] = {
        "early": (1, 10), "mid": (11, 20), "late": (21, last.day), "half1": (1, 15), "half2": (16, last.day),
    }  # fmt: skip
    low, high = days.get(part, (1, last.day))
    return Interval(start.replace(day=low), start.replace(day=high), None, whole.note)


def resolve_ago(expr: DateExpr, frame: Frame) -> Interval:
    """Resolve "ago": days to that day, months to that month, years to that year, "days ago" to the last seven."""
    if frame.published is None:
        return undated()
    published, count = frame.published, expr.count
    if expr.unit == "hour":
        return Interval(published - ONE_DAY, published)
    if expr.unit == "day" and count is None:
        return Interval(published - 7 * ONE_DAY, published - ONE_DAY)
    if count is None or count > 3000:
        return Interval(None, None, f"some {expr.unit}s ago: too vague")
    if expr.unit in ("day", "week"):
        day = published - count * (7 if expr.unit == "week" else 1) * ONE_DAY
        return Interval(day, day)
    if expr.unit == "month":
        return Interval(*month_days(*add_months(published.month, published.year, -count)))
    years = count * (10 if expr.unit == "decade" else 1)
    if published.year - years < _FIRST_YEAR:
        return Interval(None, None, "too long ago")
    return Interval(Day(published.year - years, 1, 1), Day(published.year - years, 12, 31))


def resolve_last(expr: DateExpr, frame: Frame) -> Interval:
    """Resolve "the last two days": those before publication; hours reach into the day itself."""
    if frame.published is None:
        return undated()
    published, count = frame.published, expr.count
    if expr.shift == 1:
        return _coming(expr, published)
    if expr.unit == "hour":
        return Interval(published - max(1, ((count or 24) + 12) // 24) * ONE_DAY, published)
    if expr.unit == "day":
        return Interval(published - min(count or 7, 3000) * ONE_DAY, published - ONE_DAY)
    if count is None or count > 200:
        return Interval(None, None, f"the last {expr.unit}s: too vague")
    if expr.unit == "week":
        return Interval(published - 7 * count * ONE_DAY, published - ONE_DAY)
    months = count * {"month": 1, "year": 12}.get(expr.unit or "", 120)
    year, month = add_months(published.month, published.year, -months)
    start = Day(year, month, min(published.day, monthrange(year, month)[1]))
    return Interval(start, published - ONE_DAY)


def _coming(expr: DateExpr, published: Day) -> Interval:
    """Resolve "the coming days": as far as they are counted, else left open."""
    days = {"hour": 1 / 24, "day": 1, "week": 7}.get(expr.unit or "")
    if expr.count is None or days is None or expr.count > 3000:
        return Interval(None, None, "in the time to come")
    return Interval(published, published + max(1, round(expr.count * days)) * ONE_DAY)


def resolve_week(expr: DateExpr, frame: Frame) -> Interval:
    """Resolve a week: "last week" is the seven days before publication; "this week" runs from its Sunday."""
    if frame.published is None:
        return undated()
    published = frame.published
    if expr.shift in (-1, -2):
        back = 7 * (-expr.shift)
        return Interval(published - back * ONE_DAY, published - (back - 6) * ONE_DAY)
    first = latest_weekday(6, published)
    if expr.shift == 1:
        return Interval(first + 7 * ONE_DAY, first + 13 * ONE_DAY)
    return Interval(first, published)


def resolve_weekend(expr: DateExpr, frame: Frame) -> Interval:
    """Resolve a weekend: Saturday and Sunday, as the outlets that use the word mostly mean it."""
    if frame.published is None:
        return undated()
    saturday = latest_weekday(5, frame.published)
    if expr.shift == 1:
        saturday += 7 * ONE_DAY
        return Interval(saturday, saturday + ONE_DAY)
    if expr.shift == -1 and saturday + ONE_DAY >= frame.published:
        saturday -= 7 * ONE_DAY  # "last weekend", told on this one
    return Interval(saturday, clip(saturday + ONE_DAY, frame.published))


def resolve_season(expr: DateExpr, frame: Frame) -> Interval:
    """Resolve a season of a year."""
    low, high = _SEASONS[expr.count or 1]
    year = year_of(expr, frame)
    if year is None:
        if frame.published is None:
            return undated()
        year = frame.published.year
        if expr.shift == -1 or Day(year, low, 1) > frame.published:
            year -= 1
        elif expr.shift == 1:
            year += 1
    # Winter is named after the year in which it ends.
    return Interval(Day(year - (low > high), low, 1), month_days(year, high)[1])


def resolve_hijri(expr: DateExpr, frame: Frame) -> Interval:
    """Resolve a Hijri day or month."""
    if expr.year is not None:
        found = hijri_interval(expr.year, expr.months[0], expr.day)
    elif frame.published is None:
        return undated()
    else:
        found = hijri_latest(expr.months[0], expr.day, frame.published, expr.shift or 0)
    if found is None:
        return Interval(None, None, f"no such Hijri date: {expr.day}/{expr.months[0]}/{expr.year}")
    return Interval(*found)


def resolve_feast(expr: DateExpr, frame: Frame) -> Interval:
    """Resolve one of the two feasts."""
    if frame.published is None:
        return undated()
    first = hijri_latest(expr.months[0], expr.day, frame.published, expr.shift or 0)
    if first is None:
        return Interval(None, None, "no such feast")
    return Interval(first[0], first[0] + ((expr.count or 1) - 1) * ONE_DAY)
