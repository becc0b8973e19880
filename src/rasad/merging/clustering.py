"""Clustering: which of the reports that are linked tell one event, taken together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from heapq import heapify, heappop, heappush
from itertools import combinations

Pair = tuple[str, str]
WHOLE = 48
"""Up to so many linked reports, every pair is looked at; of more, only those that blocking brings together."""
_CLIP = 6.0
"""No single pair counts for more than this (in log-odds) in the mean of its clusters."""


def pair(a: str, b: str) -> Pair:
    """Return two keys in their order."""
    return (a, b) if a < b else (b, a)


class Clusters:
    """Average-link clusters of ``keys``: those whose pairs agree best on the whole are joined first.

    ``scores`` are the log-odds of the pairs that can be judged; pairs not in it say nothing. ``together`` are joined
    before anything else and ``apart`` never. The outcome depends on what is given and not on its order.
    """

    def __init__(
        self,
        keys: Iterable[str],
        scores: dict[Pair, float],
        together: Sequence[Pair] = (),
        apart: Sequence[Pair] = (),
    ) -> None:
        self._members = {key: [key] for key in sorted(keys)}
        self._home = {key: key for key in self._members}
        self._sums: dict[str, dict[str, tuple[float, int]]] = {key: {} for key in self._members}
        self._apart: dict[str, set[str]] = {key: set() for key in self._members}
        for (a, b), score in sorted(scores.items()):
            clipped = max(-_CLIP, min(_CLIP, score))
            self._sums[a][b] = self._sums[b][a] = (clipped, 1)
        for a, b in apart:
            self._apart[a].add(b)
            self._apart[b].add(a)
        for a, b in together:
            x, y = sorted((self._home[a], self._home[b]))
            if x != y:
                self._join(x, y)

    def _mean(self, a: str, b: str) -> float | None:
        if b in self._apart[a]:
            return None
        total, count = self._sums[a].get(b, (0.0, 0))
        return total / count if count else None

    def _join(self, a: str, b: str) -> None:
        """Move the cluster ``b`` into ``a``."""
        for key in self._members[b]:
            self._home[key] = a
        self._members[a] += self._members.pop(b)
        mine = self._sums[a]
        for other, (total, count) in self._sums.pop(b).items():
            del self._sums[other][b]
            if other == a:
                continue
            before, n = mine.get(other, (0.0, 0))
            mine[other] = self._sums[other][a] = (before + total, n + count)
        for other in self._apart.pop(b):
            self._apart[other].discard(b)
            self._apart[other].add(a)
            self._apart[a].add(other)

    def settle(self, threshold: float) -> list[tuple[str, ...]]:
        """Join clusters while the mean of any two exceeds ``threshold``; return the clusters, sorted."""
        heap: list[tuple[float, str, str]] = []
        for a in self._members:
            heap += [
                (-mean, a, b)
                for b in self._sums[a]
                if a < b and (mean := self._mean(a, b)) is not None and mean > threshold
            ]
        heapify(heap)
        while heap:
            score, a, b = heappop(heap)
            if a not in self._members or b not in self._members or self._mean(a, b) != -score:
                continue
            self._join(a, b)
            for other in self._sums[a]:
                mean = self._mean(a, other)
                if mean is not None and mean > threshold:
                    heappush(heap, (-mean, *pair(a, other)))
        return sorted(tuple(sorted(members)) for members in self._members.values())


def all_pairs(keys: Iterable[str], score: Callable[[str, str], float]) -> dict[Pair, float]:
    """Return the score of every pair of ``keys``."""
    return {(a, b): score(a, b) for a, b in combinations(sorted(keys), 2)}
