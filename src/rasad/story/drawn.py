"""What a picture of the story shows, as data: marks over time, spans of truces and tallies, spots on the map."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from math import sqrt
from typing import Final

import msgspec

from rasad.codebook.gazetteer import gazetteer
from rasad.codebook.kinds import kinds
from rasad.codebook.sphere import kilometres
from rasad.codebook.table import read_table
from rasad.records import Event, PlaceValue, Toll
from rasad.story.counting import Count
from rasad.story.days import Days, days_of, iso, ordinal
from rasad.story.truces import Truce

VAGUE_DAYS: Final = 62
"""An event dated to a longer interval would be a bar that says little; it is counted, not drawn."""
BREAK_DAYS: Final = 120
MOST_PANELS: Final = 4
_FAR_KM: Final = 1500.0
_FAR_TIMES: Final = 2.5
"""Spots further than both from the middle (in km, and as a multiple of the upper quartile) are left to a note."""


class Look(msgspec.Struct, frozen=True):
    """A group's colour and marker."""

    colour: str
    marker: str


@cache
def looks() -> dict[str, Look]:
    """Return how each group of kinds is drawn."""
    rows = read_table("rasad.story", "data/groups.tsv", ("group", "colour", "marker"))
    return {group: Look(colour, marker) for group, colour, marker in rows}


@cache
def _radii() -> dict[str, float]:
    return {kind: float(km) for kind, km in read_table("rasad.story", "data/radii.tsv", ("type", "km"))}


@cache
def _types() -> dict[str, str]:
    return {one.id: one.type for one in gazetteer()}


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """An event over time."""

    event: str
    kind: str
    group: str
    days: Days
    main: bool
    killed: Toll | None


class Spot(msgspec.Struct, frozen=True, kw_only=True):
    """A place with its events by group. ``km``: an area's radius; ``None``: a point. A country has its outline."""

    place: PlaceValue
    events: dict[str, tuple[str, ...]]
    km: float | None
    country: bool

    @property
    def count(self) -> int:
        """The number of its events."""
        return sum(map(len, self.events.values()))


class Drawn(msgspec.Struct, frozen=True, kw_only=True):
    """All that a picture shows, and what it leaves out and has to say so."""

    marks: tuple[Mark, ...]
    panels: tuple[Days, ...]
    truces: tuple[Truce, ...]
    tallies: tuple[Count, ...]
    spots: tuple[Spot, ...]
    outside: tuple[Spot, ...]
    vague: int
    nowhere: int


def drawn(events: Sequence[Event], truces: Sequence[Truce], tallies: Sequence[Count]) -> Drawn:
    """Return what a picture of ``events`` shows; truces and tallies as far as they touch its days."""
    marks = tuple(sorted(filter(None, map(_mark, events)), key=lambda one: (one.days, one.event)))
    parts = panels([mark.days for mark in marks])
    spots = _spots(events)
    inside, outside = _cut(spots)
    placed = {event for spot in spots for found in spot.events.values() for event in found}
    return Drawn(
        marks=marks,
        panels=parts,
        truces=tuple(
            one for one in truces if (span := truce_span(one)) and any(_touch(span, part) for part in parts)
        ),
        tallies=tuple(
            one
            for one in tallies
            if one.span and one.ours and one.measure == "events" and any(_touch(one.span, part) for part in parts)
        ),
        spots=inside,
        outside=outside,
        vague=len(events) - len(marks),
        nowhere=len(events) - len(placed),
    )


def truce_span(truce: Truce) -> Days | None:
    """Return from when to when a truce is drawn: to its end, else its deadline, else its start alone."""
    if truce.start is None:
        return truce.end
    last = truce.end or truce.deadline or truce.start
    return Days(truce.start.start, max(last.end, truce.start.end))


def _touch(a: Days, b: Days) -> bool:
    return a.start <= b.end and b.start <= a.end


def _mark(event: Event) -> Mark | None:
    if event.date is None or days_of(event.date).length > VAGUE_DAYS:
        return None
    return Mark(
        event=event.id,
        kind=event.kind,
        group=kinds()[event.kind].group,
        days=days_of(event.date),
        main=event.salience == "main",
        killed=event.killed,
    )


def panels(days: Sequence[Days]) -> tuple[Days, ...]:
    """Return the stretches of time to draw: cut at the longest gaps without an event, padded at both ends."""
    if not days:
        return ()
    ordered = sorted(days)
    cuts: list[tuple[int, int]] = []
    end = ordinal(ordered[0].end)
    for number, one in enumerate(ordered[1:], 1):
        start = ordinal(one.start)
        if start - end > BREAK_DAYS:
            cuts.append((start - end, number))
        end = max(end, ordinal(one.end))
    chosen = sorted(number for _, number in sorted(cuts, reverse=True)[: MOST_PANELS - 1])
    bounds = [0, *chosen, len(ordered)]
    out = []
    for a, b in zip(bounds, bounds[1:], strict=False):
        first, last = ordinal(ordered[a].start), max(ordinal(one.end) for one in ordered[a:b])
        pad = max(2, round((last - first) * 0.05))
        out.append(Days(iso(first - pad), iso(last + pad)))
    return tuple(out)


def _spots(events: Sequence[Event]) -> list[Spot]:
    found: dict[tuple[str | None, float, float], dict[str, list[str]]] = {}
    places: dict[tuple[str | None, float, float], PlaceValue] = {}
    for event in events:
        place = event.place
        if place is None or place.lat is None or place.lon is None:
            continue
        at = (place.ref, place.lat, place.lon)
        places.setdefault(at, place)
        found.setdefault(at, {}).setdefault(kinds()[event.kind].group, []).append(event.id)
    return [
        Spot(
            place=places[at],
            events={group: tuple(sorted(of[group])) for group in sorted(of)},
            km=radius(places[at]),
            country=places[at].precision == "country",
        )
        for at, of in sorted(found.items(), key=lambda pair: (pair[0][0] or "", pair[0][1:]))
    ]


def radius(place: PlaceValue) -> float | None:
    """Return the radius in km of the circle that stands for an area, ``None`` for a point or country."""
    if place.precision in {"point", "country"}:
        return None
    kind = _types().get(place.ref or "", "")
    return _radii().get(kind) or _radii().get(f"@{place.precision}")


def _cut(spots: Sequence[Spot]) -> tuple[tuple[Spot, ...], tuple[Spot, ...]]:
    """Return the spots that one map can show, and those far from all others (a capital where talks were held)."""
    if len(spots) < 3:
        return tuple(spots), ()
    lat = _middle([s.place.lat for s in spots for _ in range(s.count)])
    lon = _middle([s.place.lon for s in spots for _ in range(s.count)])
    away = [kilometres(lat, lon, s.place.lat or 0.0, s.place.lon or 0.0) for s in spots]
    weighed = sorted(km for s, km in zip(spots, away, strict=True) for _ in range(s.count))
    bound = max(_FAR_KM, _FAR_TIMES * weighed[(3 * len(weighed)) // 4])
    far = [s for s, km in zip(spots, away, strict=True) if km > bound]
    return tuple(s for s in spots if s not in far), tuple(far)


def _middle(values: Sequence[float | None]) -> float:
    ordered = sorted(value for value in values if value is not None)
    return ordered[len(ordered) // 2]


def size(count: int) -> float:
    """Return a marker's area in square points: it grows with the count, and holds its figure from 2 on."""
    return 40.0 if count == 1 else 62.0 * sqrt(count)
