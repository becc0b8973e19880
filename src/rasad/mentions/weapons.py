"""Weapons: words and phrases of the weapon lexicon, with the counts that stand before them."""

from __future__ import annotations

from typing import Final

from rasad.codebook.table import read_table
from rasad.grammar.chart import Chart
from rasad.grammar.item import Item
from rasad.grammar.lexicon import Lexicon
from rasad.grammar.vocabulary import Vocabulary
from rasad.mentions.context import Context
from rasad.mentions.weapon import WeaponMention
from rasad.text.tokens import Break

_SHOT: Final = "shot"
_OPENER: Final = "opener"
_OPENED_REACH: Final = 5
_COLUMNS = ("word", "class", "role", "number")


_ACT: Final = "act"
"""The ``number`` of a word that names an attack by the weapon."""


class WeaponFinder:
    """Adds ``weapon`` items (``WeaponMention``) to a chart; needs ``number`` for the counts."""

    needs: Final = ("number",)
    adds: Final = ("weapon",)

    def __init__(self, vocabulary: Vocabulary, lexicon: Lexicon, language: str = "ar") -> None:
        """Add the weapon words to ``lexicon``."""
        for word, weapon, role, number in read_table("rasad.codebook", f"data/{language}/weapons.tsv", _COLUMNS):
            for form in word.split("|"):
                lexicon.add(form, "arm", (weapon, role, number), "weapons")

    def run(self, chart: Chart, context: Context) -> None:
        """Find the weapons of ``chart``, the longest phrase at each place, with their counts."""
        reach = 0
        for item in sorted(chart.by_label.get("arm", ()), key=lambda i: (i.start, -i.end)):
            if item.start < reach:
                continue
            reach = item.end
            weapon, role, number = item.value
            if not weapon:
                continue  # a known expression that is no weapon of the codebook (tear gas)
            if role == _SHOT:
                if not _is_opened(chart, item.start):
                    continue
                role = "munition"
            count, start = _count(chart, item, number)
            mention = WeaponMention(weapon=weapon, role=role, count=count)
            chart.add(Item(start, item.end, "weapon", mention, item.rule, (), item.proclitics, item.definite))


def _is_opened(chart: Chart, at: int) -> bool:
    """Say whether a verb of opening fire stands in the clause before token ``at``."""
    for here in range(at - 1, max(at - _OPENED_REACH, 0) - 1, -1):
        if chart.tokens.breaks[here + 1] > Break.QUOTE:
            return False
        if any(item.label == "arm" and item.value[1] == _OPENER for item in chart.by_start.get(here, ())):
            return True
    return False


def _count(chart: Chart, item: Item, number: str) -> tuple[int | None, int]:
    """Return how many there are and where the phrase begins with its number; "30 غارة" counts raids, no bombs."""
    if number == _ACT:
        return None, item.start
    if number == "du":
        return 2, item.start
    for back in (1, 2, 3):
        for before in chart.by_start.get(item.start - back, ()):
            joined = before.end == item.start and chart.tokens.breaks[item.start] <= Break.SPACE
            if before.label == "number" and joined:
                exact = before.value.min == before.value.max
                return (before.value.min if exact else None), before.start
    return (1 if number == "sg" else None), item.start
