"""What the commands on a ledger share: where it is, which events are wanted, how its faults are told."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from rasad.records import EventFilter
    from rasad.store import Ledger

Command = TypeVar("Command", bound=Callable[..., Any])

RULES = ("conservative", "most-cited", "most-informative", "latest", "acled", "ucdp")
"""The rules by name, here too so that help needs nothing loaded; a test holds them to ``rasad.merging.RULES``."""

_NEAR = re.compile(r"\s*(-?[\d.]+)\s*,\s*(-?[\d.]+)\s*,\s*([\d.]+)\s*(?:km)?\s*")


class Day(click.ParamType[str]):
    """An ISO day (2024-07-26); a month (2024-07) or year stands for its first day, or last with ``last``."""

    name = "day"

    def __init__(self, last: bool = False) -> None:
        self._last = last

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the day in ISO form; a value that is none is a usage error."""
        text = str(value).strip()
        try:
            if re.fullmatch(r"\d{4}", text):
                text += "-12-31" if self._last else "-01-01"
            elif re.fullmatch(r"\d{4}-\d{2}", text):
                text = _last_day(text) if self._last else f"{text}-01"
            return date.fromisoformat(text).isoformat()
        except ValueError:
            self.fail(f"{value!r} is no ISO day, month or year, such as 2024-07-26, 2024-07 or 2024", param, ctx)


def _last_day(month: str) -> str:
    first = date.fromisoformat(f"{month}-01")
    after = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return date.fromordinal(after.toordinal() - 1).isoformat()


def ledger_option(command: Command) -> Command:
    """Add ``--ledger`` to a command."""
    return click.option(
        "--ledger",
        "target",
        envvar="RASAD_LEDGER",
        default="rasad.db",
        show_default=True,
        metavar="PATH|URL",
        help="The ledger: a file, or a postgresql:// URL. RASAD_LEDGER names another default.",
    )(command)


def json_option(command: Command) -> Command:
    """Add ``--json`` to a command."""
    return click.option("--json", "as_json", is_flag=True, help="Write JSON, for programs.")(command)


def rule_option(command: Command) -> Command:
    """Add ``--rule`` to a command."""
    return click.option(
        "--rule",
        type=click.Choice(RULES),
        default="conservative",
        show_default=True,
        help="The rule by which values are derived where reports differ.",
    )(command)


def filter_options(command: Command) -> Command:
    """Add the options that say which events are wanted; the command gets them as ``filter_of`` takes them."""
    options = (
        click.option("--since", type=Day(), metavar="DAY", help="Events on or after this day, month or year."),
        click.option("--until", type=Day(last=True), metavar="DAY", help="Events on or before it."),
        click.option("--place", metavar="NAME", help="A place in any spelling, a gazetteer id, or an ISO-2 country."),
        click.option("--near", metavar="LAT,LON,KM", help="Events within KM kilometres of a point."),
        click.option("--kind", metavar="KIND", help="A kind of event, or a group of kinds (docs/codebook.md)."),
        click.option("--actor", metavar="NAME", help="An actor's id, or words of a name, in any part."),
        click.option("--outlet", metavar="NAME", help="Words of the name of an outlet that reports it."),
        click.option("--text", metavar="WORDS", help="Words that one report of it holds, in any spelling."),
    )
    for option in reversed(options):
        command = option(command)
    return command


def filter_of(
    since: str | None = None,
    until: str | None = None,
    place: str | None = None,
    near: str | None = None,
    kind: str | None = None,
    actor: str | None = None,
    outlet: str | None = None,
    text: str | None = None,
) -> EventFilter:
    """Return the filter that ``filter_options`` ask for. Raises ``click.BadParameter`` for a wrong ``near``."""
    from rasad.records import EventFilter, Near

    circle = None
    if near is not None:
        found = _NEAR.fullmatch(near)
        if not found:
            raise click.BadParameter(f"{near!r} is not LAT,LON,KM, such as 33.79,42.44,25", param_hint="--near")
        circle = Near(float(found[1]), float(found[2]), float(found[3]))
    return EventFilter(
        since=since, until=until, place=place, near=circle, kind=kind, actor=actor, outlet=outlet, text=text
    )


@contextmanager
def opened(target: str, create: bool = False) -> Iterator[Ledger]:
    """Open the ledger at ``target``; its faults become the sentences that the command ends in."""
    from rasad.store import Ledger, LedgerError

    try:
        with Ledger.open(target, create) as ledger:
            yield ledger
    except LedgerError as error:
        raise click.ClickException(str(error)) from error


def columns(width: int | None = None) -> int:
    """Return the columns that a table may take: ``width``, or the terminal's."""
    import shutil

    return width or shutil.get_terminal_size((120, 24)).columns


def write_json(value: Any) -> None:
    """Write ``value`` as one line of JSON to standard output."""
    import sys

    import msgspec

    sys.stdout.buffer.write(msgspec.json.encode(value) + b"\n")
    sys.stdout.buffer.flush()
