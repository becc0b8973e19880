"""Rivalry: how a drafted event stands to the stronger drafts of its article, whose double it may be."""

from __future__ import annotations

from rasad.codebook.kinds import kinds
from rasad.reports.assembly import Draft
from rasad.reports.reading import reading_of
from rasad.reports.view import View

_NOTHING = -99
"""How alike the strongest rival is where there is none."""


def rival_features(view: View, draft: Draft, drafts: list[Draft]) -> list[str]:
    """Return how ``draft`` stands to the stronger drafts of its article: a weaker one may be their double."""
    mine, reading = strength(draft), reading_of(view)
    out, stronger, alike = [], 0, _NOTHING
    nearest = ""
    for other in drafts:
        if other is draft or strength(other) <= mine or other.head.zone_family != draft.head.zone_family:
            continue
        stronger += 1
        known = kinds()
        kind = (
            "same"
            if other.kind == draft.kind
            else "family"
            if known[other.kind].family == known[draft.kind].family
            else "other"
        )
        if reading is not None:
            alike = max(alike, reading.same(other.head.item, draft.head.item))
        if kind == "other":
            continue
        sign = f"{kind}&{_same_day(draft, other)}&{_same_place(draft, other)}&{_same_cast(draft, other)}"
        near = abs(other.head.sentence - draft.head.sentence) <= 1
        out += [f"rival={sign}", f"rival={kind}&near={near}", f"rival={kind}&{_same_place(draft, other)}"]
        nearest = max(nearest, kind)
    return [
        *dict.fromkeys(out),
        f"alike={alike}",
        f"stronger={min(stronger, 5)}",
        f"rivals={nearest or 'none'}",
        f"of={min(len(drafts), 6)}",
    ]


def strength(draft: Draft) -> float:
    """Return how surely the likeliest member of ``draft`` tells an event."""
    return max(member.probability for member in draft.members)


def _same_day(a: Draft, b: Draft) -> str:
    if a.date is None or b.date is None or a.date.start is None or b.date.start is None:
        return "day?"
    assert a.date.end is not None and b.date.end is not None
    return "day=" if a.date.start <= b.date.end and b.date.start <= a.date.end else "day/"


def _same_place(a: Draft, b: Draft) -> str:
    if a.place is None or b.place is None:
        return "place?"
    x, y = a.place.item.value, b.place.item.value
    if x.place is not None and y.place is not None and x.place.id == y.place.id:
        return "place="
    if x.country == y.country and "country" in {x.precision, y.precision}:
        return "place~"
    return "place/"


def _same_cast(a: Draft, b: Draft) -> str:
    mine, theirs = ({link.ident for link in (*d.initiators, *d.targets) if link.ident} for d in (a, b))
    return "cast?" if not mine or not theirs else "cast=" if mine & theirs else "cast/"
