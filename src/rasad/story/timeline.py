"""The timeline: events by day with their phase, their distance from talks, and what they answer."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from rasad.records import Event
from rasad.story.phases import Place, phases
from rasad.story.responses import Response
from rasad.story.rounds import Nearest, Track, by_event, nearest
from rasad.story.sides import is_attack
from rasad.story.truces import Truce


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One event of the timeline.

    ``phases`` are those of the truces that concern it; ``nearest`` the round of talks nearest to an attack;
    ``answers`` what it responds to, ``answered_by`` what responds to it; ``round`` the round that talks are part of;
    ``breaks`` the truces that it broke, or may have broken.
    """

    event: Event
    phases: tuple[Place, ...] = ()
    nearest: Nearest | None = None
    answers: Response | None = None
    answered_by: tuple[Response, ...] = ()
    round: str | None = None
    breaks: tuple[str, ...] = ()


def timeline(
    events: Sequence[Event], truces: Sequence[Truce], tracks: Sequence[Track], responses: Sequence[Response]
) -> list[Entry]:
    """Return ``events`` by day (undated last) with what the rest of the story says of each."""
    answers = {one.answer: one for one in responses}
    answered: dict[str, list[Response]] = {}
    for one in responses:
        answered.setdefault(one.to, []).append(one)
    rounds = by_event(tracks)
    broken: dict[str, list[str]] = {}
    for truce in truces:
        for violation in truce.violations:
            broken.setdefault(violation.event, []).append(truce.id)
    return [
        Entry(
            event=event,
            phases=phases(event, truces),
            nearest=nearest(event, tracks) if is_attack(event) else None,
            answers=answers.get(event.id),
            answered_by=tuple(answered.get(event.id, ())),
            round=rounds[event.id].id if event.id in rounds else None,
            breaks=tuple(broken.get(event.id, ())),
        )
        for event in sorted(events, key=_order)
    ]


def _order(event: Event) -> tuple[bool, str, str, str]:
    return event.date is None, event.date.start if event.date else "", event.date.end if event.date else "", event.id
