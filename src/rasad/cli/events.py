"""``rasad events``: the ledger's events as a table or as JSON."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Final

import click

from rasad.cli.layout import cut, isolated, plain, row, wrap
from rasad.cli.ledger import columns, opened, write_json
from rasad.cli.table import UNKNOWN, many, people, toll, weapons, when, where
from rasad.codebook.kinds import kinds
from rasad.records import Event, EventFilter

_HEADS: Final = ("Event", "When", "Where", "What", "Who → Whom", "Weapons", "K/I", "Rep")
_LEAST: Final = (10, 14, 11, 11, 16, 7, 5, 5)
_GROWTH: Final = (0, 0, 24, 16, 60, 20, 6, 0)
_LINES_A_CELL: Final = 4
_GAP: Final = "  "
LEGEND: Final = (
    f"K/I killed/injured ({UNKNOWN} not said, 3+ at least); Rep reports/independent sources; b background; "
    "! disputed; ? may be one with another; ~ day not in words"
)


def run(target: str, wanted: EventFilter, rule: str, as_json: bool, width: int | None) -> int:
    """Print the events of the ledger at ``target`` that meet ``wanted`` under ``rule``; return 0."""
    with opened(target) as ledger:
        events = ledger.events(wanted, rule)
    if as_json:
        write_json(events)
    else:
        click.echo(table(events, columns(width), isolate=sys.stdout.isatty()))
    return 0


def table(events: Sequence[Event], width: int, *, isolate: bool) -> str:
    """Return ``events`` as a table of ``width`` columns; ``isolate`` puts bidi isolates around Arabic."""
    spare = max(0, width - sum(_LEAST) - len(_GAP) * (len(_LEAST) - 1))
    widths = [least + spare * more // sum(_GROWTH) for least, more in zip(_LEAST, _GROWTH, strict=True)]
    lines = row([[head] for head in _HEADS], widths, isolate=False, gap=_GAP)
    lines.append(_GAP.join("─" * n for n in widths))
    for event in events:
        cells = [wrap(cell, n, _LINES_A_CELL) for cell, n in zip(_cells(event), widths, strict=True)]
        lines += row(cells, widths, isolate=isolate, gap=_GAP)
        words = cut(_told(event), max(width, sum(_LEAST)) - 4)
        lines.append("    " + (isolated(words) if isolate else words))
    reports = sum(len(event.reports) for event in events)
    return "\n".join([*lines, "", f"{many(len(events), 'event')} of {many(reports, 'report')}.", cut(LEGEND, width)])


def sources(event: Event) -> int:
    """Return how many independent sources report the event: articles that carry one text count once."""
    return len({ref.group or ref.doc for ref in event.reports})


def _cells(event: Event) -> tuple[str, ...]:
    kind = kinds().get(event.kind)
    outcome = f", {event.outcome}" if event.outcome else ""
    marks = " b" if event.salience == "background" else ""
    marks += " !" if any(one.disputed for one in event.derived.values()) else ""
    marks += " ?" if event.possibly else ""
    return (
        event.id,
        when(event.date),
        where(event.place, len(event.more_places)),
        (kind.name_en if kind else event.kind) + outcome + marks,
        f"{people(event.initiators)} → {people(event.targets)}",
        weapons(event),
        f"{toll(event.killed)}/{toll(event.injured)}",
        f"{len(event.reports)}/{sources(event)}",
    )


def _told(event: Event) -> str:
    """Return the line in Arabic: the kind, and who reports it."""
    kind = kinds().get(event.kind)
    outlets = dict.fromkeys(plain(ref.outlet or ref.doc) for ref in event.reports)
    return f"{kind.name_ar if kind else event.kind}: {'، '.join(outlets)}"
