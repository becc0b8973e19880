"""The calendar: date expressions resolved into days against a publication day.

The rules are those of the coding guidelines: a bare weekday is the latest such day not after publication, a night
spans both its days, a month alone spans the month, the first ten days are its beginning, "last week" is the seven
days before publication. Hijri dates are converted by the Umm al-Qura tables of the hijridate library.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from rasad.mentions import days, periods
from rasad.mentions.date import DateExpr, DateMention
from rasad.mentions.frame import Day, Frame, Interval


def resolve(expr: DateExpr, published: Day | None, last: DateMention | None = None) -> DateMention:
    """Resolve ``expr`` against the publication day and the date mentioned ``last`` before it."""
    found = interval(expr, Frame(published, last, interval))
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


def interval(expr: DateExpr, frame: Frame) -> Interval:
    """Return the days of ``expr`` in ``frame``, or the reason why there are none."""
    return _OPS[expr.op](expr, frame)


_OPS: Final[dict[str, Callable[[DateExpr, Frame], Interval]]] = {
    "day": days.resolve_day,
    "weekday": days.resolve_weekday,
    "offset": days.resolve_offset,
    "night": days.resolve_night,
    "month": periods.resolve_month,
    "year": periods.resolve_year,
    "part": periods.resolve_part,
    "ago": periods.resolve_ago,
    "last": periods.resolve_last,
    "since": days.resolve_since,
    "span": days.resolve_span,
    "set": days.resolve_set,
    "same": days.resolve_same,
    "event": days.resolve_event,
    "season": periods.resolve_season,
    "hijri": periods.resolve_hijri,
    "week": periods.resolve_week,
    "weekend": periods.resolve_weekend,
    "feast": periods.resolve_feast,
}
