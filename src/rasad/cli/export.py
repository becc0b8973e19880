"""``rasad export``: events of the ledger in the formats of others, and dossiers."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click
import msgspec

from rasad.cli.ledger import opened
from rasad.exports.formats import FORMATS
from rasad.exports.whole import whole
from rasad.records import Event, EventFilter
from rasad.store import Ledger

DOSSIER = "dossier"


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be written, where and how."""

    form: str
    events: tuple[str, ...] = ()
    output: Path | None = None
    rule: str | None = None
    bom: bool = False
    language: str = "en"
    as_json: bool = False


def run(target: str, order: Order, wanted: EventFilter) -> int:
    """Write what ``order`` asks for from the ledger at ``target``; return 0. Nothing is left half written."""
    _check(order, wanted)
    try:
        with opened(target) as ledger:
            if order.form == DOSSIER:
                _write(_dossier(ledger, order), order.output)
            else:
                _table(ledger, order, wanted)
    except OSError as error:
        if isinstance(error, BrokenPipeError):
            raise
        raise click.ClickException(f"{order.output}: cannot be written: {error.strerror or error}") from error
    return 0


def _check(order: Order, wanted: EventFilter) -> None:
    if order.form == DOSSIER:
        if len(order.events) != 1 or wanted != EventFilter():
            raise click.UsageError("a dossier is of one event, without filters: name its EVENT, such as e-k3vxo2aq")
        return
    if order.as_json:
        raise click.UsageError("--json is for the dossier; FORMAT jsonl writes events as JSON")
    if order.events and wanted != EventFilter():
        raise click.UsageError("name EVENTs or give filters, not both")
    if FORMATS[order.form].binary and order.output is None and sys.stdout.isatty():
        raise click.UsageError(f"{FORMATS[order.form].name} is no text for a terminal: give -o FILE")


def _table(ledger: Ledger, order: Order, wanted: EventFilter) -> None:
    form = FORMATS[order.form]
    events = _events(ledger, order.events, wanted, order.rule or form.rule)
    with whole(order.output) as out:
        left = form.write(events, out, ledger, bom=order.bom)
    if told := left.sentence(form.name):
        click.echo(f"rasad: {told}", err=True)


def _events(ledger: Ledger, named: Sequence[str], wanted: EventFilter, rule: str) -> list[Event]:
    """Return the events named, each once though two ids may lead to it, or those that ``wanted`` leaves."""
    if not named:
        return ledger.events(wanted, rule)
    return list({event.id: event for event in (ledger.event(one, rule) for one in named)}.values())


def _dossier(ledger: Ledger, order: Order) -> bytes:
    from rasad.exports.dossier import dossier_of

    made = dossier_of(ledger.event(order.events[0], order.rule or "conservative"), ledger)
    if order.as_json:
        from rasad.exports.provenance import prov_json

        whole_thing = {**msgspec.to_builtins(made), "prov": prov_json(made)}
        return msgspec.json.format(msgspec.json.encode(whole_thing), indent=1) + b"\n"
    from rasad.exports.dossierpage import html

    return html(made, order.language).encode()


def _write(data: bytes, output: Path | None) -> None:
    with whole(output) as out:
        out.write(data)
