"""Truces: what sentences and events say of them, put together: start, deadline, conditions, violations, end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

import msgspec

from rasad.records import Event
from rasad.story.cited import Cited
from rasad.story.days import Days, days_of, gap, iso, later, ordinal
from rasad.story.sides import authors, is_attack, sides
from rasad.story.trucewords import TruceWord, planned_end

SAME_START_DAYS: Final = 31
"""Starts of one truce as articles tell them lie this close ("early February", "mid-February")."""
_VAGUE_DAYS: Final = 92
_REACH_DAYS: Final = 400
"""What is said of a truce without a date of its own is taken for one that began at most this long before."""


class Dating(msgspec.Struct, frozen=True, kw_only=True):
    """One version of a start, end or deadline: the days, how they came about, and who says so."""

    days: Days
    basis: str
    cited: tuple[Cited, ...]


class Violation(msgspec.Struct, frozen=True, kw_only=True):
    """An attack during a truce. ``certain``: both sides are known to keep it and the days leave no doubt."""

    event: str
    date: Days
    certain: bool
    why: str


class Truce(msgspec.Struct, frozen=True, kw_only=True):
    """A truce: every version of its dates is kept, those that most articles give first.

    ``start`` and ``end`` are the spans of all versions; ``end`` is ``None`` where nobody says that it ended, and
    ``deadline`` where nobody says how long it was to last.
    """

    id: str
    sides: tuple[str, ...]
    countries: tuple[str, ...]
    start: Days | None
    deadline: Days | None
    end: Days | None
    starts: tuple[Dating, ...] = ()
    deadlines: tuple[Dating, ...] = ()
    ends: tuple[Dating, ...] = ()
    conditions: tuple[Cited, ...] = ()
    threats: tuple[Cited, ...] = ()
    violations: tuple[Violation, ...] = ()


class _Draft:
    """A truce while its words are gathered."""

    def __init__(self, first: TruceWord) -> None:
        self.words = [first]
        self.sides = set(first.sides)
        self.countries = set(first.countries)

    @property
    def starts(self) -> list[Days]:
        return [word.days for word in self.words if word.facet == "start" and word.days]

    def add(self, word: TruceWord) -> None:
        self.words.append(word)
        if word.facet in {"start", "end"}:
            if word.event is None or not self.sides:
                self.sides |= set(word.sides)
            self.countries |= set(word.countries)

    def concerns(self, word: TruceWord) -> bool:
        """Say whether two sides are in common; one is enough where the words name no more, or the article is one."""
        common = self.sides & set(word.sides)
        least = min(2, len(self.sides), len(word.sides))
        same_page = any(one.cited.doc == word.cited.doc for one in self.words)
        return len(common) >= max(1, least) or (same_page and (bool(common) or not word.sides or not self.sides))


def truces(words: Iterable[TruceWord], events: Sequence[Event]) -> list[Truce]:
    """Return the truces that ``words`` tell of, by their start, with the attacks among ``events`` that broke them."""
    ordered = sorted(words, key=lambda word: word.cited.order)
    drafts: list[_Draft] = []
    for word in (one for one in ordered if one.facet == "start"):
        at = next((draft for draft in drafts if draft.concerns(word) and _close(draft, word)), None)
        if at is None:
            drafts.append(_Draft(word))
        else:
            at.add(word)
    for word in (one for one in ordered if one.facet == "end"):
        _end(drafts, word)
    for word in (one for one in ordered if one.facet not in {"start", "end"}):
        found = _of(drafts, word)
        if found is not None:
            found.add(word)
    made = [_made(draft, events) for draft in drafts]
    return sorted(made, key=lambda one: (one.start.start if one.start else "9", one.id))


def _close(draft: _Draft, word: TruceWord) -> bool:
    assert word.days is not None
    return any(gap(start, word.days).size <= SAME_START_DAYS for start in draft.starts)


def _end(drafts: list[_Draft], word: TruceWord) -> None:
    """Give the end to the truce that it ends; the end of one that nobody saw begin stands for itself."""
    found = _of(drafts, word)
    if found is not None:
        found.add(word)
    elif word.days is not None:
        drafts.append(_Draft(word))


def _of(drafts: Sequence[_Draft], word: TruceWord) -> _Draft | None:
    """Return the truce that ``word`` is said of: the last that had begun by then."""
    when = word.days.end if word.days else (word.cited.published or "")[:10] or None
    fit = [draft for draft in drafts if draft.starts and draft.concerns(word) and _is_before(draft, when)]
    return max(fit, key=lambda draft: min(one.start for one in draft.starts), default=None)


def _is_before(draft: _Draft, when: str | None) -> bool:
    if when is None:
        return True
    first = min(one.start for one in draft.starts)
    return -2 <= ordinal(when) - ordinal(first) <= _REACH_DAYS


def _made(draft: _Draft, events: Sequence[Event]) -> Truce:
    starts = _datings((word.days, "stated", word) for word in draft.words if word.facet == "start" and word.days)
    ends = _datings((word.days, "stated", word) for word in draft.words if word.facet == "end" and word.days)
    if not starts:
        starts = _datings(
            (later(word.days, -word.count, word.unit), "reckoned from its length", word)
            for word in draft.words
            if word.facet == "end" and word.days and word.count and word.unit
        )
    start = _span(starts)
    deadlines = _datings(
        (planned_end(dating.days, word), "reckoned from its start", word)
        for word in draft.words
        for dating in starts[:1]
        if word.facet in {"deadline", "length"}
    )
    telling = [word for word in draft.words if word.facet == "start"] or draft.words
    first = min(telling, key=lambda word: word.cited.order).cited
    made = Truce(
        id=f"t-{first.key}",
        sides=tuple(sorted(_keepers(draft))),
        countries=tuple(sorted(draft.countries)),
        start=start,
        deadline=_span(deadlines),
        end=_span(ends),
        starts=starts,
        deadlines=deadlines,
        ends=ends,
        conditions=_quotes(draft, "condition"),
        threats=_quotes(draft, "threat"),
    )
    return msgspec.structs.replace(made, violations=tuple(_violations(made, events)))


def _keepers(draft: _Draft) -> set[str]:
    """Return the sides that keep it: those that two or more of its words name, if two are; else all."""
    named = Counter(side for word in draft.words if word.facet in {"start", "end"} for side in word.sides)
    often = {side for side in draft.sides if named[side] > 1}
    return often if len(often) > 1 else draft.sides


def _quotes(draft: _Draft, facet: str) -> tuple[Cited, ...]:
    return tuple({word.cited.key: word.cited for word in draft.words if word.facet == facet}.values())


def _datings(found: Iterable[tuple[Days | None, str, TruceWord]]) -> tuple[Dating, ...]:
    """Return the versions, those of most articles first, then the closest."""
    by: dict[tuple[Days, str], list[Cited]] = {}
    for days, basis, word in found:
        if days is not None:
            by.setdefault((days, basis), []).append(word.cited)
    made = [
        Dating(days=days, basis=basis, cited=tuple({one.key: one for one in told}.values()))
        for (days, basis), told in by.items()
    ]
    return tuple(sorted(made, key=lambda one: (-len({c.doc for c in one.cited}), one.days.length, one.days.start)))


def _span(datings: Sequence[Dating]) -> Days | None:
    if not datings:
        return None
    return Days(min(one.days.start for one in datings), max(one.days.end for one in datings))


def _violations(truce: Truce, events: Sequence[Event]) -> Iterable[Violation]:
    if truce.start is None:
        return
    for event in events:
        if not is_attack(event) or event.date is None:
            continue
        days = days_of(event.date)
        last = truce.end.start if truce.end else truce.deadline.end if truce.deadline else None
        last = last or iso(ordinal(truce.start.end) + _REACH_DAYS)
        if days.end <= truce.start.start or days.start > last or days.length > _VAGUE_DAYS:
            continue
        why = _breaks(truce, event)
        if why is not None:
            sure = days.start > truce.start.end and (truce.end is None or days.end < truce.end.start)
            yield Violation(event=event.id, date=days, certain=sure and why == "sides", why=why)


def _breaks(truce: Truce, event: Event) -> str | None:
    """Say by what an attack concerns a truce: ``sides`` (both known), ``one side``; ``None``: it does not."""
    kept = set(truce.sides)
    did, met = authors(event) & kept, sides(event.targets) & kept
    if did and met and did != met:
        return "sides"
    here = event.place.country if event.place else None
    if met and not authors(event) and (not truce.countries or here in truce.countries):
        return "one side"
    return None
