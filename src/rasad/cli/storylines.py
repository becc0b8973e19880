"""Lines of text for the commands that tell the story: headings, indented lines, quotes, days and gaps."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Final

import click

from rasad.cli.layout import cut, plain, with_isolates, wrap
from rasad.cli.ledger import columns, opened
from rasad.cli.table import UNKNOWN
from rasad.records import EventFilter
from rasad.story.cited import Cited
from rasad.story.days import Days, Gap
from rasad.story.telling import Telling

_QUOTE_LINES: Final = 3


@contextmanager
def told(target: str, wanted: EventFilter, rule: str) -> Iterator[Telling]:
    """Open the ledger at ``target`` and yield the telling of what is ``wanted`` of it."""
    with opened(target) as ledger:
        yield Telling(ledger, wanted, rule)


def write(lines: Iterable[str]) -> None:
    """Print lines; on a terminal each right-to-left stretch is isolated, so that it moves nothing beside it."""
    isolate = sys.stdout.isatty()
    click.echo("\n".join(with_isolates(line) if isolate else line for line in lines))


def line(words: str, width: int | None, indent: int = 2) -> str:
    """Return one line, cut to the width."""
    return cut(" " * indent + plain(words), columns(width))


def quoted(cited: Cited, width: int | None, indent: int = 4) -> list[str]:
    """Return a citation's words with who says it, in a few lines."""
    room = max(20, columns(width) - indent)
    lines = wrap(plain(cited.quote), room, _QUOTE_LINES)
    source = f"— {cited.key}{f', {plain(cited.outlet)}' if cited.outlet else ''}"
    return [" " * indent + one for one in (*lines, cut(source, room))]


def span(days: Days | None) -> str:
    """Return an interval of days: one day, both ends, a year; ``–`` for none."""
    if days is None:
        return UNKNOWN
    if days.start == days.end:
        return days.start
    same = 8 if days.start[:8] == days.end[:8] else 5 if days.start[:5] == days.end[:5] else 0
    if (days.start[4:], days.end[4:]) == ("-01-01", "-12-31") and same == 5:
        return days.start[:4]
    return f"{days.start}/{days.end[same:]}"


def signed(gap: Gap | None) -> str:
    """Return a distance in days: ``+3``, ``-1..+2``."""
    if gap is None:
        return UNKNOWN
    return f"{gap.least:+d}" if gap.least == gap.most else f"{gap.least:+d}..{gap.most:+d}"
