"""The commands of the exports: ``rasad export`` and ``rasad compare``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from rasad.cli.ledger import RULES, filter_of, filter_options, json_option, ledger_option

FORMATS = ("acled", "ucdp", "plover", "geojson", "parquet", "csv", "jsonl", "dossier")
"""The formats by name, here too so that help needs nothing loaded; a test holds them to ``rasad.exports.formats``."""

_EXAMPLES = """\b
Examples:
  rasad export acled --since 2024-01 --until 2024-07 -o acled.csv
  rasad export geojson --near 33.79,42.44,50 > near-the-base.geojson
  rasad export dossier e-k3vxo2aq -o event.html
"""
_COMPARED = """\b
Examples:
  rasad compare my-acled-download.csv
  rasad compare ged241.csv --since 2024 --json > comparison.json
"""


@click.command("export", epilog=_EXAMPLES)
@click.argument("form", metavar="FORMAT", type=click.Choice(FORMATS))
@click.argument("events", nargs=-1, metavar="[EVENT]...")
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write FILE, whole or not at all, instead of standard output.",
)
@click.option(
    "--rule",
    type=click.Choice(RULES),
    help="The rule by which values are derived  [default: acled for acled, ucdp for ucdp, else conservative]",
)
@click.option("--bom", is_flag=True, help="Begin a table with a byte order mark, so that Excel reads its Arabic.")
@click.option("--language", type=click.Choice(["en", "ar"]), default="en", show_default=True, help="Of the dossier.")
@json_option
@filter_options
@ledger_option
def export(
    form: str,
    events: tuple[str, ...],
    output: Path | None,
    rule: str | None,
    bom: bool,
    language: str,
    as_json: bool,
    target: str,
    **wanted: Any,
) -> None:
    """Write the ledger's events in FORMAT: acled, ucdp, plover, geojson, parquet, csv, jsonl or dossier.

    All events are written, or those named, or those that the filters leave. A dossier is of one EVENT: an HTML page,
    or with --json the same as JSON with its provenance (W3C PROV). How many events a format cannot hold, and why, is
    told on standard error.
    """
    from rasad.cli.export import Order, run

    order = Order(form=form, events=events, output=output, rule=rule, bom=bom, language=language, as_json=as_json)
    raise SystemExit(run(target, order, filter_of(**wanted)))


@click.command("compare", epilog=_COMPARED)
@click.argument("file", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--rule",
    type=click.Choice(RULES),
    help="The rule by which our values are derived  [default: acled for an ACLED file, ucdp for UCDP's]",
)
@click.option("--all", "everything", is_flag=True, help="Count rows beyond the ledger's days and countries too.")
@click.option("--width", type=click.IntRange(min=40), metavar="N", help="Columns of the table.")
@json_option
@filter_options
@ledger_option
def compare(
    file: Path, rule: str | None, everything: bool, width: int | None, as_json: bool, target: str, **wanted: Any
) -> None:
    """Match the ledger with your own ACLED or UCDP GED file: what each lacks, and where values differ.

    FILE is a CSV as ACLED or UCDP hands it out; which it is, is told by its columns. Rows are matched by date,
    distance, actors and kind, each with at most one event.
    """
    from rasad.cli.compare import run

    raise SystemExit(run(target, file, rule, filter_of(**wanted), everything, as_json, width))


def register(main: click.Group) -> None:
    """Attach the commands to ``rasad``."""
    main.add_command(export)
    main.add_command(compare)
