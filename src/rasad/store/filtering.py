"""Which events meet a filter: days, place, circle, kind, actor, outlet; words are the index's business."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import Final, NamedTuple

from rasad.codebook.gazetteer import gazetteer
from rasad.codebook.kinds import kinds
from rasad.codebook.sphere import kilometres
from rasad.records import Actor, Event, EventFilter, Near, PlaceValue
from rasad.store.errors import LedgerError
from rasad.text.fold import fold

_ARTICLE: Final = re.compile(r"\bال(?=\w\w)")
_COUNTRY: Final = re.compile("[A-Za-z]{2}")


def checked(wanted: EventFilter) -> EventFilter:
    """Return ``wanted``, if it can be met at all. Raises ``LedgerError`` naming the value that cannot."""
    for name in ("since", "until"):
        day = getattr(wanted, name)
        try:
            if day is not None:
                date.fromisoformat(day)
        except ValueError as error:
            raise LedgerError(f"{name}: {day!r} is no ISO day, such as 2024-07-26") from error
    known = kinds()
    if wanted.kind is not None and not any(wanted.kind in (name, kind.group) for name, kind in known.items()):
        raise LedgerError(
            f"kind: {wanted.kind!r} is neither a kind nor a group of kinds; kinds are {', '.join(known)}"
        )
    if wanted.near is not None and not (abs(wanted.near.lat) <= 90 and abs(wanted.near.lon) <= 180):
        raise LedgerError(f"near: {wanted.near.lat}, {wanted.near.lon} is off the globe")
    return wanted


def meets(event: Event, wanted: EventFilter) -> bool:
    """Say whether ``event`` meets all that ``wanted`` asks, but for ``text``."""
    return (
        _meets_days(event, wanted)
        and (wanted.kind is None or _is_kind(event.kind, wanted.kind))
        and (wanted.place is None or any(_is_place(place, wanted.place) for place in _places(event)))
        and (wanted.near is None or any(_within(place, wanted.near) for place in _places(event)))
        and (wanted.actor is None or any(_is_actor(actor, wanted.actor) for actor in _people(event)))
        and (wanted.outlet is None or any(_has(ref.outlet or "", wanted.outlet) for ref in event.reports))
    )


def _meets_days(event: Event, wanted: EventFilter) -> bool:
    if wanted.since is None and wanted.until is None:
        return True
    if event.date is None:
        return False
    return event.date.end >= (wanted.since or "") and event.date.start <= (wanted.until or "9999-12-31")


def _is_kind(kind: str, wanted: str) -> bool:
    entry = kinds().get(kind)
    return kind == wanted or (entry is not None and entry.group == wanted)


def _places(event: Event) -> tuple[PlaceValue, ...]:
    return (event.place, *event.more_places) if event.place else event.more_places


def _people(event: Event) -> tuple[Actor, ...]:
    return (*event.initiators, *event.targets, *event.claimed_by, *event.denied_by, *event.blamed_on)


def plain(text: str) -> str:
    """Return ``text`` folded, without the article before its words."""
    return _ARTICLE.sub("", fold(text)).strip().lower()


def _has(text: str, words: str) -> bool:
    return plain(words) in plain(text)


class _Named(NamedTuple):
    """What a place's name may stand for: gazetteer ids, and countries where it is a country's name."""

    refs: frozenset[str]
    countries: frozenset[str]


@lru_cache(maxsize=64)
def _named(wanted: str) -> _Named:
    """Return what the gazetteer knows by the name, in Arabic or English."""
    name = plain(wanted)
    found = [one for one in gazetteer() if plain(one.name_en) == name or any(plain(n) == name for n in one.names)]
    countries = {one.country for one in found if one.type == "country"}
    if _COUNTRY.fullmatch(wanted):
        countries.add(wanted.upper())
    return _Named(frozenset(one.id for one in found), frozenset(countries))


def _is_place(place: PlaceValue, wanted: str) -> bool:
    if wanted in (place.ref, place.admin1) or _has(place.name, wanted):
        return True
    named = _named(wanted)
    return place.ref in named.refs or place.country in named.countries


def _is_actor(actor: Actor, wanted: str) -> bool:
    return actor.id == wanted or _has(actor.text, wanted)


def _within(place: PlaceValue, near: Near) -> bool:
    """Say whether a place's point lies in the circle. A country or governorate is no point, and lies in none."""
    if place.lat is None or place.lon is None or place.precision not in {"point", "area"}:
        return False
    return kilometres(place.lat, place.lon, near.lat, near.lon) <= near.km
