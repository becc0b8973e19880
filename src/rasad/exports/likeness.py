"""How alike two rows are: by date, distance, actors and kind, between 0 and 1; ``None`` where they cannot be one."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final, NamedTuple

from rasad.codebook.sphere import kilometres
from rasad.exports.userfile import Row

DAYS: Final = 2
"""Days that two sources may differ in beyond their stated precision: a night, a late report."""
KILOMETRES: Final = 20.0
"""Distance that two gazetteers may differ in for one place beyond the stated precision."""
LEAST: Final = 0.65
"""The least likeness of a match. Same day, place and sub-event with other actors on both sides is 0.70, with another
sub-event of the same type 0.64: the first is shown as a match that differs, the second is not."""
_WEIGHTS: Final = (0.25, 0.25, 0.30, 0.20)
_ASIDE: Final = re.compile(r"\([^)]*\)")
_WORD: Final = re.compile(r"[^\W_]+")
_COMMON: Final = frozenset(
    {"military", "police", "forces", "force", "government", "army", "armed", "group", "groups", "movement"}
    | {"party", "coalition", "of", "the", "and", "in"}
)
"""Words that many actors have in their names."""
_DEMONSTRATIONS: Final = frozenset({"Protests", "Riots"})
_STRATEGIC: Final = frozenset({"Strategic developments"})


class Likeness(NamedTuple):
    """The whole likeness, and what lies between the rows: days, and kilometres (``None``: a place is not known)."""

    score: float
    days: int
    km: float | None


def likeness(ours: Row, theirs: Row) -> Likeness | None:
    """Return how alike two rows are; ``None`` where date, place or class of event keep them apart."""
    days = _days_apart(ours, theirs)
    most = DAYS + max(ours.slack, theirs.slack)
    if days > most or _class(ours) != _class(theirs):
        return None
    place = _place(ours, theirs)
    if place is None:
        return None
    near, km = place
    parts = (1 - days / (most + 1), near, _actors(ours, theirs), _kind(ours, theirs))
    return Likeness(round(sum(w * part for w, part in zip(_WEIGHTS, parts, strict=True)), 4), days, km)


def _days_apart(ours: Row, theirs: Row) -> int:
    return max(0, (theirs.first - ours.last).days, (ours.first - theirs.last).days)


def _place(ours: Row, theirs: Row) -> tuple[float, float | None] | None:
    if ours.lat is None or ours.lon is None or theirs.lat is None or theirs.lon is None:
        return (0.5, None) if ours.country == theirs.country else None
    most = KILOMETRES + ours.reach_km + theirs.reach_km
    if kilometres(ours.lat, ours.lon, theirs.lat, theirs.lon) > most * 1.01:
        return None  # a sphere is half a percent off at most, and fifty times as fast
    km = _distance(ours.lat, ours.lon, theirs.lat, theirs.lon)
    return (1 - 0.8 * km / most, round(km, 1)) if km <= most else None


@lru_cache(65536)
def _distance(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    from geographiclib.geodesic import Geodesic

    metres: float = Geodesic.WGS84.Inverse(lat, lon, other_lat, other_lon, Geodesic.DISTANCE)["s12"]
    return metres / 1000


def _actors(ours: Row, theirs: Row) -> float:
    """The mean over the smaller side's actors of their best likeness; one half where nobody is known."""
    mine = [words for name in ours.actors if (words := telling_words(name))]
    other = [words for name in theirs.actors if (words := telling_words(name))]
    if not mine or not other:
        return 0.5
    few, many = sorted((mine, other), key=len)
    return sum(max(_dice(one, another) for another in many) for one in few) / len(few)


def _dice(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other))


@cache
def telling_words(name: str) -> frozenset[str]:
    """The words that tell an actor from others; none for those whom nobody knows."""
    words = frozenset(_WORD.findall(_ASIDE.sub(" ", name).casefold())) - _COMMON
    return frozenset() if "unidentified" in words or words <= {"unknown"} else words


def _kind(ours: Row, theirs: Row) -> float:
    if ours.kind == theirs.kind:
        return 1.0
    return 0.7 if ours.group == theirs.group else 0.3


def _class(row: Row) -> str:
    """Violence, demonstration or development; force against protesters counts as violence."""
    if row.group in _STRATEGIC:
        return "development"
    calm = row.group in _DEMONSTRATIONS and row.kind != "Excessive force against protesters"
    return "demonstration" if calm and row.kind != "Mob violence" else "violence"
