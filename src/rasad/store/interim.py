"""Interim merging, until the room of that name is there: same family of kinds, same day, same place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from hashlib import blake2b
from typing import Final, Literal

import msgspec

from rasad.codebook.kinds import kinds
from rasad.records import Derived, Event, EventReport, ReportRef, SourcedReport, Version

VERSION: Final = "interim"
RULES: Final = ("conservative", "most-cited", "most-informative", "latest", "acled", "ucdp")


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """A person's word on two reports, by their keys."""

    kind: Literal["same", "different"]
    a: str
    b: str


def _family(report: EventReport) -> str:
    kind = kinds().get(report.kind)
    return kind.family if kind else report.kind


def blocks(item: SourcedReport) -> list[tuple[int, str]]:
    """Return the numbers of the blocks that the report stands in, with its rank there."""
    report = item.report
    if report.date is None or report.place is None:
        return []
    first, last = date.fromisoformat(report.date.start), date.fromisoformat(report.date.end)
    days = [first + timedelta(n) for n in range(min((last - first).days, 6) + 1)]
    names = [repr((_family(report), report.place.ref or report.place.name, day.isoformat())) for day in days]
    return [(int.from_bytes(blake2b(one.encode(), digest_size=8).digest(), "big") >> 1, item.key) for one in names]


class Merger:
    """Joins reports that share a block; decisions win."""

    def __init__(self, decisions: Iterable[Decision] = ()) -> None:
        self._decisions = list(decisions)
        self._reports: dict[str, SourcedReport] = {}

    def add(self, reports: Iterable[SourcedReport]) -> None:
        self._reports |= {item.key: item for item in reports}

    def possibly(self) -> list[tuple[str, str]]:
        return []

    def clusters(self) -> list[tuple[str, ...]]:
        apart = {frozenset((d.a, d.b)) for d in self._decisions if d.kind == "different"}
        parent = {key: key for key in self._reports}

        def root(key: str) -> str:
            while parent[key] != key:
                key = parent[key]
            return key

        def members(key: str) -> list[str]:
            return [one for one in parent if root(one) == root(key)]

        def join(a: str, b: str, force: bool) -> None:
            if root(a) == root(b):
                return
            if force or not any(frozenset((x, y)) in apart for x in members(a) for y in members(b)):
                parent[max(root(a), root(b))] = min(root(a), root(b))

        for d in self._decisions:
            if d.kind == "same" and d.a in parent and d.b in parent:
                join(d.a, d.b, True)
        by_block: dict[int, list[str]] = {}
        for key in sorted(self._reports):
            for number, _ in blocks(self._reports[key]):
                by_block.setdefault(number, []).append(key)
        for keys in by_block.values():
            for key in keys[1:]:
                join(keys[0], key, False)
        out: dict[str, list[str]] = {}
        for key in sorted(parent):
            out.setdefault(root(key), []).append(key)
        return [tuple(keys) for keys in out.values()]


def derive(event_id: str, reports: Sequence[SourcedReport], rule: str, possibly: Sequence[str] = ()) -> Event:
    """Return the event of ``reports``: the values of the surest report, the lowest tolls."""
    ordered = sorted(reports, key=lambda item: (-item.report.confidence, item.key))
    first = ordered[0].report
    fields = {name: getattr(first, name) for name in Event.__struct_fields__ if hasattr(first, name)} | {
        "id": event_id
    }
    for toll in ("killed", "injured"):
        told = [getattr(item.report, toll) for item in ordered if getattr(item.report, toll) is not None]
        fields[toll] = min(told, key=lambda one: one.min) if told else None
    refs = [
        ReportRef(
            doc=item.source.doc,
            event=item.key,
            outlet=item.source.outlet,
            group=item.source.group,
            published=item.source.published,
        )
        for item in sorted(reports, key=lambda item: item.key)
    ]
    shown = {
        "kind": Derived(
            field="kind",
            reason="the surest report",
            versions=(Version(value=first.kind, reports=(ordered[0].key,), groups=1),),
        )
    }
    return Event(**fields, rule=rule, reports=tuple(refs), derived=shown, possibly=tuple(possibly))
