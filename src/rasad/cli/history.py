"""``rasad log`` and ``rasad verify``: what was done to the ledger, and that nothing else was."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Iterable, Iterator

import click
import msgspec

from rasad.cli.layout import cut, plain
from rasad.cli.ledger import columns, opened, write_json
from rasad.cli.table import many
from rasad.store import Decided, Entry, Verification


def log(target: str, last: int | None, action: str | None, as_json: bool) -> int:
    """Print the log of the ledger at ``target``, oldest first; return 0."""
    with opened(target) as ledger:
        entries: Iterable[Entry] = (one for one in ledger.log() if action is None or one.action == action)
        if last is not None:
            entries = deque(entries, maxlen=last)
        for entry in entries:
            if as_json:
                sys.stdout.buffer.write(msgspec.json.encode(entry) + b"\n")
            else:
                click.echo(cut(_told(entry), columns()))
    return 0


def decisions(target: str, as_json: bool) -> int:
    """Print every decision ever made; return 0."""
    with opened(target) as ledger:
        made = ledger.decisions()
    if as_json:
        write_json(made)
    else:
        click.echo("\n".join(_decisions(made)) or "No decisions.")
    return 0


def verify(target: str, head: str | None, as_json: bool) -> int:
    """Check the ledger at ``target``; return 0 if it holds, 1 if anything was changed."""
    with opened(target) as ledger:
        found = ledger.verify(head)
    if as_json:
        write_json(found)
    else:
        click.echo("\n".join(_verified(found)))
    return 0 if found.ok else 1


def _told(entry: Entry) -> str:
    return f"{entry.n:>6}  {entry.at}  {plain(entry.author):<10} {entry.action:<8} {_subject(entry)}"


def _subject(entry: Entry) -> str:
    """Return what the entry is about, in a few words."""
    told, subject = entry.details, plain(entry.subject)
    if entry.action in {"add", "recode"}:
        return f"{subject}: {many(len(told['keys']), 'event report')}, page {told['sha256'][:12]}"
    if entry.action == "merge":
        moved = ", ".join(f"{key} → {event}" for key, event in sorted(told["moved"].items()))
        return f"after {subject}: {moved or 'no report moved'}"
    if entry.action == "decide":
        note = f" ({plain(told['note'])})" if told["note"] else ""
        return f"{subject}: {told['a']} and {told['b']} are {told['kind']}{note}"
    return subject


def _decisions(made: Iterable[Decided]) -> Iterator[str]:
    for one in made:
        note = f": {plain(one.note)}" if one.note else ""
        undone = f" · taken back {one.undone}" if one.undone else ""
        yield f"{one.id:>5}  {one.made}  {plain(one.author)}  {one.a} and {one.b} are {one.kind}{note}{undone}"


def _verified(found: Verification) -> Iterator[str]:
    held = (
        f"{many(found.pages, 'page')}, {many(found.articles, 'article')}, {many(found.reports, 'event report')}, "
        f"{many(found.events, 'event')}, {found.entries} log entries"
    )
    for problem in found.problems:
        yield f"CHANGED  {problem}"
    for note in found.notes:
        yield f"note     {note}"
    yield f"{'Nothing was changed' if found.ok else 'The ledger is not what was put into it'}: {held}."
    yield f"Head of the log: {found.head}"
