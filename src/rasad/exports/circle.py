"""Areas on the globe: circles of points at one geodesic distance, cut where they cross the antimeridian."""

from __future__ import annotations

from typing import Any, Final, TypeAlias

Point: TypeAlias = list[float]
Ring: TypeAlias = list[Point]

CORNERS: Final = 48
"""Corners of a circle: the polygon's edge is nowhere further inside the circle than 0.3 % of the radius."""
DIGITS: Final = 5
"""Decimal places of degrees: about a metre, more than any place here is known to."""


def circle(lat: float, lon: float, radius_km: float) -> dict[str, Any]:
    """Return the GeoJSON geometry of the circle around a point: decimal degrees, WGS 84 (Karney's geodesics).

    Rings run counterclockwise and are closed (RFC 7946, 3.1.6); a circle over the antimeridian is a MultiPolygon of
    its two parts (3.1.9), one over a pole reaches up to it.
    """
    ring = _corners(lat, lon, radius_km)
    ring = _over_pole(ring, lat)
    parts = _cut(ring)
    if len(parts) == 1:
        return {"type": "Polygon", "coordinates": [_closed(parts[0])]}
    return {"type": "MultiPolygon", "coordinates": [[_closed(part)] for part in parts]}


def _corners(lat: float, lon: float, radius_km: float) -> Ring:
    """Return the circle's corners, counterclockwise, with longitudes that run on without a jump."""
    from geographiclib.geodesic import Geodesic

    out: Ring = []
    for number in range(CORNERS):
        azimuth = -360.0 * number / CORNERS
        found = Geodesic.WGS84.Direct(lat, lon, azimuth, radius_km * 1000)
        x = found["lon2"]
        if out:
            x += 360 * round((out[-1][0] - x) / 360)
        out.append([x, found["lat2"]])
    return out


def _over_pole(ring: Ring, lat: float) -> Ring:
    """A ring that goes once around a pole ends 360 degrees from where it began: close it along the pole."""
    turn = ring[-1][0] - ring[0][0]
    if abs(turn) < 180:
        return ring
    pole = 90.0 if lat > 0 else -90.0
    last = [ring[0][0] + (360.0 if turn > 0 else -360.0), ring[0][1]]
    around = [*ring, last, [last[0], pole], [ring[0][0], pole]]
    return around if _area(around) > 0 else around[::-1]


def _area(ring: Ring) -> float:
    pairs = zip(ring, [*ring[1:], ring[0]], strict=True)
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs)


def _cut(ring: Ring) -> list[Ring]:
    """Return the parts of a ring in each turn of longitude from -180 to 180."""
    parts = []
    for turn in (-1, 0, 1):
        west, east = -180.0 + 360 * turn, 180.0 + 360 * turn
        part = _beside(_beside(ring, west, keep_east=True), east, keep_east=False)
        rounded = _rounded([[x - 360 * turn, y] for x, y in part])
        if len(rounded) >= 3 and _area(rounded) > 0:
            parts.append(rounded)
    return parts


def _beside(ring: Ring, meridian: float, *, keep_east: bool) -> Ring:
    """Cut off what lies on the other side of a meridian (Sutherland and Hodgman, 1974)."""
    out: Ring = []
    for number, (x, y) in enumerate(ring):
        before_x, before_y = ring[number - 1]
        inside = x >= meridian if keep_east else x <= meridian
        was_inside = before_x >= meridian if keep_east else before_x <= meridian
        if inside != was_inside:
            share = (meridian - before_x) / (x - before_x)
            out.append([meridian, before_y + share * (y - before_y)])
        if inside:
            out.append([x, y])
    return out


def _rounded(ring: Ring) -> Ring:
    """Round the corners, and drop those that it makes equal: a sliver at the edge of the map is no area."""
    points = [[round(x, DIGITS), round(y, DIGITS)] for x, y in ring]
    return [point for number, point in enumerate(points) if point != points[number - 1]]


def _closed(ring: Ring) -> Ring:
    return [*ring, ring[0]]
