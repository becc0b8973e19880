"""The shelf: what merging keeps of the reports it has seen, and where a ledger may put a shelf of its own on disk."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol

from rasad.merging.profile import Profile

_NOTHING: Mapping[str, float] = {}


class Shelf(Protocol):
    """Profiles by key, blocks of ranked keys, and the links found between reports.

    ``MemoryShelf`` is the one that ships; a ledger can keep the same three tables on disk, so that a new article
    reads no more than its neighbourhood.
    """

    def profile(self, key: str) -> Profile:
        """Return the profile with ``key``; raises ``KeyError`` naming it if there is none."""

    def put(self, profile: Profile, rank: str, blocks: Iterable[int]) -> None:
        """Keep a profile and enter it in its blocks, each in the order of rank, then of key."""

    def drop(self, key: str) -> None:
        """Forget a profile, its entries and its links."""

    def __contains__(self, key: object) -> bool: ...

    def __iter__(self) -> Iterator[str]:
        """Yield every report's key."""

    def blocks(self, key: str) -> tuple[int, ...]:
        """Return the blocks that the report stands in."""

    def size(self, block: int) -> int:
        """Return how many reports stand in the block."""

    def around(self, block: int, key: str, width: int) -> tuple[list[str], list[str]]:
        """Return up to ``width`` keys before and after the report in the block, nearest last and nearest first."""

    def links(self, key: str) -> Mapping[str, float]:
        """Return the reports that the report is linked to, with the log-odds of each link."""

    def link(self, a: str, b: str, score: float) -> None:
        """Link two reports."""

    def unlink(self, a: str, b: str) -> None:
        """Take the link of two reports away, if there is one."""


class MemoryShelf:
    """A shelf in memory: some two kilobytes a report."""

    def __init__(self) -> None:
        self._profiles: dict[str, Profile] = {}
        self._ranks: dict[str, tuple[str, str]] = {}
        self._entered: dict[str, tuple[int, ...]] = {}
        self._blocks: dict[int, list[tuple[str, str]]] = {}
        self._links: dict[str, dict[str, float]] = {}

    def __len__(self) -> int:
        return len(self._profiles)

    def __contains__(self, key: object) -> bool:
        return key in self._profiles

    def __iter__(self) -> Iterator[str]:
        return iter(self._profiles)

    def profile(self, key: str) -> Profile:
        return self._profiles[key]

    def put(self, profile: Profile, rank: str, blocks: Iterable[int]) -> None:
        key = profile.key
        entry = self._ranks[key] = (rank, key)
        self._profiles[key] = profile
        self._entered[key] = tuple(blocks)
        for block in self._entered[key]:
            insort(self._blocks.setdefault(block, []), entry)

    def drop(self, key: str) -> None:
        for other in list(self.links(key)):
            self.unlink(key, other)
        entry = self._ranks.pop(key)
        for block in self._entered.pop(key):
            ranked = self._blocks[block]
            del ranked[bisect_left(ranked, entry)]
            if not ranked:
                del self._blocks[block]
        del self._profiles[key]

    def blocks(self, key: str) -> tuple[int, ...]:
        return self._entered[key]

    def size(self, block: int) -> int:
        return len(self._blocks.get(block, ()))

    def around(self, block: int, key: str, width: int) -> tuple[list[str], list[str]]:
        ranked = self._blocks[block]
        at = bisect_left(ranked, self._ranks[key])
        before, after = ranked[max(0, at - width) : at], ranked[at + 1 : at + 1 + width]
        return [entry[1] for entry in before], [entry[1] for entry in after]

    def links(self, key: str) -> Mapping[str, float]:
        return self._links.get(key, _NOTHING)

    def link(self, a: str, b: str, score: float) -> None:
        self._links.setdefault(a, {})[b] = score
        self._links.setdefault(b, {})[a] = score

    def unlink(self, a: str, b: str) -> None:
        for one, other in ((a, b), (b, a)):
            linked = self._links.get(one)
            if linked is not None and linked.pop(other, None) is not None and not linked:
                del self._links[one]
