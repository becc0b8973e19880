"""Word sums: what words weigh by their vectors, each worked out once for a name and a form and kept."""

from __future__ import annotations

from collections.abc import Sequence
from operator import mul
from typing import Final

from rasad.text.vectors import DIMENSIONS, NOTHING, Vector, vectors

_MOST_FORMS: Final = 4_000
"""So many forms are kept of one name, that memory stays bounded however much is read."""


class WordSums(dict[str, float]):
    """The weights that one model gives the vectors under one name, and what the forms met so far weigh."""

    __slots__ = ("_last", "_last_weight", "weights")

    def __init__(self, weights: Vector) -> None:
        super().__init__()
        self.weights = weights
        self._last: Vector = NOTHING
        self._last_weight = 0.0

    def __missing__(self, form: str) -> float:
        vector = vectors()[form]
        if vector is NOTHING:  # a rare word: to keep it is not worth the room
            return 0.0
        if len(self) >= _MOST_FORMS:
            self.clear()
        self[form] = found = float(sum(map(mul, self.weights, vector)))
        return found

    def across(self, vector: Vector) -> float:
        """Return what ``vector`` weighs."""
        return float(sum(map(mul, self.weights, vector)))

    def mean(self, vector: Vector) -> float:
        """Return the same of a mean, which is asked for again and again while one sentence or article is read."""
        if vector is not self._last:
            self._last, self._last_weight = vector, self.across(vector)
        return self._last_weight


class ManySums(dict[str, tuple[float, ...]]):
    """What a form weighs under several names (or one name in several models), side by side."""

    __slots__ = ("_last", "_last_weights", "_nothing", "_sums")

    def __init__(self, sums: Sequence[WordSums | None]) -> None:
        """``sums`` of each name, ``None`` where there are no weights under it."""
        super().__init__()
        self._sums = tuple(sums)
        self._last: Vector = NOTHING
        self._nothing = self._last_weights = (0.0,) * len(self._sums)

    def __missing__(self, form: str) -> tuple[float, ...]:
        vector = vectors()[form]
        if vector is NOTHING:
            return self._nothing
        if len(self) >= _MOST_FORMS:
            self.clear()
        self[form] = found = self.across(vector)
        return found

    def across(self, vector: Vector) -> tuple[float, ...]:
        """Return what ``vector`` weighs under each name."""
        return tuple([one.across(vector) if one is not None else 0.0 for one in self._sums])

    def mean(self, vector: Vector) -> tuple[float, ...]:
        """Return the same of a mean, which is asked for again and again while one sentence or article is read."""
        if vector is not self._last:
            self._last, self._last_weights = vector, self.across(vector)
        return self._last_weights


def word_sums(weights: dict[str, float]) -> dict[str, WordSums]:
    """Gather the weights of vectors, stored number by number, by the vectors' names."""
    out: dict[str, list[float]] = {}
    for key in [key for key in weights if key.startswith("~")]:
        name, mark, number = key.rpartition("#")
        if mark:
            out.setdefault(name, [0.0] * DIMENSIONS)[int(number)] = weights[key]
    return {name: WordSums(tuple(values)) for name, values in out.items()}
