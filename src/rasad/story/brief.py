"""The brief: a one-page account whose every sentence cites the reports, or the words, that it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final

import msgspec

from rasad.records import Event, EventFilter, Source
from rasad.story import briefevents, briefstory
from rasad.story.days import days_of
from rasad.story.sentence import Sentence
from rasad.story.telling import Telling
from rasad.story.wording import Wording

MOST_EVENTS: Final = 10
"""Events that a page holds; which ones: those that most sources tell, then those with a toll, told at length."""
MOST_DISAGREEMENTS: Final = 4


class Brief(msgspec.Struct, frozen=True, kw_only=True):
    """The account: its sentences in order, and the articles that they cite."""

    language: str
    rule: str
    sentences: tuple[Sentence, ...]
    sources: tuple[Source, ...]


def brief(telling: Telling, language: str) -> Brief:
    """Return the account of what ``telling`` holds. Raises ``ValueError`` for a language that there is none in."""
    words = Wording(language)
    sentences = tuple(_sentences(telling, words))
    docs = dict.fromkeys(doc_of(key) for one in sentences for key in one.cites)
    sources = tuple(telling.sources[doc] for doc in docs if doc in telling.sources)
    return Brief(language=language, rule=telling.rule, sentences=sentences, sources=sources)


def doc_of(key: str) -> str:
    """Return the article of a citation: of a report (DOC/N) or of words (DOC@START-END)."""
    doc, at, _ = key.rpartition("@")
    return doc if at else key.rpartition("/")[0]


def _sentences(telling: Telling, words: Wording) -> Iterator[Sentence]:
    if not telling.events:
        return
    yield _opening(telling.events, words)
    answers = {one.answer for one in telling.responses() if one.basis != "inferred"}
    chosen = choose(telling.events)
    for event in chosen:
        yield briefevents.told(event, event.id in answers, words)
    entries = telling.timeline()
    used = {place.truce for entry in entries for place in entry.phases}
    events = {event.id: event for event in telling.all_events}
    for truce in telling.truces():
        if truce.id in used or telling.wanted == EventFilter():
            yield from briefstory.truce(truce, events, words)
    rounds = {entry.round for entry in entries} | {entry.nearest.round for entry in entries if entry.nearest}
    for track in telling.tracks():
        if any(one.id in rounds for one in track.rounds):
            yield from briefstory.talks(track, words)
    yield from briefstory.tallies(telling.tallies(), events, words)
    yield from briefstory.presence(telling.presence(), words)
    yield from briefevents.disagreements(telling.events, words, MOST_DISAGREEMENTS)


def _opening(events: Sequence[Event], words: Wording) -> Sentence:
    keys = [ref.event for event in events for ref in event.reports]
    docs = {ref.doc for event in events for ref in event.reports}
    filled = {
        "events": words.counted(len(events), "event"),
        "reports": words.counted(len(keys), "report"),
        "articles": words.counted(len(docs), "article"),
    }
    dated = [days_of(event.date) for event in events if event.date]
    if not dated:
        return Sentence(section="ledger", text=words("opening-undated", **filled), cites=tuple(keys))
    first = min(dated, key=lambda one: (one.start, one.length))
    last = max(dated, key=lambda one: (one.end, -one.length))
    text = words("opening", **filled, first=words.edge(first, last=False), last=words.edge(last, last=True))
    return Sentence(section="ledger", text=text, cites=tuple(keys))


def choose(events: Sequence[Event], most: int = MOST_EVENTS) -> list[Event]:
    """Return the events that matter most, by day: dated closely, told by most sources, main, with tolls."""
    ranked = sorted(events, key=_weight)[:most]
    return sorted(ranked, key=lambda event: (event.date is None, event.date.start if event.date else "", event.id))


def _weight(event: Event) -> tuple[bool, int, bool, int, int, float, str]:
    sources = len({ref.group or ref.doc for ref in event.reports})
    dead = max((toll.min for toll in (event.killed, event.injured) if toll), default=-1)
    vague = event.date is None or days_of(event.date).length > 31
    return vague, -sources, event.salience != "main", -(dead > 0), -dead, -event.confidence, event.id


def compact(cites: Iterable[str], most: int = 8) -> tuple[list[str], int]:
    """Return citations in few words, reports of one article that follow each other joined ("000/1–4"), and how many
    are left out after ``most`` of these."""
    numbered: list[tuple[str, int]] = []
    plain: list[str] = []
    for key in dict.fromkeys(cites):
        doc, _, number = key.rpartition("/")
        if number.isdigit() and "@" not in key:
            numbered.append((doc, int(number)))
        else:
            plain.append(key)
    parts = []
    for doc, group in groupby(sorted(numbered), key=lambda pair: pair[0]):
        parts += [f"{doc}/{run}" for run in _runs([number for _, number in group])]
    parts += plain
    return parts[:most], max(0, len(parts) - most)


def _runs(numbers: Sequence[int]) -> Iterator[str]:
    for _, group in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        run = [number for _, number in group]
        yield str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}"
