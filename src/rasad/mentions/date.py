"""Dates as a text words them (``DateExpr``) and as they are once resolved (``DateMention``)."""

from __future__ import annotations

import datetime
from typing import Literal

import msgspec

Op = Literal[
    "day", "weekday", "offset", "night", "month", "year", "part", "ago", "last", "since", "span", "set", "same",
    "event", "season", "hijri", "week", "weekend", "feast",
]  # fmt: skip
Unit = Literal["hour", "day", "week", "month", "year", "decade"]
Part = Literal["early", "mid", "late", "half1", "half2", "q1", "q2", "q3", "q4", "some"]


class DateExpr(msgspec.Struct, frozen=True, kw_only=True):
    """What the words say, before any publication time is known.

    ``op`` tells how to resolve it. ``shift`` is the direction of "last", "this", "next" (-1, 0, 1; -2 is "before
    last"); ``months`` are the readings of a month name written double; ``count`` and ``unit`` belong to "three days
    ago"; ``a`` and ``b`` are the ends of a span, or the base of a night, part or "since". ``marker`` marks a year
    that only names a war or treaty.
    """

    op: Op
    day: int | None = None
    months: tuple[int, ...] = ()
    year: int | None = None
    weekday: int | None = None
    shift: int | None = None
    year_shift: int | None = None
    count: int | None = None
    unit: Unit | None = None
    part: Part | None = None
    tod: str | None = None
    a: DateExpr | None = None
    b: DateExpr | None = None
    marker: bool = False
    weak: bool = False
    same_year: bool = False
    lasting: bool = False


class DateMention(msgspec.Struct, frozen=True, kw_only=True):
    """A resolved time expression: the days ``start`` to ``end``, both inclusive, in the region's own time.

    ``start`` and ``end`` are ``None`` where it cannot be resolved; ``reason`` then says why. ``contradiction`` is
    filled where the words disagree with one another or the calendar. ``anchor`` is what a relative date hangs on:
    ``event`` dates wait for that event. ``point_end`` closes the point that a "since" starts from. ``tod`` is the
    part of the day; ``weak`` marks words that often are no date of an event (a Friday prayer). ``may_last``
    marks "منذ يومين", which with a verb of going on runs from ``start`` to the day of publication. ``expr`` allows a
    second resolution when an undated page has been given its date.
    """

    start: datetime.date | None
    end: datetime.date | None
    basis: Literal["absolute", "relative"]
    kind: str
    grain: str
    contradiction: str | None = None
    reason: str | None = None
    anchor: Literal["publication", "none", "event"] = "none"
    tod: str | None = None
    weekday: int | None = None
    span_is_time_marker: bool = False
    point_end: datetime.date | None = None
    weak: bool = False
    may_last: bool = False
    expr: DateExpr | None = None


class TimeValue(msgspec.Struct, frozen=True):
    """A clock time; ``zone`` is ``gmt``, ``local`` or ``None``; ``tod`` a part of the day that stands beside it."""

    hour: int
    minute: int = 0
    zone: str | None = None
    tod: str | None = None
