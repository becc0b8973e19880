"""Blocks: which reports are worth comparing at all, so that cost grows with the reports and not with their pairs.

Every report stands in a few blocks: by where it happened and on which day, by where and what, by who and what. In a
block, reports stand in the order of their rank, and each is compared with its nearest neighbours there.
"""

from __future__ import annotations

from hashlib import blake2b
from itertools import islice, product
from math import floor

from rasad.merging.profile import Profile, Spot

WINDOW = 24
"""So many neighbours on either side a report is compared with in a block; a block no larger is compared whole."""
_MARGIN = 0.35
"""Degrees (some 35 km) by which places in neighbouring cells of one degree still meet."""
_LONGEST = 6
"""Days of an interval that is entered day by day; a longer one says too little of when."""
_MOST_PLACES = 3
_NEVER = 9_999_999


def _code(*parts: object) -> int:
    """Return a block's number: a hash of what it stands for, the same in every process and on every machine."""
    return int.from_bytes(blake2b(repr(parts).encode(), digest_size=8).digest(), "big") >> 1


def _cells(spot: Spot) -> list[str]:
    """Return where the place may meet others: the cells of the grid that it is in or near."""
    if spot.precision == "country" or spot.lat is None or spot.lon is None:
        return []
    rows = {floor(spot.lat - _MARGIN), floor(spot.lat + _MARGIN)}
    columns = {floor(spot.lon - _MARGIN), floor(spot.lon + _MARGIN)}
    return [f"{row},{column}" for row, column in product(sorted(rows), sorted(columns))]


def _where(profile: Profile) -> dict[str, None]:
    """Return all that stands for where the report's event happened, the country last."""
    out: dict[str, None] = {}
    for spot in profile.places[:_MOST_PLACES]:
        out.update(dict.fromkeys(_cells(spot)))
        if spot.lat is None and spot.names:
            out[f"name:{min(spot.names)}"] = None
    out.update(dict.fromkeys(spot.country for spot in profile.places[:1] if spot.country))
    return out


def _days(profile: Profile) -> range:
    """Return the days to enter the report under: its own and the next one (dates differ by a day); none if vague."""
    if profile.start is None or profile.end is None or profile.end - profile.start > _LONGEST:
        return range(0)
    return range(profile.start, profile.end + 2)


def blocks_of(profile: Profile) -> list[int]:
    """Return the numbers of the blocks that the report stands in."""
    family, where, days = profile.family, _where(profile), _days(profile)
    out = {_code("d", family, spot, day): None for spot in where for day in days}
    out.update({_code("k", profile.kind, spot): None for spot in where})
    out.update({_code("r", family, spot.ref): None for spot in profile.places[:_MOST_PLACES] if spot.ref})
    cast = sorted(profile.who | profile.whom)[:4]
    if profile.family not in {"violence", "coercion"} or not profile.places:
        out.update({_code("a", profile.kind, one): None for one in cast})
        out.update({_code("b", family, one, day): None for one in cast for day in days})
    return list(out)


def rank_of(profile: Profile) -> str:
    """Return the rank that orders reports in a block: by day, and on one day by what they say, then by key."""
    near = profile.near
    first = profile.places[0].ref if profile.places else None
    toll = profile.killed[0] if profile.killed else 0
    sketch = "".join(f"{word:08x}" for word in islice(sorted(profile.words), 1))
    day = _NEVER if near is None else near
    return f"{day:07d}|{first or ''}|{profile.kind}|{toll:05d}|{sketch}|{profile.key}"
