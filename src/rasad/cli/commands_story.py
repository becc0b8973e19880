"""The commands that tell the story of a ledger, as click sees them; what they do is loaded when they run."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from rasad.cli.ledger import filter_of, filter_options, json_option, ledger_option, rule_option

PARTS = ("truces", "talks", "responses", "presence", "framing")
"""The parts of a story that have no command of their own."""
FIELDS = ("kind", "date", "place", "initiators", "targets", "killed", "injured")
"""The fields that may flip, here too so that help needs nothing loaded; a test holds them to the story's own."""

_width = click.option(
    "--width", type=click.IntRange(min=40), metavar="N", help="Columns to write (default: the terminal's)."
)
_PLOTS = """\b
Examples:
  rasad plot --since 2023-10 -o night-attacks.png
  rasad plot --what map --near 33.79,42.44,300 --language ar -o map.svg
"""


def register(main: click.Group) -> None:
    """Attach the commands to ``main``."""
    for command in (timeline, story, tallies, statements, brief, plot, sensitivity):
        main.add_command(command)


@click.command()
@ledger_option
@filter_options
@rule_option
@json_option
@_width
def timeline(target: str, rule: str, as_json: bool, width: int | None, **wanted: Any) -> None:
    """List events by day: in which phase of a truce, how far from the nearest talks, in answer to what."""
    from rasad.cli.timeline import run

    raise SystemExit(run(target, filter_of(**wanted), rule, as_json, width))


@click.command()
@click.option("--part", "parts", type=click.Choice(PARTS), multiple=True, help="Only this part; may be given again.")
@ledger_option
@filter_options
@rule_option
@json_option
@_width
def story(parts: tuple[str, ...], target: str, rule: str, as_json: bool, width: int | None, **wanted: Any) -> None:
    """Tell of truces, rounds of talks, responses, presence of troops, and the words of each outlet.

    With --json all of the story: the timeline, tallies and statements too.
    """
    from rasad.cli.story import run

    raise SystemExit(run(target, filter_of(**wanted), rule, parts or PARTS, as_json, width))


@click.command()
@ledger_option
@filter_options
@rule_option
@json_option
@_width
def tallies(target: str, rule: str, as_json: bool, width: int | None, **wanted: Any) -> None:
    """Set the totals that sources state against what the ledger counts for the same span, place and actor.

    --since and --until ask for a tally's span, --kind for what it counts ("attacks", a kind, a group of kinds).
    """
    from rasad.cli.tallies import run

    raise SystemExit(run(target, filter_of(**wanted), rule, as_json, width))


@click.command()
@ledger_option
@filter_options
@rule_option
@json_option
@_width
def statements(target: str, rule: str, as_json: bool, width: int | None, **wanted: Any) -> None:
    """List who said what, by speaker.

    --since and --until ask for the day of publication, --actor for the speaker, --kind for the kind of statement
    (forecast, condemnation, threat, denial, demand, position, report), --place and --text for words.
    """
    from rasad.cli.statements import run

    raise SystemExit(run(target, filter_of(**wanted), as_json, width))


@click.command()
@click.option(
    "--language", type=click.Choice(["en", "ar"]), default="en", show_default=True, help="The language to write in."
)
@ledger_option
@filter_options
@rule_option
@json_option
@_width
def brief(target: str, rule: str, language: str, as_json: bool, width: int | None, **wanted: Any) -> None:
    """Write a one-page account, each sentence with the reports it rests on.

    [DOC/N] is an event report, [DOC@FROM-TO] the words of an article. Nothing is written that no report says.
    """
    from rasad.cli.brief import run

    raise SystemExit(run(target, filter_of(**wanted), rule, language, as_json, width))


@click.command(epilog=_PLOTS)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="The picture: FILE.png or FILE.svg  [default: rasad.png]",
)
@click.option(
    "--what",
    type=click.Choice(["both", "time", "map"]),
    default="both",
    show_default=True,
    help="Events over time, the map, or both in one picture.",
)
@click.option("--language", type=click.Choice(["en", "ar"]), default="en", show_default=True, help="Of the labels.")
@click.option(
    "--dpi", type=click.IntRange(36, 600), default=144, show_default=True, help="Pixels to the inch of a PNG."
)
@ledger_option
@filter_options
@rule_option
@json_option
def plot(
    output: Path | None, what: str, language: str, dpi: int, target: str, rule: str, as_json: bool, **wanted: Any
) -> None:
    """Draw events over time by kind, with truces and tallies, and a map, as PNG or SVG.

    With --json what is drawn is written as data, and no picture is made unless -o asks for one.
    """
    from rasad.cli.plot import Order, run

    order = Order(output=output, what=what, language=language, dpi=dpi, as_json=as_json)
    raise SystemExit(run(target, filter_of(**wanted), rule, order))


@click.command()
@click.option(
    "--field", "fields", type=click.Choice(FIELDS), multiple=True, help="Only this field; may be given again."
)
@click.option(
    "--conventions", is_flag=True, help="Also where a rule's convention alone makes another value of the one told."
)
@ledger_option
@filter_options
@rule_option
@json_option
@_width
def sensitivity(
    fields: tuple[str, ...],
    conventions: bool,
    target: str,
    rule: str,
    as_json: bool,
    width: int | None,
    **wanted: Any,
) -> None:
    """Show which events' toll, date, place or actor depends on the rule by which values are derived.

    --rule is the rule under which the events are chosen; all rules are compared.
    """
    from rasad.cli.sensitivity import run

    raise SystemExit(run(target, filter_of(**wanted), rule, fields or FIELDS, conventions, as_json, width))
