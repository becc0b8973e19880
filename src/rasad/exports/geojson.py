"""GeoJSON (RFC 7946): one feature an event; a point where a point is known, an area where only an area is."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, BinaryIO

import msgspec

from rasad.codebook.kinds import kinds
from rasad.exports.archive import Archive
from rasad.exports.circle import circle
from rasad.exports.precision import precision_of
from rasad.exports.rows import event_row
from rasad.exports.uncodable import LeftOut
from rasad.records import Event, PlaceValue


def write_geojson(
    events: Sequence[Event], out: BinaryIO, archive: Archive | None = None, *, bom: bool = False
) -> LeftOut:
    """Write ``events`` as a FeatureCollection to ``out``, a feature a line; nothing is left out, ``bom`` ignored."""
    encode = msgspec.json.Encoder().encode
    left = LeftOut()
    out.write(b'{"type":"FeatureCollection","features":[')
    for number, made in enumerate(left.rows(events, feature)):
        out.write((b",\n" if number else b"\n") + encode(made))
    out.write(b"\n]}\n")
    return left


def feature(event: Event) -> dict[str, Any]:
    """Return the feature of an event; its geometry is null where no coordinates are known, never made up.

    ``radius_km`` among the properties is the radius of the circle that stands for an area, null for a point.
    """
    place = event.place
    known = place is not None and place.lat is not None and place.lon is not None
    kind = kinds().get(event.kind)
    properties = {
        **event_row(event),
        "kind_ar": kind.name_ar if kind else None,
        "kind_en": kind.name_en if kind else None,
        "radius_km": precision_of(place).radius_km if known and place else None,
        "derived": {name: how.reason for name, how in sorted(event.derived.items())},
        "more_places": [_further(one) for one in event.more_places],
    }
    return {
        "type": "Feature",
        "id": event.id,
        "geometry": geometry(place) if place else None,
        "properties": properties,
    }


def geometry(place: PlaceValue) -> dict[str, Any] | None:
    """Return a place's geometry: a point, a circle of its precision's radius, or ``None`` without coordinates."""
    if place.lat is None or place.lon is None:
        return None
    radius = precision_of(place).radius_km
    if radius is None:
        return {"type": "Point", "coordinates": [place.lon, place.lat]}
    return _circle(place.lat, place.lon, radius)


@lru_cache(4096)
def _circle(lat: float, lon: float, radius: float) -> dict[str, Any]:
    return circle(lat, lon, radius)


def _further(place: PlaceValue) -> dict[str, Any]:
    return {
        "name": place.name,
        "country": place.country,
        "lat": place.lat,
        "lon": place.lon,
        "precision": place.precision,
    }
