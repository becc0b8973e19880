"""What the words around a toll say of it: an earlier figure, a raised one, a sum over a period, a plan, a denial."""

from __future__ import annotations

from typing import Final, NamedTuple

from rasad.grammar.chart import Chart
from rasad.text.tokens import Break

_BEFORE: Final = {"prior": 14, "revised": 14, "partial": 6, "cumulative": 9}
_AFTER: Final = {"prior": 0, "revised": 0, "partial": 6, "cumulative": 16}
_MOODS: Final = frozenset({"planned", "attempt", "feared"})
_MOOD_REACH: Final = 2


class Context(NamedTuple):
    """The qualifications of one toll."""

    prior: bool = False
    revised: bool = False
    partial: bool = False
    cumulative: bool = False
    negated: bool = False
    mood: str = "fact"


class ContextReader:
    """Reads the qualifications of tolls off the ``toll-flag`` items of one chart."""

    def __init__(self, chart: Chart) -> None:
        self._tokens = chart.tokens
        self._flags = chart.all("toll-flag")
        self._negations = {item.start for item in chart.by_label.get("casualty-negation", ())}

    def read(self, start: int, end: int) -> Context:
        """Return what is said of the toll at tokens ``start:end``."""
        flags: set[str] = set()
        mood = "fact"
        for item in self._flags:
            name = str(item.value)
            if name in _MOODS:
                if item.start <= start + 1 and start - _MOOD_REACH <= item.end and self._same_clause(item.end, start):
                    mood = name
            elif name in _BEFORE and self._near(item.start, item.end, start, end, name):
                flags.add(name)
        return Context(
            "prior" in flags,
            "revised" in flags,
            "partial" in flags,
            "cumulative" in flags,
            self._negated(start),
            mood,
        )

    def _near(self, low: int, high: int, start: int, end: int, name: str) -> bool:
        if self._tokens.sentence_of[low] != self._tokens.sentence_of[start]:
            return False
        if high <= start:
            return start - high <= _BEFORE[name]
        return low < end or low - end <= _AFTER[name]

    def _same_clause(self, low: int, high: int) -> bool:
        breaks = self._tokens.breaks
        return all(breaks[k] <= Break.QUOTE for k in range(low + 1, min(high + 1, len(breaks))))

    def _negated(self, start: int) -> bool:
        """Say whether a negation stands up to three words before ``start`` in its clause."""
        breaks = self._tokens.breaks
        for here in range(start - 1, max(start - 4, -1), -1):
            if breaks[here + 1] > Break.QUOTE:
                return False
            if here in self._negations:
                return True
        return False
