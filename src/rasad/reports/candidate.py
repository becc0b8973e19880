"""Candidates: a trigger with what has been decided about it so far."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any

from rasad.grammar.item import Item
from rasad.mentions.actor import ActorMention
from rasad.reports.trigger import Trigger


@dataclass(slots=True)
class Linked:
    """A mention that was given a slot, with the decision's probability.

    An actor's link has its registry ``ident`` or, where it has none, the ``words`` that name it, clitics left off.
    """

    item: Item
    probability: float
    ident: str | None = None
    words: tuple[str, ...] = ()

    @property
    def actor(self) -> ActorMention:
        """The actor mention (only for links of actors)."""
        value: ActorMention = self.item.value
        return value


@dataclass(slots=True)
class DateLink:
    """A decided date: ISO days or ``None``, how it was decided, and the mention if there is one."""

    start: str | None
    end: str | None
    how: str
    probability: float
    item: Item | None = None


@dataclass(slots=True)
class Candidate:
    """One trigger on its way to an event report."""

    item: Item
    sentence: int
    zone: str
    order: int
    kind: str = ""
    kinds: dict[str, float] = field(default_factory=dict)
    dates: list[DateLink] = field(default_factory=list)
    places: list[Linked] = field(default_factory=list)
    tolls: dict[str, list[Linked]] = field(default_factory=dict)
    silence: dict[str, float] = field(default_factory=dict)
    initiators: list[Linked] = field(default_factory=list)
    targets: list[Linked] = field(default_factory=list)
    weapons: list[Linked] = field(default_factory=list)
    probability: float = 0.0
    features: list[str] = field(default_factory=list)
    extra: dict[str, Any] = field(default_factory=dict)

    @property
    def trigger(self) -> Trigger:
        """The trigger's reading."""
        value: Trigger = self.item.value
        return value

    @property
    def zone_family(self) -> str:
        """``article`` for the headline, abstract and body alike, else the zone."""
        return "article" if self.order < 99 else self.zone

    @property
    def date(self) -> DateLink | None:
        """The likeliest date."""
        return self.dates[0] if self.dates else None

    @property
    def place(self) -> Linked | None:
        """The likeliest place, ``None`` where it is likelier that none is said."""
        return self._first(self.places, "place")

    @property
    def killed(self) -> Linked | None:
        """The likeliest toll of killed, ``None`` where it is likelier that none is said."""
        return self._first(self.tolls.get("killed", []), "killed")

    @property
    def injured(self) -> Linked | None:
        """The likeliest toll of injured, ``None`` where it is likelier that none is said."""
        return self._first(self.tolls.get("injured", []), "injured")

    def _first(self, links: list[Linked], slot: str) -> Linked | None:
        if links and links[0].probability > self.silence.get(slot, 0.0):
            return links[0]
        return None


def strongest(links: list[Linked], key: Callable[[Linked], Hashable]) -> dict[Hashable, Linked]:
    """Return the likeliest of the links that have the same ``key``."""
    best: dict[Hashable, Linked] = {}
    for link in links:
        held = best.setdefault(key(link), link)
        if held.probability < link.probability:
            best[key(link)] = link
    return best


def weighed_mean(votes: list[tuple[float, Linked]]) -> float:
    """Return the mean probability of ``votes``, each a weight and a link."""
    total = sum(weight for weight, _ in votes)
    return sum(weight * link.probability for weight, link in votes) / total if total else 0.0
