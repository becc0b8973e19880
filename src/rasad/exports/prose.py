"""The notes of an event in English, as ACLED's coders write them: what, who, where, when, the toll, who says so."""

from __future__ import annotations

from collections.abc import Sequence

from rasad.codebook.kinds import kinds
from rasad.exports.actors import coded
from rasad.exports.days import first_and_last, written
from rasad.exports.precision import english_name, precision_of
from rasad.exports.sides import where_of
from rasad.records import Actor, Event, PlaceValue, Toll


def notes(event: Event, one: str, other: str, convention: str) -> str:
    """Return an event's notes; ``one`` and ``other`` are its actors' names, ``convention`` whose zero is written."""
    parts = [
        _what(event, one, other),
        _toll("killed", event.killed, f"; the 0 is {convention}'s convention"),
        _toll("injured", event.injured, ""),
        _outcome(event),
        _listed("Claimed by", event.claimed_by, event),
        _listed("Denied by", event.denied_by, event),
        _listed("Blamed on", event.blamed_on, event),
        _place(event.place),
        _disputes(event),
    ]
    return " ".join(part for part in parts if part)


def location_name(place: PlaceValue) -> str:
    """Return a place's English name, or its own where the gazetteer has none."""
    return english_name(place) or place.name


def _what(event: Event, one: str, other: str) -> str:
    kind = kinds().get(event.kind)
    who = " against ".join(name for name in (one, other) if name)
    where = ""
    if event.place is not None:
        region = event.place.admin1
        where = f" in {location_name(event.place)}" + (f" ({region})" if region else "")
    return f"{_when(event)}{kind.name_en if kind else event.kind}: {who}{where}."


def _when(event: Event) -> str:
    if event.date is None:
        return ""
    first, last = first_and_last(event.date)
    return f"On {written(first)}. " if first == last else f"Between {written(first)} and {written(last)}. "


def _toll(word: str, toll: Toll | None, convention: str) -> str:
    head = word.capitalize()
    if toll is None:
        return f"{head}: unknown, no source says{convention}."
    if toll.max is None:
        return f"{head}: at least {toll.min}."
    if toll.min == toll.max:
        return f"{head}: {'none' if toll.min == 0 else toll.min}."
    return f"{head}: {toll.min} to {toll.max}."


def _outcome(event: Event) -> str:
    return {"intercepted": "Intercepted, in whole or in part.", "failed": "It failed."}.get(event.outcome or "", "")


def _listed(head: str, actors: Sequence[Actor], event: Event) -> str:
    names = [coded(actor, where_of(event)).acled_name or actor.text for actor in actors]
    return f"{head} {', '.join(dict.fromkeys(names))}." if names else ""


def _place(place: PlaceValue | None) -> str:
    if place is None:
        return ""
    if place.lat is None:
        return "The place is in no gazetteer: no coordinates."
    radius = precision_of(place).radius_km
    return f"The coordinates are the middle of an area of about {radius:g} km around." if radius else ""


def _disputes(event: Event) -> str:
    fields = sorted(name for name, how in event.derived.items() if how.disputed)
    return f"Sources differ on: {', '.join(fields)}." if fields else ""
