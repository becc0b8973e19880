"""Fitting: conditional log-linear models over groups of options, with L2 regularisation (L-BFGS, deterministic)."""

from __future__ import annotations

import math
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # its threads only wait for each other on matrices this small

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from rasad.reports.kin import Kin
from rasad.text.vectors import DIMENSIONS

_STEPS = 100
_NUMBERS: dict[str, int] = {}
"""Every feature named so far, by number: choices keep numbers, not strings."""


@dataclass(frozen=True, slots=True)
class Option:
    """An option's features as numbers, and its vectors under the numbers of their names."""

    features: np.ndarray
    kin: tuple[tuple[int, np.ndarray], ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """One training example: the options and which of them are right (at least one)."""

    options: tuple[Option, ...]
    right: tuple[int, ...]
    weight: float = 1.0


def _number(name: str) -> int:
    return _NUMBERS.setdefault(name, len(_NUMBERS))


_VECTORS: dict[tuple[float, ...], np.ndarray] = {}


def _vector(values: tuple[float, ...]) -> np.ndarray:
    held = _VECTORS.get(values)
    if held is None:
        held = _VECTORS[values] = np.array(values, dtype=np.float32)
    return held


def option(features: Iterable[str | Kin]) -> Option:
    """Turn named features and vectors into numbers."""
    named = {_number(f) for f in features if isinstance(f, str)}
    kin = tuple((_number(f.name), _vector(f.vector)) for f in features if isinstance(f, Kin))
    return Option(np.fromiter(named, dtype=np.int32, count=len(named)), kin)


def choice(options: Sequence[Sequence[str | Kin]], right: Iterable[int], weight: float = 1.0) -> Choice:
    """Make a choice between ``options``, of which those numbered ``right`` are right."""
    return Choice(tuple(map(option, options)), tuple(right), weight)


_NOTHING = Option(np.zeros(0, dtype=np.int32), ())


def yes_no(features: Sequence[str | Kin], right: bool, weight: float = 1.0) -> Choice:
    """Make a yes/no decision a choice between the features and nothing."""
    return Choice((option(features), _NOTHING), (0,) if right else (1,), weight)


class Problem:
    """Choices as matrices: one row an option; named features in a sparse matrix, vectors in a dense one."""

    def __init__(self, choices: Sequence[Choice], rarest: int) -> None:
        options = [o for c in choices for o in c.options]
        sizes = np.array([len(c.options) for c in choices])
        self.begin = np.concatenate([[0], np.cumsum(sizes)[:-1]])
        self.group = np.repeat(np.arange(len(choices)), sizes)
        self.weight = np.array([c.weight for c in choices])
        self.good = np.zeros(len(options))
        for start, c in zip(self.begin, choices, strict=True):
            self.good[[start + n for n in c.right]] = 1.0
        self.filled = np.array([n for n, o in enumerate(options) if len(o.features) or o.kin], dtype=np.int64)
        options = [options[n] for n in self.filled]  # the rest score nothing, whatever the weights
        counts = np.array([len(o.features) for o in options])
        columns = np.concatenate([o.features for o in options])
        rows = np.repeat(np.arange(len(options)), counts)
        seen = np.bincount(columns, minlength=len(_NUMBERS))
        self.kept = np.flatnonzero(seen >= rarest)
        place = np.full(len(_NUMBERS), -1)
        place[self.kept] = np.arange(len(self.kept))
        used = place[columns] >= 0
        shape = (len(options), len(self.kept))
        self.named = csr_matrix((np.ones(int(used.sum())), (rows[used], place[columns[used]])), shape=shape)
        self.names = sorted({n for o in options for n, _ in o.kin})
        at = {n: k * DIMENSIONS for k, n in enumerate(self.names)}
        self.dense = np.zeros((len(options), len(self.names) * DIMENSIONS), dtype=np.float32)
        for row, o in enumerate(options):
            for n, vector in o.kin:
                self.dense[row, at[n] : at[n] + DIMENSIONS] += vector

    def loss(self, w: np.ndarray, l2: float) -> tuple[float, np.ndarray]:
        """The negative log of the summed probability of the right options, with the penalty, and its gradient."""
        split = self.named.shape[1]
        scores = np.zeros(len(self.group))
        scores[self.filled] = self.named @ w[:split] + self.dense @ w[split:].astype(np.float32)
        top = np.maximum.reduceat(scores, self.begin)
        powers = np.exp(scores - top[self.group])
        total = np.add.reduceat(powers, self.begin)
        kept = np.maximum(np.add.reduceat(powers * self.good, self.begin), 1e-300)
        value = float(np.sum(self.weight * (np.log(total) - np.log(kept))) + 0.5 * l2 * w @ w)
        slope = (powers / total[self.group] - powers * self.good / kept[self.group]) * self.weight[self.group]
        slope = slope[self.filled]
        back = np.concatenate([self.named.T @ slope, (slope.astype(np.float32) @ self.dense).astype(float)])
        return value, back + l2 * w


def fit(choices: Sequence[Choice], *, l2: float = 1.0, rarest: int = 3) -> dict[str, float]:
    """Return the feature weights that make the right options likeliest.

    A feature seen in fewer than ``rarest`` options is left out. The loss is the negative log of the summed
    probability of the right options, plus ``l2/2`` times the squared weights. The weights of a vector's numbers
    stand under its name, "#" and the number.
    """
    if not choices:
        return {}
    problem = Problem(choices, rarest)
    start = np.zeros(problem.named.shape[1] + problem.dense.shape[1])
    found = minimize(problem.loss, start, args=(l2,), jac=True, method="L-BFGS-B", options={"maxiter": _STEPS})
    labels = list(_NUMBERS)
    names = [labels[n] for n in problem.kept]
    names += [f"{labels[n]}#{k}" for n in problem.names for k in range(DIMENSIONS)]
    return {name: round(float(w), 4) for name, w in zip(names, found.x, strict=True) if abs(w) > 0.005}


def quality(name: str, judged: Iterable[tuple[dict[str, float], Sequence[Choice]]]) -> None:
    """Print how well weights judge choices that they have not seen: bits a choice, and the share decided right."""
    loss = right = count = 0.0
    for weights, choices in judged:
        plain = np.zeros(len(_NUMBERS))
        dense: dict[int, np.ndarray] = {}
        for key, weight in weights.items():
            label, mark, number = key.rpartition("#")
            if mark and label.startswith("~"):
                dense.setdefault(_number(label), np.zeros(DIMENSIONS))[int(number)] = weight
            elif key in _NUMBERS:
                plain[_NUMBERS[key]] = weight
        for c in choices:
            scores = [
                float(plain[o.features].sum()) + sum(float(dense[n] @ v) for n, v in o.kin if n in dense)
                for o in c.options
            ]
            top = max(scores)
            powers = [math.exp(s - top) for s in scores]
            p = sum(powers[n] for n in c.right) / sum(powers)
            loss -= c.weight * math.log2(max(p, 1e-9))
            right += c.weight * (powers.index(max(powers)) in c.right)
            count += c.weight
    if count:
        print(f"  {name:18} {int(count):6} choices, {loss / count:.4f} bits, {right / count:.4f} right", flush=True)
