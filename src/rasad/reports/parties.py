"""Parties: on which side of an event an actor stands that speaks of it."""

from __future__ import annotations

from typing import NamedTuple

from rasad.grammar.item import Item
from rasad.reports.assembly import Draft


class Parties(NamedTuple):
    """Whose forces and governments did and suffered an event, each by its state or group."""

    doers: frozenset[str]
    victims: frozenset[str]

    @classmethod
    def of(cls, draft: Draft) -> Parties:
        """Return the sides of ``draft``."""
        doers, victims = (
            frozenset(_state(link.ident) for link in links if link.ident is not None)
            for links in (draft.initiators, draft.targets)
        )
        return cls(doers, victims)

    def part(self, ident: str | None, items: list[Item]) -> str:
        """Say on which side an actor stands that speaks as ``ident`` or is mentioned as one of ``items``."""
        states = {_state(one) for item in items if (one := item.value.reading(military=True)) is not None}
        if ident is not None:
            states.add(_state(ident))
        if states & self.doers:
            return "doer"
        if states & self.victims:
            return "victim"
        if not states:
            return "nameless"
        return "third" if self.doers else "blind"


def _state(ident: str) -> str:
    """Return an actor's id without its forces or government: the one speaks for the other."""
    while ident.endswith(("-forces", "-government")):
        ident = ident.rpartition("-")[0]
    return ident
