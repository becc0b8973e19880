"""People's decisions, held together: what they join and what they keep apart, the later ones before the earlier."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from rasad.merging.clustering import Pair, pair
from rasad.merging.decision import Decision


class Decisions:
    """Decisions in the order in which they were made."""

    def __init__(self, made: Iterable[Decision] = ()) -> None:
        self._made: list[Decision] = []
        self._with: dict[str, set[str]] = {}
        for decision in made:
            self.add(decision)

    def add(self, decision: Decision) -> None:
        """Add a decision as the latest. Raises ``ValueError`` for one between a report and itself."""
        if decision.a == decision.b:
            raise ValueError(f"a decision needs two event reports; {decision.a!r} was given twice")
        self._made.append(decision)
        self._index()

    def drop(self, decision: Decision) -> None:
        """Take back the latest decision that equals ``decision``. Raises ``ValueError`` if there is none."""
        for at in range(len(self._made) - 1, -1, -1):
            if self._made[at] == decision:
                del self._made[at]
                self._index()
                return
        raise ValueError(f"no decision {decision.kind!r} between {decision.a!r} and {decision.b!r} to take back")

    def _index(self) -> None:
        self._with = {}
        for decision in self._made:
            self._with.setdefault(decision.a, set()).add(decision.b)
            self._with.setdefault(decision.b, set()).add(decision.a)

    def named_with(self, key: str) -> frozenset[str]:
        """Return the reports that stand in a decision with the report."""
        return frozenset(self._with.get(key, ()))

    def between(self, a: str, b: str) -> Literal["same", "different"] | None:
        """Return what was decided of two reports last, in so many words; ``None`` if nothing was."""
        at = pair(a, b)
        return next((d.kind for d in reversed(self._made) if pair(d.a, d.b) == at), None)

    def part(self, a: Iterable[str], b: Iterable[str]) -> bool:
        """Say whether a decision keeps any of the reports ``a`` apart from any of ``b``."""
        if not self._made:
            return False
        others = set(b)
        return any(
            self.between(key, other) == "different" for key in a for other in self._with.get(key, set()) & others
        )

    def within(self, keys: set[str]) -> tuple[list[Pair], list[Pair]]:
        """Return the pairs of ``keys`` to join and those to keep apart; what a later decision rules out is void."""
        home: dict[str, set[str]] = {}
        together: list[Pair] = []
        apart: list[Pair] = []
        for decision in reversed(self._made):
            a, b = pair(decision.a, decision.b)
            if a not in keys or b not in keys:
                continue
            x, y = home.setdefault(a, {a}), home.setdefault(b, {b})
            if decision.kind == "different":
                if x is not y:
                    apart.append((a, b))
            elif not any((p in x and q in y) or (p in y and q in x) for p, q in apart):
                together.append((a, b))
                joined = x | y
                home.update(dict.fromkeys(joined, joined))
        return together, apart
