"""Comparing two candidates: whether kinds, dates, places, actors and tolls agree, each comparison by a name."""

from __future__ import annotations

import math
from functools import lru_cache

from rasad.codebook.kinds import kinds
from rasad.codebook.sphere import kilometres
from rasad.mentions.place import PlaceMention
from rasad.reports.candidate import Candidate, Linked
from rasad.reports.trigger import READINGS
from rasad.reports.view import View


def distance_km(a: PlaceMention, b: PlaceMention) -> float:
    """Return the great-circle distance of two resolved places in kilometres (infinite if unresolved)."""
    if a.place is None or b.place is None:
        return math.inf
    return kilometres(a.place.lat, a.place.lon, b.place.lat, b.place.lon)


def date_sign(a: Candidate, b: Candidate) -> str:
    """Say whether the likeliest dates of two candidates are the same, overlap, lie apart, or are not said."""
    x, y = a.date, b.date
    if x is None or y is None or x.start is None or y.start is None:
        return "none" if (x is None or x.start is None) and (y is None or y.start is None) else "half"
    if (x.start, x.end) == (y.start, y.end):
        return f"same-{'default' if x.how == y.how == 'published' else 'said'}"
    assert x.end is not None and y.end is not None
    return "overlap" if x.start <= y.end and y.start <= x.end else "apart"


def place_sign(view: View, a: Linked | None, b: Linked | None) -> str:
    """Say how near two places are, or that one or both are not said."""
    if a is None or b is None:
        return "none" if a is b else "half"
    p, q = a.item.value, b.item.value
    if p.place is None or q.place is None:
        names = {view.tokens.forms[p.name_start], view.tokens.forms[q.name_start]}
        return "same" if len(names) == 1 else "unknown"
    if a.item is b.item or p.place.id == q.place.id:
        return "same"
    if p.precision == "country" or q.precision == "country":
        return "within" if p.country == q.country else "abroad"
    far = distance_km(p, q)
    return "near" if far < 30 else "area" if far < 120 else "far" if p.country == q.country else "abroad"


def actor_sign(x: frozenset[str], y: frozenset[str]) -> str:
    """Say whether two sides share an actor, or that one or both are not said."""
    if not x or not y:
        return "none" if not x and not y else "half"
    return "apart" if x.isdisjoint(y) else "same"


def toll_sign(a: Linked | None, b: Linked | None) -> str:
    """Say whether two tolls are one mention, the same, or apart, or that one or both are not said."""
    if a is None or b is None:
        return "none" if a is b else "half"
    if a.item == b.item:
        return "shared"
    x, y = a.item.value, b.item.value
    return "same" if (x.min, x.max) == (y.min, y.max) else "apart"


def kind_sign(a: Candidate, b: Candidate) -> str:
    """Say whether two candidates are of one kind, may be, are of one family, or lie apart."""
    return "same" if a.kind == b.kind else _kinds_apart(a.kind, b.kind, a.trigger.kind, b.trigger.kind)


@lru_cache(maxsize=10_000)
def _kinds_apart(kind: str, other: str, trigger: str, other_trigger: str) -> str:
    if set(READINGS.get(trigger, (kind,))) & set(READINGS.get(other_trigger, (other,))):
        return "readings"
    known = kinds()
    return "family" if known[kind].family == known[other].family else "apart"
