"""``rasad timeline``: the ledger's events by day, each where it falls in the story."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from typing import Final

import click

from rasad.cli.layout import cut, isolated, plain, row, wrap
from rasad.cli.ledger import columns, write_json
from rasad.cli.storylines import signed, span, told
from rasad.cli.table import UNKNOWN, many, people, toll, when, where
from rasad.codebook.kinds import kinds
from rasad.records import EventFilter
from rasad.story.timeline import Entry
from rasad.story.truces import Truce

_HEADS: Final = ("Event", "When", "Where", "What", "Who → Whom", "K/I", "Truce", "Talks", "Answers")
_LEAST: Final = (10, 14, 11, 11, 14, 5, 10, 9, 10)
_GROWTH: Final = (0, 0, 20, 14, 40, 4, 12, 4, 8)
_LINES_A_CELL: Final = 4
_GAP: Final = "  "
LEGEND: Final = (
    "K/I killed/injured; Talks: days from the nearest round, - before it; Answers: what it responds to, "
    "= a report links them, w worded as an answer, i inferred; × breaks the truce, ×? may break it"
)
_BASES: Final = {"said": "=", "worded": "w", "inferred": "i"}


def run(target: str, wanted: EventFilter, rule: str, as_json: bool, width: int | None) -> int:
    """Print the timeline of the ledger at ``target``; return 0."""
    with told(target, wanted, rule) as telling:
        entries, truces = telling.timeline(), telling.truces()
    if as_json:
        write_json(entries)
    else:
        click.echo(table(entries, truces, columns(width), isolate=sys.stdout.isatty()))
    return 0


def table(entries: Sequence[Entry], truces: Sequence[Truce], width: int, *, isolate: bool) -> str:
    """Return the timeline as a table of ``width`` columns with the truces numbered below it."""
    numbers = {truce.id: f"T{number}" for number, truce in enumerate(truces, 1)}
    sure = {(truce.id, one.event) for truce in truces for one in truce.violations if one.certain}
    spare = max(0, width - sum(_LEAST) - len(_GAP) * (len(_LEAST) - 1))
    widths = [least + spare * more // sum(_GROWTH) for least, more in zip(_LEAST, _GROWTH, strict=True)]
    lines = row([[head] for head in _HEADS], widths, isolate=False, gap=_GAP)
    lines.append(_GAP.join("─" * n for n in widths))
    for entry in entries:
        cells = _cells(entry, numbers, sure)
        lines += row(
            [wrap(c, n, _LINES_A_CELL) for c, n in zip(cells, widths, strict=True)], widths, isolate=isolate, gap=_GAP
        )
        words = cut(_told(entry), max(width, sum(_LEAST)) - 4)
        lines.append("    " + (isolated(words) if isolate else words))
    lines += ["", f"{many(len(entries), 'event')}, {many(len(truces), 'truce')}."]
    lines += [cut(_truce(truce, numbers), width) for truce in truces]
    return "\n".join([*lines, *wrap(LEGEND, width, 3)])


def _cells(entry: Entry, numbers: Mapping[str, str], sure: set[tuple[str, str]]) -> tuple[str, ...]:
    event = entry.event
    kind = kinds().get(event.kind)
    outcome = f", {event.outcome}" if event.outcome else ""
    phases = [f"{numbers[one.truce]} {one.phase}{_broken(entry, one.truce, sure)}" for one in entry.phases]
    answers = entry.answers
    return (
        event.id,
        when(event.date),
        where(event.place, len(event.more_places)),
        (kind.name_en if kind else event.kind) + outcome,
        f"{people(event.initiators)} → {people(event.targets)}",
        f"{toll(event.killed)}/{toll(event.injured)}",
        ", ".join(phases) or UNKNOWN,
        "round" if entry.round else signed(entry.nearest.gap) if entry.nearest else UNKNOWN,
        f"{answers.to} {_BASES[answers.basis]} {signed(answers.delay)}" if answers else UNKNOWN,
    )


def _broken(entry: Entry, truce: str, sure: set[tuple[str, str]]) -> str:
    if truce not in entry.breaks:
        return ""
    return " ×" if (truce, entry.event.id) in sure else " ×?"


def _told(entry: Entry) -> str:
    kind = kinds().get(entry.event.kind)
    outlets = dict.fromkeys(plain(ref.outlet or ref.doc) for ref in entry.event.reports)
    return f"{kind.name_ar if kind else entry.event.kind}: {'، '.join(outlets)}"


def _truce(truce: Truce, numbers: Mapping[str, str]) -> str:
    parts = [f"{numbers[truce.id]}: {', '.join(truce.sides) or ', '.join(truce.countries) or UNKNOWN}"]
    parts.append(f"began {span(truce.start)}")
    parts += [f"{name} {span(days)}" for name, days in (("deadline", truce.deadline), ("ended", truce.end)) if days]
    return "; ".join(parts)
