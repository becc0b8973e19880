"""Responses: which attack answered which, how that is known, and after how many days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, Literal

import msgspec

from rasad.records import Event, SourcedReport
from rasad.story.cues import cues
from rasad.story.days import Gap, days_of, gap
from rasad.story.sides import authors, is_abroad, is_attack, sides
from rasad.text.fold import fold

Basis = Literal["said", "worded", "inferred"]
WORDED_DAYS: Final = 14
"""An answer that is worded as one is looked for this many days back."""
INFERRED_DAYS: Final = 3
"""An answer by adversaries, place and time alone must follow within these days, and not on the same day."""
_CLOSE_WORDS: Final = 60
"""Code points before a report's words in which a word of answering still counts."""


class Response(msgspec.Struct, frozen=True, kw_only=True):
    """``answer`` responds to ``to`` after ``delay`` days.

    ``basis``: ``said`` (a report links the two), ``worded`` (a report calls the answer one; what it answers follows
    from adversaries, place and time), ``inferred`` (all of it does). ``reports`` are those that it rests on.
    """

    answer: str
    to: str
    delay: Gap | None
    basis: Basis
    reports: tuple[str, ...]
    why: str


def responses(
    events: Sequence[Event], reports: Mapping[str, SourcedReport], languages: Mapping[str, str]
) -> list[Response]:
    """Return the responses among ``events``; ``reports`` by key, ``languages`` of the articles by ``doc``."""
    attacks = [event for event in events if is_attack(event)]
    event_of = {ref.event: event for event in events for ref in event.reports}
    out = []
    for event in attacks:
        found = _said(event, reports, event_of) or _followed(event, attacks, reports, languages)
        if found is not None:
            out.append(found)
    return out


def _said(event: Event, reports: Mapping[str, SourcedReport], event_of: Mapping[str, Event]) -> Response | None:
    for ref in event.reports:
        item = reports.get(ref.event)
        to = event_of.get(item.report.responds_to or "") if item else None
        if to is not None and to.id != event.id:
            return Response(
                answer=event.id, to=to.id, delay=_delay(to, event), basis="said", reports=(ref.event,), why="linked"
            )
    return None


def _followed(
    event: Event, attacks: Sequence[Event], reports: Mapping[str, SourcedReport], languages: Mapping[str, str]
) -> Response | None:
    """Return the nearest earlier attack by the other side that ``event`` may answer."""
    worded = _worded(event, reports, languages)
    fit = []
    for other in attacks:
        delay = _delay(other, event)
        if other.id == event.id or delay is None or not _answers(event, other, bool(worded)):
            continue
        if delay.least > (WORDED_DAYS if worded else INFERRED_DAYS) or delay.most > 31:
            continue
        if delay.most < 0 if worded else delay.least < 1:
            continue
        if delay.least <= 0 and _worded(other, reports, languages):
            continue  # on days that overlap, only what is no answer itself can be what is answered
        near = 0 if _same_spot(event, other) else 1 if not is_abroad(event, other) else 2
        shared = bool({ref.doc for ref in event.reports} & {ref.doc for ref in other.reports})
        lesser = (other.salience == "background") + (other.outcome is not None)
        fit.append((not shared if worded else False, max(0, delay.least), near, lesser, other.id, other, delay))
    if not fit:
        return None
    *_, other, delay = min(fit, key=lambda one: one[:5])
    place = "the same place" if _same_spot(event, other) else "place not compared"
    return Response(
        answer=event.id,
        to=other.id,
        delay=delay,
        basis="worded" if worded else "inferred",
        reports=worded or tuple(ref.event for ref in (*other.reports, *event.reports)),
        why=f"adversaries, {place}, time",
    )


def _delay(first: Event, then: Event) -> Gap | None:
    if first.date is None or then.date is None:
        return None
    return gap(days_of(first.date), days_of(then.date))


def _answers(event: Event, other: Event, worded: bool) -> bool:
    """Say whether who did it was hit, and who is hit did it, as far as both are known.

    Without words one of the two must be known for both events and none may contradict, and the country be one.
    """
    did, hit = authors(event), sides(event.targets)
    did_then, hit_then = authors(other), sides(other.targets)
    strikes_back = bool(did & hit_then)
    at_doer = bool(hit & did_then)
    if did & did_then:
        return False
    if strikes_back and (at_doer or not did_then):
        return at_doer or not is_abroad(event, other)
    return worded and at_doer and not hit_then


def _worded(event: Event, reports: Mapping[str, SourcedReport], languages: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(ref.event for ref in event.reports if _is_worded(reports.get(ref.event), languages))


def _is_worded(item: SourcedReport | None, languages: Mapping[str, str]) -> bool:
    """Say whether the report's sentence, or the words right before its evidence, call the act an answer."""
    if item is None:
        return False
    pattern = cues(languages.get(item.source.doc, "ar")).get("response")
    if pattern is None:
        return False
    quote = item.report.evidence.quote
    at = item.context.find(quote)
    before = item.context[max(0, at - _CLOSE_WORDS) : at] if at >= 0 else ""
    return any(pattern.search(" ".join(fold(words).split())) for words in (before, quote))


def _same_spot(a: Event, b: Event) -> bool:
    return a.place is not None and b.place is not None and a.place.ref is not None and a.place.ref == b.place.ref
