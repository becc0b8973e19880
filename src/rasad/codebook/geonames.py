"""GeoNames country files (``XX.txt``, ``alternateNamesV2.txt``) as places of the gazetteer.

Columns and feature codes: https://download.geonames.org/export/dump/readme.txt and featureCodes_en.txt (CC BY 4.0).
"""

from __future__ import annotations

import io
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final

from rasad.codebook.gazetteer import GAZETTEER_COLUMNS, GazetteerPlace

_CELLS: Final = 19
_ARABIC: Final = re.compile(r"^[ء-غف-يً-ْ][ء-غف-يً-ْ ـ'\-]+$")
_LANGUAGES: Final = frozenset({"ar", "arz", "ary", "apc", "acm", ""})
_SURE_PEOPLE: Final = 15_000
"""Below this a town's name counts only behind a generic noun: GeoNames' small places bear ordinary words as names."""
_CITY_PEOPLE: Final = 100_000
_TYPES: Final = {
    "ADM1": ("admin1", "admin1"),
    "ADM2": ("district", "area"),
    "ADM3": ("district", "area"),
    "AIRP": ("airport", "point"),
    "AIRF": ("airport", "point"),
    "AIRB": ("base", "point"),
    "MILB": ("base", "point"),
    "INSM": ("base", "point"),
    "OILF": ("field", "point"),
    "GASF": ("field", "point"),
    "DAM": ("dam", "point"),
    "PRT": ("port", "point"),
    "CSTM": ("crossing", "point"),
    "PSTB": ("crossing", "point"),
    "CMPRF": ("camp", "point"),
    "REFC": ("camp", "point"),
    "PPLX": ("quarter", "area"),
    "RGN": ("region", "area"),
    "MT": ("mountain", "area"),
    "MTS": ("mountain", "area"),
    "ISL": ("island", "area"),
}


class GeonamesError(ValueError):
    """The file is no GeoNames table; the message names the file, the line and the fault."""


def read_country(file: Path, alternate_names: Path | None = None, smallest: int = 0) -> list[GazetteerPlace]:
    """Return the places of a country file that have Arabic names, in the file's order.

    ``alternate_names`` gives names that say their language; without it, the country file's own names in Arabic
    letters are taken. Populated places below ``smallest`` people are left out. Raises ``GeonamesError``.
    """
    rows = [row for row in _rows(file, _CELLS) if _type(row) is not None]
    provinces = {row[10]: row[2] or row[1] for row in rows if row[7] == "ADM1"}
    named = _alternate(alternate_names, {row[0] for row in rows}) if alternate_names else {}
    places = (_place(row, named.get(row[0], ()), provinces, smallest, file) for row in rows)
    return [place for place in places if place is not None]


def table_text(places: list[GazetteerPlace], source: str) -> str:
    """Return the places as a gazetteer table, its provenance on top."""
    lines = [
        "# rasad gazetteer 1",
        f"# Imported from GeoNames' {source} (https://www.geonames.org, CC BY 4.0) by 'rasad gazetteer import'.",
        "# A name with ? counts only behind a generic noun. Known problem: some names no newsroom uses.",
        "\t".join(GAZETTEER_COLUMNS),
    ]
    for place in places:
        names = "|".join(name + ("?" if name in place.weak else "") for name in place.names)
        at = f"{place.lat:.4f}", f"{place.lon:.4f}"
        lines.append(
            "\t".join((place.id, place.type, place.country, place.admin1, *at, place.precision, names, place.name_en))
        )
    return "\n".join(lines) + "\n"


def _type(row: list[str]) -> tuple[str, str] | None:
    """Return the gazetteer's type and precision for a row, ``None`` for what reports of conflict do not name."""
    if row[6] == "P" and row[7] != "PPLX":
        people = int(row[14]) if row[14].isdecimal() else 0
        return ("city" if people >= _CITY_PEOPLE else "town" if people >= 2000 else "village"), "point"
    return _TYPES.get(row[7])


def _place(
    row: list[str], given: tuple[str, ...] | list[str], provinces: dict[str, str], smallest: int, file: Path
) -> GazetteerPlace | None:
    kind, precision = _type(row) or ("", "")
    people = int(row[14]) if row[14].isdecimal() else 0
    if row[6] == "P" and people < smallest:
        return None
    written = [*given, *(row[3].split(",") if not given else ())]
    names = tuple(
        dict.fromkeys(name.strip() for name in written if _ARABIC.match(name.strip()) and len(name.strip()) > 2)
    )
    if not names:
        return None
    try:
        lat, lon = float(row[4]), float(row[5])
    except ValueError as error:
        raise GeonamesError(f"{file}: place {row[0]} has coordinates {row[4]!r}, {row[5]!r}") from error
    sure = kind == "admin1" or (row[6] == "P" and people >= _SURE_PEOPLE)
    return GazetteerPlace(
        id=f"gn-{row[0]}",
        type=kind,
        country=row[8],
        admin1=provinces.get(row[10], ""),
        lat=lat,
        lon=lon,
        precision=precision,
        names=names,
        weak=frozenset() if sure else frozenset(names),
        placed=frozenset(names),
        name_en=row[1],
    )


def _alternate(file: Path, wanted: set[str]) -> dict[str, list[str]]:
    """Return the Arabic names by GeoNames id, preferred ones first, historic and colloquial ones left out."""
    out: dict[str, list[tuple[bool, str]]] = defaultdict(list)
    for row in _rows(file, 4):
        if row[1] not in wanted or row[2] not in _LANGUAGES or not _ARABIC.match(row[3].strip()):
            continue
        flags = row[4:8] + [""] * (8 - len(row))
        if flags[2] != "1" and flags[3] != "1":
            out[row[1]].append((flags[0] != "1", row[3].strip()))
    return {ident: [name for _, name in sorted(names, key=lambda pair: pair[0])] for ident, names in out.items()}


def _rows(file: Path, least: int) -> Iterator[list[str]]:
    with _opened(file) as stream:
        try:
            for number, line in enumerate(io.TextIOWrapper(stream, encoding="utf-8"), 1):
                if line.startswith("#") or not line.strip():
                    continue
                cells = line.rstrip("\n").split("\t")
                if len(cells) < least or not cells[0].isdecimal():
                    what = f"{len(cells)} cells, first {cells[0][:30]!r}"
                    raise GeonamesError(
                        f"{file} line {number}: expected {least} cells that begin with an id, got {what}"
                    )
                yield cells
        except UnicodeDecodeError as error:
            raise GeonamesError(f"{file}: it is not UTF-8 text: {error.reason}") from error


@contextmanager
def _opened(file: Path) -> Iterator[IO[bytes]]:
    """Open the file, or the like-named text inside a GeoNames ZIP."""
    if file.suffix.lower() != ".zip":
        with file.open("rb") as stream:
            yield stream
        return
    try:
        with zipfile.ZipFile(file) as archive, archive.open(f"{file.stem}.txt") as inner:
            yield inner
    except (zipfile.BadZipFile, KeyError) as error:
        raise GeonamesError(f"{file}: no ZIP archive that holds {file.stem}.txt") from error
