"""Profiles: what merging looks at in an event report, in a form that compares fast and keeps small."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from functools import cache, lru_cache

import msgspec

from rasad.codebook.actors import actors
from rasad.codebook.kinds import kinds
from rasad.merging.words import telling_words, words_of
from rasad.records import Actor, EventReport, PlaceValue, SourcedReport, Toll


class Spot(msgspec.Struct, frozen=True, gc=False):
    """A place as merging compares it; ``names`` are the hashed words of its name."""

    ref: str | None
    country: str | None
    lat: float | None
    lon: float | None
    precision: str | None
    names: frozenset[int]


class Profile(msgspec.Struct, frozen=True, gc=False):
    """An event report as merging compares it.

    Days are ordinals of the proleptic calendar. ``published`` is the article's day, ``None`` where unknown or only
    inferred: what was inferred by a merge must not speak for it. ``places`` has the first place first. Actors are
    ids, a government and its forces under one; those without an id are their words.
    """

    key: str
    doc: str
    kind: str
    family: str
    start: int | None
    end: int | None
    basis: str | None
    published: int | None
    places: tuple[Spot, ...]
    who: frozenset[str]
    whom: frozenset[str]
    weapons: frozenset[str]
    counts: tuple[tuple[str, int], ...]
    killed: tuple[int, int | None] | None
    injured: tuple[int, int | None] | None
    words: frozenset[int]
    title: frozenset[int]
    telling: frozenset[int]
    main: bool
    zone: str
    outcome: str | None

    @property
    def near(self) -> int | None:
        """The day that the event is at or near, as far as is known: its first day, else the day of publication."""
        return self.start if self.start is not None else self.published


@cache
def _parties() -> dict[str, str]:
    """Map every actor id to one id for a government and its forces (reports differ in which of them acted)."""
    return {ident: min(ident, entry.counterpart or ident) for ident, entry in actors().items()}


_REGION = timezone(timedelta(hours=3))


@lru_cache(maxsize=4096)
def _day(text: str) -> int:
    return date.fromisoformat(text[:10]).toordinal()


@lru_cache(maxsize=4096)
def day_of(moment: str) -> int:
    """Return the ordinal of the region's own day (UTC+3); a moment without an offset is the region's own time."""
    if len(moment) <= 10:
        return _day(moment)
    when = datetime.fromisoformat(moment)
    return (when.astimezone(_REGION) if when.tzinfo else when).toordinal()


@lru_cache(maxsize=65536)
def _spot(
    name: str, ref: str | None, country: str | None, lat: float | None, lon: float | None, precision: str | None
) -> Spot:
    return Spot(ref, country, lat, lon, precision, words_of(name))


def _spots(first: PlaceValue | None, more: tuple[PlaceValue, ...]) -> tuple[Spot, ...]:
    places = () if first is None else (first, *more)
    return tuple(_spot(p.name, p.ref, p.country, p.lat, p.lon, p.precision) for p in places)


def _ids(cast: tuple[Actor, ...]) -> frozenset[str]:
    known = _parties()
    return frozenset(known.get(a.id, a.id) if a.id else f"~{' '.join(a.text.split()[:3])}" for a in cast)


_short = lru_cache(maxsize=65_536)(words_of)
"""The words of a name or title; the same few come again and again."""


def _named(report: EventReport) -> frozenset[int]:
    """Return the words of the report's own place and actors, which are compared for themselves."""
    texts = [actor.text for actor in (*report.initiators, *report.targets)]
    texts += [place.name for place in (report.place, *report.more_places) if place]
    return frozenset().union(*map(_short, texts))


def _toll(toll: Toll | None) -> tuple[int, int | None] | None:
    return None if toll is None else (toll.min, toll.max)


def profile_of(item: SourcedReport) -> Profile:
    """Return the profile of an event report. Raises ``KeyError`` for a kind that the codebook does not hold."""
    report, source = item.report, item.source
    when = report.date
    dated = source.published is not None and source.basis != "inferred"
    inferred = when is not None and (
        when.basis == "inferred" or (source.basis == "inferred" and when.basis != "absolute")
    )
    return Profile(
        key=item.key,
        doc=source.doc,
        kind=report.kind,
        family=kinds()[report.kind].family,
        start=_day(when.start) if when and not inferred else None,
        end=_day(when.end) if when and not inferred else None,
        basis=when.basis if when and not inferred else None,
        published=day_of(source.published) if dated and source.published else None,
        places=_spots(report.place, report.more_places),
        who=_ids(report.initiators),
        whom=_ids(report.targets),
        weapons=frozenset(report.weapons),
        counts=tuple(sorted(report.weapon_counts.items())),
        killed=_toll(report.killed),
        injured=_toll(report.injured),
        words=words_of(report.evidence.quote),
        title=_short(source.title),
        telling=telling_words(item.context or report.evidence.quote) - _named(report),
        main=report.salience == "main",
        zone=report.zone,
        outcome=report.outcome,
    )
