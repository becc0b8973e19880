"""ACLED's export: 31 columns, one event a row (codebook of 2024; the columns as its export tool writes them)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import BinaryIO

from rasad.codebook.kinds import kinds
from rasad.exports.acledactors import Party, acts_second, interaction, parties
from rasad.exports.archive import Archive, Articles, number_of, sources
from rasad.exports.cells import Cell, write_table
from rasad.exports.columns import columns
from rasad.exports.countries import Country, country_of
from rasad.exports.days import acled_precision, last_published, length, middle, stated
from rasad.exports.kinds import SubEvent
from rasad.exports.outlets import source_scale
from rasad.exports.precision import precision_of
from rasad.exports.prose import location_name, notes
from rasad.exports.sides import sides_of
from rasad.exports.subevent import PROTESTS, civilian_targeting, sub_event
from rasad.exports.uncodable import LeftOut, Uncodable
from rasad.records import DateValue, Event, PlaceValue, Toll


def write_acled(
    events: Sequence[Event], out: BinaryIO, archive: Archive | None = None, *, bom: bool = False
) -> LeftOut:
    """Write ``events`` as ACLED's CSV to ``out``; return what was left out for want of a day, country or actor."""
    left, articles = LeftOut(), Articles(archive)
    write_table(out, columns("acled"), left.rows(events, lambda event: acled_row(event, articles)), bom=bom)
    return left


def acled_row(event: Event, articles: Articles) -> Mapping[str, Cell]:
    """Return the row of an event.

    An unknown toll is written 0, as ACLED does, and ``notes`` and ``tags`` say that it is unknown. Raises
    ``Uncodable`` where ACLED's own rules would not code the event: no day within a month, no country, no actor.
    """
    date, place, country = _settled(event)
    sides = sides_of(event)
    chosen = sub_event(event, sides)
    one, other = parties(event, sides, chosen)
    day, told = middle(date), sources(event, articles)
    doer, done_to = (other, one) if acts_second(event, chosen) else (one, other)
    return {
        "event_id_cnty": f"{country.iso3}{number_of(event.id)}",
        "event_date": day.isoformat(),
        "year": day.year,
        "time_precision": acled_precision(length(date)),
        **_types(chosen),
        **_actors(one, other),
        "civilian_targeting": "Civilian targeting" if civilian_targeting(event, sides, chosen) else "",
        **_where(place, country),
        "source": "; ".join(told),
        "source_scale": source_scale(told, country.country),
        "notes": notes(event, doer.name, done_to.name, "ACLED"),
        "fatalities": event.killed.min if event.killed else 0,
        "tags": _tags(event, chosen),
        "timestamp": last_published(event),
    }


def _settled(event: Event) -> tuple[DateValue, PlaceValue, Country]:
    date = stated(event)
    if date is None:
        raise Uncodable("have no date")
    if acled_precision(length(date)) is None:
        raise Uncodable("have no day more exact than a month")
    country = country_of(event.place.country) if event.place else None
    if event.place is None or country is None:
        raise Uncodable("have no country")
    return date, event.place, country


def _types(chosen: SubEvent) -> dict[str, Cell]:
    return {
        "disorder_type": chosen.disorder_type,
        "event_type": chosen.event_type,
        "sub_event_type": chosen.sub_event_type,
    }


def _actors(one: Party, other: Party) -> dict[str, Cell]:
    return {
        "actor1": one.name,
        "assoc_actor_1": one.associates,
        "inter1": one.inter,
        "actor2": other.name,
        "assoc_actor_2": other.associates,
        "inter2": other.inter,
        "interaction": interaction(one, other),
    }


def _where(place: PlaceValue, country: Country) -> dict[str, Cell]:
    return {
        "iso": country.iso,
        "region": country.acled_region,
        "country": country.acled_name,
        "admin1": place.admin1,
        "admin2": None,
        "admin3": None,
        "location": location_name(place),
        "latitude": place.lat,
        "longitude": place.lon,
        "geo_precision": 3 if place.lat is None else precision_of(place).acled,
    }


def _tags(event: Event, chosen: SubEvent) -> str:
    tags = ["crowd size=no report"] if chosen.event_type in {PROTESTS, "Riots"} else []
    if event.killed is not None or kinds()[event.kind].lethal:
        tags.append(f"fatalities={_said(event.killed)}")
    return "; ".join([*tags, f"rasad={event.id}"])


def _said(toll: Toll | None) -> str:
    if toll is None:
        return "unknown"
    if toll.max is None:
        return "at least" if toll.min else "none reported"
    return "stated" if toll.max else "none"
