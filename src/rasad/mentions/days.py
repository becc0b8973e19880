"""Days resolved: days of a month, weekdays, nights, and spans between days."""

from __future__ import annotations

from typing import Final

from rasad.mentions.date import DateExpr
from rasad.mentions.frame import (
    ONE_DAY,
    Day,
    Frame,
    Interval,
    clip,
    latest_weekday,
    make_day,
    undated,
    year_of,
)

_WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def resolve_day(expr: DateExpr, frame: Frame) -> Interval:
    """Resolve a day of a month, with or without its year."""
    readings = [found for month in expr.months if (found := _day_in(expr, month, frame))]
    if not readings:
        if frame.published is None and expr.year is None:
            return undated()
        return Interval(None, None, f"no such day: {expr.day} of month {expr.months}")
    day, note = readings[0], None
    if len(set(expr.months)) > 1:
        day = _nearest(readings, frame.published)
        note = f"the text names two months {expr.months}; the one nearest before publication is taken"
    return _check_weekday(expr, day, note, frame)


def _day_in(expr: DateExpr, month: int, frame: Frame) -> Day | None:
    year, day = year_of(expr, frame), expr.day or 1
    if year is not None:
        return make_day(year, month, day)
    if frame.published is None:
        return None
    return _of_weekday(expr, month, frame.published) or _without_year(frame.published, month, day, expr.shift)


def _of_weekday(expr: DateExpr, month: int, published: Day) -> Day | None:
    """Return the next such day where only that has the weekday beside it ("Tuesday 12 June", told on 11 June)."""
    if expr.weekday is None or expr.shift not in (None, 1):
        return None
    past = _without_year(published, month, expr.day or 1, None)
    coming = _without_year(published, month, expr.day or 1, 1)
    if coming is None or coming.weekday() != expr.weekday or (past and past.weekday() == expr.weekday):
        return None
    return coming


def _without_year(published: Day, month: int, day: int, shift: int | None) -> Day | None:
    """Return the latest such day not after publication, or with ``shift`` 1 the next one."""
    for year in range(published.year + 1, published.year - 9, -1):
        found = make_day(year, month, day)
        if found is None:
            continue
        if shift == 1:
            earlier = make_day(year - 1, month, day)
            if earlier is None or earlier <= published:
                return found
        elif shift == 0 and year == published.year or shift != 0 and found <= published:
            return found
    return None


def _nearest(days: list[Day], published: Day | None) -> Day:
    if published is None:
        return days[0]
    return min(days, key=lambda day: (day > published, abs((published - day).days)))


def _check_weekday(expr: DateExpr, day: Day, note: str | None, frame: Frame) -> Interval:
    """Widen ``day`` by the weekday written beside it where the two disagree by little; say so."""
    if expr.weekday is None or day.weekday() == expr.weekday:
        return Interval(day, day, None, note)
    back = (day.weekday() - expr.weekday) % 7
    other = day - back * ONE_DAY if back <= 3 else day + (7 - back) * ONE_DAY
    says = f"{day} was a {_WEEKDAYS[day.weekday()]}, the text says {_WEEKDAYS[expr.weekday]}"
    note = f"{note}; {says}" if note else says
    if abs((other - day).days) > 1:
        return Interval(day, day, None, note)
    return Interval(min(day, other), max(day, other), None, note)


def resolve_weekday(expr: DateExpr, frame: Frame) -> Interval:
    """Resolve a weekday: the latest not after publication, or as "last" and "next" say."""
    if frame.published is None or expr.weekday is None:
        return undated()
    day = latest_weekday(expr.weekday, frame.published)
    if expr.shift == 1:
        day += 7 * ONE_DAY
    elif expr.shift is not None and expr.shift < 0:
        if day == frame.published:
            day -= 7 * ONE_DAY
        day -= 7 * ONE_DAY * (-expr.shift - 1)
    if expr.a is not None and expr.a.op == "week":
        week = frame.interval(expr.a, frame)
        if week.start:
            day = latest_weekday(expr.weekday, (week.end or week.start))
    return Interval(day, day)


def resolve_offset(expr: DateExpr, frame: Frame) -> Interval:
    """Resolve "today", "yesterday", and check the weekday written beside it."""
    if frame.published is None:
        return undated()
    day = frame.published + (expr.shift or 0) * ONE_DAY
    if expr.weekday is None or day.weekday() == expr.weekday:
        return Interval(day, day)
    # "اليوم الجمعة" on a Saturday: the page was stamped after midnight, or late; the weekday is the surer word.
    named = latest_weekday(expr.weekday, frame.published + (ONE_DAY if (expr.shift or 0) >= 0 else 0 * ONE_DAY))
    note = f"the text calls {_WEEKDAYS[day.weekday()]} {day} a {_WEEKDAYS[expr.weekday]}"
    return Interval(named, named, None, note)


def resolve_night(expr: DateExpr, frame: Frame) -> Interval:
    """Resolve a night into its two days."""
    base = expr.a
    if base is None:
        if frame.published is None:
            return undated()
        return Interval(frame.published - ONE_DAY, frame.published)
    if expr.b is not None:
        return resolve_set(expr, frame)
    found = frame.interval(base, frame)
    if found.start is None:
        return found
    if base.op == "offset" or found.start == frame.published:
        # "ليلة أمس" and "ليل الجمعة" told on Friday are the night that ended on the day of publication.
        last = found.start if found.start == frame.published else found.start + ONE_DAY
        return Interval(last - ONE_DAY, last, None, found.note)
    return Interval(found.start, clip(found.start + ONE_DAY, frame.published), None, found.note)


def resolve_since(expr: DateExpr, frame: Frame) -> Interval:
    """Resolve "since": from the point named to the day of publication."""
    point = frame.interval(expr.a, frame) if expr.a else undated()
    if point.start is None:
        return point
    if frame.published is None:
        return Interval(None, None, "the page has no publication day", point.note, point.end)
    return Interval(point.start, max(frame.published, point.start), None, point.note, point.end)


def resolve_span(expr: DateExpr, frame: Frame) -> Interval:
    """Resolve "from A to B"; the first end takes what it lacks (month, year) from the second."""
    a, b = expr.a, expr.b
    if a is None or b is None:
        return Interval(None, None, "a span without ends")
    last = frame.interval(b, frame)
    first = frame.interval(a, frame)
    if first.start is None or last.end is None:
        return Interval(None, None, first.reason or last.reason, first.note or last.note)
    start = first.start
    if a.op == "weekday" and last.start and start > last.start:
        start -= 7 * ONE_DAY
    if start > last.end:
        return Interval(None, None, f"the span ends ({last.end}) before it begins ({start})")
    return Interval(start, last.end, None, first.note or last.note)


def resolve_set(expr: DateExpr, frame: Frame) -> Interval:
    """Resolve two days named together ("السبت والأحد", "ليل الخميس الجمعة"): from the one to the other."""
    a, b = expr.a, expr.b
    if a is None or b is None or a.weekday is None or b.weekday is None:
        return resolve_span(expr, frame)
    last = resolve_weekday(b, frame)
    if last.start is None:
        return last
    first = last.start - ((b.weekday - a.weekday) % 7) * ONE_DAY
    return Interval(first, last.start)


def resolve_same(expr: DateExpr, frame: Frame) -> Interval:
    """Resolve "the same day": the day named last before it in the text."""
    last = frame.last
    if last is None or last.start is None or last.end is None or last.start != last.end:
        return Interval(None, None, "no single day named before")
    return Interval(last.start, last.end)


def resolve_event(expr: DateExpr, frame: Frame) -> Interval:
    """Leave a date that hangs on another event open."""
    return Interval(None, None, "hangs on another event")
