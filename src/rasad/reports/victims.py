"""Victims: an event's toll by class of victim (children, soldiers …), where the words of the toll tell it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from rasad.grammar.item import Item
from rasad.mentions.toll import VictimRef
from rasad.records import Toll
from rasad.reports.assembly import Draft

_FATES: Final = ("killed", "injured")
_ANYBODY: Final = frozenset({"persons"})
"""Classes that say no more of the victims than that they are people."""


class VictimToll(NamedTuple):
    """The toll of one class of victims, and the words that it stands in."""

    victims: str
    fate: str
    toll: Toll
    words: Item


def victims_of(draft: Draft) -> list[VictimToll]:
    """Return the tolls by class of victim, in the order of the text, the killed first; none for tolls of none."""
    return [one for fate in _FATES for one in _of_fate(draft, fate)]


def _of_fate(draft: Draft, fate: str) -> Iterator[VictimToll]:
    link = getattr(draft, fate)
    if link is None or link.item.value.none:
        return
    item: Item = link.item
    told: dict[str, list[VictimRef]] = {}
    for ref in item.value.victims:
        if ref.victim_class and ref.victim_class not in _ANYBODY and ref.min is not None:
            told.setdefault(ref.victim_class, []).append(ref)
    for name, refs in told.items():
        whole = [ref for ref in refs if not ref.part]
        toll = _sum(whole or refs[:1])  # a part of a class ("12 soldiers, two soldiers among them …") adds nothing
        start, end = refs[0].span
        yield VictimToll(name, fate, toll, Item(start, end, "victim", None, item.rule))


def _sum(refs: list[VictimRef]) -> Toll:
    """Return the toll of several groups of a class: "a policeman and two of his colleagues"."""
    most = [ref.max for ref in refs if ref.max is not None]
    return Toll(sum(ref.min or 0 for ref in refs), sum(most) if len(most) == len(refs) else None)


def by_class(tolls: list[VictimToll]) -> dict[str, dict[str, Toll]]:
    """Return the tolls in the form of the record: class of victim, fate, toll."""
    out: dict[str, dict[str, Toll]] = {}
    for one in tolls:
        out.setdefault(one.victims, {})[one.fate] = one.toll
    return out
