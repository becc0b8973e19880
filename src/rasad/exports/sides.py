"""Who stands against whom in an event: the two sides that ACLED, UCDP and PLOVER ask for."""

from __future__ import annotations

from typing import NamedTuple

from rasad.exports.actors import CodedActor, all_coded
from rasad.records import Event

MUTUAL = frozenset({"armed_clash", "talks", "agreement", "ceasefire", "ceasefire_end"})
"""Kinds whose parties can all stand as initiators, by the coding rules (attacker first, or no order)."""


class Sides(NamedTuple):
    """The parties of an event: who acts, and upon whom. Either may be empty: not said."""

    first: list[CodedActor]
    second: list[CodedActor]


def where_of(event: Event) -> str | None:
    """Return the ISO-2 country of an event, ``None`` where none is known."""
    return event.place.country if event.place else None


def sides_of(event: Event) -> Sides:
    """Return the sides of ``event`` in others' codes.

    Where the parties of a mutual event all stand as initiators, the first is one side and the rest the other.
    """
    where = where_of(event)
    first, second = all_coded(event.initiators, where), all_coded(event.targets, where)
    if not second and len(first) > 1 and event.kind in MUTUAL:
        return Sides(first[:1], first[1:])
    return Sides(first, second)


def holds(side: list[CodedActor], *what: str) -> bool:
    """Say whether a side holds an actor whose UCDP side is one of ``what``."""
    return any(actor.ucdp_side in what for actor in side)
