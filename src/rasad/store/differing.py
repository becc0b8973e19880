"""What differs between two codings of one page: reports matched by what they tell of, then field by field."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

import msgspec

from rasad.codebook.kinds import kinds
from rasad.records import CodedArticle, EventReport
from rasad.store.adding import with_ids
from rasad.store.outcomes import Change

_LEAST: Final = 0.5
"""Less alike than this, two reports are not taken for one: half of the shorter clause, or the same slots."""
_KIND, _PLACE, _DATE = 0.4, 0.3, 0.3
_OF_ARTICLE: Final = ("title", "url", "outlet", "agencies", "published", "language", "tallies", "statements", "notes")


def aligned(old: CodedArticle, new: CodedArticle, highest: int) -> CodedArticle:
    """Return ``new`` with the ids of ``old`` for the reports that they share; others are numbered above ``highest``.

    So a report's key means the same for ever, and what people decided on it holds.
    """
    pairs = sorted(
        (-_likeness(was, now), m, n)
        for m, was in enumerate(old.events)
        for n, now in enumerate(new.events)
        if _likeness(was, now) >= _LEAST
    )
    kept: dict[int, int] = {}
    for _, m, n in pairs:
        if n not in kept and m not in kept.values():
            kept[n] = m
    ids = {}
    for n, report in enumerate(new.events):
        if n not in kept:
            highest += 1
        ids[report.id] = old.events[kept[n]].id if n in kept else f"{old.doc}/{highest}"
    return msgspec.structs.replace(new, doc=old.doc, events=with_ids(new.events, ids))


def _likeness(a: EventReport, b: EventReport) -> float:
    """Return how alike two reports of one text are, 0 to 2: their clauses' overlap, and what their slots share."""
    shared = min(a.evidence.end, b.evidence.end) - max(a.evidence.start, b.evidence.start)
    shorter = min(a.evidence.end - a.evidence.start, b.evidence.end - b.evidence.start)
    overlap = max(0, shared) / shorter if shorter > 0 else 0.0
    if not _same_family(a, b):
        return 0.0
    where = a.place is not None and b.place is not None and a.place.name == b.place.name
    when = a.date is not None and b.date is not None and (a.date.start, a.date.end) == (b.date.start, b.date.end)
    return overlap + _KIND * (a.kind == b.kind) + _PLACE * where + _DATE * when


def _same_family(a: EventReport, b: EventReport) -> bool:
    known = kinds()
    return a.kind == b.kind or (a.kind in known and b.kind in known and known[a.kind].family == known[b.kind].family)


def differences(old: CodedArticle, new: CodedArticle) -> list[Change]:
    """Return what differs between two codings whose ids were ``aligned``, articles' own fields last."""
    was, now = {one.id: one for one in old.events}, {one.id: one for one in new.events}
    out = [Change(doc=old.doc, report=key, what="gone", before=_brief(was[key])) for key in was if key not in now]
    out += [Change(doc=old.doc, report=key, what="new", after=_brief(now[key])) for key in now if key not in was]
    for key in was:
        if key in now:
            out += _changed(old.doc, key, was[key], now[key], EventReport.__struct_fields__)
    return out + list(_changed(old.doc, old.doc, old, new, _OF_ARTICLE))


def _changed(doc: str, name: str, was: Any, now: Any, fields: Sequence[str]) -> Iterator[Change]:
    for field in fields:
        before, after = getattr(was, field), getattr(now, field)
        if before != after:
            told = msgspec.to_builtins((before, after))
            yield Change(doc=doc, report=name, what="changed", field=field, before=told[0], after=told[1])


def _brief(report: EventReport) -> dict[str, Any]:
    date, place = report.date, report.place
    return {
        "kind": report.kind,
        "date": [date.start, date.end] if date else None,
        "place": place.name if place else None,
        "quote": report.evidence.quote,
    }
