"""Likelihood: how likely two reports tell one event, by the weights that ``training/merging.py`` learned."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Final

from rasad.merging.features import Signs, features_of, hopeless, signs_of
from rasad.merging.profile import Profile
from rasad.reports.model import Model, logistic

_MOST_SUMS: Final = 200_000
SILENT: Final = "before any evidence"
"""The reason that stands for all that two reports do not say."""
FAR: Final = "too far apart in time, place or kind"
_FIELDS = ("who", "whom", "killed", "injured", "words", "telling", "title", "weapons", "counts", "date", "place")
_SILENT: Final = frozenset(
    {
        "pair",
        "article=other",
        "outcome=agrees",
        "zone=same",
        "sides=straight",
        *(f"{field}=none" for field in _FIELDS),
    }
)
HOPELESS: Final = -3.0
"""Log-odds of pairs that are too far apart to be looked at: one of them in a cluster may be a date read wrong. Tried
-2.5 to -8 on folds; below -3, large clusters lose tellings with a wrong date."""
TWICE: Final = 3.0
"""Taken off the log-odds of two reports of one article when clusters are made, unless they are surely the same: the
coder has held them apart already. Five-fold pairwise precision 0.81 to 0.85, recall unchanged; 1 and 2 gain less, to
forbid it altogether loses large clusters, where one wrong report keeps the right one out."""
SURELY: Final = 1.0
"""Log-odds above which two reports of one article are one telling that the coder left apart."""
SAME: Final = 0.0
"""Log-odds above which two reports are taken to tell one event."""
POSSIBLY: Final = -1.2
"""Log-odds above which a person should look: a probability of about a quarter."""


class Judge:
    """Scores pairs of profiles. Sums of weights are kept: most pairs look like many others."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self._sums: dict[Signs, float] = {}

    def score(self, a: Profile, b: Profile) -> float:
        """Return the log-odds that ``a`` and ``b`` tell one event; the order of the two does not matter."""
        if hopeless(a, b):
            return HOPELESS
        signs = signs_of(a, b)
        found = self._sums.get(signs)
        if found is None:
            if len(self._sums) >= _MOST_SUMS:
                self._sums.clear()
            found = self._sums[signs] = round(self.model.score(features_of(signs)), 4)
        return found

    def reasons(self, a: Profile, b: Profile, most: int = 8) -> list[tuple[str, float]]:
        """Return what spoke for (above zero) and against, heaviest first.

        Where a field says nothing, its features are summed up under ``SILENT``: what is thought of two reports before
        anything is known of them.
        """
        silent, told = 0.0, []
        for feature in features_of(signs_of(a, b)):
            weight = self.model.weights.get(feature, 0.0)
            if _SILENT.intersection(feature.split("&")):
                silent += weight
            elif weight:
                told.append((feature, weight))
        if hopeless(a, b):
            told.append((FAR, HOPELESS))
        told.append((SILENT, round(silent, 4)))
        return sorted(told, key=lambda reason: (-abs(reason[1]), reason[0]))[:most]


def probability(score: float) -> float:
    """Return the probability behind log-odds, rounded to what can be relied on."""
    return round(logistic(score), 3)


@cache
def judge() -> Judge:
    """Return the judge with the weights that ship with the program."""
    source = files("rasad.merging").joinpath("models", "same.json")
    return Judge(Model("same", json.loads(source.read_text(encoding="utf-8"))["weights"]))
