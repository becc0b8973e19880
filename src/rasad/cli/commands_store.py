"""The commands on the ledger, as click sees them; what they do stands in modules that are loaded when they run."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import click

from rasad.cli.ledger import Day, filter_of, filter_options, json_option, ledger_option, rule_option
from rasad.cli.when import When


def register(main: click.Group) -> None:
    """Attach the commands to ``main``."""
    for command in (add, events, event, sources, merge, split, undo, log, verify, recode):
        main.add_command(command)


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@ledger_option
@click.option(
    "--published", type=When(), metavar="WHEN", help="When the pages were published, for pages that do not say."
)
@click.option(
    "--workers",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    metavar="N",
    help="Processes to code with; the ledger is the same.",
)
@json_option
def add(paths: tuple[str, ...], target: str, published: datetime | None, workers: int, as_json: bool) -> None:
    """Code the articles of PATH... (files, folders, - for standard input) and put them into the ledger.

    The ledger is made if it is not there. A page that it holds already changes nothing. An input that cannot be read
    is told on standard error and the rest is added. What is told as added (each article a line with --json) is on
    disk. The exit status is 0 when all went well, 1 when an input could not be read, 2 for wrong usage.
    """
    from rasad.cli.add import Job, run

    job = Job(paths=paths, published=published, workers=workers, as_json=as_json)
    raise SystemExit(run(job, target))


@click.command()
@ledger_option
@filter_options
@rule_option
@json_option
@click.option(
    "--width", type=click.IntRange(min=40), metavar="N", help="Columns of the table (default: the terminal's)."
)
def events(target: str, rule: str, as_json: bool, width: int | None, **wanted: Any) -> None:
    """List the ledger's events by day: what the event reports of all articles add up to."""
    from rasad.cli.events import run

    raise SystemExit(run(target, filter_of(**wanted), rule, as_json, width))


@click.command()
@click.argument("id")
@ledger_option
@rule_option
@json_option
def event(id: str, target: str, rule: str, as_json: bool) -> None:
    """Show one event in full: each value with the reports for and against, and the reports' own words.

    ID is the event's id, or any id that it, or an event merged into it, ever had.
    """
    from rasad.cli.event import run

    raise SystemExit(run(target, id, rule, as_json))


@click.command()
@ledger_option
@click.option("--outlet", metavar="NAME", help="Words of the outlet's name.")
@click.option("--since", type=Day(), metavar="DAY", help="Published on or after this day, month or year.")
@click.option("--until", type=Day(last=True), metavar="DAY", help="Published on or before it.")
@click.option("--text", metavar="WORDS", help="Words that the article holds, in any spelling.")
@json_option
def sources(
    target: str, outlet: str | None, since: str | None, until: str | None, text: str | None, as_json: bool
) -> None:
    """List the articles that the ledger holds, in the order they came."""
    from rasad.cli.sources import run

    raise SystemExit(run(target, outlet, since, until, text, as_json))


@click.command()
@click.argument("names", nargs=-1, required=True, metavar="A B...")
@ledger_option
@click.option("--note", metavar="WORDS", help="Why; kept with the decision.")
@json_option
def merge(names: tuple[str, ...], target: str, note: str | None, as_json: bool) -> None:
    """Decide that A, B... are one event: events by id, or reports by key ("DOC/N").

    The decision is kept for ever against later runs, `rasad undo` takes it back. The ids of the events that are no
    more lead to the one that is.
    """
    from rasad.cli.deciding import merge as run

    if len(names) < 2:
        raise click.UsageError("name two or more events or reports")
    raise SystemExit(run(target, names, note, as_json))


@click.command()
@click.argument("id")
@click.argument("reports", nargs=-1, required=True, metavar="REPORT...")
@ledger_option
@click.option("--note", metavar="WORDS", help="Why; kept with the decision.")
@json_option
def split(id: str, reports: tuple[str, ...], target: str, note: str | None, as_json: bool) -> None:
    """Decide that REPORT... ("DOC/N", as `rasad event` shows them) do not tell the event ID, but another one.

    The decision is kept for ever against later runs, `rasad undo` takes it back.
    """
    from rasad.cli.deciding import split as run

    raise SystemExit(run(target, id, reports, note, as_json))


@click.command()
@click.argument("number", type=int)
@ledger_option
@json_option
def undo(number: int, target: str, as_json: bool) -> None:
    """Take the decision NUMBER back, with those made in the same go; the log keeps both."""
    from rasad.cli.deciding import undo as run

    raise SystemExit(run(target, number, as_json))


@click.command()
@ledger_option
@click.option("--last", type=click.IntRange(min=1), metavar="N", help="Only the last N entries.")
@click.option("--action", metavar="NAME", help="Only add, merge, decide, undo, recode or migrate.")
@click.option("--decisions", is_flag=True, help="People's decisions instead, those taken back too.")
@json_option
def log(target: str, last: int | None, action: str | None, decisions: bool, as_json: bool) -> None:
    """Show everything that was ever done to the ledger, oldest first; with --json one entry a line."""
    from rasad.cli import history

    raise SystemExit(history.decisions(target, as_json) if decisions else history.log(target, last, action, as_json))


@click.command()
@ledger_option
@click.option("--head", metavar="HASH", help="A head of the log noted earlier: it must still be in the log.")
@json_option
def verify(target: str, head: str | None, as_json: bool) -> None:
    """Prove that nothing in the ledger was changed behind its back.

    Every entry of the log is hashed together with the one before; every page, coding, report, decision, link and
    search word is compared with the log, and every event derived again. That the end of the log was cut off, or all
    of it written anew, shows only against a head noted elsewhere (--head). The exit status is 1 if anything differs.
    """
    from rasad.cli.history import verify as run

    raise SystemExit(run(target, head, as_json))


@click.command()
@ledger_option
@click.option("--dry-run", is_flag=True, help="Show what would change, and change nothing.")
@click.option("--article", "docs", multiple=True, metavar="DOC", help="Only this article; may be given again.")
@json_option
def recode(target: str, dry_run: bool, docs: tuple[str, ...], as_json: bool) -> None:
    """Code the ledger's pages again by the rules of now, keep the old reports, and show what changed."""
    from rasad.cli.recode import run

    raise SystemExit(run(target, docs, dry_run, as_json))
