"""Framing: which words each outlet uses for the same event, and for the same actor throughout."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

import msgspec

from rasad.codebook.actors import actors
from rasad.records import Actor, Event, EventReport, SourcedReport
from rasad.story.cues import cues
from rasad.text.fold import fold

_FRONT: Final = re.compile("^(?:[وف]?[بك]?ال|[وف]?لل)")
_NO_BODY: Final = frozenset({"civilians", "protesters", "unidentified"})
_CAST: Final = ("initiators", "targets", "claimed_by", "denied_by", "blamed_on")


class Frame(msgspec.Struct, frozen=True, kw_only=True):
    """One report's words for an event: field -> the words that its value was read from, and its clause."""

    report: str
    outlet: str | None
    words: dict[str, str]
    quote: str


class Framing(msgspec.Struct, frozen=True, kw_only=True):
    """An event that several outlets tell, with the words of each; ``fields`` are those that they word differently."""

    event: str
    frames: tuple[Frame, ...]
    fields: tuple[str, ...]


class Naming(msgspec.Struct, frozen=True, kw_only=True):
    """What one outlet calls an actor, or what it calls it when it acts: words -> the reports that have them."""

    actor: str
    outlet: str
    words: dict[str, tuple[str, ...]]


def framings(
    events: Sequence[Event], reports: Mapping[str, SourcedReport], texts: Mapping[str, str]
) -> list[Framing]:
    """Return the framings of the events that two or more outlets tell; ``texts`` are the articles' by ``doc``."""
    out = []
    for event in events:
        items = [reports[ref.event] for ref in event.reports if ref.event in reports]
        if len({outlet_of(item) for item in items}) < 2:
            continue
        frames = tuple(_frame(item, texts.get(item.source.doc, "")) for item in items)
        out.append(Framing(event=event.id, frames=frames, fields=tuple(_differing(frames))))
    return out


def outlet_of(item: SourcedReport) -> str:
    """Return the outlet's name, an article without one by its own."""
    return item.source.outlet or item.source.doc


def _frame(item: SourcedReport, text: str) -> Frame:
    report = item.report
    words = dict(_words(report, text))
    return Frame(
        report=item.key, outlet=item.source.outlet, words=words, quote=" ".join(report.evidence.quote.split())
    )


def _words(report: EventReport, text: str) -> Iterator[tuple[str, str]]:
    """Yield field and words: the spans that the values came from; actors by their own words."""
    for field in ("kind", "damage", "killed", "injured", "outcome"):
        span = report.spans.get(field)
        if span is not None and (found := " ".join(text[span[0] : span[1]].split())):
            yield field, found
    for field in _CAST:
        cast: tuple[Actor, ...] = getattr(report, field)
        if cast:
            yield field, " | ".join(" ".join(actor.text.split()) for actor in cast)
    for name in report.weapons:
        span = report.spans.get(f"weapons.{name}")
        if span is not None and (found := " ".join(text[span[0] : span[1]].split())):
            yield f"weapons.{name}", found


def _differing(frames: Sequence[Frame]) -> Iterator[str]:
    for field in dict.fromkeys(name for frame in frames for name in frame.words):
        told = {frame.words[field] for frame in frames if field in frame.words}
        if len(told) > 1:
            yield field


def namings(reports: Iterable[SourcedReport]) -> list[Naming]:
    """Return what each outlet calls each actor of the registry, for the actors that outlets name in several ways."""
    found: dict[str, dict[str, dict[str, set[str]]]] = {}
    for item in reports:
        for field in _CAST:
            for actor in getattr(item.report, field):
                words = _bare(" ".join(actor.text.split()))
                if actor.id and _is_body(actor.id) and not _is_site(words):
                    outlets = found.setdefault(actor.id, {})
                    outlets.setdefault(outlet_of(item), {}).setdefault(words, set()).add(item.key)
    return [
        Naming(actor=actor, outlet=outlet, words={name: tuple(sorted(words[name])) for name in _ranked(words)})
        for actor, outlets in sorted(found.items())
        if len({name for words in outlets.values() for name in words}) > 1
        for outlet, words in sorted(outlets.items())
    ]


def _bare(words: str) -> str:
    """Return words without the conjunction or preposition that Arabic writes to their article's front."""
    return _FRONT.sub("ال", words)


def _is_body(ident: str) -> bool:
    """Say whether an id is a body with a name of its own: civilians and the unknown are called many things."""
    entry = actors().get(ident)
    return entry is None or entry.kind not in _NO_BODY


def _is_site(words: str) -> bool:
    """Say whether the words name a place that stands for its people, not the people."""
    first = " ".join(fold(words).split()[:1])
    return any((pattern := cues(language).get("site")) and pattern.match(first) for language in ("ar", "en"))


def _ranked(words: Mapping[str, set[str]]) -> list[str]:
    return sorted(words, key=lambda name: (-len(words[name]), name))
