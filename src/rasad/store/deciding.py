"""What people decide: these reports tell one event, those do not. Kept for ever, taken back by name, never erased."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, Row, func, insert, select, update

from rasad.store import chain
from rasad.store.errors import LedgerError, NotFound
from rasad.store.outcomes import Decided
from rasad.store.packing import now, storable
from rasad.store.schema import decisions, reports
from rasad.store.settling import settle

KINDS = ("same", "different")


def decide(connection: Connection, pairs: Sequence[tuple[str, str]], kind: str, note: str | None) -> list[Decided]:
    """Keep one decision for each of ``pairs`` of report keys and merge anew around them.

    Raises ``NotFound`` for a report that is not there, ``LedgerError`` for a wrong kind or a report with itself.
    """
    if kind not in KINDS:
        raise LedgerError(f"a decision is {' or '.join(KINDS)}, not {kind!r}")
    made = [_write(connection, kind, a, b, note) for a, b in pairs]
    touched = settle(connection, {key for pair in pairs for key in pair}, "decision")
    return [_decided(row, touched) for row in made]


def undo(connection: Connection, number: int) -> Decided:
    """Take a decision back and merge anew. Raises ``NotFound``, or ``LedgerError`` where it was taken back before."""
    row = connection.execute(select(decisions).where(decisions.c.id == number)).first()
    if row is None:
        raise NotFound(f"the ledger holds no decision {number}")
    if row.undone is not None:
        raise LedgerError(f"decision {number} was taken back before, on {row.undone}")
    at = now()
    connection.execute(update(decisions).where(decisions.c.id == number).values(undone=at))
    chain.append(connection, "undo", str(number), {}, at=at)
    touched = settle(connection, {row.a, row.b}, "undo")
    again = connection.execute(select(decisions).where(decisions.c.id == number)).one()
    return _decided(again, touched)


def all_decisions(connection: Connection) -> list[Decided]:
    """Return every decision ever made, oldest first."""
    return [_decided(row, ()) for row in connection.execute(select(decisions).order_by(decisions.c.id))]


def _write(connection: Connection, kind: str, a: str, b: str, note: str | None) -> Row[tuple[object, ...]]:
    if a == b:
        raise LedgerError(f"report {a!r} cannot be the {kind} as itself: name two reports or events")
    for key in (a, b):
        held = connection.execute(select(reports.c.withdrawn).where(reports.c.key == key)).first()
        if held is None:
            raise NotFound(f"the ledger holds no report {key!r}")
    at, number = now(), (connection.scalar(select(func.max(decisions.c.id))) or 0) + 1
    told = {"kind": kind, "a": a, "b": b, "note": storable(note)}
    entry = chain.append(connection, "decide", str(number), told, at=at)
    connection.execute(insert(decisions).values(id=number, **told, made=at, author=entry.author))
    return connection.execute(select(decisions).where(decisions.c.id == number)).one()


def _decided(row: Row[tuple[object, ...]], touched: tuple[str, ...]) -> Decided:
    return Decided(**row._mapping, events=touched)
