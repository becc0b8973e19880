"""Fates: how many people an event left missing or in captivity, told by rule and not learned."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rasad.codebook.kinds import kinds
from rasad.grammar.item import Item
from rasad.mentions.toll import TollMention
from rasad.reports.assembly import Draft
from rasad.reports.candidate import Linked
from rasad.reports.view import View

FATES: Final = ("missing", "captured")
_REACH: Final = 15
"""A figure belongs to the nearest trigger of its sentence within so many tokens."""
_TAKEN: Final = frozenset({"arrest", "abduction", "territory_change", "weapons_seizure"})
"""Kinds beside the lethal ones that can leave people in captivity."""


def fates_of(view: View, drafts: Sequence[Draft]) -> list[dict[str, Linked]]:
    """Return for each of ``drafts`` its tolls of ``FATES``, by name: the nearest figure of each to any of its words.

    A figure goes to the nearest of the events given, whatever other words tell it ("هجوما وأسروا خمسة"). Sums over
    several events, what was told earlier, and what is denied, planned or one side's own are left out. The link's
    probability is its event's.
    """
    out: list[dict[str, Linked]] = [{} for _ in drafts]
    best: dict[tuple[int, str], int] = {}
    for item in view.chart.by_label.get("toll", ()):
        value: TollMention = item.value
        if value.kind not in FATES or value.min is None or not _stands(value):
            continue
        near = _nearest(view, item, drafts)
        if near is None or not _suits(drafts[near[1]], value.kind):
            continue
        gap, number = near
        if gap < best.get((number, value.kind), _REACH + 1):
            best[number, value.kind] = gap
            out[number][value.kind] = Linked(item, drafts[number].probability)
    return out


def _nearest(view: View, item: Item, drafts: Sequence[Draft]) -> tuple[int, int] | None:
    """Return how far the nearest trigger in the sentence of ``item`` is, and which draft it tells."""
    sentence_of = view.tokens.sentence_of
    gaps = [
        (max(item.start - member.item.end, member.item.start - item.end, 0), number)
        for number, made in enumerate(drafts)
        for member in made.members
        if sentence_of[member.item.start] == sentence_of[item.start]
    ]
    nearest = min(gaps, default=None)
    return nearest if nearest is not None and nearest[0] <= _REACH else None


def _stands(value: TollMention) -> bool:
    return value.mood == "fact" and not (value.cumulative or value.prior or value.negated or value.one_side)


def _suits(made: Draft, fate: str) -> bool:
    return kinds()[made.kind].lethal or (fate == "captured" and made.kind in _TAKEN)
