"""The notes of an event in English, as ACLED's coders write them: what, who, where, when, the toll, who says so."""

from __future__ import annotations

from collections.abc import Sequence

from rasad.codebook.kinds import kinds
from rasad.exports.actors import coded
from rasad.exports.days import first_and_last, stated, written
from rasad.exports.precision import english_of, precision_of
from rasad.exports.sides import where_of
from rasad.records import Actor, Event, PlaceValue, Toll


def notes(event: Event, one: str, other: str, zero: str | None = None) -> str:
    """Return an event's notes; ``one`` does it to ``other``; ``zero``: whose convention writes an unknown toll 0."""
    convention = f"; the 0 is {zero}'s convention" if zero else ""
    lethal = event.kind in kinds() and kinds()[event.kind].lethal
    parts = [
        _what(event, one, other),
        _toll("killed", event.killed, convention) if lethal or event.killed else "",
        _toll("injured", event.injured, "") if lethal or event.injured else "",
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
    return english_of(place.ref) or place.name


def _what(event: Event, one: str, other: str) -> str:
    kind = kinds().get(event.kind)
    joint = " and " if kind and kind.group == "diplomacy" else " against "
    who = joint.join(name for name in (one, other) if name)
    head = ", ".join(part for part in (_when(event), _where(event.place)) if part)
    what = (kind.name_en if kind else event.kind) + (f" by {who}" if who else "")
    return f"{head}: {what}." if head else f"{what}."


def _where(place: PlaceValue | None) -> str:
    if place is None:
        return ""
    return location_name(place) + (f" ({place.admin1})" if place.admin1 else "")


def _when(event: Event) -> str:
    date = stated(event)
    if date is None:
        return ""
    first, last = first_and_last(date)
    return written(first) if first == last else f"{written(first)} to {written(last)}"


def _toll(word: str, toll: Toll | None, convention: str) -> str:
    head = word.capitalize()
    if toll is None:
        return f"{head}: unknown, no source says{convention}."
    if toll.max is None:
        return f"{head}: at least {toll.min}." if toll.min else f"{head}: none reported."
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
    return f"The coordinates stand for an area of about {radius:g} km around them." if radius else ""


def _disputes(event: Event) -> str:
    fields = sorted(name for name, how in event.derived.items() if how.disputed)
    return f"Sources differ on: {', '.join(fields)}." if fields else ""
