"""Phases: where an event falls against the truces that concern it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal

import msgspec

from rasad.records import Event
from rasad.story.days import Days, days_of, ordinal
from rasad.story.sides import authors, sides
from rasad.story.truces import Truce

Phase = Literal["before", "start", "during", "past-deadline", "end", "after"]
"""``start`` and ``end``: the days are those of the beginning or end, or cannot be told from them."""
REACH_DAYS: Final = 183
"""Events further than this from a truce are not told by it."""


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """An event's phase in one truce."""

    truce: str
    phase: Phase


def phases(event: Event, truces: Sequence[Truce]) -> tuple[Place, ...]:
    """Return the event's phase in each truce that concerns its sides (or, where it names none, its country)."""
    if event.date is None or days_of(event.date).length > REACH_DAYS:
        return ()
    days = days_of(event.date)
    return tuple(
        Place(truce=truce.id, phase=phase)
        for truce in truces
        if concerns(event, truce) and (phase := phase_of(days, truce)) is not None
    )


def concerns(event: Event, truce: Truce) -> bool:
    """Say whether the truce is between sides of the event, or in its country where the event names no side."""
    cast = authors(event) | sides(event.targets)
    if cast and truce.sides:
        return len(cast & set(truce.sides)) >= min(2, len(cast), len(truce.sides))
    return event.place is not None and event.place.country in truce.countries


def phase_of(days: Days, truce: Truce) -> Phase | None:
    """Return the phase of ``days``; ``None`` where the truce has no start or lies too far away."""
    start, end = truce.start, truce.end
    if start is None:
        return None
    if days.end < start.start:
        return "before" if ordinal(start.start) - ordinal(days.end) <= REACH_DAYS else None
    if days.start <= start.end:
        return "start"
    if end is not None and days.start > end.end:
        return "after" if ordinal(days.start) - ordinal(end.end) <= REACH_DAYS else None
    if end is not None and days.end >= end.start:
        return "end"
    if truce.deadline is not None and days.start > truce.deadline.end:
        return "past-deadline" if end or ordinal(days.start) - ordinal(truce.deadline.end) <= REACH_DAYS else None
    return "during"
