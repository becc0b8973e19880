"""The merger: which event reports of many articles tell the same event."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

from rasad.merging.blocks import WINDOW, blocks_of, rank_of
from rasad.merging.clustering import WHOLE, Clusters, Pair, all_pairs, pair
from rasad.merging.decision import Answer, Comparison, Decision
from rasad.merging.decisions import Decisions
from rasad.merging.features import hopeless
from rasad.merging.likelihood import POSSIBLY, SAME, SURELY, TWICE, Judge, judge, probability
from rasad.merging.profile import Profile, profile_of
from rasad.merging.shelf import MemoryShelf, Shelf
from rasad.records import SourcedReport


class Merger:
    """Merges event reports, as they come, into clusters of those that tell one event.

    Whatever the order in which reports and decisions arrive, the clusters are the same: links depend on the reports
    alone, and clusters on the links. A new report is compared with its neighbours only, and only the clusters that
    hang together with it are made anew.
    """

    def __init__(
        self, decisions: Iterable[Decision] = (), *, shelf: Shelf | None = None, weigh: Judge | None = None
    ) -> None:
        self._shelf: Shelf = MemoryShelf() if shelf is None else shelf
        self._judge = judge() if weigh is None else weigh
        self._decisions = Decisions(decisions)
        self._stale: set[str] = set()
        self._cluster: dict[str, tuple[str, ...]] = {}

    # --- in

    def add(self, reports: Iterable[SourcedReport]) -> None:
        """Take reports in; one whose key is already there takes the other's place."""
        new: list[str] = []
        for item in reports:
            if item.key in self._shelf:
                self.remove([item.key])
            profile = profile_of(item)
            self._shelf.put(profile, rank_of(profile), blocks_of(profile))
            self._part(item.key)
            new.append(item.key)
        fresh = set(new)
        for key in new:
            self._compare_around(key, fresh)
        self._stale.update(new)

    def remove(self, keys: Iterable[str]) -> None:
        """Forget reports. Raises ``KeyError`` naming the first key that is not there."""
        for key in keys:
            if key not in self._shelf:
                raise KeyError(f"no event report {key!r} to remove")
            self._stale.update(self._shelf.links(key))
            self._stale.update(one for one in self._cluster.get(key, ()) if one in self._shelf)
            closing = list(self._straddling(key))
            self._shelf.drop(key)
            self._stale.discard(key)
            self._cluster.pop(key, None)
            for a, b in closing:
                self._link(self._shelf.profile(a), self._shelf.profile(b))

    def decide(self, decision: Decision) -> None:
        """Take a person's decision; it stands against everything computed, whenever the reports come."""
        self._decisions.add(decision)
        self._stale.update(key for key in (decision.a, decision.b) if key in self._shelf)

    def undo(self, decision: Decision) -> None:
        """Take a decision back. Raises ``ValueError`` if it was never made."""
        touched = [self._cluster.get(key, (key,)) for key in (decision.a, decision.b)]
        self._decisions.drop(decision)
        self._stale.update(key for keys in touched for key in keys if key in self._shelf)

    def _compare_around(self, key: str, fresh: set[str]) -> None:
        """Compare a new report with its neighbours; two new ones are compared once."""
        near: set[str] = set()
        for block in self._shelf.blocks(key):
            before, after = self._shelf.around(block, key, WINDOW)
            near.update(before, after)
        profile = self._shelf.profile(key)
        for other in near:
            if other not in fresh or key < other:
                self._link(profile, self._shelf.profile(other))

    def _link(self, a: Profile, b: Profile) -> None:
        if hopeless(a, b):
            return
        score = self._judge.score(a, b)
        if score > POSSIBLY:
            self._shelf.link(a.key, b.key, score)
            if score > SAME:
                self._stale.update((a.key, b.key))

    def _straddling(self, key: str) -> Iterator[Pair]:
        """Yield the pairs that stand just too far apart, in some block, because ``key`` stands between them."""
        for block in self._shelf.blocks(key):
            if self._shelf.size(block) > WINDOW + 1:
                before, after = self._shelf.around(block, key, WINDOW)
                yield from zip(before, [*before, key, *after][WINDOW + 1 :], strict=False)

    def _part(self, key: str) -> None:
        """Take away the links of pairs that ``key`` has pushed out of each other's neighbourhood."""
        for a, b in self._straddling(key):
            if b in self._shelf.links(a) and not self._neighbours(a, b):
                self._shelf.unlink(a, b)
                self._stale.update((a, b))

    def _neighbours(self, a: str, b: str) -> bool:
        """Say whether two reports stand near each other in some block."""
        for block in set(self._shelf.blocks(a)) & set(self._shelf.blocks(b)):
            before, after = self._shelf.around(block, a, WINDOW)
            if b in before or b in after:
                return True
        return False

    # --- out

    def clusters(self) -> list[tuple[str, ...]]:
        """Return the clusters as sorted tuples of report keys, sorted."""
        self.settle()
        return sorted(set(self._cluster.values()))

    def cluster_of(self, key: str) -> tuple[str, ...]:
        """Return the cluster of a report. Raises ``KeyError`` naming a key that is not there."""
        self.settle()
        if key not in self._cluster:
            raise KeyError(f"no event report {key!r} in the merger")
        return self._cluster[key]

    def settle(self) -> list[tuple[str, ...]]:
        """Make the clusters anew that additions, removals and decisions touched; return them, sorted."""
        touched: set[tuple[str, ...]] = set()
        for start in sorted(self._stale):
            if start not in self._stale:
                continue
            part = self._hanging_together(start)
            self._stale -= part
            for cluster in self._settled(part):
                touched.add(cluster)
                self._cluster.update(dict.fromkeys(cluster, cluster))
        return sorted(touched)

    def possibly(self) -> list[Pair]:
        """Return pairs of reports, one of each cluster, that may tell one event after all, for a person to decide."""
        self.settle()
        best: dict[Pair, tuple[float, Pair]] = {}
        for key in self._shelf:
            mine = self._cluster[key]
            for other, score in self._shelf.links(key).items():
                theirs = self._cluster[other]
                if key < other and mine is not theirs and not self._decisions.part(mine, theirs):
                    at = pair(mine[0], theirs[0])
                    found = (-score, pair(key, other))
                    best[at] = min(best.get(at, found), found)
        return sorted(doubt for _, doubt in best.values())

    def compare(self, a: SourcedReport, b: SourcedReport) -> Comparison:
        """Say whether two reports tell one event, and what speaks for and against; they need not have been added."""
        left, right = profile_of(a), profile_of(b)
        score = self._judge.score(left, right)
        reasons = tuple(self._judge.reasons(left, right))
        decided = self._decisions.between(a.key, b.key)
        if decided is not None:
            sign = math.inf if decided == "same" else -math.inf
            likely = 1.0 if decided == "same" else 0.0
            return Comparison(
                answer=decided, probability=likely, reasons=(("decided by a person", sign), *reasons), decided=True
            )
        answer: Answer = "same" if score > SAME else "possibly" if score > POSSIBLY else "different"
        return Comparison(answer=answer, probability=probability(score), reasons=reasons)

    def _hanging_together(self, start: str) -> set[str]:
        """Return every report that likely links and decisions lead to from ``start``.

        Clusters are joined only where their pairs agree on the whole, so that weaker links never matter to them.
        """
        found, ahead = {start}, [start]
        while ahead:
            key = ahead.pop()
            near = {other for other, score in self._shelf.links(key).items() if score > SAME}
            near.update(other for other in self._decisions.named_with(key) if other in self._shelf)
            ahead += near - found
            found |= near
        return found

    def _settled(self, part: set[str]) -> list[tuple[str, ...]]:
        if len(part) == 1:
            return [tuple(part)]
        scores = all_pairs(part, self._score) if len(part) <= WHOLE else self._near_scores(part)
        scores = {at: self._once(*at, score) for at, score in scores.items()}
        together, apart = self._decisions.within(part)
        return Clusters(part, scores, together, apart).settle(SAME)

    def _near_scores(self, part: set[str]) -> dict[Pair, float]:
        """Return the scores of the pairs of ``part`` that stand near each other in some block."""
        scores: dict[Pair, float] = {}
        for key in sorted(part):
            for block in self._shelf.blocks(key):
                for other in self._shelf.around(block, key, WINDOW)[1]:
                    at = pair(key, other)
                    if other in part and at not in scores:
                        scores[at] = self._score(*at)
        return scores

    def _once(self, a: str, b: str, score: float) -> float:
        """Return the score of a pair as clusters see it: an article tells an event once."""
        twice = score < SURELY and self._shelf.profile(a).doc == self._shelf.profile(b).doc
        return score - TWICE if twice else score

    def _score(self, a: str, b: str) -> float:
        found = self._shelf.links(a).get(b)
        return self._judge.score(self._shelf.profile(a), self._shelf.profile(b)) if found is None else found
