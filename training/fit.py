"""Fitting: conditional log-linear models over groups of options, with L2 regularisation (L-BFGS, deterministic)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix


@dataclass(frozen=True, slots=True)
class Choice:
    """One training example: the options' features and which of them are right (at least one)."""

    options: list[list[str]]
    right: list[int]
    weight: float = 1.0


def yes_no(features: list[str], right: bool, weight: float = 1.0) -> Choice:
    """Make a yes/no decision a choice between the features and nothing."""
    return Choice([features, []], [0] if right else [1], weight)


def fit(choices: list[Choice], *, l2: float = 1.0, rarest: int = 3, cap: int = 20_000) -> dict[str, float]:
    """Return the feature weights that make the right options likeliest.

    A feature seen in fewer than ``rarest`` choices is left out. The loss is the negative log of the summed
    probability of the right options, plus ``l2/2`` times the squared weights.
    """
    seen = Counter(f for choice in choices for f in {f for option in choice.options for f in option})
    names = [name for name, count in seen.most_common(cap) if count >= rarest]
    index = {name: n for n, name in enumerate(names)}
    rows, cols, starts, right, weights = [], [], [0], [], []
    row = 0
    for choice in choices:
        wanted = set(choice.right)
        for n, option in enumerate(choice.options):
            hits = {index[f] for f in option if f in index}
            rows.extend([row] * len(hits))
            cols.extend(hits)
            right.append(n in wanted)
            row += 1
        starts.append(row)
        weights.append(choice.weight)
    matrix = csr_matrix((np.ones(len(rows)), (rows, cols)), shape=(row, len(names)))
    begin = np.array(starts[:-1])
    group = np.repeat(np.arange(len(choices)), np.diff(starts))
    good, per = np.array(right), np.array(weights)

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        scores = matrix @ w
        top = np.maximum.reduceat(scores, begin)
        powers = np.exp(scores - top[group])
        total = np.add.reduceat(powers, begin)
        kept = np.add.reduceat(powers * good, begin)
        p_all = powers / total[group]
        p_good = powers * good / np.maximum(kept, 1e-300)[group]
        value = float(np.sum(per * (np.log(total) - np.log(np.maximum(kept, 1e-300)))) + 0.5 * l2 * w @ w)
        return value, matrix.T @ ((p_all - p_good) * per[group]) + l2 * w

    result = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 300})
    return {name: round(float(w), 4) for name, w in zip(names, result.x, strict=True) if abs(w) > 0.005}
