"""Truce words: what single sentences and events say of a truce: its start, length, terms, and end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, Literal

import msgspec

from rasad.records import Event, EventReport
from rasad.story.cited import Cited
from rasad.story.days import Days, days_of, later
from rasad.story.passages import Dated, Passage
from rasad.story.sides import armed_sides, sides

Facet = Literal["start", "length", "deadline", "condition", "end", "threat"]
WANTED: Final = (("truce",), ("halt", "attacks"), ("threat", "resume"))
"""The cues of passages that may say something of a truce."""
_HALT_REACH: Final = 5
"""Words between a verb of stopping and what is stopped ("أوقفت فصائل متحالفة مع إيران هجماتها" has five)."""
_MEDIATOR_REACH: Final = 6
"""Words after "إمهال" within which the one who is given time stands: he keeps no truce himself."""
_REFUSAL_REACH: Final = 8
"""Words from a verb of refusing to the truce that is refused ("رفضت في وقت سابق تمديد وقف إطلاق النار")."""
_PAIR_REACH: Final = 7
"""Words after "بين" within which both sides stand."""
_LONGEST_POINT: Final = 45
"""An interval longer than this many days says no start or end."""


class TruceWord(msgspec.Struct, frozen=True, kw_only=True):
    """One thing said of a truce: ``days`` for a start or end, ``count`` and ``unit`` for a length or deadline.

    ``sides`` are those that keep it, as far as the words name them; ``event`` is the event that says so, if one does.
    """

    facet: Facet
    cited: Cited
    days: Days | None = None
    count: int | None = None
    unit: str | None = None
    sides: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    event: str | None = None


def words_of_passages(passages: Iterable[Passage]) -> list[TruceWord]:
    """Return what sentences say of truces. A sentence of conditions counts right after one that names a truce."""
    out: list[TruceWord] = []
    last: Passage | None = None
    for passage in passages:
        found = list(_words(passage, _follows(passage, last)))
        out += found
        last = passage if found else last if last and passage.cited.doc == last.cited.doc else None
    return out


def _follows(passage: Passage, last: Passage | None) -> bool:
    return (
        last is not None
        and last.cited.doc == passage.cited.doc
        and 0 <= passage.cited.span[0] - last.cited.span[1] <= _GAP
    )


_GAP: Final = 12
"""Code points between two sentences that follow each other: a stop, spaces, quotation marks."""


def _words(passage: Passage, follows: bool) -> Iterator[TruceWord]:
    halted = passage.near("halt", "attacks", _HALT_REACH)
    truce = passage.has("truce")
    if not (truce or halted):
        if follows and passage.has("condition"):
            yield _word(passage, "condition")
        elif passage.near("threat", "resume", 8) and passage.actors:
            yield _word(passage, "threat")
        return
    over = truce and (passage.has("end") and (passage.near("end", "truce", 2) or passage.near("truce", "end", 1)))
    if over:
        yield from _ending(passage)
    elif not passage.near("refuse", "truce", _REFUSAL_REACH) and (halted or passage.has("begin")):
        at = passage.closest_date("halt" if halted else "begin")
        if at is not None and at.days.length <= _LONGEST_POINT:
            yield _word(passage, "start", _begun(passage, at))
    if not over and (length := passage.length_after("lasting") or passage.length_after("truce", 3)):
        yield _word(passage, "length", None, length)
    if grace := passage.length_after("deadline"):
        yield _word(passage, "deadline", None, grace)
    if passage.has("condition") and not over:
        yield _word(passage, "condition")


def _begun(passage: Passage, at: Dated) -> Days:
    """Return the days of a start; a weekday beside a verb of what is still to come is the next one."""
    published = passage.cited.published
    if at.coming is not None and passage.has("starts") and published and at.days.end <= published[:10]:
        return at.coming
    return at.days


def _ending(passage: Passage) -> Iterator[TruceWord]:
    at = passage.closest_date("truce")
    days = at.days if at is not None and at.days.length <= _LONGEST_POINT else None
    length = passage.length_after("lasting")
    yield _word(passage, "end", days, length)


def _word(
    passage: Passage, facet: Facet, days: Days | None = None, length: tuple[int, str] | None = None
) -> TruceWord:
    named = _pair(passage) or [one.id for one in passage.actors if not _is_mediator(passage, one.at)]
    if passage.has("those"):
        named += passage.before
    return TruceWord(
        facet=facet,
        cited=passage.cited,
        days=days,
        count=length[0] if length else None,
        unit=length[1] if length else None,
        sides=tuple(sorted(armed_sides(named))),
        countries=passage.countries,
    )


def _pair(passage: Passage) -> list[str]:
    """Return the two that a truce is "between", where the words say so."""
    for spot in passage.cues.get("between", ()):
        after = [one.id for one in passage.actors if 0 < one.at - spot <= _PAIR_REACH]
        if len({*armed_sides(after)}) >= 2:
            return after[:2]
    return []


def _is_mediator(passage: Passage, at: int) -> bool:
    return any(0 < at - spot <= _MEDIATOR_REACH for spot in passage.cues.get("deadline", ()))


def words_of_events(
    events: Sequence[Event],
    reports: Mapping[str, EventReport],
    quotes: Mapping[str, Cited],
    said: Sequence[TruceWord],
) -> list[TruceWord]:
    """Return what events of the kinds ``ceasefire`` and ``ceasefire_end`` say of truces.

    ``reports`` and ``quotes`` are the event reports and their evidence by key. A report whose own sentence tells of
    a truce that is over tells no start, whatever kind it was coded as; one whose sentence was read adds nothing.
    """
    over = [word.cited for word in said if word.facet in {"end", "start"}]
    out = []
    for event in events:
        facet: Facet | None = {"ceasefire": "start", "ceasefire_end": "end"}.get(event.kind)  # type: ignore[assignment]
        kept = [ref.event for ref in event.reports if ref.event in quotes and not _in(quotes[ref.event], over)]
        if facet is None or event.date is None or not (kept or facet == "end"):
            continue
        keys = kept or [ref.event for ref in event.reports if ref.event in quotes]
        cast = sides((*event.initiators, *event.targets))
        places = (event.place, *event.more_places) if event.place else ()
        out += [
            TruceWord(
                facet=facet,
                cited=quotes[key],
                days=days_of(event.date),
                sides=tuple(sorted(cast)),
                countries=tuple(dict.fromkeys(one.country for one in places if one.country)),
                event=event.id,
            )
            for key in keys
            if reports[key].kind == event.kind
        ]
    return out


def _in(quote: Cited, others: Sequence[Cited]) -> bool:
    return any(quote.doc == one.doc and quote.span[0] < one.span[1] and one.span[0] < quote.span[1] for one in others)


def planned_end(start: Days, word: TruceWord) -> Days | None:
    """Return the day on which a truce that began on ``start`` runs out by the length or deadline of ``word``."""
    if word.count is None or word.unit is None:
        return None
    return later(start, word.count, word.unit)
