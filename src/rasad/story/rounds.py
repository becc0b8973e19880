"""Rounds: the track of talks between parties, and how far from its rounds an attack fell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import msgspec

from rasad.codebook.actors import actors
from rasad.records import Event, PlaceValue
from rasad.story.cited import Cited
from rasad.story.days import Days, Gap, days_of, gap
from rasad.story.passages import Dated, Passage
from rasad.story.sides import authors, side_of, sides

WANTED: Final = (("talks", "opened"), ("talks", "next"), ("visit", "next"), ("talks", "visit"))
"""The cues of passages that tell of talks that opened or are to come."""
ONE_ROUND_DAYS: Final = 3
"""Talks of the same parties no more than this many days apart are one round."""
_LONGEST_POINT: Final = 31
_NEAREST_DAYS: Final = 366


class Round(msgspec.Struct, frozen=True, kw_only=True):
    """A round of talks: its days, place and outcome, the events that make it up, or the words that tell of it.

    ``opens``: a text says that the talks began with it.
    """

    id: str
    days: Days
    parties: tuple[str, ...]
    place: PlaceValue | None = None
    outcome: str | None = None
    events: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()
    cited: tuple[Cited, ...] = ()
    opens: bool = False


class Announced(msgspec.Struct, frozen=True, kw_only=True):
    """A coming round as a text announces it; ``days`` is ``None`` where it does not say when by itself."""

    parties: tuple[str, ...]
    cited: Cited
    days: Days | None = None
    place: str | None = None


class Track(msgspec.Struct, frozen=True, kw_only=True):
    """The talks between the same parties (their sides), in the order of their rounds."""

    parties: tuple[str, ...]
    rounds: tuple[Round, ...]
    announced: tuple[Announced, ...] = ()


class Nearest(msgspec.Struct, frozen=True, kw_only=True):
    """The round nearest to an event: ``gap`` is from the round to the event, negative where the event came first."""

    round: str
    gap: Gap


def tracks(events: Sequence[Event], passages: Iterable[Passage]) -> list[Track]:
    """Return the tracks of talks by their parties: rounds that were held, and rounds announced."""
    held: dict[frozenset[str], list[Round]] = {}
    for event in events:
        if event.kind == "talks" and event.date is not None and days_of(event.date).length <= _LONGEST_POINT:
            held.setdefault(_parties(event), []).append(_of_event(event))
    told = list(passages)
    for opening in filter(None, map(_opening, told)):
        held.setdefault(frozenset(opening.parties), []).append(opening)
    coming = list(filter(None, map(_announced, told)))
    return [
        Track(
            parties=tuple(sorted(parties)),
            rounds=tuple(_joined(rounds)),
            announced=tuple(one for one in coming if frozenset(one.parties) == parties),
        )
        for parties, rounds in sorted(held.items(), key=lambda pair: (-len(pair[1]), sorted(pair[0])))
        if len(parties) >= 2
    ]


def _parties(event: Event) -> frozenset[str]:
    return sides((*event.initiators, *event.targets))


def _of_event(event: Event) -> Round:
    assert event.date is not None
    return Round(
        id=event.id,
        days=days_of(event.date),
        parties=tuple(sorted(_parties(event))),
        place=event.place,
        outcome=event.outcome,
        events=(event.id,),
        reports=tuple(ref.event for ref in event.reports),
    )


def _states(passage: Passage) -> tuple[str, ...]:
    """Return the sides of the states that a sentence names; who only is talked about cannot be told from them."""
    known = actors()
    named = (one.id for one in passage.actors if one.id in known and known[one.id].country)
    return tuple(sorted({side_of(one) for one in named if known[one].kind in {"government", "state-forces"}}))


def _opening(passage: Passage) -> Round | None:
    """Return the round that a sentence says the talks began with: "بدأتا في يناير محادثات"."""
    if not passage.near("opened", "talks", 6) or passage.has("next"):
        return None
    at = passage.closest_date("opened")
    parties = _states(passage)
    if at is None or at.days.length > _LONGEST_POINT or len(parties) != 2 or not _stands_by(passage, at):
        return None
    return Round(id=f"r-{passage.cited.key}", days=at.days, parties=parties, cited=(passage.cited,), opens=True)


def _stands_by(passage: Passage, at: Dated) -> bool:
    return any(abs(at.at - spot) <= 5 for spot in passage.cues["opened"])


def _announced(passage: Passage) -> Announced | None:
    if not (passage.near("talks", "next", 3) or passage.near("visit", "next", 3) or passage.near("next", "talks", 2)):
        return None
    parties = _states(passage) or tuple(sorted({side_of(one) for one in passage.before if one in actors()}))
    if len(parties) < 2:
        parties = tuple(
            sorted({*parties, *(side_of(one) for one in passage.before if actors()[one].kind == "government")})
        )
    day = passage.cited.published
    later = [one for one in passage.dates if day and one.days.end >= day[:10]]
    at = min(later, key=lambda one: one.at, default=None)
    return Announced(parties=parties, cited=passage.cited, days=at.days if at else None)


def _joined(rounds: Sequence[Round]) -> Iterable[Round]:
    """Yield the rounds in order, those a few days apart as one."""
    group: list[Round] = []
    for one in sorted(rounds, key=lambda found: (found.days.start, found.days.end, found.id)):
        if group and (gap(group[-1].days, one.days).size > ONE_ROUND_DAYS or one.opens != group[-1].opens):
            yield _one(group)
            group = []
        group.append(one)
    if group:
        yield _one(group)


def _one(group: Sequence[Round]) -> Round:
    if len(group) == 1:
        return group[0]
    closest = min(group, key=lambda one: one.days.length)
    return Round(
        id=group[0].id,
        days=Days(min(one.days.start for one in group), max(one.days.end for one in group)),
        parties=group[0].parties,
        place=closest.place or next((one.place for one in group if one.place), None),
        outcome=next((one.outcome for one in group if one.outcome), None),
        events=tuple(event for one in group for event in one.events),
        reports=tuple(key for one in group for key in one.reports),
        cited=tuple({c.key: c for one in group for c in one.cited}.values()),
        opens=any(one.opens for one in group),
    )


def nearest(event: Event, of: Sequence[Track]) -> Nearest | None:
    """Return the round nearest to an event among the tracks that one of its sides, or its country, has part in."""
    if event.date is None:
        return None
    days = days_of(event.date)
    cast = authors(event) | sides(event.targets)
    fit = [
        (found.size, abs(found.least), one.id, found)
        for track in of
        if cast & set(track.parties) or _is_home(event, track)
        for one in track.rounds
        if (found := gap(one.days, days)).size <= _NEAREST_DAYS
    ]
    if not fit:
        return None
    _, _, name, found = min(fit, key=lambda one: one[:3])
    return Nearest(round=name, gap=found)


def _is_home(event: Event, track: Track) -> bool:
    known = actors()
    country = event.place.country if event.place else None
    return country is not None and any(known[one].country == country for one in track.parties if one in known)


def by_event(of: Iterable[Track]) -> Mapping[str, Round]:
    """Return the round that each event of talks is part of."""
    return {event: one for track in of for one in track.rounds for event in one.events}
