"""The view: what every decision about an article looks at, computed once."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import accumulate
from typing import Any, Final

from rasad.codebook.table import read_table
from rasad.grammar.chart import Chart
from rasad.grammar.item import Item
from rasad.mentions.context import Context
from rasad.pages.article import Article
from rasad.reports.trigger import Trigger
from rasad.text.fold import fold
from rasad.text.tokens import Break

_COMMA = int(Break.COMMA)
_RANK = {"headline": 0, "abstract": 1, "body": 2}


class View:
    """An article's chart with what links are decided by: sentences, zones, clause boundaries, cues, mentions.

    ``order[s]`` numbers the sentences of the article itself: headline and abstract 0, body from 1 (its first is the
    lead); ``zone[s]`` is the zone of sentence ``s``; ``commas[i]`` and ``clauses[i]`` count the boundaries before
    token ``i``; ``chance`` is how likely the article tells an event at all (``gate.py``; 1 where not judged);
    ``memo`` keeps what decisions work out about single mentions; ``cues[i]`` are the cue classes that start at token
    ``i``; ``mentions(label, s)`` are the items of sentence ``s``.
    """

    def __init__(
        self, article: Article, chart: Chart, context: Context, looks: dict[int, tuple[Item, Any]] | None = None
    ) -> None:
        """Look at ``article``; ``looks`` are the triggers' situations that an earlier look at it worked out."""
        self.looks = looks if looks is not None else {}
        self.chance = 1.0
        self.article = article
        self.chart = chart
        self.context = context
        self.tokens = tokens = chart.tokens
        self.sentences = tokens.sentences
        starts = [zone.start for zone in article.zones]
        names = [zone.zone for zone in article.zones]
        self.zone = [_zone_of(tokens.starts[a], starts, names) for a, _ in self.sentences]
        self.order = _orders(self.zone)
        self.shape = _shape(self.order)
        self.commas = list(accumulate(map(_COMMA.__le__, tokens.breaks), initial=0))
        self.cues = _cues(chart)
        marked = [0] * (len(tokens) + 1)
        for at in self.cues:
            marked[at] = 1
        self._cue_count = [0, *accumulate(marked)]
        self._cue_sets = [self.cues[at] for at in sorted(self.cues)]
        relative = [0] * (len(tokens) + 1)
        for at, classes in self.cues.items():
            if not _SUBORDINATING.isdisjoint(classes):
                relative[at] = 1
        self.subordinate_count = [0, *accumulate(relative)]
        self.refresh()

    def refresh(self) -> None:
        """Look again once the chart was read: the triggers may be others; zones, boundaries and cues stay."""
        self.memo: dict[str, dict[Any, Any]] = {}
        self.triggers = _triggers(self.chart)
        marked = [0] * (len(self.tokens) + 1)
        for item in self.triggers:
            marked[item.start] = 1
        self.trigger_count = [0, *accumulate(marked)]
        self._by_sentence: dict[str, dict[int, list[Item]]] = {}

    def mentions(self, label: str, sentence: int) -> Sequence[Item]:
        """Return the items labelled ``label`` in ``sentence``, in order."""
        held = self._by_sentence.get(label)
        if held is None:
            held = {}
            for item in self.chart.all(label):
                held.setdefault(self.tokens.sentence_of[item.start], []).append(item)
            self._by_sentence[label] = held
        return held.get(sentence, ())

    def apart(self, sentence: int, other: int) -> bool:
        """Say whether two sentences belong to different stories: one outside the article, in another zone."""
        outside = self.order[sentence] == 99 or self.order[other] == 99
        return outside and self.zone[sentence] != self.zone[other]

    def cue_classes(self, start: int, end: int) -> frozenset[str]:
        """Return the cue classes of the tokens ``start:end``."""
        before, last = self._cue_count, len(self.tokens)
        if start < 0:
            start = 0
        if end > last:
            end = last
        if start >= end:
            return _NO_CUES
        first, past = before[start], before[end]
        if first == past:
            return _NO_CUES
        if first + 1 == past:
            return self._cue_sets[first]
        return _union(tuple(self._cue_sets[first:past]))


_NO_CUES: Final[frozenset[str]] = frozenset()
_SUBORDINATING: Final = frozenset({"relative", "time"})


@lru_cache(maxsize=10_000)
def _union(sets: tuple[frozenset[str], ...]) -> frozenset[str]:
    return frozenset().union(*sets)


@lru_cache(maxsize=1_000)
def _alone(cue: str) -> frozenset[str]:
    return frozenset([cue])


def _cues(chart: Chart) -> dict[int, frozenset[str]]:
    """Return the cue classes by the token at which they start."""
    out: dict[int, frozenset[str]] = {}
    for item in chart.by_label.get("cue", ()):
        at, alone = item[0], _alone(item[3])
        out[at] = _union((out[at], alone)) if at in out else alone
    return out


def _zone_of(position: int, starts: list[int], names: list[str]) -> str:
    at = bisect_right(starts, position) - 1
    return names[at] if at >= 0 else "body"


def _shape(order: list[int]) -> str:
    """Say what an article is like: ``whole`` (with a headline), ``headless``, or ``short`` (a line or two)."""
    if 0 in order:
        return "whole"
    return "short" if sum(o < 99 for o in order) <= 3 else "headless"


def _orders(zones: list[str]) -> list[int]:
    out, body = [], 0
    for zone in zones:
        if zone == "body":
            body += 1
            out.append(body)
        else:
            out.append(0 if zone in _RANK else 99)
    return out


def _triggers(chart: Chart) -> list[Item]:
    """Return the triggers in order, without those inside longer ones and verb readings of definite nouns."""
    items = sorted(chart.by_label.get("trigger", ()), key=lambda i: (i.start - i.end, i.start))
    taken = _named(chart)
    kept: list[Item] = []
    for start_items in _grouped(items):
        cells = range(start_items[0].start, start_items[0].end)
        if not taken.isdisjoint(cells):
            continue
        taken.update(cells)
        kept.append(_reading(chart, start_items))
    return sorted(kept, key=lambda i: i.start)


def _named(chart: Chart) -> set[int]:
    """Return the tokens whose words only name something: a drone ("طائرة مسيّرة"), an organisation, a place."""
    out: set[int] = set()
    for item in chart.by_label.get("weapon", ()):
        if item.value.weapon == "drone" and not _may_march(chart, item):
            out.update(range(item.start, item.end))
    for item in chart.by_label.get("actor", ()):
        if item.end - item.start > 1 and item.value.type in {"name", "partisan", "person", "role"}:
            # The first word may still tell an event: "القمة العربية", "مسيرات العودة".
            out.update(range(item.start + 1, item.end))
    for item in chart.by_label.get("date", ()):
        if not item.value.span_is_time_marker:  # "الاتفاق المبرم عام 2015" tells an event beside the year
            out.update(range(item.start, item.end))  # "فجر اليوم" is no explosion
    for item in chart.by_label.get("place", ()):
        if item.value.place is not None:
            out.update(range(item.value.name_start, item.end))
    return out


def _may_march(chart: Chart, item: Item) -> bool:
    """Say whether a drone's one word, unvowelled, may be a march ("مسيرة"): the deciders tell them apart."""
    if item.end - item.start > 1:
        return False
    start, end = chart.tokens.span(item.start, item.end)
    return "\u0651" not in chart.tokens.text[start:end]


def _grouped(items: list[Item]) -> list[list[Item]]:
    groups: dict[tuple[int, int], list[Item]] = {}
    for item in items:
        groups.setdefault((item.start, item.end), []).append(item)
    return list(groups.values())


def _reading(chart: Chart, items: list[Item]) -> Item:
    """Choose between the readings of one word: a definite or governed form is a noun, a clause-opening one a verb."""
    if len(items) == 1:
        return items[0]
    nouns = [i for i in items if i.value.pos == "n"]
    verbs = [i for i in items if i.value.pos == "v"]
    if not nouns or not verbs:
        return min(items, key=lambda i: (len(i.proclitics), i.value.cue == "weak"))
    first = items[0]
    governed = first.definite or first.proclitics.endswith(("ب", "ل", "ك")) or _after_noun_cue(chart, first.start)
    return (nouns if governed else verbs)[0]


def _after_noun_cue(chart: Chart, at: int) -> bool:
    """Say whether the word before token ``at`` governs a noun (a preposition or "بعد", "خلال" …)."""
    if at == 0 or chart.tokens.breaks[at] > Break.QUOTE:
        return False
    return chart.tokens.forms[at - 1] in governors()


@cache
def governors(language: str = "ar") -> frozenset[str]:
    """Return the folded words of ``governors.tsv``. Raises ``TableError`` for a malformed file."""
    return frozenset(fold(word) for (word,) in read_table("rasad.reports", f"{language}/governors.tsv", ("word",)))


TriggerItem = Item
"""An ``Item`` whose value is a ``Trigger``."""

__all__ = ["Trigger", "TriggerItem", "View"]
