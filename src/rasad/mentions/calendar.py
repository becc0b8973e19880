"""The calendar: date expressions resolved into days against a publication day.

The rules are those of the coding guidelines: a bare weekday is the latest such day not after publication, a night
spans both its days, a month alone spans the month, the first ten days are its beginning, "last week" is the seven days
before publication. Hijri dates are converted by the Umm al-Qura tables of the hijridate library.
"""

from __future__ import annotations

import datetime
from calendar import monthrange
from collections.abc import Callable
from typing import Final, NamedTuple

from rasad.mentions.date import DateExpr, DateMention, Part
from rasad.mentions.hijri import hijri_interval, hijri_latest

Day = datetime.date
_ONE: Final = datetime.timedelta(days=1)
_WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_FIRST_YEAR: Final = 1000
_YEAR_PARTS: Final[dict[Part, tuple[int, int]]] = {
    "early": (1, 3), "mid": (5, 8), "late": (10, 12), "half1": (1, 6), "half2": (7, 12),
    "q1": (1, 3), "q2": (4, 6), "q3": (7, 9), "q4": (10, 12), "some": (1, 12),
}  # fmt: skip
_SEASONS: Final = {1: (12, 2), 2: (3, 5), 3: (6, 8), 4: (9, 11)}


class Interval(NamedTuple):
    """Days found, or the reason why not; ``note`` is a contradiction."""

    start: Day | None
    end: Day | None
    reason: str | None = None
    note: str | None = None
    point_end: Day | None = None


class Frame(NamedTuple):
    """What a date may hang on: the publication day, and the last day and year named before it in the text."""

    published: Day | None
    last: DateMention | None = None


def undated() -> Interval:
    """Return the outcome of a relative date on a page without a publication day."""
    return Interval(None, None, "the page has no publication day")


def resolve(expr: DateExpr, published: Day | None, last: DateMention | None = None) -> DateMention:
    """Resolve ``expr`` against the publication day and the date mentioned ``last`` before it."""
    found = _interval(expr, Frame(published, last))
    inner = expr.a if expr.a is not None and expr.op in ("night", "since", "part") else expr
    return DateMention(
        start=found.start,
        end=found.end,
        basis="absolute" if _is_absolute(expr) else "relative",
        kind=_kind(expr),
        grain=_grain(expr),
        contradiction=found.note,
        reason=found.reason,
        anchor="event" if expr.op in ("event", "same") else "none" if _is_absolute(expr) else "publication",
        tod=expr.tod or ("night" if expr.op == "night" else inner.tod),
        weekday=inner.weekday,
        span_is_time_marker=expr.marker,
        point_end=found.point_end,
        weak=expr.weak or inner.weak,
        may_last=expr.lasting,
        expr=expr,
    )


_KINDS: Final = {"weekday": "day", "offset": "day", "last": "duration", "set": "span", "same": "day"}


def _kind(expr: DateExpr) -> str:
    if expr.op == "hijri" or (expr.op == "part" and expr.day):
        return "day" if expr.day else "month"
    return _KINDS.get(expr.op, expr.op)


def _grain(expr: DateExpr) -> str:
    if expr.op in ("ago", "last", "event") and expr.unit:
        return expr.unit
    if expr.op in ("since", "part") and expr.a is not None:
        return _grain(expr.a)
    if expr.op in ("month", "year", "season", "week"):
        return expr.op
    return "day"


def _is_absolute(expr: DateExpr) -> bool:
    if expr.op in ("part", "night", "span", "set") and expr.a is not None:
        return _is_absolute(expr.a) and (expr.b is None or _is_absolute(expr.b))
    return expr.year is not None and expr.op in ("day", "month", "year", "hijri", "season")


def _interval(expr: DateExpr, frame: Frame) -> Interval:
    return _OPS[expr.op](expr, frame)


def _clip(day: Day, published: Day | None) -> Day:
    return min(day, published) if published else day


def _make(year: int, month: int, day: int) -> Day | None:
    try:
        return Day(year, month, day)
    except ValueError:
        return None


def month_days(year: int, month: int) -> tuple[Day, Day]:
    """Return the first and last day of the month."""
    return Day(year, month, 1), Day(year, month, monthrange(year, month)[1])


def latest_weekday(weekday: int, until: Day) -> Day:
    """Return the latest ``weekday`` (Monday 0) not after ``until``."""
    return until - ((until.weekday() - weekday) % 7) * _ONE


def add_months(month: int, year: int, by: int) -> tuple[int, int]:
    """Return ``(year, month)`` that many months on."""
    at = year * 12 + month - 1 + by
    return at // 12, at % 12 + 1


def _year_of(expr: DateExpr, frame: Frame) -> int | None:
    """Return the year that ``expr`` names, absolutely, relatively or as "the same year"."""
    if expr.year is not None:
        return expr.year
    if expr.same_year:
        return frame.last.start.year if frame.last and frame.last.start else None
    if expr.year_shift is not None and frame.published:
        return frame.published.year + expr.year_shift
    return None


def _day(expr: DateExpr, frame: Frame) -> Interval:
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
    year, assert_day = _year_of(expr, frame), expr.day or 1
    if year is not None:
        return _make(year, month, assert_day)
    if frame.published is None:
        return None
    return _without_year(frame.published, month, assert_day, expr.shift)


def _without_year(published: Day, month: int, day: int, shift: int | None) -> Day | None:
    """Return the latest such day not after publication, or with ``shift`` 1 the next one."""
    for year in range(published.year + 1, published.year - 9, -1):
        found = _make(year, month, day)
        if found is None:
            continue
        if shift == 1:
            earlier = _make(year - 1, month, day)
            if earlier is None or earlier <= published:
                return found
        elif shift == 0 and year == published.year:
            return found
        elif shift != 0 and found <= published:
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
    other = day - back * _ONE if back <= 3 else day + (7 - back) * _ONE
    says = f"{day} was a {_WEEKDAYS[day.weekday()]}, the text says {_WEEKDAYS[expr.weekday]}"
    note = f"{note}; {says}" if note else says
    if abs((other - day).days) > 1:
        return Interval(day, day, None, note)
    return Interval(min(day, other), max(day, other), None, note)


def _weekday(expr: DateExpr, frame: Frame) -> Interval:
    if frame.published is None or expr.weekday is None:
        return undated()
    day = latest_weekday(expr.weekday, frame.published)
    if expr.shift == 1:
        day += 7 * _ONE
    elif expr.shift is not None and expr.shift < 0:
        if day == frame.published:
            day -= 7 * _ONE
        day -= 7 * _ONE * (-expr.shift - 1)
    if expr.a is not None and expr.a.op == "week":
        week = _week(expr.a, frame)
        if week.start:
            day = latest_weekday(expr.weekday, (week.end or week.start))
    return Interval(day, day)


def _offset(expr: DateExpr, frame: Frame) -> Interval:
    if frame.published is None:
        return undated()
    day = frame.published + (expr.shift or 0) * _ONE
    if expr.weekday is None or day.weekday() == expr.weekday:
        return Interval(day, day)
    # "اليوم الجمعة" on a Saturday: the page was stamped after midnight, or late; the weekday is the surer word.
    named = latest_weekday(expr.weekday, frame.published + (_ONE if (expr.shift or 0) >= 0 else 0 * _ONE))
    note = f"the text calls {_WEEKDAYS[day.weekday()]} {day} a {_WEEKDAYS[expr.weekday]}"
    return Interval(named, named, None, note)


def _night(expr: DateExpr, frame: Frame) -> Interval:
    base = expr.a
    if base is None:
        if frame.published is None:
            return undated()
        return Interval(frame.published - _ONE, frame.published)
    if expr.b is not None:
        return _set(expr, frame)
    found = _interval(base, frame)
    if found.start is None:
        return found
    if base.op == "offset" or found.start == frame.published:
        # "ليلة أمس" and "ليل الجمعة" told on Friday are the night that ended on the day of publication.
        last = found.start if found.start == frame.published else found.start + _ONE
        return Interval(last - _ONE, last, None, found.note)
    return Interval(found.start, _clip(found.start + _ONE, frame.published), None, found.note)


def _month(expr: DateExpr, frame: Frame) -> Interval:
    if not expr.months:
        return _relative_month(expr, frame)
    readings = []
    for month in expr.months:
        year = _year_of(expr, frame)
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
    return Interval(first, _clip(end, frame.published) if expr.shift == 0 else end)


def _year(expr: DateExpr, frame: Frame) -> Interval:
    year = _year_of(expr, frame)
    if year is None:
        return Interval(None, None, "no earlier year") if expr.same_year else undated()
    until = expr.count or year
    if not _FIRST_YEAR <= year <= until < 9999:
        return Interval(None, None, f"no such year: {year}")
    return Interval(Day(year, 1, 1), Day(until, 12, 31))


def _part(expr: DateExpr, frame: Frame) -> Interval:
    base, part = expr.a, expr.part
    if base is None:
        return Interval(None, None, "a part of nothing")
    whole = _interval(base, frame)
    if whole.start is None or whole.end is None:
        return whole
    start, end = whole.start, whole.end
    if expr.day is not None:
        day = _make(start.year, start.month, expr.day)
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
            return Interval(start, start + _ONE)
        return Interval(end - _ONE, end) if part == "late" else whole
    return whole


def _part_of_month(part: Part, start: Day, whole: Interval) -> Interval:
    last = month_days(start.year, start.month)[1]
    days: dict[str, tuple[int, int]] = {
        "early": (1, 10), "mid": (11, 20), "late": (21, last.day), "half1": (1, 15), "half2": (16, last.day),
    }  # fmt: skip
    low, high = days.get(part, (1, last.day))
    return Interval(start.replace(day=low), start.replace(day=high), None, whole.note)


def _ago(expr: DateExpr, frame: Frame) -> Interval:
    """Resolve "three days ago": that day; months: that month; years: that calendar year; vague days: the last seven."""
    if frame.published is None:
        return undated()
    published, count = frame.published, expr.count
    if expr.unit == "hour":
        return Interval(published - _ONE, published)
    if expr.unit == "day" and count is None:
        return Interval(published - 7 * _ONE, published - _ONE)
    if count is None or count > 3000:
        return Interval(None, None, f"some {expr.unit}s ago: too vague")
    if expr.unit in ("day", "week"):
        day = published - count * (7 if expr.unit == "week" else 1) * _ONE
        return Interval(day, day)
    if expr.unit == "month":
        return Interval(*month_days(*add_months(published.month, published.year, -count)))
    years = count * (10 if expr.unit == "decade" else 1)
    if published.year - years < _FIRST_YEAR:
        return Interval(None, None, "too long ago")
    return Interval(Day(published.year - years, 1, 1), Day(published.year - years, 12, 31))


def _last(expr: DateExpr, frame: Frame) -> Interval:
    """Resolve "the last two days": those before publication; hours reach into the day itself."""
    if frame.published is None:
        return undated()
    published, count = frame.published, expr.count
    if expr.shift == 1:
        return _coming(expr, published)
    if expr.unit == "hour":
        return Interval(published - max(1, ((count or 24) + 12) // 24) * _ONE, published)
    if expr.unit == "day":
        return Interval(published - min(count or 7, 3000) * _ONE, published - _ONE)
    if count is None or count > 200:
        return Interval(None, None, f"the last {expr.unit}s: too vague")
    if expr.unit == "week":
        return Interval(published - 7 * count * _ONE, published - _ONE)
    months = count * {"month": 1, "year": 12}.get(expr.unit or "", 120)
    year, month = add_months(published.month, published.year, -months)
    start = Day(year, month, min(published.day, monthrange(year, month)[1]))
    return Interval(start, published - _ONE)


def _coming(expr: DateExpr, published: Day) -> Interval:
    """Resolve "the coming days": as far as they are counted, else left open."""
    days = {"hour": 1 / 24, "day": 1, "week": 7}.get(expr.unit or "")
    if expr.count is None or days is None or expr.count > 3000:
        return Interval(None, None, "in the time to come")
    return Interval(published, published + max(1, round(expr.count * days)) * _ONE)


def _week(expr: DateExpr, frame: Frame) -> Interval:
    """Resolve a week: "last week" is the seven days before publication; "this week" runs from its Sunday."""
    if frame.published is None:
        return undated()
    published = frame.published
    if expr.shift in (-1, -2):
        back = 7 * (-expr.shift)
        return Interval(published - back * _ONE, published - (back - 6) * _ONE)
    first = latest_weekday(6, published)
    if expr.shift == 1:
        return Interval(first + 7 * _ONE, first + 13 * _ONE)
    return Interval(first, published)


def _weekend(expr: DateExpr, frame: Frame) -> Interval:
    if frame.published is None:
        return undated()
    friday = latest_weekday(4, frame.published)
    if expr.shift == 1:
        friday += 7 * _ONE
        return Interval(friday, friday + 2 * _ONE)
    return Interval(friday, _clip(friday + 2 * _ONE, frame.published))


def _since(expr: DateExpr, frame: Frame) -> Interval:
    point = _interval(expr.a, frame) if expr.a else undated()
    if point.start is None:
        return point
    if frame.published is None:
        return Interval(None, None, "the page has no publication day", point.note, point.end)
    return Interval(point.start, max(frame.published, point.start), None, point.note, point.end)


def _span(expr: DateExpr, frame: Frame) -> Interval:
    """Resolve "from A to B"; the first end takes what it lacks (month, year) from the second."""
    a, b = expr.a, expr.b
    if a is None or b is None:
        return Interval(None, None, "a span without ends")
    last = _interval(b, frame)
    first = _interval(a, frame)
    if first.start is None or last.end is None:
        return Interval(None, None, first.reason or last.reason, first.note or last.note)
    start = first.start
    if a.op == "weekday" and last.start and start > last.start:
        start -= 7 * _ONE
    if start > last.end:
        return Interval(None, None, f"the span ends ({last.end}) before it begins ({start})")
    return Interval(start, last.end, None, first.note or last.note)


def _set(expr: DateExpr, frame: Frame) -> Interval:
    """Resolve two days named together ("السبت والأحد", "ليل الخميس الجمعة"): from the one to the other."""
    a, b = expr.a, expr.b
    if a is None or b is None or a.weekday is None or b.weekday is None:
        return _span(expr, frame)
    last = _weekday(b, frame)
    if last.start is None:
        return last
    first = last.start - ((b.weekday - a.weekday) % 7) * _ONE
    return Interval(first, last.start)


def _same(expr: DateExpr, frame: Frame) -> Interval:
    """Resolve "the same day": the day named last before it in the text."""
    last = frame.last
    if last is None or last.start is None or last.end is None or last.start != last.end:
        return Interval(None, None, "no single day named before")
    return Interval(last.start, last.end)


def _event(expr: DateExpr, frame: Frame) -> Interval:
    return Interval(None, None, "hangs on another event")


def _season(expr: DateExpr, frame: Frame) -> Interval:
    low, high = _SEASONS[expr.count or 1]
    year = _year_of(expr, frame)
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


def _hijri(expr: DateExpr, frame: Frame) -> Interval:
    if expr.year is not None:
        found = hijri_interval(expr.year, expr.months[0], expr.day)
    elif frame.published is None:
        return undated()
    else:
        found = hijri_latest(expr.months[0], expr.day, frame.published, expr.shift or 0)
    if found is None:
        return Interval(None, None, f"no such Hijri date: {expr.day}/{expr.months[0]}/{expr.year}")
    return Interval(*found)


def _feast(expr: DateExpr, frame: Frame) -> Interval:
    if frame.published is None:
        return undated()
    first = hijri_latest(expr.months[0], expr.day, frame.published, expr.shift or 0)
    if first is None:
        return Interval(None, None, "no such feast")
    return Interval(first[0], first[0] + ((expr.count or 1) - 1) * _ONE)


_OPS: Final[dict[str, Callable[[DateExpr, Frame], Interval]]] = {
    "day": _day, "weekday": _weekday, "offset": _offset, "night": _night, "month": _month, "year": _year,
    "part": _part, "ago": _ago, "last": _last, "since": _since, "span": _span, "set": _set, "same": _same,
    "event": _event, "season": _season, "hijri": _hijri, "week": _week, "weekend": _weekend, "feast": _feast,
}  # fmt: skip
