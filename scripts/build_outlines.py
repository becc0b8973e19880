"""Build src/rasad/story/data/outlines.tsv: the countries' outlines from Natural Earth's 1:110m table.

GeoPandas before 1.0 (BSD-3-Clause) ships that table (public domain). To build it anew:

    pip download --no-deps geopandas==0.14.4 && unzip geopandas-0.14.4-*.whl 'geopandas/datasets/*' -d /tmp/ne
    pip install pyshp
    python scripts/build_outlines.py /tmp/ne/geopandas/datasets/naturalearth_lowres/naturalearth_lowres.shp
"""

from __future__ import annotations

import sys
from pathlib import Path

from rasad.codebook.table import read_table

OUT = Path(__file__).parents[1] / "src/rasad/story/data/outlines.tsv"
HEAD = """\
# Outlines of countries for maps, at 1:110 million: an orientation, no statement on any border.
# Source: Natural Earth, Admin 0 – Countries (public domain), as GeoPandas 0.14.4 (BSD-3-Clause) ships it; built by
# scripts/build_outlines.py. Natural Earth draws who controls a place in fact.
# Rings between bars, corners "lon,lat" in decimal degrees.
# Known problems: small islands and states are missing; disputed areas without an ISO code have the code "-".
country	rings
"""
NAMED = {"France": "FR", "Norway": "NO", "Kosovo": "XK"}
"""Countries whose ISO code the table leaves out."""


def main(path: str) -> None:
    import shapefile

    rows = read_table("rasad.exports", "data/countries.tsv", ("country", "iso", "iso3"))
    codes = {iso3: country for country, _, iso3 in rows}
    lines = []
    with shapefile.Reader(path) as reader:
        for one in reader.iterShapeRecords():
            name = NAMED.get(one.record["name"]) or codes.get(one.record["iso_a3"], "-")
            points, parts = one.shape.points, [*one.shape.parts, len(one.shape.points)]
            rings = [points[a:b] for a, b in zip(parts, parts[1:], strict=False)]
            words = "|".join(" ".join(f"{x:.2f},{y:.2f}" for x, y in ring) for ring in rings)
            lines.append(f"{name}\t{words}\n")
    OUT.write_text(HEAD + "".join(sorted(lines)), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
