"""UCDP's deaths of an event: parted by side, and the best, high and low estimate."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from rasad.exports.actors import CodedActor
from rasad.records import Event, Toll

_CIVILIAN: Final = frozenset({"children", "women", "journalists", "aid-workers", "protesters"})
_STATE: Final = frozenset({"soldiers", "police"})
_GROUP: Final = frozenset({"fighters"})
"""Classes of victims (codebook/data/ar/victims.tsv) whose side is told by the word; others count as unknown."""


class Deaths(NamedTuple):
    """Deaths by side, and the estimates of all: ``low <= best <= high``, and the four parts add up to ``best``."""

    a: int
    b: int
    civilians: int
    unknown: int
    best: int
    high: int
    low: int


def deaths_of(event: Event, side_a: Iterable[CodedActor], side_b: Iterable[CodedActor]) -> Deaths:
    """Return the deaths of ``event``; an unknown toll is written 0 throughout, as UCDP's columns demand.

    Victims whose words tell a side (soldiers, fighters, children) are counted there; what cannot be told apart is
    unknown. Where every target is civilian, so are the dead.
    """
    best, high, low = _estimates(event)
    a, b = _kind(side_a), _kind(side_b)
    if b == "civilians":
        return Deaths(0, 0, best, 0, best, high, low)
    parts = _parts(event)
    civil = min(_civilians(parts), best)
    state, group = _sum(parts, _STATE), _sum(parts, _GROUP)
    on_a = (state if a == "state" and b != "state" else 0) + (group if a == "group" and b != "group" else 0)
    on_b = (state if b == "state" and a != "state" else 0) + (group if b == "group" and a != "group" else 0)
    on_a = min(on_a, best - civil)
    on_b = min(on_b, best - civil - on_a)
    return Deaths(on_a, on_b, civil, best - civil - on_a - on_b, best, high, low)


def _estimates(event: Event) -> tuple[int, int, int]:
    """UCDP's estimates as derived; what is not is taken from the toll: best and low its least, high its most."""
    killed = event.killed or Toll(0, 0)
    best = event.best if event.best is not None else killed.min
    high = event.high if event.high is not None else killed.max if killed.max is not None else best
    low = event.low if event.low is not None else killed.min
    return best, max(best, high), min(best, low)


def _kind(side: Iterable[CodedActor]) -> str:
    kinds = {actor.ucdp_side for actor in side if actor.ucdp_side in {"state", "group", "civilians"}}
    return kinds.pop() if len(kinds) == 1 else "mixed"


def _parts(event: Event) -> dict[str, Toll]:
    """The killed by class of victim."""
    return {name: tolls["killed"] for name, tolls in event.victims.items() if "killed" in tolls}


def _civilians(parts: dict[str, Toll]) -> int:
    """Children and others may be told among the civilians or beside them: the larger of the two is sure."""
    told = parts["civilians"].min if "civilians" in parts else 0
    return max(told, _sum(parts, _CIVILIAN))


def _sum(parts: dict[str, Toll], classes: frozenset[str]) -> int:
    return sum(toll.min for name, toll in parts.items() if name in classes)
