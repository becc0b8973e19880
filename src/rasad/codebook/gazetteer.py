"""The gazetteer: places with Arabic names, coordinates and precision."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Final

import msgspec

from rasad.codebook.table import TableError, read_rows, read_table
from rasad.codebook.userdata import user_gazetteer_folder

GAZETTEER_COLUMNS = ("id", "type", "country", "admin1", "lat", "lon", "precision", "names", "name_en")
_PRECISIONS = frozenset({"point", "area", "admin1", "country"})
_FOLDER = "data/ar/gazetteer"
_NONE: Final[frozenset[str]] = frozenset()


class GazetteerPlace(msgspec.Struct, frozen=True, kw_only=True):
    """A place: stable ``id``, feature ``type``, ISO-2 ``country``, decimal degrees, ``precision``.

    ``names`` are its Arabic names, the usual one first; a name in ``weak`` is also an ordinary word and counts only
    behind a generic noun ("مدينة الباب"), one in ``placed`` (and every GeoNames name) also behind a preposition of
    place in an article that speaks of its country ("في صور").
    """

    id: str
    type: str
    country: str
    admin1: str
    lat: float
    lon: float
    precision: str
    names: tuple[str, ...]
    weak: frozenset[str]
    placed: frozenset[str]
    name_en: str


def _place(row: tuple[str, ...], source: str) -> GazetteerPlace:
    ident, kind, country, admin1, lat, lon, precision, names, name_en = row
    if precision not in _PRECISIONS:
        raise TableError(
            f"{source}: place {ident!r} has precision {precision!r}, expected one of {sorted(_PRECISIONS)}"
        )
    try:
        at = float(lat), float(lon)
    except ValueError as error:
        raise TableError(
            f"{source}: place {ident!r} has coordinates {lat!r}, {lon!r}; decimal degrees needed"
        ) from error
    if not (-90 <= at[0] <= 90 and -180 <= at[1] <= 180):
        raise TableError(f"{source}: place {ident!r} lies off the globe: {lat}, {lon}")
    written = [stripped for name in names.split("|") if (stripped := name.strip())]
    if not written:
        raise TableError(f"{source}: place {ident!r} has no name")
    # Most places have no marks: not to look for them shortens every start.
    weak = frozenset([name.rstrip("?") for name in written if name.endswith("?")]) if "?" in names else _NONE
    imported = ident.startswith("gn-")
    marked = imported or "~" in names
    placed = frozenset([n.rstrip("~") for n in written if imported or n.endswith("~")]) if marked else _NONE
    return GazetteerPlace(
        id=ident,
        type=kind,
        country=country,
        admin1=admin1,
        lat=at[0],
        lon=at[1],
        precision=precision,
        names=tuple([name.rstrip("?~") for name in written]),
        weak=weak,
        placed=placed,
        name_en=name_en,
    )


def _tables() -> Iterator[str]:
    folder = files("rasad.codebook").joinpath(*_FOLDER.split("/"))
    names = sorted(
        item.name for item in folder.iterdir() if item.name.endswith(".tsv") and item.name != "demonyms.tsv"
    )
    yield from sorted(names, key=lambda name: (name == "geonames.tsv", name))


@cache
def gazetteer() -> tuple[GazetteerPlace, ...]:
    """Return all places: curated tables, GeoNames, then the user's own (``rasad gazetteer import``).

    A user's place whose id is known already is passed over. Raises ``TableError`` for a bad row or an id that stands
    twice.
    """
    out: dict[str, GazetteerPlace] = {}
    for name in _tables():
        for row in read_table("rasad.codebook", f"{_FOLDER}/{name}", GAZETTEER_COLUMNS):
            place = _place(row, name)
            if place.id in out:
                raise TableError(f"{name}: place id {place.id!r} stands twice")
            out[place.id] = place
    for table in sorted(user_gazetteer_folder().glob("*.tsv")):
        for row in read_rows(table.read_text(encoding="utf-8"), str(table), GAZETTEER_COLUMNS):
            place = _place(row, str(table))
            out.setdefault(place.id, place)
    return tuple(out.values())
