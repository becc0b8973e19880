"""Word sums: what words weigh by their vectors, each worked out once for a name and a form and kept."""

from __future__ import annotations

from operator import mul
from typing import Final

from rasad.text.vectors import DIMENSIONS, Vector, vectors

_MOST_FORMS: Final = 4_000
"""So many forms are kept of one name, that memory stays bounded however much is read."""


class WordSums(dict[str, float]):
    """The weights that one model gives the vectors under one name, and what the forms met so far weigh."""

    __slots__ = ("weights",)

    def __init__(self, weights: Vector) -> None:
        super().__init__()
        self.weights = weights

    def __missing__(self, form: str) -> float:
        if len(self) >= _MOST_FORMS:
            self.clear()
        self[form] = found = self.across(vectors()[form])
        return found

    def across(self, vector: Vector) -> float:
        """Return what ``vector`` weighs."""
        return float(sum(map(mul, self.weights, vector)))


class PairSums(dict[str, tuple[float, float]]):
    """The same of two models, side by side; one that has no weights under the name gives 0."""

    __slots__ = ("_one", "_other")

    def __init__(self, one: WordSums | None, other: WordSums | None) -> None:
        super().__init__()
        self._one = one
        self._other = other

    def __missing__(self, form: str) -> tuple[float, float]:
        if len(self) >= _MOST_FORMS:
            self.clear()
        vector = vectors()[form]
        p = self._one.across(vector) if self._one is not None else 0.0
        q = self._other.across(vector) if self._other is not None else 0.0
        found = self[form] = (p, q)
        return found


def word_sums(weights: dict[str, float]) -> dict[str, WordSums]:
    """Gather the weights of vectors, stored number by number, by the vectors' names."""
    out: dict[str, list[float]] = {}
    for key in [key for key in weights if key.startswith("~")]:
        name, mark, number = key.rpartition("#")
        if mark:
            out.setdefault(name, [0.0] * DIMENSIONS)[int(number)] = weights[key]
    return {name: WordSums(tuple(values)) for name, values in out.items()}
