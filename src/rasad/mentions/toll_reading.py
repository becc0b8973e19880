"""The reading of tolls: from each casualty word of a chart to the people it befell."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from rasad.grammar.chart import Chart
from rasad.grammar.item import Item
from rasad.mentions.people import PeopleReader
from rasad.mentions.subjects import SubjectReader
from rasad.mentions.toll_base import DYING
from rasad.mentions.toll_draft import Draft
from rasad.mentions.toll_masdars import MasdarReader
from rasad.mentions.toll_nouns import NounReader
from rasad.mentions.toll_verbs import VerbReader

_BARS: Final = ("toll-not", "toll-none")
_KILLING: Final = "قتل"


class TollReader:
    """Reads the tolls of one chart."""

    def __init__(self, chart: Chart) -> None:
        self._chart = chart
        self._people = PeopleReader(chart)
        self._seen: set[int] = set()
        chains = SubjectReader(chart, self._people)
        self._masdars = MasdarReader(chart, self._people, chains, self._seen)
        verbs = VerbReader(chart, self._people, chains, self._seen)
        nouns = NounReader(chart, self._people, chains, self._seen)
        self._readings: tuple[tuple[str, Callable[[Item], list[Draft]]], ...] = (
            ("casualty-self", self._masdars.self_told),
            ("casualty-life", self._masdars.life),
            ("casualty-take", self._masdars.take),
            ("casualty-meet", self._masdars.meet),
            ("casualty-masdar", self._masdars.masdar),
            ("casualty-verb", verbs.verb),
            ("casualty-person", nouns.read),
        )
        self._barred = {k for bar in _BARS for i in chart.by_label.get(bar, ()) for k in range(i.start, i.end)}

    def read(self) -> list[Draft]:
        """Return the tolls in the order of their casualty words; a single natural death is none."""
        out: list[Draft] = []
        labels = [label for label, _ in self._readings]
        starts = {item.start for label in labels for item in self._chart.by_label.get(label, ())}
        for start in sorted(one for one in starts if one not in self._barred or self._is_counted(one)):
            if start not in self._seen:
                out.extend(self._at(start))
        return [draft for draft in out if not self._is_natural(draft)]

    def _is_counted(self, start: int) -> bool:
        """Say whether a barred word is "قتل" with a figure: "متهم بقتل 17 شخصا" tells of 17 dead all the same."""
        verb = self._people.label(start, "casualty-verb")
        group = self._people.at(start + 1)
        return verb is not None and verb.value.wording == _KILLING and group is not None and group.counted

    def _at(self, start: int) -> list[Draft]:
        """Return the tolls of the casualty word at ``start``: the first reading that finds people."""
        for label, reading in self._readings:
            item = self._people.label(start, label)
            drafts = reading(item) if item is not None else []
            if item is not None and drafts:
                self._seen.update(range(item.start, item.end))
                self._use(drafts)
                return drafts
        return []

    def _use(self, drafts: list[Draft]) -> None:
        """Keep the casualty nouns that were counted as people from telling a toll of their own."""
        for draft in drafts:
            if self._people.label(draft.verb[0], "casualty-person") is None:
                self._seen.update(g.casualty.start for g in draft.chain.groups if g.casualty is not None)

    def _is_natural(self, draft: Draft) -> bool:
        if draft.wording not in DYING or draft.chain.groups[0].max != 1:
            return False
        return self._chart.tokens.sentence_of[draft.start] not in self._masdars.violent
