"""Models: small log-linear deciders over named features, kept as readable JSON beside the code.

A model scores the options of a choice (which date, which place, event or not) by summing the weights of their
features; the softmax of the scores are the probabilities. They are trained by ``training/run.py``.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from importlib.resources import files
from itertools import repeat
from operator import getitem
from typing import Any, Final

import msgspec

from rasad.reports.kin import MEANS, PLACES, Company, Kin
from rasad.reports.wordsums import WordSums, word_sums

_MOST_SUMS: Final = 6_000
"""So many sums are kept, that memory stays bounded however much is read."""

Part = tuple[Any, ...]
"""Features that often come together: the function that names them, and what it is called with."""


def features_of(parts: Iterable[Part]) -> list[str]:
    """Return the features of ``parts``."""
    return [feature for make, *given in parts for feature in make(*given)]


def as_they_are(*features: str) -> tuple[str, ...]:
    """Name a part whose features are known already."""
    return features


_NO_WEIGHTS: Final[dict[str, float]] = {}


def logistic(score: float) -> float:
    """Return the probability behind a log-odds ``score``, safe at both ends."""
    if -30.0 < score < 30.0:
        return 1.0 / (1.0 + math.exp(-score))
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, score))))


def odds_step(p: float) -> int:
    """Return a probability as log-odds in steps of half a unit, from -10 to 10: fine where tenths are coarse."""
    return max(-10, min(10, round(2 * math.log(max(p, 1e-9) / max(1 - p, 1e-9)))))


class _Sums(dict[Part, float]):
    """What the parts met so far add up to, up to a bound."""

    __slots__ = ("_score",)

    def __init__(self, score: Callable[[Iterable[str]], float]) -> None:
        super().__init__()
        self._score = score

    def __missing__(self, part: Part) -> float:
        if len(self) >= _MOST_SUMS:
            self.clear()
        make, *given = part
        self[part] = found = self._score(make(*given))
        return found


class _Places:
    """The sums of a company's words and means, of those places that weigh anything."""

    __slots__ = ("at", "means", "words")

    def __init__(self, sums: dict[str, WordSums]) -> None:
        self.at = [at for at, name in enumerate(PLACES) if name in sums]
        self.words = [sums[PLACES[at]] for at in self.at]
        self.means = [(at, sums[name]) for at, name in enumerate(MEANS) if name in sums]


class Model:
    """Feature weights of one decision."""

    __slots__ = ("_company", "_pair", "_sums", "_under", "_words", "name", "weights")

    def __init__(self, name: str, weights: dict[str, float]) -> None:
        """``weights`` by feature; those of a vector's number ``n`` are under its name, "#" and ``n``."""
        self.name = name
        self.weights = weights
        self._words: dict[str, dict[str, WordSums]] = {}
        self._company: dict[str, _Places] = {}
        self._sums = _Sums(self.score)
        self._pair: tuple[Model, Pair] | None = None
        self._under: dict[str, dict[str, float]] | None = None

    def score(self, features: Iterable[str], kin: Sequence[Kin] = ()) -> float:
        """Return the sum of the weights of ``features`` and of the vectors ``kin``; unknown ones weigh nothing."""
        named = sum(map(self.weights.get, features, repeat(0.0)))
        return named + self.kinship(kin) if kin else named

    def together(self, parts: Iterable[Part]) -> float:
        """Return ``score(features_of(parts))``; each part is added up once and kept."""
        return sum(map(self._sums.__getitem__, parts))

    def mixed(self, parts: Iterable[Part], features: Iterable[str]) -> float:
        """Return ``together(parts)`` and ``score(features)`` added up."""
        return self.together(parts) + self.score(features)

    def kinship(self, kin: Iterable[Kin], prefix: str = "") -> float:
        """Return what the vectors ``kin`` weigh together, each seen under ``prefix`` (see ``Kin.under``)."""
        words = self._words.get(prefix)
        if words is None:
            words = self._words[prefix] = self._words_under(prefix)
        total = 0.0
        for name, form, mean in kin:
            sums = words.get(name)
            if sums is not None:
                total += sums.across(mean) if form is None else sums[form]
        return total

    def companionship(self, company: Company, prefix: str = "") -> float:
        """Return what ``company`` weighs: the same as the ``kinship`` of its vectors."""
        places = self._company.get(prefix)
        if places is None:
            places = self._company[prefix] = _Places(self.words_under(prefix))
        words = company.words
        total = sum(map(getitem, places.words, [words[at] for at in places.at]))
        for at, sums in places.means:
            total += sums.mean(company.means[at])
        return total

    def words_under(self, prefix: str) -> dict[str, WordSums]:
        """Return the sums of words by what follows ``prefix`` in their vectors' names."""
        return self._words_under(prefix) if prefix else self._all_words()

    def _words_under(self, prefix: str) -> dict[str, WordSums]:
        cut = len(prefix)
        return {name[cut:]: sums for name, sums in self._all_words().items() if name.startswith(prefix)}

    def _all_words(self) -> dict[str, WordSums]:
        """Return the sums of words by the vectors' full names; most models have none, and are not searched."""
        words = self._words.get("")
        if words is None:
            words = self._words[""] = word_sums(self.weights)
        return words

    def probability(self, features: Iterable[str], kin: Sequence[Kin] = ()) -> float:
        """Return the probability of yes in a yes/no decision, between 0 and 1."""
        return logistic(self.score(features, kin))

    def pair(self, other: Model) -> Pair:
        """Return the weights of this model and ``other`` side by side, for decisions that share their features."""
        if self._pair is None or self._pair[0] is not other:
            names = dict.fromkeys((*self.weights, *other.weights))
            joined = {name: (self.weights.get(name, 0.0), other.weights.get(name, 0.0)) for name in names}
            self._pair = (other, Pair(joined))
        return self._pair[1]

    def under(self, prefix: str, features: Iterable[str]) -> float:
        """Return the sum of the weights of ``prefix`` joined to each of ``features``, without joining them."""
        table = self.table(prefix)
        return sum(map(table.get, features, repeat(0.0))) if table else 0.0

    def table(self, prefix: str) -> dict[str, float]:
        """Return the weights of the features whose name up to its first "&" is ``prefix``, by what follows it."""
        if self._under is None:
            self._under = {}
            for name, weight in self.weights.items():
                head, mark, rest = name.partition("&")
                if mark:
                    self._under.setdefault(head + mark, {})[rest] = weight
        return self._under.get(prefix, _NO_WEIGHTS)

    def probabilities(self, options: Sequence[Iterable[str]]) -> list[float]:
        """Return the probability of each of ``options``; they add up to 1."""
        return softmax([self.score(option) for option in options])

    def reasons(self, features: Iterable[str], most: int = 4) -> list[tuple[str, float]]:
        """Return the features that weighed most, heaviest first."""
        weighed = [(feature, self.weights[feature]) for feature in features if feature in self.weights]
        return sorted(weighed, key=lambda pair: -abs(pair[1]))[:most]


class _BothSums(dict[Part, tuple[float, float]]):
    """What the parts met so far add up to in both models of a pair, up to a bound."""

    __slots__ = ("_add",)

    def __init__(self, add: Callable[[Iterable[str]], tuple[float, float]]) -> None:
        super().__init__()
        self._add = add

    def __missing__(self, part: Part) -> tuple[float, float]:
        if len(self) >= _MOST_SUMS:
            self.clear()
        make, *given = part
        self[part] = found = self._add(make(*given))
        return found


class Pair(dict[str, tuple[float, float]]):
    """The weights of two models side by side; ``sums`` keeps what features that often come together add up to."""

    __slots__ = ("sums",)

    def __init__(self, weights: dict[str, tuple[float, float]]) -> None:
        super().__init__(weights)
        self.sums = _BothSums(self.add)

    def add(self, features: Iterable[str]) -> tuple[float, float]:
        """Return the sums of the weights of ``features`` in both models."""
        p = q = 0.0
        for both in map(self.get, features):
            if both is not None:
                p += both[0]
                q += both[1]
        return p, q


def softmax(scores: Sequence[float]) -> list[float]:
    """Return the probabilities behind ``scores`` of the options of one choice; they add up to 1."""
    top = max(scores)
    powers = [math.exp(score - top) for score in scores]
    total = sum(powers)
    return [power / total for power in powers]


@cache
def models() -> dict[str, Model]:
    """Return the trained models by name (empty weights where none is shipped)."""
    folder = files("rasad.reports").joinpath("models")
    out = {}
    for item in folder.iterdir():
        if item.name.endswith(".json"):
            data = msgspec.json.decode(item.read_bytes())
            out[data["name"]] = Model(data["name"], data["weights"])
    return out


def model(name: str) -> Model:
    """Return the model called ``name``. Raises ``KeyError`` naming it if it is not shipped."""
    found = models().get(name)
    if found is None:
        raise KeyError(f"no model {name!r} in rasad/reports/models; run training/run.py")
    return found
