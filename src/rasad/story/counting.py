"""Counting: a tally that is stated, set against what the ledger itself holds for its span, place and actor."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, Literal

import msgspec

from rasad.codebook.kinds import kinds
from rasad.records import CodedArticle, Event, EventFilter, Tally, Toll
from rasad.story.asked import Asked
from rasad.story.cited import Cited, Sources, cited
from rasad.story.counted import Subject, subject_of
from rasad.story.days import Days, days_of, ordinal, within
from rasad.story.scope import Scope, scope_of

TOGETHER_DAYS: Final = 10
"""Tallies of one thing whose spans begin and end this close are shown together."""
_VAGUE: Final = 92
_ATTACKS: Final = frozenset({"attacks", "bombings", "shellings"})


class Ours(msgspec.Struct, frozen=True, kw_only=True):
    """The ledger's own count: ``least`` events that lie in the span for certain, ``most`` that may; their ids.

    For a tally of dead or injured ``people`` are the sum over these events as far as they tell (``None``: none of
    them does), and ``untold`` the number that does not.
    """

    least: int
    most: int
    events: tuple[str, ...]
    people: Toll | None = None
    untold: int = 0


class Count(msgspec.Struct, frozen=True, kw_only=True):
    """A tally against the ledger.

    ``measure`` is what is compared: events, killed, injured; ``None`` where the ledger cannot count such a thing
    (``why`` says so). ``difference`` is what the source states less what the ledger counts, from its least to its
    most: positive, the ledger has fewer. ``group`` is common to tallies of one thing over one span.
    """

    id: str
    cited: Cited
    what: str
    said_by: str | None
    subject: Subject
    span: Days | None
    scope: Scope
    measure: Literal["events", "killed", "injured"] | None
    claimed: Toll | None
    ours: Ours | None
    difference: tuple[int, int | None] | None
    why: str | None
    group: str
    contradicts: tuple[str, ...] = ()


def counts(
    articles: Iterable[CodedArticle], sources: Sources, events: Sequence[Event], wanted: EventFilter | None = None
) -> list[Count]:
    """Return every tally of ``articles`` that meets ``wanted`` against ``events`` (all of the ledger's), by group.

    ``since`` and ``until`` ask for its span, ``kind`` for its subject or a kind that it counts.
    """
    asked = Asked(wanted or EventFilter())
    out: list[Count] = []
    for article in articles:
        for tally in article.tallies:
            subject = subject_of(tally)
            scope = scope_of(article, tally, of_attacks=subject.name in _ATTACKS)
            if _meets(asked, article, sources, tally, scope, subject):
                out += _count(article, sources, tally, scope, subject, events)
    return _grouped(out)


def _meets(
    asked: Asked, article: CodedArticle, sources: Sources, tally: Tally, scope: Scope, subject: Subject
) -> bool:
    words = f"{tally.evidence} {tally.source_text or ''}"
    source = sources.get(article.doc)
    return (
        asked.days(tally.start, tally.end)
        and asked.kind(subject.name, *subject.kinds, *(kinds()[one].group for one in subject.kinds))
        and asked.actor((*scope.authors, *scope.targets), words)
        and asked.place(scope.places, words, scope.countries)
        and asked.outlet(source.outlet if source else article.outlet)
        and asked.text(words)
    )


def _count(
    article: CodedArticle, sources: Sources, tally: Tally, scope: Scope, subject: Subject, events: Sequence[Event]
) -> Iterable[Count]:
    """Yield the counts of one tally: of what it counts, of the dead, of the injured."""
    claims: list[tuple[Literal["events", "killed", "injured"], Toll]] = []
    if tally.count is not None:
        claims.append(("events", Toll(tally.count, tally.count)))
    if tally.killed is not None:
        claims.append(("killed", tally.killed))
    if tally.injured is not None:
        claims.append(("injured", tally.injured))
    span = _span(tally)
    for measure, claimed in claims:
        ours, why = _ours(subject, span, scope, measure, events)
        place = cited(article, tally.span, sources, tally.evidence)
        yield Count(
            id=f"{place.key}#{measure}",
            cited=place,
            what=tally.what,
            said_by=tally.source_text,
            subject=subject,
            span=span,
            scope=scope,
            measure=measure if ours else None,
            claimed=claimed,
            ours=ours,
            difference=_difference(claimed, ours, measure) if ours else None,
            why=why,
            group="",
        )


def _span(tally: Tally) -> Days | None:
    if tally.start is None or tally.end is None:
        return None
    return Days(tally.start[:10], tally.end[:10])


def _ours(
    subject: Subject, span: Days | None, scope: Scope, measure: str, events: Sequence[Event]
) -> tuple[Ours | None, str | None]:
    if span is None:
        return None, "the tally states no span"
    if measure == "events" and not subject.kinds:
        return None, f"the ledger's events do not count {subject.name}"
    kept = subject.kinds if measure == "events" else tuple(name for name, kind in kinds().items() if kind.lethal)
    near = [event for event in events if event.kind in kept and _is_in(event, span)]
    found = [event for event in near if scope.holds(event) is not False]
    sure = [event for event in found if scope.holds(event) and event.date and within(days_of(event.date), span)]
    people, untold = (None, 0) if measure == "events" else _people(found, measure)
    return (
        Ours(least=len(sure), most=len(found), events=tuple(e.id for e in found), people=people, untold=untold),
        None,
    )


def _is_in(event: Event, span: Days) -> bool:
    if event.date is None:
        return False
    days = days_of(event.date)
    return days.start <= span.end and span.start <= days.end and (days.length <= _VAGUE or within(days, span))


def _people(events: Sequence[Event], measure: str) -> tuple[Toll | None, int]:
    """Return the sum of the tolls that events tell (an open one leaves the sum open), and how many tell none."""
    tolls = [toll for event in events if (toll := getattr(event, measure)) is not None]
    if not tolls:
        return None, len(events)
    highs = [toll.max for toll in tolls]
    high = None if None in highs else sum(one for one in highs if one is not None)
    return Toll(sum(toll.min for toll in tolls), high), len(events) - len(tolls)


def _difference(claimed: Toll, ours: Ours, measure: str) -> tuple[int, int | None] | None:
    if measure == "events":
        return claimed.min - ours.most, None if claimed.max is None else claimed.max - ours.least
    if ours.people is None:
        return None
    least = claimed.min - ours.people.max if ours.people.max is not None else claimed.min - ours.people.min
    return least, None if claimed.max is None else claimed.max - ours.people.min


def _grouped(found: Sequence[Count]) -> list[Count]:
    """Return the counts with their groups, and in each which figures exclude each other."""
    groups: list[list[Count]] = []
    for one in sorted(found, key=lambda c: (c.span or Days("9", "9"), c.cited.order, c.id)):
        at = next((group for group in groups if _together(group[0], one)), None)
        if at is None:
            groups.append([one])
        else:
            at.append(one)
    return [
        msgspec.structs.replace(
            one,
            group=group[0].id,
            contradicts=tuple(b.id for b in group if b is not one and _excludes(one.claimed, b.claimed)),
        )
        for group in groups
        for one in group
    ]


def _together(a: Count, b: Count) -> bool:
    if a.subject.name != b.subject.name or a.id.rpartition("#")[2] != b.id.rpartition("#")[2]:
        return False
    if a.span is None or b.span is None:
        return False
    close = all(
        abs(ordinal(x) - ordinal(y)) <= TOGETHER_DAYS
        for x, y in ((a.span.start, b.span.start), (a.span.end, b.span.end))
    )
    return close and a.scope.may_be(b.scope)


def _excludes(a: Toll | None, b: Toll | None) -> bool:
    if a is None or b is None:
        return False
    return (a.max is not None and b.min > a.max) or (b.max is not None and a.min > b.max)


def groups(found: Sequence[Count]) -> Mapping[str, Sequence[Count]]:
    """Return the counts by group, in order."""
    out: dict[str, list[Count]] = {}
    for one in found:
        out.setdefault(one.group, []).append(one)
    return out
