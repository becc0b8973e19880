"""``rasad compare``: the ledger against a user's own ACLED or UCDP file, as a table or as JSON."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import click

from rasad.cli.layout import cut, plain, row, with_isolates, wrap
from rasad.cli.ledger import columns, opened, write_json
from rasad.cli.table import UNKNOWN, when
from rasad.exports.comparing import Difference, FileComparison, compare
from rasad.exports.formats import FORMATS
from rasad.exports.userfile import Deaths, Row, UserFileError, read_user_file
from rasad.records import DateValue, EventFilter

_GAP: Final = "  "
_LEAST: Final = (11, 14, 10, 14, 11, 6)
_GROWTH: Final = (4, 0, 14, 40, 20, 0)
_HEADS: Final = ("Id", "When", "Where", "Actors", "What", "Deaths")
_LINES_A_CELL: Final = 3
_MOST_UNREAD: Final = 5


def run(
    target: str, file: Path, rule: str | None, wanted: EventFilter, everything: bool, as_json: bool, width: int | None
) -> int:
    """Compare the ledger at ``target`` with ``file`` and print the outcome; return 0."""
    try:
        theirs = read_user_file(file)
    except UserFileError as error:
        raise click.ClickException(str(error)) from error
    with opened(target) as ledger:
        events = ledger.events(wanted, rule or FORMATS[theirs.form].rule)
        found = compare(events, theirs, ledger, everything=everything)
    if as_json:
        write_json(found)
    else:
        click.echo(table(found, file.name, columns(width), isolate=sys.stdout.isatty()))
    return 0


def table(found: FileComparison, name: str, width: int, *, isolate: bool) -> str:
    """Return the comparison as text of ``width`` columns: both have, only ours, only theirs, and what was left."""
    lines = [*_both(found, width, isolate), ""]
    lines += [f"Only in the ledger ({len(found.only_ours)})"]
    lines += _listed([(one.event, one.row) for one in found.only_ours], width, isolate)
    lines += ["", f"Only in {plain(name)} ({len(found.only_theirs)})"]
    lines += _listed([(one.id, one) for one in found.only_theirs], width, isolate)
    return "\n".join([*lines, "", *(cut(line, width) for line in _summary(found, name))])


def _both(found: FileComparison, width: int, isolate: bool) -> Iterator[str]:
    differing = [pair for pair in found.pairs if pair.differences]
    yield f"In both ({len(found.pairs)}), with other values ({len(differing)})"
    for pair in differing:
        where = f", {pair.km:g} km apart" if pair.km is not None else ""
        likeness = f"likeness {pair.likeness:.2f}{where}"
        yield _line(
            f"  {pair.event} = {pair.theirs.id}, {_days(pair.ours)}, {pair.ours.place} ({likeness})", width, isolate
        )
        for one in pair.differences:
            yield _line(f"    {one.field}: {_value(one, one.ours)} / {_value(one, one.theirs)}", width, isolate)


def _line(text: str, width: int, isolate: bool) -> str:
    short = cut(plain(text), width - 4)
    indent = text[: len(text) - len(text.lstrip())]
    return indent + (with_isolates(short) if isolate else short)


def _value(difference: Difference, value: Any) -> str:
    if value is None:
        return "unknown"
    if isinstance(value, Deaths):
        return _deaths(value)
    if difference.field == "actors":
        return "; ".join(value) or UNKNOWN
    return str(value) or UNKNOWN


def _listed(rows: Sequence[tuple[str, Row]], width: int, isolate: bool) -> Iterator[str]:
    if not rows:
        return
    spare = max(0, width - sum(_LEAST) - len(_GAP) * (len(_LEAST) - 1))
    widths = [least + spare * more // sum(_GROWTH) for least, more in zip(_LEAST, _GROWTH, strict=True)]
    yield from row([[head] for head in _HEADS], widths, isolate=False, gap=_GAP)
    yield _GAP.join("─" * n for n in widths)
    for ident, one in rows:
        cells = (ident, _days(one), one.place, "; ".join(one.actors), one.kind, _deaths(one.deaths))
        wrapped = [wrap(plain(text) or UNKNOWN, n, _LINES_A_CELL) for text, n in zip(cells, widths, strict=True)]
        yield from row(wrapped, widths, isolate=isolate, gap=_GAP)


def _days(one: Row) -> str:
    return when(DateValue(start=one.first.isoformat(), end=one.last.isoformat()))


def _deaths(deaths: Deaths | None) -> str:
    if deaths is None:
        return UNKNOWN
    if deaths.low == deaths.high:
        return str(deaths.best)
    return f"{deaths.best} ({deaths.low}-{deaths.high})"


def _summary(found: FileComparison, name: str) -> Iterator[str]:
    form = FORMATS[found.form].name
    yield (
        f"{form} file {plain(name)}: {len(found.pairs)} events in both, {len(found.only_ours)} only in the ledger, "
        + (f"{len(found.only_theirs)} only in the file. Values: ours / theirs; {UNKNOWN} unknown.")
    )
    if found.outside:
        yield f"{found.outside} rows beyond the ledger's days and countries were left aside; --all counts them."
    if found.not_codable:
        reasons = "; ".join(f"{count} {reason}" for reason, count in found.not_codable.items())
        yield f"Events of the ledger that {form} does not hold, not compared: {reasons}."
    for one in found.unread[:_MOST_UNREAD]:
        yield f"Line {one.line} could not be read: {one.reason}."
    if len(found.unread) > _MOST_UNREAD:
        yield f"{len(found.unread) - _MOST_UNREAD} more lines could not be read; --json lists them."
