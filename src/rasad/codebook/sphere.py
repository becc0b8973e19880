"""Distances on the globe."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt
from typing import Final

EARTH_KM: Final = 6371.0088
"""The Earth's mean radius (IUGG)."""


def kilometres(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Return the great-circle distance of two points in decimal degrees (haversine formula)."""
    a, b = radians(lat), radians(other_lat)
    half = sin((a - b) / 2) ** 2 + cos(a) * cos(b) * sin(radians(lon - other_lon) / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(half)))
