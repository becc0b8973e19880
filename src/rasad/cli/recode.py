"""``rasad recode``: the ledger's pages coded by the rules of now, and what that changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import click

from rasad.cli.event import brief
from rasad.cli.layout import cut, plain
from rasad.cli.ledger import columns, opened, write_json
from rasad.cli.table import UNKNOWN, many
from rasad.store import Change, Changes


def run(target: str, docs: Sequence[str], dry_run: bool, as_json: bool) -> int:
    """Code the articles ``docs`` (none: all) of the ledger at ``target`` again; return 0, or 1 if a page failed."""
    from rasad.reports.coder import Coder

    with opened(target) as ledger:
        found = ledger.recode(Coder(), dry_run, docs or None)
        reworked = () if dry_run or docs else ledger.rework()
    if as_json:
        write_json(found)
    else:
        click.echo("\n".join(_told(found, dry_run)))
        if reworked:
            click.echo(f"Merging's rules changed: {many(len(reworked), 'event')} worked out anew.")
    for sentence in found.failed:
        click.echo(f"rasad: {sentence}", err=True)
    return 1 if found.failed else 0


def _told(found: Changes, dry_run: bool) -> Iterator[str]:
    for change in found.changes:
        yield cut(_line(change), columns())
    counts = Counter(change.what for change in found.changes if change.report != change.doc)
    altered = len({change.report for change in found.changes if change.what == "changed"} - {"", None})
    would = "would change" if dry_run else "changed"
    yield (
        f"{many(found.articles, 'article')} coded again, {found.changed} {would}: {counts['new']} reports new, "
        f"{counts['gone']} gone, {altered} told otherwise."
    )


def _line(change: Change) -> str:
    if change.what == "changed":
        return f"{plain(change.report)}  {change.field}: {_brief(change.before)} → {_brief(change.after)}"
    told = change.after if change.what == "new" else change.before
    days = "/".join(dict.fromkeys(told["date"])) if told["date"] else UNKNOWN
    place = plain(told["place"] or UNKNOWN)
    return f"{plain(change.report)}  {change.what}: {told['kind']}, {days}, {place}: {plain(told['quote'])}"


def _brief(value: object) -> str:
    return cut(brief(value), 60)
