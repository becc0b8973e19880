"""``rasad sources``: the articles that the ledger holds."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Final

import click
import msgspec

from rasad.cli.layout import plain, row, wrap
from rasad.cli.ledger import columns, opened, write_json
from rasad.cli.table import UNKNOWN, many
from rasad.records import Source
from rasad.text.fold import fold

_HEADS: Final = ("Article", "Published", "Outlet", "Title", "Rep", "Group")
_LEAST: Final = (14, 17, 12, 20, 3, 8)
_GROWTH: Final = (20, 0, 20, 80, 0, 12)
_GAP: Final = "  "


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """A source with the number of event reports that stand in it."""

    source: Source
    reports: int


def run(
    target: str, outlet: str | None, since: str | None, until: str | None, text: str | None, as_json: bool
) -> int:
    """Print the articles of the ledger at ``target`` that meet what is asked; return 0."""
    with opened(target) as ledger:
        counts = ledger.report_counts()
        found = [
            Held(source=source, reports=counts.get(source.doc, 0))
            for source in ledger.sources(text)
            if _meets(source, outlet, since, until)
        ]
    if as_json:
        write_json([{**msgspec.to_builtins(held.source), "reports": held.reports} for held in found])
    else:
        click.echo(_table(found, columns(), isolate=sys.stdout.isatty()))
    return 0


def _meets(source: Source, outlet: str | None, since: str | None, until: str | None) -> bool:
    if outlet is not None and fold(outlet) not in fold(source.outlet or ""):
        return False
    if since is None and until is None:
        return True
    day = (source.published or "")[:10]
    return bool(day) and (since or "") <= day <= (until or "9999")


def _table(found: Sequence[Held], width: int, *, isolate: bool) -> str:
    spare = max(0, width - sum(_LEAST) - len(_GAP) * (len(_LEAST) - 1))
    widths = [least + spare * more // sum(_GROWTH) for least, more in zip(_LEAST, _GROWTH, strict=True)]
    lines = row([[head] for head in _HEADS], widths, isolate=False, gap=_GAP)
    lines.append(_GAP.join("─" * n for n in widths))
    for held in found:
        source = held.source
        shown = f"{source.published[:16]}{'~' if source.basis == 'inferred' else ''}" if source.published else UNKNOWN
        texts = (source.doc, shown, source.outlet or UNKNOWN, source.title or UNKNOWN, str(held.reports))
        cells = [wrap(plain(one), n, 2) for one, n in zip((*texts, source.group or UNKNOWN), widths, strict=True)]
        lines += row(cells, widths, isolate=isolate, gap=_GAP)
    reports = sum(held.reports for held in found)
    return "\n".join([*lines, "", f"{many(len(found), 'article')} with {many(reports, 'event report')}."])
