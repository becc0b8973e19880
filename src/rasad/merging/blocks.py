"""Blocks: which reports are worth comparing at all, so that cost grows with the reports and not with their pairs.

Every report stands in some dozen blocks: by where it happened, with the day and without, by who acted, by its rarest
words. In a block, reports stand in the order of their rank, by day first, and each is compared with its nearest
neighbours there: in a quiet place these are all, in a busy one those of the same days; closer blocks find the rest.
"""

from __future__ import annotations

from hashlib import blake2b
from itertools import product
from math import floor

from rasad.merging.profile import Profile, Spot

WINDOW = 12
"""So many neighbours on either side a report is compared with in a block. 24 found no further pair of the development
gold and cost twice the time."""
_CELL = 2.0
"""Degrees of the grid's cells."""
_MARGIN = 0.35
"""Degrees (some 35 km) by which places in neighbouring cells still meet."""
_LONGEST = 6
"""Days of an interval that is entered day by day; a longer one says too little of when."""
_MOST_PLACES = 3
_MOST_ACTORS = 4
_MOST_TARGETS = 1
_NEVER = 9_999_999
_TALK = frozenset({"diplomacy"})


def _code(*parts: object) -> int:
    """Return a block's number: a hash of what it stands for, the same in every process and on every machine."""
    return int.from_bytes(blake2b(repr(parts).encode(), digest_size=8).digest(), "big") >> 1


def _cells(spot: Spot) -> list[str]:
    """Return where the place may meet others: the cells of the grid that it is in or near, or its name."""
    if spot.precision == "country":
        return []
    if spot.lat is None or spot.lon is None:
        return [f"name:{min(spot.names)}"] if spot.names else []
    rows = {floor((spot.lat - _MARGIN) / _CELL), floor((spot.lat + _MARGIN) / _CELL)}
    columns = {floor((spot.lon - _MARGIN) / _CELL), floor((spot.lon + _MARGIN) / _CELL)}
    return [f"{row},{column}" for row, column in product(sorted(rows), sorted(columns))]


def _days(profile: Profile) -> range:
    """Return the days to enter the report under: its own and the next one (dates differ by a day); none if vague."""
    if profile.start is None or profile.end is None or profile.end - profile.start > _LONGEST:
        return range(0)
    return range(profile.start, profile.end + 2)


def blocks_of(profile: Profile) -> list[int]:
    """Return the numbers of the blocks that the report stands in."""
    kind, realm, days = profile.kind, profile.family in _TALK, _days(profile)
    spots = profile.places[:_MOST_PLACES]
    cells = dict.fromkeys(cell for spot in spots for cell in _cells(spot))
    refs = dict.fromkeys(spot.ref for spot in spots if spot.ref and spot.precision != "country")
    country = spots[0].country if spots else None
    out = {_code("cell", realm, cell): None for cell in cells}
    out.update({_code("cell", kind, cell, day): None for cell in cells for day in days})
    out.update({_code("ref", kind, ref): None for ref in refs})
    out.update({_code("ref", realm, ref, day): None for ref in refs for day in days})
    if country:
        out[_code("country", kind, country)] = None
        out.update({_code("country", kind, country, day): None for day in days})
    cast = sorted(profile.who | profile.whom)[:_MOST_ACTORS]
    if realm or not spots:
        out.update({_code("actor", kind, one): None for one in cast})
    meeting = cast if realm else sorted(profile.whom)[:_MOST_TARGETS]
    out.update({_code("actor", realm, one, day): None for one in meeting for day in days})
    if profile.telling:
        out.update({_code("word", realm, word): None for word in (min(profile.telling), max(profile.telling))})
    return list(out)


def rank_of(profile: Profile) -> str:
    """Return the rank that orders reports in a block: by day, and on one day by what they say."""
    near = profile.near
    first = profile.places[0].ref if profile.places else None
    toll = profile.killed[0] if profile.killed else 0
    sketch = min(profile.telling, default=0)
    return f"{_NEVER if near is None else near:07d}|{first or ''}|{profile.kind}|{toll:05d}|{sketch:08x}"
