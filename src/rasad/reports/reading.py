"""Readings: what the net says of one article's triggers and mentions, worked out when first asked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from rasad.grammar.item import Item
from rasad.reports.marks import groups_of
from rasad.reports.net import LEAD, LOWEST, RELATIONS, TIMINGS, Net, net, spread
from rasad.reports.view import View

if TYPE_CHECKING:
    from rasad.reports.net import Floats

_LABELS: Final = ("actor", "object", "weapon", "place", "date", "toll")
_STEEPEST: Final = 6.0
_STEPS_A_UNIT: Final = 2
_NEAR: Final = 4
"""Mentions within so many sentences of a trigger are weighed at once, others when asked for: cost stays linear."""
_HEAD: Final = 4
"""So many first sentences may be an article's headline and lead."""
COLUMN: Final = {name: number for number, name in enumerate(RELATIONS)}
"""The place of each relation in ``Reading.relations``."""
Steps = list[int]


class Reading:
    """The net's answers about one article, in steps of half a unit of log-odds, from -12 to 12."""

    def __init__(self, of: Net, view: View) -> None:
        """Read ``view``, all of whose mentions are found already."""
        import numpy as np

        self._np, self._net, self._view = np, of, view
        self._triggers = {item.start: number for number, item in enumerate(view.triggers)}
        starts = np.array([item.start for item in view.triggers], dtype=np.intp)
        self._starts, self._own = starts, np.array(view.tokens.sentence_of, dtype=np.intp)[starts]
        self._kinds = np.array([of.kinds.get(item.value.kind, 0) for item in view.triggers], dtype=np.intp)
        tokens, self._document = of.encode(view.tokens.forms, groups_of(view))
        self._tokens, self._at = tokens, tokens[starts]
        self._peaks: Floats | None = None
        self._told: Steps | None = None
        self._timing: list[Steps] | None = None
        self._related: dict[int, list[tuple[int, list[Steps]]]] = {}
        self._far: Any = None
        self._same: dict[int, Steps] = {}
        self._code: dict[int, list[float]] = {}
        self._mentions: _Mentions | None = None

    def told(self, trigger: Item) -> int:
        """Return how much speaks for ``trigger``'s telling an event."""
        if self._told is None:
            w, np = self._net, self._np
            highest, own = self._highest(), self._own
            hidden = self._at @ w["told_token"] + highest[own] @ w["told_sentence"]
            hidden += self._document @ w["told_document"] + w["told_kind"][self._kinds]
            hidden += highest[:LEAD].max(axis=0) @ w["told_lead"]
            hidden += highest[np.maximum(own - 1, 0)] @ w["told_before"]
            self._told = self._steps(np.maximum(hidden, 0.0) @ w["told_out"] + w["told_bias"])
        return self._told[self._triggers[trigger.start]]

    def _highest(self) -> Floats:
        """Return for each sentence the highest of each number among its tokens."""
        if self._peaks is None:
            begins = [first for first, _ in self._view.sentences]
            self._peaks = self._np.maximum(self._np.maximum.reduceat(self._tokens, begins, axis=0), LOWEST)
        return self._peaks

    def kinds(self, trigger: Item, readings: Sequence[str]) -> Steps:
        """Return how much speaks for each of the kinds ``readings``, set against the likeliest of them (0)."""
        number = self._triggers[trigger.start]
        scores = self._code.get(number)
        if scores is None:
            w, np = self._net, self._np
            hidden = self._at[number] @ w["kind_token"] + w["kind_kind"][self._kinds[number]]
            scores = self._code[number] = (np.maximum(hidden, 0.0) @ w["kind_out"] + w["kind_bias"]).tolist()
        codes = self._net.codes
        found = [scores[codes.index(kind)] if kind in codes else -_STEEPEST for kind in readings]
        top = max(found)
        return [round(max(score - top, -_STEEPEST) * _STEPS_A_UNIT) for score in found]

    def timing(self, trigger: Item) -> Steps:
        """Return how much speaks for each of ``net.TIMINGS``, set against the likeliest (0)."""
        if self._timing is None:
            w, np = self._net, self._np
            highest = self._highest()
            hidden = self._at @ w["timing_token"] + highest[self._own] @ w["timing_sentence"]
            hidden += self._document @ w["timing_document"] + w["timing_kind"][self._kinds]
            hidden += highest[0] @ w["timing_lead"]
            scores = np.maximum(hidden, 0.0) @ w["timing_out"] + w["timing_bias"]
            self._timing = self._rounded(scores - scores.max(axis=1, keepdims=True)).tolist()
        row: Steps = self._timing[self._triggers[trigger.start]]
        return row

    def relations(self, trigger: Item, item: Item) -> Steps:
        """Return how much speaks for each of ``RELATIONS`` between ``trigger``'s event and the mention ``item``."""
        mentions = self._mentions
        if mentions is None:
            mentions = self._mentions = _Mentions(self._view, self._net, self._tokens)
        number, row = self._triggers[trigger.start], mentions.rows[item.start, item.end]
        tables = self._related.get(number)
        if tables is None:
            spans = mentions.near(self._view.tokens.sentence_of[trigger.start])
            tables = self._related[number] = [(a, self._relate(number, mentions, a, b)) for a, b in spans]
        for first, table in tables:
            if first <= row < first + len(table):
                return table[row - first]
        return self._relate(number, mentions, row, row + 1)[0]

    def _relate(self, number: int, mentions: _Mentions, first: int, last: int) -> list[Steps]:
        """Return the answers about the mentions ``first:last``, a row each."""
        w, np = self._net, self._np
        mine = self._at[number] @ w["relation_token"] + w["relation_kind"][self._kinds[number]]
        mine += self._highest()[self._own[number]] @ w["relation_own"]
        hidden = mentions.hidden[first:last] + mine
        hidden += mentions.between(int(self._starts[number]), first, last)
        hidden += w["relation_distance"][self._distances(mentions)[number, first:last]]
        np.maximum(hidden, 0.0, out=hidden)
        answers: list[Steps] = self._rounded(hidden @ w["relation_out"] + w["relation_bias"]).tolist()
        return answers

    def _distances(self, mentions: _Mentions) -> Any:
        """Return how far the mentions, a column each, are from the triggers (see ``net.spread``)."""
        if self._far is None:
            self._far = spread(mentions.starts - self._starts[:, None], mentions.sentences == self._own[:, None])
        return self._far

    def same(self, a: Item, b: Item) -> int:
        """Return how much speaks for the triggers ``a`` and ``b`` telling one event."""
        number = self._triggers[b.start]
        row = self._same.get(number)
        if row is None:
            w, np = self._net, self._np
            mine, all_ = self._at[number], self._at
            hidden = (all_ + mine) @ w["same_sum"] + (all_ * mine) @ w["same_product"]
            hidden += np.abs(all_ - mine) @ w["same_difference"] + w["same_difference_bias"]
            row = self._same[number] = self._steps(np.maximum(hidden, 0.0) @ w["same_out"] + w["same_bias"])
        return row[self._triggers[a.start]]

    def _steps(self, scores: Floats) -> Steps:
        steps: Steps = self._rounded(scores).tolist()
        return steps

    def _rounded(self, scores: Floats) -> Any:
        """Return log-odds as whole steps, cut at the steepest."""
        np = self._np
        return np.rint(np.minimum(np.maximum(scores, -_STEEPEST), _STEEPEST) * _STEPS_A_UNIT).astype(np.int8)


class _Mentions:
    """An article's mentions as the net sees them: ``rows`` by their tokens, and what they bring to a relation."""

    def __init__(self, view: View, of: Net, tokens: Floats) -> None:
        import numpy as np

        self._np = np
        by_label = view.chart.by_label
        places = sorted({(item.start, item.end) for label in _LABELS for item in by_label.get(label, ())})
        self.rows = {place: number for number, place in enumerate(places)}
        self.starts = np.array([start for start, _ in places], dtype=np.intp)
        ends = np.array([end - 1 for _, end in places], dtype=np.intp)
        sentence_of = view.tokens.sentence_of
        self.sentences = np.array([sentence_of[start] for start, _ in places], dtype=np.intp)
        self.hidden = (tokens[self.starts] + tokens[ends]) @ of["relation_mention"]
        self._behind = ends + 1
        met = tokens @ of["relation_between"]
        self._sums = np.concatenate([np.zeros_like(met[:1]), met.cumsum(axis=0)])

    def between(self, trigger: int, first: int, last: int) -> Floats:
        """Return what the mean of the words between ``trigger`` and each of the mentions ``first:last`` brings."""
        np = self._np
        begins = np.minimum(trigger + 1, self._behind[first:last])
        ends = np.maximum(np.maximum(trigger, self.starts[first:last]), begins)
        mean: Floats = (self._sums[ends] - self._sums[begins]) / np.maximum(ends - begins, 1)[:, None]
        return mean

    def near(self, sentence: int) -> list[tuple[int, int]]:
        """Return the ranges of rows that deciders ask for: near ``sentence``, and in the article's first ones."""
        edges = (sentence - _NEAR, sentence + _NEAR + 1, _HEAD)
        low, high, head = self._np.searchsorted(self.sentences, edges).tolist()
        return [(0, max(high, head))] if low <= head else [(low, high), (0, head)]


def reading_of(view: View) -> Reading | None:
    """Return the reading of ``view`` by the shipped net, made when first asked for; ``None`` without a net."""
    held = view.memo.get("reading")
    if held is None:
        of = net()
        held = view.memo["reading"] = {0: Reading(of, view) if of is not None else None}
    found: Reading | None = held[0]
    return found


def told_signs(view: View, trigger: Item) -> list[str]:
    """Return what the net says of whether ``trigger`` tells an event, as a feature."""
    reading = reading_of(view)
    return [f"net={reading.told(trigger)}"] if reading is not None else []


def timing_signs(view: View, trigger: Item) -> dict[str, list[str]]:
    """Return by ``net.TIMINGS`` what the net says of how ``trigger``'s event comes by its day, as features."""
    reading = reading_of(view)
    if reading is None:
        return {}
    return {how: [f"{how}&timing={step}"] for how, step in zip(TIMINGS, reading.timing(trigger), strict=True)}


def related(view: View, trigger: Item, item: Item, *names: str) -> Steps:
    """Return how much the net thinks ``item`` each of ``names`` to the event of ``trigger`` (none without a net)."""
    reading = reading_of(view)
    if reading is None:
        return []
    steps = reading.relations(trigger, item)
    return [steps[COLUMN[name]] for name in names]


def net_signs(prefix: str, *steps: int) -> list[str]:
    """Name what the net says as features: ``net=…`` for the first of ``steps``, ``net1=…`` for the next."""
    return [f"{prefix}net{number or ''}={step}" for number, step in enumerate(steps)]


__all__ = ["COLUMN", "Reading", "net_signs", "reading_of", "related", "timing_signs", "told_signs"]
