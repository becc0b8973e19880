"""``rasad plot``: a picture of the ledger's events."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click
import msgspec

from rasad.cli.ledger import write_json
from rasad.cli.storylines import told
from rasad.exports.whole import whole
from rasad.records import EventFilter
from rasad.story.drawn import Drawn, drawn

_DEFAULT: Final = Path("rasad.png")


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be drawn, where and how."""

    output: Path | None = None
    what: str = "both"
    language: str = "en"
    dpi: int = 144
    as_json: bool = False


def run(target: str, wanted: EventFilter, rule: str, order: Order) -> int:
    """Draw what is ``wanted`` of the ledger at ``target``; return 0. The picture is there whole or not at all."""
    output = order.output or (None if order.as_json else _DEFAULT)
    form = output.suffix.lstrip(".").lower() if output else ""
    if output and form not in {"png", "svg"}:
        raise click.UsageError(f"{output}: a picture's name ends in .png or .svg")
    with told(target, wanted, rule) as telling:
        shown = drawn(telling.events, telling.truces(), telling.tallies())
    if output:
        _save(output, form, shown, order)
    if order.as_json:
        write_json(shown)
    elif output:
        click.echo(f"{output}: {len(shown.marks)} events over time, {len(shown.spots)} places on the map.")
    return 0


def _save(output: Path, form: str, shown: Drawn, order: Order) -> None:
    from rasad.story.plot import plot

    try:
        data = plot(shown, order.what, form, order.language, order.dpi)
    except ValueError as error:
        raise click.ClickException(str(error)) from error
    try:
        with whole(output) as out:
            out.write(data)
    except OSError as error:
        raise click.ClickException(f"{output}: cannot be written: {error.strerror or error}") from error
