"""A place as an event report states it."""

import msgspec

from rasad.records.span import Span


class PlaceValue(msgspec.Struct, frozen=True, kw_only=True):
    """A resolved toponym: ``name`` in the text's own letters, ISO-2 ``country``, decimal degrees.

    ``precision`` is ``point``, ``area``, ``admin1`` or ``country``; ``ref`` the gazetteer id. A name the
    gazetteer does not hold has ``lat``, ``lon`` and ``ref`` ``None`` (never an invented point).
    """

    name: str
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    precision: str | None
    ref: str | None
    span: Span | None = None
    note: str | None = None
