"""Features: what speaks for and against two event reports telling one event, as names that a person can read."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from rasad.codebook.sphere import kilometres
from rasad.codebook.table import read_table
from rasad.merging.profile import Profile, Spot
from rasad.merging.words import likeness

_BESIDE_KM = 30
_VAGUE_DAYS = 5
"""An interval longer than this says roughly when, and agrees with much."""


def distance_km(a: Spot, b: Spot) -> float | None:
    """Return the great-circle distance in kilometres; ``None`` where a place has no coordinates."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    return kilometres(a.lat, a.lon, b.lat, b.lon)


@cache
def _close_kinds() -> frozenset[tuple[str, str]]:
    rows = read_table("rasad.merging", "data/close-kinds.tsv", ("a", "b"))
    return frozenset(pair for a, b in rows for pair in ((a, b), (b, a)))


def kind_sign(a: Profile, b: Profile) -> str:
    """Say how the kinds agree: ``same``, ``close`` (reports of one event differ so), ``apart``."""
    return "same" if a.kind == b.kind else "close" if (a.kind, b.kind) in _close_kinds() else "apart"


def date_sign(a: Profile, b: Profile) -> str:
    """Say how the dates agree; where one is missing, whether its article could have told the other's day."""
    if a.start is None or a.end is None or b.start is None or b.end is None:
        if a.start is None and b.start is None:
            return "none"
        dated, undated = (a, b) if a.start is not None else (b, a)
        assert dated.start is not None
        if undated.published is None:
            return "open"
        age = undated.published - dated.start
        return (
            "later" if age < -1 else "fresh" if age <= 3 else "week" if age <= 10 else "half" if age < 60 else "old"
        )
    gap = max(a.start - b.end, b.start - a.end)
    if gap > 0:
        return "next" if gap == 1 else "days" if gap <= 3 else "apart"
    longest, shortest = sorted((a.end - a.start, b.end - b.start), reverse=True)
    if longest <= _VAGUE_DAYS:
        return "same" if (a.start, a.end) == (b.start, b.end) else "overlap"
    return "span" if (a.start, a.end) == (b.start, b.end) else "within" if shortest <= _VAGUE_DAYS else "vague"


def age_sign(a: Profile, b: Profile) -> str:
    """Say how far apart the articles were published."""
    if a.published is None or b.published is None:
        return "open"
    gap = abs(a.published - b.published)
    return "0" if gap <= 1 else "3" if gap <= 3 else "10" if gap <= 10 else "40" if gap <= 40 else "far"


def _spot_sign(a: Spot, b: Spot) -> str:
    if a.ref is not None and a.ref == b.ref:
        return "country" if a.precision == "country" else "same"
    if a.names and a.names == b.names and a.country == b.country:
        return "same"
    if "country" in (a.precision, b.precision):
        return "within" if a.country == b.country and a.country else "abroad"
    far = distance_km(a, b)
    if far is None:
        return "unknown" if a.country == b.country else "abroad"
    if a.precision == b.precision == "point" and far < _BESIDE_KM and not a.names & b.names:
        return "beside"  # two towns with names of their own are two places, however near
    areas = (a.precision != "point") + (b.precision != "point")
    if far < (12, 25, 40)[areas]:
        return "near"
    if far < (30, 75, 100)[areas]:
        return "area"
    if a.precision == "admin1" or b.precision == "admin1":
        return "region" if far < 160 and a.country == b.country else "far"
    return "far" if a.country == b.country else "abroad"


_PLACE_ORDER = ("same", "near", "country", "area", "beside", "region", "within", "unknown", "far", "abroad")


_ELSEWHERE = frozenset({"beside", "unknown", "far", "abroad"})


def place_sign(a: Profile, b: Profile) -> str:
    """Say how the places agree, by the best pair of all places named."""
    if not a.places or not b.places:
        return "none" if not a.places and not b.places else "half"
    if len(a.places) == len(b.places) == 1:
        sign = _spot_sign(a.places[0], b.places[0])
    else:
        sign = min((_spot_sign(p, q) for p in a.places for q in b.places), key=_PLACE_ORDER.index)
    return "told" if sign in _ELSEWHERE and place_told(a, b) else sign


def place_told(a: Profile, b: Profile) -> bool:
    """Say whether the words of one report name the other's place: it may have been read in the wrong one of two."""
    return any(
        p.precision != "country" and p.names and p.names <= words
        for words, places in ((a.words, b.places), (b.words, a.places))
        for p in places
    )


def cast_sign(a: frozenset[str], b: frozenset[str]) -> str:
    """Say how two lists of actors agree."""
    if not a or not b:
        return "none" if not a and not b else "half"
    return "same" if a == b else "overlap" if a & b else "apart"


def toll_sign(a: tuple[int, int | None] | None, b: tuple[int, int | None] | None) -> str:
    """Say how two tolls agree.

    ``equal``, ``few`` (equal, but one or two, which chance makes equal), ``zero`` (both none), ``fits`` (both can be
    true), ``close``, ``apart``; ``half`` where one says nothing, ``none`` where both do.
    """
    if a is None or b is None:
        return "none" if a is b else "half"
    if a == b:
        return "zero" if a[0] == 0 else "equal" if a[0] > 2 else "few" if a[1] is not None else "fits"
    if (a[1] is None or b[0] <= a[1]) and (b[1] is None or a[0] <= b[1]):
        return "fits"
    low, high = sorted((a[0], b[0]))
    return "close" if low and high <= 2 * low + 2 else "apart"


def count_sign(a: Profile, b: Profile) -> str:
    """Say whether the same numbers of the same weapons are told (single ones say little)."""
    if not a.counts or not b.counts:
        return "none"
    x, y = dict(a.counts), dict(b.counts)
    told = [(n, y[w]) for w, n in x.items() if w in y]
    if any(n == m > 1 for n, m in told):
        return "equal"
    return "apart" if told and all(n != m for n, m in told) else "none"


def telling_sign(a: Profile, b: Profile) -> str:
    """Say how many telling words (names above all) both contexts have."""
    if not a.telling or not b.telling:
        return "none"
    shared = len(a.telling & b.telling)
    return str(shared) if shared < 3 else "3" if shared < 5 else "5"


def _bucket(share: float | None) -> str:
    if share is None:
        return "none"
    return "0" if share < 0.1 else "1" if share < 0.3 else "2" if share < 0.5 else "3" if share < 0.75 else "4"


class Signs(NamedTuple):
    """How two reports agree, field by field; all that the decision looks at."""

    kind: str
    kinds: str
    date: str
    place: str
    who: str
    whom: str
    killed: str
    injured: str
    words: str
    telling: str
    title: str
    age: str
    sides: str
    weapons: str
    counts: str
    article: str
    outcome: str
    zone: str


def signs_of(a: Profile, b: Profile) -> Signs:
    """Return how two reports agree; the order of the two does not matter."""
    same_article = a.doc == b.doc
    both_main = a.main and b.main
    return Signs(
        kind=kind_sign(a, b),
        kinds=a.kind if a.kind == b.kind else "/".join(sorted((a.kind, b.kind))),
        date=date_sign(a, b),
        place=place_sign(a, b),
        who=cast_sign(a.who, b.who),
        whom=cast_sign(a.whom, b.whom),
        killed=toll_sign(a.killed, b.killed),
        injured=toll_sign(a.injured, b.injured),
        words=_bucket(likeness(a.words, b.words)),
        telling=telling_sign(a, b),
        title="none" if same_article or not both_main else _bucket(likeness(a.title, b.title)),
        age=age_sign(a, b),
        sides="swap" if a.who & b.whom or a.whom & b.who else "straight",
        weapons=cast_sign(a.weapons, b.weapons) if a.kind == b.kind else "none",
        counts=count_sign(a, b),
        article="same" if same_article else "other",
        outcome="apart" if a.outcome and b.outcome and a.outcome != b.outcome else "agrees",
        zone="same" if a.zone == b.zone else "apart",
    )


_UNDATED = frozenset({"none", "open", "half", "old", "vague"})


def features_of(s: Signs) -> list[str]:
    """Return the features, by their names in the model, that the signs of a pair make."""
    out = [
        "pair",
        f"kind={s.kind}",
        f"kinds={s.kinds}",
        f"date={s.date}",
        f"place={s.place}",
        f"who={s.who}",
        f"whom={s.whom}",
        f"killed={s.killed}",
        f"injured={s.injured}",
        f"words={s.words}",
        f"age={s.age}",
        f"sides={s.sides}",
        f"weapons={s.weapons}",
        f"counts={s.counts}",
        f"title={s.title}",
        f"telling={s.telling}",
        f"telling={s.telling}&kind={s.kind}",
        f"telling={s.telling}&place={s.place}",
        f"telling={s.telling}&date={s.date}",
        f"outcome={s.outcome}",
        f"zone={s.zone}",
        f"article={s.article}",
        f"kind={s.kind}&date={s.date}&place={s.place}",
        f"date={s.date}&place={s.place}",
        f"kind={s.kind}&place={s.place}",
        f"who={s.who}&whom={s.whom}",
        f"place={s.place}&who={s.who}",
        f"date={s.date}&age={s.age}",
        f"words={s.words}&place={s.place}",
        f"words={s.words}&kind={s.kind}",
    ]
    tolls = (s.killed, s.injured)
    if "equal" in tolls:
        out.append("tolls=equal" if "apart" not in tolls else "tolls=mixed")
    if s.date == "open" and ("equal" in tolls or s.counts == "equal"):
        out.append("date=open&numbers=equal")
    against = sum(sign == "apart" for sign in (s.who, s.whom, s.killed, s.injured, s.counts))
    if against > 1:
        out.append(f"against={min(against, 3)}")
    if s.kind == "same" and s.date in _UNDATED:
        out.append(f"undated:{s.kinds}")
    if s.article == "same":
        out += [f"article=same&words={s.words}", f"article=same&kind={s.kind}&place={s.place}"]
    return out


_HOPELESS_DAYS = 10
_DOUBTFUL_DAYS = 3
_TELLING_ENOUGH = 2
"""Dates that lie further apart than days of doubt are an error of one report only if both tell the same names."""
_HOPELESS_DEGREES = 1.5
"""Some 150 km."""


def _told_before(a: Profile, b: Profile) -> bool:
    """Say whether the article of ``a``, which gives no day, came out well before the day of ``b``."""
    return (
        a.start is None and a.published is not None and b.start is not None and b.start - a.published > _DOUBTFUL_DAYS
    )


def hopeless(a: Profile, b: Profile) -> bool:
    """Say whether two reports are so far apart in time, place or kind that nothing could make them one event.

    Far cheaper than their features; most neighbours in busy blocks are of this kind.
    """
    if a.kind != b.kind and (a.kind, b.kind) not in _close_kinds():
        return True
    if a.start is not None and b.start is not None and a.end is not None and b.end is not None:
        gap = max(a.start - b.end, b.start - a.end)
        if gap > _HOPELESS_DAYS or (gap > _DOUBTFUL_DAYS and len(a.telling & b.telling) < _TELLING_ENOUGH):
            return True
    elif _told_before(a, b) or _told_before(b, a):
        return True
    if len(a.places) != 1 or len(b.places) != 1:
        return False
    p, q = a.places[0], b.places[0]
    if p.ref is not None and p.ref == q.ref:
        return False
    if p.lat is None or p.lon is None or q.lat is None or q.lon is None or "country" in (p.precision, q.precision):
        return False
    far = abs(p.lat - q.lat) > _HOPELESS_DEGREES or abs(p.lon - q.lon) > _HOPELESS_DEGREES
    return far and not place_told(a, b)


def pair_features(a: Profile, b: Profile) -> list[str]:
    """Return the features for and against two reports telling one event."""
    return features_of(signs_of(a, b))
