"""What to leave out when events are asked for."""

import msgspec


class Near(msgspec.Struct, frozen=True):
    """A circle on the map: its centre in decimal degrees, its radius in kilometres."""

    lat: float
    lon: float
    km: float


class EventFilter(msgspec.Struct, frozen=True, kw_only=True):
    """Which events are wanted; what is ``None`` asks nothing, and an event must meet all that is asked.

    ``since`` and ``until`` are ISO days, both inclusive: the event's days must touch the span. ``place`` is a name in
    any spelling (a country's too), a gazetteer id or an ISO-2 country; ``kind`` a kind or a group of kinds; ``actor``
    a registry id or words of a name, in any part; ``outlet`` words of an outlet's name; ``text`` words that one
    report of the event must hold. An event without a date meets no span, one without coordinates no circle.
    """

    since: str | None = None
    until: str | None = None
    place: str | None = None
    near: Near | None = None
    kind: str | None = None
    actor: str | None = None
    outlet: str | None = None
    text: str | None = None
