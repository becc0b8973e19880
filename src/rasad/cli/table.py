"""The table for people: event reports as rows, article by article, as they are coded.

Terminals differ in what they make of Arabic: some reorder a whole line, some cell by cell, some not at all. So the
cells that are Arabic are isolated where the output is a terminal, every line has Latin letters between two Arabic
cells, and the source's words stand on a line of their own.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from rasad.cli.layout import cut, isolated, plain, row, width, wrap
from rasad.codebook.kinds import kinds
from rasad.records import Actor, CodedArticle, DateValue, Event, EventReport, PlaceValue, Tally, Toll, Unreadable

UNKNOWN: Final = "–"
_HEADS: Final = ("When", "Where", "What", "Who → Whom", "Weapons", "K/I", "Conf")
_LEAST: Final = (14, 11, 11, 16, 7, 5, 4)
_GROWTH: Final = (0, 24, 16, 60, 20, 6, 0)
_LINES_A_CELL: Final = 4
_NOT_STATED: Final = frozenset({"published", "linked", "inferred"})
_GAP: Final = "  "


def widths_for(columns: int) -> tuple[int, ...]:
    """Share ``columns`` among the table's columns: each has its least, the rest goes by appetite."""
    spare = max(0, columns - sum(_LEAST) - len(_GAP) * (len(_LEAST) - 1))
    appetite = sum(_GROWTH)
    grown = [least + min(more, spare * more // appetite) for least, more in zip(_LEAST, _GROWTH, strict=True)]
    return tuple(grown)


class Table:
    """Lays out coded articles; every method returns the text to print, ending in a newline."""

    def __init__(self, columns: int, *, isolate: bool) -> None:
        """Fit the table to ``columns``; ``isolate`` puts bidi isolates around Arabic."""
        self._columns = max(columns, sum(_LEAST) + len(_GAP) * (len(_LEAST) - 1))
        self._widths = widths_for(self._columns)
        self._isolate = isolate
        self._articles = self._events = self._tallies = self._failed = 0

    def article(self, coded: CodedArticle) -> str:
        """Return the rows of one article: a heading, the events, its tallies and notes."""
        head = self._heading() if self._articles + self._failed == 0 else []
        self._articles += 1
        self._events += len(coded.events)
        self._tallies += len(coded.tallies)
        lines = [*head, "", self._title(coded)]
        for event in coded.events:
            lines += self._event(event)
        if not coded.events:
            lines.append("  no event reports")
        lines += [self._aside("tally", _tally(tally), tally.evidence) for tally in coded.tallies]
        lines += [self._aside("note", note.message, "") for note in coded.notes]
        return "\n".join(lines) + "\n"

    def unreadable(self, item: Unreadable) -> str:
        """Return the line of an input that could not be read."""
        head = self._heading() if self._articles + self._failed == 0 else []
        self._failed += 1
        return "\n".join([*head, "", f"{plain(item.doc)}  ERROR: {plain(item.error)}"]) + "\n"

    def close(self) -> str:
        """Return the closing line, and what the signs mean."""
        failed = f", {self._failed} not readable" if self._failed else ""
        made = (many(self._articles, "article"), many(self._events, "event report"), many(self._tallies, "tally"))
        legend = f"K/I killed/injured ({UNKNOWN} not said, 0 none, 3+ at least); b background; ~ day not in words"
        return f"\n{', '.join(made)}{failed}.\n{cut(legend, self._columns)}\n"

    def _heading(self) -> list[str]:
        cells = [[head] for head in _HEADS]
        return [*row(cells, self._widths, isolate=False, gap=_GAP), _GAP.join("─" * n for n in self._widths)]

    def _title(self, coded: CodedArticle) -> str:
        when = coded.published
        stated = f"{when.value} ({when.basis})" if when.value else "undated"
        parts = [
            plain(coded.doc),
            stated,
            self._shown(plain(coded.outlet or "")),
            self._shown(plain(coded.title or "")),
        ]
        kept = [part for part in parts if part]
        return self._fitted(" · ".join(kept))

    def _event(self, event: EventReport) -> list[str]:
        cells = [
            wrap(cell, columns, _LINES_A_CELL) for cell, columns in zip(_cells(event), self._widths, strict=True)
        ]
        lines = row(cells, self._widths, isolate=self._isolate, gap=_GAP)
        kind = kinds().get(event.kind)
        label = f"{kind.name_ar}: " if kind else ""
        return [*lines, "    " + self._quoted(label + plain(event.evidence.quote), self._columns - 4)]

    def _aside(self, name: str, words: str, quote: str) -> str:
        line = f"  {name}: {cut(plain(words), self._columns - len(name) - 4)}"
        return line + "\n    " + self._quoted(plain(quote), self._columns - 4) if quote else line

    def _quoted(self, words: str, columns: int) -> str:
        return self._shown(cut(words, columns))

    def _shown(self, text: str) -> str:
        return isolated(text) if self._isolate else text

    def _fitted(self, line: str) -> str:
        """Cut a line that may hold isolates, closing one that was cut open."""
        short = cut(line, self._columns)
        return short + "\u2069" * (short.count("\u2068") - short.count("\u2069"))


def _cells(event: EventReport) -> tuple[str, ...]:
    kind = kinds().get(event.kind)
    mark = " b" if event.salience == "background" else ""
    zone = "" if event.zone == "body" else f" [{event.zone}]"
    outcome = f", {event.outcome}" if event.outcome else ""
    return (
        when(event.date),
        where(event.place, len(event.more_places)),
        (kind.name_en if kind else event.kind) + outcome + zone + mark,
        f"{people(event.initiators)} → {people(event.targets)}",
        weapons(event),
        f"{toll(event.killed)}/{toll(event.injured)}",
        f"{event.confidence:.2f}",
    )


def when(date: DateValue | None) -> str:
    """Return a date as people write it: 2024-07-25, 2024-07-25/26, 2024-06-28/07-02; ``–`` for none."""
    if date is None:
        return UNKNOWN
    doubt = "~" if date.basis in _NOT_STATED else ""
    if date.start == date.end:
        return date.start + doubt
    same = 8 if date.start[:8] == date.end[:8] else 5 if date.start[:5] == date.end[:5] else 0
    if (date.start[4:], date.end[4:]) == ("-01-01", "-12-31") and same == 5:
        return date.start[:4] + doubt
    return f"{date.start}/{date.end[same:]}{doubt}"


def where(place: PlaceValue | None, more: int = 0) -> str:
    """Return a place's name and country, and how many further places the event has."""
    if place is None:
        return UNKNOWN
    parts = [plain(place.name), place.country or "??"]
    return " ".join(parts) + (f" and {more} more" if more else "")


def toll(value: Toll | None) -> str:
    """Return a toll: ``–`` not said, ``0`` none, ``4``, ``4+`` at least, ``4-6`` where figures differ."""
    if value is None:
        return UNKNOWN
    if value.max is None:
        return f"{value.min}+"
    return str(value.min) if value.min == value.max else f"{value.min}-{value.max}"


def people(actors: Iterable[Actor]) -> str:
    """Return actors by id; one that the registry does not hold by its words, marked as such."""
    return ", ".join(actor.id or f"{plain(actor.text)} (no id)" for actor in actors) or UNKNOWN


def weapons(event: EventReport | Event) -> str:
    """Return weapons with their counts: ``4 rocket, drone``; ``–`` for none."""
    counts = event.weapon_counts
    return (
        ", ".join(f"{counts[name]} {name}" if counts.get(name, 1) > 1 else name for name in event.weapons) or UNKNOWN
    )


def _tally(tally: Tally) -> str:
    count = "" if tally.count is None else f"{tally.count} "
    span = f", {tally.start or '?'} to {tally.end or '?'}" if tally.start or tally.end else ""
    tolls = [
        f"{name} {toll(value)}" for name, value in (("killed", tally.killed), ("injured", tally.injured)) if value
    ]
    return f"{count}{tally.what}{span}" + "".join(f", {part}" for part in tolls)


def many(count: int, noun: str) -> str:
    """Return a count with its noun: ``1 event``, ``2 events``, ``0 tallies``."""
    if count == 1:
        return f"1 {noun}"
    return f"{count} {noun[:-1]}ies" if noun.endswith("y") else f"{count} {noun}s"


__all__ = ["UNKNOWN", "Table", "many", "people", "toll", "weapons", "when", "where", "width", "widths_for"]
