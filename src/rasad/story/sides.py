"""Sides: which actors stand for one another, and who stands against whom in an event."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from rasad.codebook.actors import actors
from rasad.codebook.kinds import kinds
from rasad.codebook.table import read_table
from rasad.records import Actor, Event

_ARMED = frozenset({"state-forces", "government", "armed-group"})


@cache
def _sides() -> dict[str, str]:
    """Return actor id -> its side: an umbrella's, or the lesser id of a government and its forces."""
    known = actors()
    rows = read_table("rasad.story", "data/umbrellas.tsv", ("actor", "side"))
    umbrella = {row[0]: row[1] for row in rows}
    return {
        name: _joint(umbrella.get(name, name), known[umbrella.get(name, name)].counterpart)
        for name in known
        if umbrella.get(name, name) in known
    }


def _joint(name: str, counterpart: str | None) -> str:
    return min(name, counterpart) if counterpart else name


def side_of(ident: str) -> str:
    """Return the side that the actor ``ident`` is taken for; an id of no registry is its own side."""
    return _sides().get(ident, ident)


def sides(cast: Iterable[Actor]) -> frozenset[str]:
    """Return the sides of actors; those without an id have none that could be compared."""
    return frozenset(side_of(actor.id) for actor in cast if actor.id)


def armed_sides(idents: Iterable[str]) -> frozenset[str]:
    """Return the sides of those ids that can fight: forces, governments (through theirs), armed groups."""
    known = actors()
    return frozenset(side_of(one) for one in idents if one in known and known[one].kind in _ARMED)


def authors(event: Event) -> frozenset[str]:
    """Return the sides that did it, or claim to have done it."""
    return sides((*event.initiators, *event.claimed_by))


def is_attack(event: Event) -> bool:
    """Say whether the event is an act of violence (ground, remote, explosive, against aircraft)."""
    kind = kinds().get(event.kind)
    return kind is not None and kind.family == "violence"


def is_abroad(a: Event, b: Event) -> bool:
    """Say whether two events lie in different countries that both are known."""
    here, there = (one.place.country if one.place else None for one in (a, b))
    return here is not None and there is not None and here != there
