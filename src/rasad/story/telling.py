"""Telling: the whole story of a ledger, or of the part of it that is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

import msgspec

from rasad.records import CodedArticle, Event, EventFilter, Source, SourcedReport, Statement
from rasad.story import presence as troops
from rasad.story import rounds, trucewords
from rasad.story.asked import Asked
from rasad.story.cited import Cited, Sources, cited
from rasad.story.counting import Count, counts
from rasad.story.framing import Framing, Naming, framings, namings
from rasad.story.passages import Passage, read_all
from rasad.story.presence import Level, presence
from rasad.story.responses import Response, responses
from rasad.story.rounds import Track, tracks
from rasad.story.speakers import Speaker, speakers
from rasad.story.timeline import Entry, timeline
from rasad.story.truces import Truce, truces
from rasad.story.trucewords import words_of_events, words_of_passages


class Archive(Protocol):
    """The part of ``rasad.store.Ledger`` that the story needs, so that it can be tried without one."""

    def articles(self) -> Iterable[CodedArticle]:
        """Return the articles as they are coded."""
        ...

    def sources(self) -> list[Source]:
        """Return the articles as sources."""
        ...

    def statements(self) -> list[tuple[Source, Statement]]:
        """Return every statement with its source."""
        ...

    def reports(self) -> list[SourcedReport]:
        """Return every event report with its source."""
        ...

    def events(self, filter: EventFilter | None = None, rule: str = "conservative") -> list[Event]:
        """Return the events that meet ``filter``, derived under ``rule``."""
        ...


class Story(msgspec.Struct, frozen=True, kw_only=True):
    """All that is told: see the module of each part. ``rule`` is the one that the events were derived under."""

    rule: str
    timeline: tuple[Entry, ...]
    truces: tuple[Truce, ...]
    responses: tuple[Response, ...]
    tracks: tuple[Track, ...]
    presence: tuple[Level, ...]
    tallies: tuple[Count, ...]
    speakers: tuple[Speaker, ...]
    framings: tuple[Framing, ...]
    namings: tuple[Naming, ...]


class Telling:
    """Tells the story of an archive; what several parts need is read once.

    Truces, talks and tallies are drawn from all of the ledger, whatever is asked for: a filter chooses what is shown,
    not what is known.
    """

    def __init__(self, archive: Archive, wanted: EventFilter | None = None, rule: str = "conservative") -> None:
        self._archive = archive
        self.wanted = wanted or EventFilter()
        self.rule = rule
        self.sources: Sources = {source.doc: source for source in archive.sources()}
        self.events: list[Event] = archive.events(self.wanted, rule)
        self.all_events: list[Event] = (
            self.events if self.wanted == EventFilter() else archive.events(EventFilter(), rule)
        )
        self.articles: list[CodedArticle] = list(archive.articles())
        self.reports: Mapping[str, SourcedReport] = {item.key: item for item in archive.reports()}
        self._passages: list[Passage] | None = None

    @property
    def passages(self) -> list[Passage]:
        """The sentences that tell of truces, talks and presence."""
        if self._passages is None:
            groups = (*trucewords.WANTED, *rounds.WANTED, *troops.WANTED)
            self._passages = read_all(self.articles, self.sources, groups)
        return self._passages

    def truces(self) -> list[Truce]:
        """Return the truces; with a filter, those that an event asked for lies in or near, or that its words meet."""
        by_doc = {article.doc: article for article in self.articles}
        kinds = {"ceasefire", "ceasefire_end"}
        keys = [ref.event for event in self.all_events if event.kind in kinds for ref in event.reports]
        held = {key: self.reports[key].report for key in keys if key in self.reports}
        quotes: dict[str, Cited] = {}
        for key, report in held.items():
            article = by_doc[self.reports[key].source.doc]
            quotes[key] = cited(article, (report.evidence.start, report.evidence.end), self.sources)
        said = words_of_passages(self.passages)
        return truces([*said, *words_of_events(self.all_events, held, quotes, said)], self.all_events)

    def tracks(self) -> list[Track]:
        """Return the tracks of talks."""
        return tracks(self.all_events, self.passages)

    def responses(self) -> list[Response]:
        """Return the responses whose answer, or what it answers, is asked for."""
        asked = {event.id for event in self.events}
        languages = {article.doc: article.language for article in self.articles}
        found = responses(self.all_events, self.reports, languages)
        return [one for one in found if one.answer in asked or one.to in asked]

    def presence(self) -> list[Level]:
        """Return what is told of presence as far as it is asked for."""
        asked = Asked(self.wanted)
        return [
            one
            for one in presence(self.passages)
            if asked.days(one.days.start if one.days else None, one.days.end if one.days else None)
            and asked.kind("presence", one.kind)
            and asked.actor([one.actor] if one.actor else [], one.cited.quote)
            and asked.place([], one.cited.quote, [one.country] if one.country else [])
            and asked.outlet(one.cited.outlet)
            and asked.text(one.cited.quote)
        ]

    def tallies(self) -> list[Count]:
        """Return the tallies asked for, each against all of the ledger's events."""
        return counts(self.articles, self.sources, self.all_events, self.wanted)

    def speakers(self) -> list[Speaker]:
        """Return the speakers of the statements asked for."""
        return speakers(self._archive.statements(), self.wanted)

    def framings(self) -> list[Framing]:
        """Return the framings of the events asked for."""
        return framings(self.events, self.reports, {article.doc: article.text for article in self.articles})

    def namings(self) -> list[Naming]:
        """Return what outlets call the actors of the events asked for."""
        keys = [ref.event for event in self.events for ref in event.reports]
        return namings(self.reports[key] for key in keys if key in self.reports)

    def timeline(self) -> list[Entry]:
        """Return the events asked for with their phases, nearest rounds and answers."""
        return timeline(self.events, self.truces(), self.tracks(), self.responses())

    def story(self) -> Story:
        """Return all of it."""
        known, held, answers = self.truces(), self.tracks(), self.responses()
        entries = timeline(self.events, known, held, answers)
        return Story(
            rule=self.rule,
            timeline=tuple(entries),
            truces=tuple(_shown_truces(known, entries, self.wanted)),
            responses=tuple(answers),
            tracks=tuple(_shown_tracks(held, entries, self.wanted)),
            presence=tuple(self.presence()),
            tallies=tuple(self.tallies()),
            speakers=tuple(self.speakers()),
            framings=tuple(self.framings()),
            namings=tuple(self.namings()),
        )


def _shown_truces(known: Sequence[Truce], entries: Sequence[Entry], wanted: EventFilter) -> Iterable[Truce]:
    """Yield the truces that an event asked for has a phase in; without a filter, all."""
    used = {place.truce for entry in entries for place in entry.phases}
    return (truce for truce in known if wanted == EventFilter() or truce.id in used)


def _shown_tracks(held: Sequence[Track], entries: Sequence[Entry], wanted: EventFilter) -> Iterable[Track]:
    """Yield the tracks that an event asked for is part of or nearest to; without a filter, all."""
    used = {entry.round for entry in entries} | {entry.nearest.round for entry in entries if entry.nearest}
    return (track for track in held if wanted == EventFilter() or any(one.id in used for one in track.rounds))
