"""PRIO-GRID: the number of the half-degree cell that a point lies in.

Tollefsen, Strand and Buhaug (2012), "PRIO-GRID: A unified spatial data structure", Journal of Peace Research 49(2):
cells of 0.5 by 0.5 degrees are numbered from 1, west to east and then south to north, beginning at 90 S 180 W; 720 in
a row, 360 rows.
"""

from __future__ import annotations

import math

COLUMNS, ROWS = 720, 360


def gid(lat: float, lon: float) -> int:
    """Return the cell's number (1 to 259,200) for decimal degrees: row * 720 + column + 1, both counted from 0.

    A point on an edge belongs to the cell north or east of it; the northern and eastern rims to the last cells.
    Raises ``ValueError`` for a point off the globe.
    """
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise ValueError(f"latitude {lat}, longitude {lon} is no point of the globe: -90 to 90, -180 to 180")
    row = min(math.floor(lat * 2) + ROWS // 2, ROWS - 1)
    column = min(math.floor(lon * 2) + COLUMNS // 2, COLUMNS - 1)
    return row * COLUMNS + column + 1
