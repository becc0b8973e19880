"""Models: small log-linear deciders over named features, kept as readable JSON beside the code.

A model scores the options of a choice (which date, which place, event or not) by summing the weights of their
features; the softmax of the scores are the probabilities. They are trained by ``training/run.py``.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from itertools import repeat


def logistic(score: float) -> float:
    """Return the probability behind a log-odds ``score``, safe at both ends."""
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, score))))


class Model:
    """Feature weights of one decision."""

    __slots__ = ("_pair", "name", "weights")

    def __init__(self, name: str, weights: dict[str, float]) -> None:
        self.name = name
        self.weights = weights
        self._pair: tuple[Model, dict[str, tuple[float, float]]] | None = None

    def score(self, features: Iterable[str]) -> float:
        """Return the sum of the weights of ``features``; unknown ones weigh nothing."""
        return sum(map(self.weights.get, features, repeat(0.0)))

    def probability(self, features: Iterable[str]) -> float:
        """Return the probability of yes in a yes/no decision, between 0 and 1."""
        return logistic(self.score(features))

    def pair(self, other: Model) -> dict[str, tuple[float, float]]:
        """Return the weights of this model and ``other`` side by side, for decisions that share their features."""
        if self._pair is None or self._pair[0] is not other:
            names = dict.fromkeys((*self.weights, *other.weights))
            joined = {name: (self.weights.get(name, 0.0), other.weights.get(name, 0.0)) for name in names}
            self._pair = (other, joined)
        return self._pair[1]

    def probabilities(self, options: Sequence[Iterable[str]]) -> list[float]:
        """Return the probability of each of ``options``; they add up to 1."""
        scores = [self.score(option) for option in options]
        top = max(scores)
        powers = [math.exp(score - top) for score in scores]
        total = sum(powers)
        return [power / total for power in powers]

    def reasons(self, features: Iterable[str], most: int = 4) -> list[tuple[str, float]]:
        """Return the features that weighed most, heaviest first."""
        weighed = [(feature, self.weights[feature]) for feature in features if feature in self.weights]
        return sorted(weighed, key=lambda pair: -abs(pair[1]))[:most]


@cache
def models() -> dict[str, Model]:
    """Return the trained models by name (empty weights where none is shipped)."""
    folder = files("rasad.reports").joinpath("models")
    out = {}
    for item in folder.iterdir():
        if item.name.endswith(".json"):
            data = json.loads(item.read_text(encoding="utf-8"))
            out[data["name"]] = Model(data["name"], data["weights"])
    return out


def model(name: str) -> Model:
    """Return the model called ``name``. Raises ``KeyError`` naming it if it is not shipped."""
    found = models().get(name)
    if found is None:
        raise KeyError(f"no model {name!r} in rasad/reports/models; run training/run.py")
    return found
