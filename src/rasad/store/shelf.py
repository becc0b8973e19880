"""Merging's shelf on disk: profiles, blocks and links are read as they are needed, and kept at hand within bounds."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import Connection, bindparam, delete, insert, select

from rasad.merging.blocks import WINDOW, blocks_of, rank_of
from rasad.merging.profile import Profile, profile_of
from rasad.records import SourcedReport
from rasad.store.reading import portions, sourced_reports
from rasad.store.schema import blocks as block_rows
from rasad.store.schema import links as link_rows
from rasad.store.schema import reports

MOST_PROFILES: Final = 15_000
"""Profiles kept at hand, of some two kilobytes each."""
MOST_RANKS: Final = 250_000
"""Places in blocks kept at hand; a report's places share one entry."""


class AtHand:
    """What a ledger's writer has read or written of the shelf; true as long as nobody else wrote (``head``)."""

    def __init__(self) -> None:
        self.head: str | None = None
        self.clear()

    def clear(self) -> None:
        """Forget everything."""
        self.profiles: dict[str, Profile] = {}
        self.entered: dict[str, tuple[str, tuple[int, ...]]] = {}
        self.ranked: dict[int, list[tuple[str, str]]] = {}
        self.ranks = 0
        self.links: dict[str, dict[str, float]] = {}

    def trim(self) -> None:
        """Forget everything where something has grown beyond its bound; only between two uses of the shelf."""
        if len(self.profiles) > MOST_PROFILES or self.ranks > MOST_RANKS:
            self.clear()


class DiskShelf:
    """The shelf (``rasad.merging.shelf.Shelf``) over the tables of a ledger, within one writer's transaction.

    ``coming`` are reports that the ledger holds already but merging does not know yet. Rows wait in memory until
    ``flush``, which also says what was linked and unlinked, for the log.
    """

    def __init__(self, connection: Connection, at_hand: AtHand, coming: Collection[str] = ()) -> None:
        self._connection, self._at_hand = connection, at_hand
        self._coming = set(coming)
        self._waiting: list[dict[str, Any]] = []
        self._before: dict[tuple[str, str], float | None] = {}

    # --- what the merger asks

    def __contains__(self, key: object) -> bool:
        if key in self._coming or not isinstance(key, str):
            return False
        if key in self._at_hand.profiles:
            return True
        told = select(reports.c.key).where(reports.c.key == key, reports.c.withdrawn.is_(None))
        return self._connection.execute(told).first() is not None

    def __iter__(self) -> Iterator[str]:
        """Yield every key."""
        for key in self._connection.scalars(select(reports.c.key).where(reports.c.withdrawn.is_(None))):
            if key not in self._coming:
                yield key

    def profile(self, key: str) -> Profile:
        """Return the profile with ``key``; raises ``KeyError`` naming it if there is none."""
        if key not in self._at_hand.profiles:
            self._fetch([key])
        return self._at_hand.profiles[key]

    def put(self, profile: Profile, rank: str, blocks: Iterable[int]) -> None:
        """Keep a profile and enter it in its blocks."""
        key, numbers = profile.key, tuple(blocks)
        self._coming.discard(key)
        self._at_hand.profiles[key], self._at_hand.entered[key] = profile, (rank, numbers)
        entry = (rank, key)
        for number in numbers:
            insort(self._ranked(number), entry)
            self._at_hand.ranks += 1
            self._waiting.append({"block": number, "rank": rank, "report": key})

    def drop(self, key: str) -> None:
        """Forget a profile, its entries and its links."""
        self.write()
        for other in list(self.links(key)):
            self.unlink(key, other)
        rank, numbers = self._entry(key)
        for number in numbers:
            ranked = self._ranked(number)
            del ranked[bisect_left(ranked, (rank, key))]
            self._at_hand.ranks -= 1
        self._connection.execute(delete(block_rows).where(block_rows.c.report == key))
        self._at_hand.profiles.pop(key, None)
        self._at_hand.entered.pop(key, None)
        self._coming.add(key)

    def blocks(self, key: str) -> tuple[int, ...]:
        """Return the blocks that the report stands in."""
        return self._entry(key)[1]

    def size(self, block: int) -> int:
        """Return how many reports stand in the block."""
        return len(self._ranked(block))

    def around(self, block: int, key: str, width: int) -> tuple[list[str], list[str]]:
        """Return up to ``width`` keys before and after the report in the block, nearest last and nearest first."""
        ranked = self._ranked(block)
        at = bisect_left(ranked, (self._entry(key)[0], key))
        before = [entry[1] for entry in ranked[max(0, at - width) : at]]
        after = [entry[1] for entry in ranked[at + 1 : at + 1 + width]]
        if lacking := [one for one in (*before, *after) if one not in self._at_hand.profiles]:
            self._fetch(lacking)
        return before, after

    def links(self, key: str) -> Mapping[str, float]:
        """Return the reports that the report is linked to, with the log-odds of each link."""
        return self._links(key)

    def link(self, a: str, b: str, score: float) -> None:
        """Link two reports."""
        self._note(a, b)
        self._links(a)[b] = self._links(b)[a] = score

    def unlink(self, a: str, b: str) -> None:
        """Take the link of two reports away, if there is one."""
        self._note(a, b)
        self._links(a).pop(b, None)
        self._links(b).pop(a, None)

    # --- what the store asks

    def expect(self, items: Sequence[SourcedReport]) -> None:
        """Read in a few questions what merging will ask for when the reports ``items`` are added."""
        standing = [(profile, rank_of(profile), blocks_of(profile)) for profile in map(profile_of, items)]
        self._rank({number for _, _, numbers in standing for number in numbers})
        near: set[str] = set()
        for profile, rank, numbers in standing:
            self._at_hand.links.setdefault(profile.key, {})
            for number in numbers:
                ranked = self._at_hand.ranked[number]
                at = bisect_left(ranked, (rank, profile.key))
                near.update(entry[1] for entry in ranked[max(0, at - WINDOW) : at + WINDOW])
        self._fetch(sorted(near - self._at_hand.profiles.keys()))

    def flush(self) -> tuple[list[tuple[str, str, float]], list[tuple[str, str]]]:
        """Write what waits; return the links that are new (or differ) and those that are no more, sorted."""
        self.write()
        linked, unlinked = [], []
        for (a, b), before in sorted(self._before.items()):
            score = self._links(a).get(b)
            if score == before:
                continue
            if before is not None:
                unlinked.append((a, b))
            if score is not None:
                linked.append((a, b, score))
        if unlinked:
            gone = (link_rows.c.a == bindparam("one")) & (link_rows.c.b == bindparam("other"))
            self._connection.execute(delete(link_rows).where(gone), [{"one": a, "other": b} for a, b in unlinked])
        if linked:
            self._connection.execute(insert(link_rows), [{"a": a, "b": b, "score": s} for a, b, s in linked])
        self._before = {}
        self._at_hand.trim()
        return linked, unlinked

    # --- tables

    def write(self) -> None:
        """Write the places in blocks that wait in memory."""
        if self._waiting:
            self._connection.execute(insert(block_rows), self._waiting)
            self._waiting = []

    def _fetch(self, keys: list[str]) -> None:
        """Read the profiles of ``keys``, where they stand, and their links."""
        hand = self._at_hand
        for some in portions(keys):
            for item in sourced_reports(self._connection, reports.c.key.in_(some)):
                hand.profiles[item.key] = profile_of(item)
            standing: dict[str, tuple[str, list[int]]] = {}
            for row in self._connection.execute(select(block_rows).where(block_rows.c.report.in_(some))):
                standing.setdefault(row.report, (row.rank, []))[1].append(row.block)
            for key in some:
                rank, numbers = standing.get(key) or (rank_of(hand.profiles[key]), [])
                hand.entered[key] = rank, tuple(numbers)
        self._read_links(keys)

    def _entry(self, key: str) -> tuple[str, tuple[int, ...]]:
        if key not in self._at_hand.entered:
            self._fetch([key])
        return self._at_hand.entered[key]

    def _ranked(self, block: int) -> list[tuple[str, str]]:
        if block not in self._at_hand.ranked:
            self._rank({block})
        return self._at_hand.ranked[block]

    def _rank(self, numbers: set[int]) -> None:
        """Read who stands in the blocks ``numbers``, as far as that is not at hand."""
        hand = self._at_hand
        lacking = sorted(numbers - hand.ranked.keys())
        hand.ranked |= {number: [] for number in lacking}
        entries: dict[str, tuple[str, str]] = {}
        for some in portions(lacking):
            for row in self._connection.execute(select(block_rows).where(block_rows.c.block.in_(some))):
                hand.ranked[row.block].append(entries.setdefault(row.report, (row.rank, row.report)))
                hand.ranks += 1
        for number in lacking:
            hand.ranked[number].sort()  # here: the databases' orders of text differ

    def _links(self, key: str) -> dict[str, float]:
        if key not in self._at_hand.links:
            self._read_links([key])
        return self._at_hand.links[key]

    def _read_links(self, keys: list[str]) -> None:
        links = self._at_hand.links
        lacking = [key for key in keys if key not in links]
        links |= {key: {} for key in lacking}
        for some in portions(lacking):
            for one, other in ((link_rows.c.a, link_rows.c.b), (link_rows.c.b, link_rows.c.a)):
                told = select(one.label("one"), other.label("other"), link_rows.c.score).where(one.in_(some))
                for row in self._connection.execute(told):
                    links[row.one][row.other] = row.score

    def _note(self, a: str, b: str) -> None:
        """Remember how a link stood before it was first changed."""
        at = (a, b) if a < b else (b, a)
        if at not in self._before:
            self._before[at] = self._links(a).get(b)
