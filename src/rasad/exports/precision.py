"""How exactly a place is known, in others' codes and in kilometres."""

from __future__ import annotations

import math
from functools import cache
from typing import NamedTuple

from rasad.codebook.gazetteer import gazetteer
from rasad.codebook.table import TableError, read_table
from rasad.exports.countries import country_of
from rasad.records import PlaceValue


class Precision(NamedTuple):
    """``radius_km`` is ``None`` for a point; ``acled`` is geo_precision 1–3, ``ucdp`` where_prec 1–7."""

    radius_km: float | None
    acled: int
    ucdp: int


class _Row(NamedTuple):
    radius: str
    acled: int
    ucdp: int


@cache
def _table() -> dict[str, _Row]:
    out = {}
    columns = ("key", "radius_km", "acled", "ucdp")
    for key, radius, acled, ucdp in read_table("rasad.exports", "data/precision.tsv", columns):
        if acled not in {"1", "2", "3"} or ucdp not in set("1234567"):
            raise TableError(f"data/precision.tsv: {key!r} has codes {acled!r}, {ucdp!r}; expected 1-3, 1-7")
        out[key] = _Row(radius, int(acled), int(ucdp))
    return out


@cache
def _types() -> dict[str, str]:
    return {place.id: place.type for place in gazetteer()}


@cache
def _english() -> dict[str, str]:
    return {place.id: place.name_en for place in gazetteer()}


def english_of(ref: str | None) -> str | None:
    """Return the English name of a place of the gazetteer by its id; ``None`` where it has none."""
    return _english().get(ref or "") or None


@cache
def country_names() -> dict[str, tuple[str, str]]:
    """Return the Arabic and English names of the countries by ISO-2 code."""
    return {place.country: (place.names[0], place.name_en) for place in gazetteer() if place.type == "country"}


def precision_of(place: PlaceValue) -> Precision:
    """Return how exactly ``place`` is known: a stated point is one; an area has the extent of its gazetteer type.

    What the record calls coarser than a point is never drawn as one, whatever its type. A place of unknown precision
    counts as an area.
    """
    table = _table()
    row = table.get(f"@{place.precision}", table["@area"])
    typed = table.get(_types().get(place.ref or "", ""))
    if place.precision != "point" and typed is not None and typed.radius:
        row = typed
    return Precision(_radius(row.radius, place), row.acled, row.ucdp)


def _radius(cell: str, place: PlaceValue) -> float | None:
    if not cell:
        return None
    if cell != "area":
        return float(cell)
    country = country_of(place.country)
    return round(math.sqrt(country.area_km2 / math.pi), 1) if country and country.area_km2 else 100.0
