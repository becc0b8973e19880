"""Tolls: numbers of people as intervals, with unknown kept apart from none."""

import msgspec


class Toll(msgspec.Struct, frozen=True):
    """``min`` and ``max`` people, inclusive; ``max`` ``None`` is open ("at least"). Unknown is no Toll at all."""

    min: int
    max: int | None
