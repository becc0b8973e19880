"""Outlines of countries for maps (Natural Earth, 1:110 million)."""

from __future__ import annotations

from functools import cache
from typing import TypeAlias

from rasad.codebook.table import TableError, read_table

Ring: TypeAlias = tuple[tuple[float, float], ...]
"""The corners of a closed ring as (longitude, latitude) in decimal degrees."""


@cache
def outlines() -> tuple[tuple[str, tuple[Ring, ...]], ...]:
    """Return (ISO-2 country or "-", rings) in the file's order. Raises ``TableError`` for a corner that is none."""
    return tuple(
        (country, _rings(words))
        for country, words in read_table("rasad.story", "data/outlines.tsv", ("country", "rings"))
    )


def _rings(words: str) -> tuple[Ring, ...]:
    try:
        return tuple(tuple(_corner(corner) for corner in ring.split()) for ring in words.split("|"))
    except ValueError as error:
        raise TableError(f"data/outlines.tsv: a corner is not LON,LAT: {error}") from error


def _corner(words: str) -> tuple[float, float]:
    lon, _, lat = words.partition(",")
    return float(lon), float(lat)
