"""``rasad merge``, ``rasad split`` and ``rasad undo``: a person's word on which reports tell one event."""

from __future__ import annotations

from collections.abc import Sequence

import click

from rasad.cli.ledger import opened, write_json
from rasad.store import Decided


def merge(target: str, names: Sequence[str], note: str | None, as_json: bool) -> int:
    """Decide that events or reports ``names`` are one event; return 0."""
    with opened(target) as ledger:
        made = ledger.merge(*names, note=note)
        event = ledger.event_of(made[0].a)
    _tell(made, f"{', '.join(names)} are one event now, {event}", as_json)
    return 0


def split(target: str, event: str, keys: Sequence[str], note: str | None, as_json: bool) -> int:
    """Decide that the reports ``keys`` of ``event`` tell another event; return 0."""
    with opened(target) as ledger:
        made = ledger.split(event, *keys, note=note)
        apart = ledger.event_of(keys[0])
        left = ledger.event_of(next(one.a for one in made if one.kind == "different"))
    verb = "tells" if len(keys) == 1 else "tell"
    _tell(made, f"{', '.join(keys)} {verb} {apart} now; the others tell {left}", as_json)
    return 0


def undo(target: str, number: int, as_json: bool) -> int:
    """Take a decision back, with those made in the same go; return 0."""
    with opened(target) as ledger:
        taken = ledger.undo(number)
    if as_json:
        write_json(taken)
    else:
        count = f"decision {taken[0].id}" if len(taken) == 1 else f"decisions {taken[0].id} to {taken[-1].id}"
        click.echo(f"Taken back: {count}. Events touched: {', '.join(taken[0].events) or 'none'}.")
    return 0


def _tell(made: Sequence[Decided], words: str, as_json: bool) -> None:
    if as_json:
        write_json(made)
    else:
        click.echo(f"{words}. `rasad undo {made[0].id}` takes it back.")
