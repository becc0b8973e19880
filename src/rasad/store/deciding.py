"""What people decide: these reports tell one event, those do not. Kept for ever, taken back by name, never erased."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select, update

from rasad.store import chain
from rasad.store.errors import LedgerError, NotFound
from rasad.store.matching import Decision
from rasad.store.outcomes import Decided
from rasad.store.packing import now, storable
from rasad.store.reading import event_now, event_of
from rasad.store.schema import decisions, reports
from rasad.store.settling import settle_decided
from rasad.store.shelf import AtHand


def decide(connection: Connection, at_hand: AtHand, made: Sequence[Decision], note: str | None) -> list[Decided]:
    """Keep decisions as one act and merge anew around them.

    Raises ``NotFound`` for a report that is not there, ``LedgerError`` for a report with itself, and where an earlier
    decision keeps the reports from being one event or two: that one is to be taken back first.
    """
    first = (connection.scalar(select(func.max(decisions.c.id))) or 0) + 1
    for number, decision in enumerate(made, first):
        _write(connection, number, first, decision, note)
    touched = settle_decided(connection, at_hand, made, f"decision {first}")
    for decision in made:
        _check_done(connection, decision)
    return [_decided(row, touched) for row in _act(connection, first)]


def undo(connection: Connection, at_hand: AtHand, number: int) -> list[Decided]:
    """Take a decision back, with those made in the same go, and merge anew.

    Raises ``NotFound``, or ``LedgerError`` where it was taken back before.
    """
    act = connection.scalar(select(decisions.c.act).where(decisions.c.id == number))
    if act is None:
        raise NotFound(f"the ledger holds no decision {number}; `rasad log --decisions` lists them")
    rows = _act(connection, act)
    if rows[0].undone is not None:
        raise LedgerError(f"decision {number} was taken back before, at {rows[0].undone}")
    at = now()
    connection.execute(update(decisions).where(decisions.c.act == act).values(undone=at))
    chain.append(connection, "undo", str(act), {"decisions": [row.id for row in rows]}, at=at)
    back = [Decision(kind=row.kind, a=row.a, b=row.b) for row in rows]
    touched = settle_decided(connection, at_hand, back, f"undo {act}")
    return [_decided(row, touched) for row in _act(connection, act)]


def merging(connection: Connection, names: Sequence[str]) -> list[Decision]:
    """Return the decisions that make the events or reports ``names`` one event, an event with all its reports.

    Raises ``NotFound``, or ``LedgerError`` where there are not two of them.
    """
    if len(names) < 2:
        raise LedgerError("name two or more events or reports to merge")
    keys = list(dict.fromkeys(key for name in names for key in _reports(connection, name)))
    return [Decision(kind="same", a=keys[0], b=key) for key in keys[1:]]


def splitting(connection: Connection, event: str, names: Sequence[str]) -> list[Decision]:
    """Return the decisions that move the reports ``names`` out of ``event``, into one event of their own.

    Raises ``NotFound`` for a report that is not of the event, ``LedgerError`` where none would be left.
    """
    event = event_now(connection, event)
    members = _reports(connection, event)
    if strange := [name for name in names if name not in members]:
        raise NotFound(f"event {event} has no report {strange[0]!r}; its reports are {', '.join(members)}")
    going = [key for key in members if key in set(names)]
    staying = [key for key in members if key not in set(names)]
    if not staying:
        raise LedgerError(f"event {event} would have no report left; name those that are to leave it")
    together = [Decision(kind="same", a=going[0], b=key) for key in going[1:]]
    return together + [Decision(kind="different", a=a, b=b) for a in staying for b in going]


def all_decisions(connection: Connection) -> list[Decided]:
    """Return every decision ever made, oldest first."""
    return [_decided(row, ()) for row in connection.execute(select(decisions).order_by(decisions.c.id))]


def _reports(connection: Connection, name: str) -> list[str]:
    """Return the reports meant by ``name``, a report's key or an event's id, in the order they came."""
    told = reports.c.withdrawn.is_(None)
    if connection.scalar(select(reports.c.key).where(reports.c.key == name, told)) is not None:
        return [name]
    event = event_now(connection, name)
    members = select(reports.c.key).where(reports.c.event == event, told).order_by(reports.c.arrived)
    return list(connection.scalars(members))


def _write(connection: Connection, number: int, act: int, decision: Decision, note: str | None) -> None:
    if decision.a == decision.b:
        raise LedgerError(f"report {decision.a!r} cannot be decided on alone: name two reports or events")
    for key in (decision.a, decision.b):
        if event_of(connection, key) is None:
            raise NotFound(f"the ledger holds no report {key!r}")
    at = now()
    told = {"act": act, "kind": decision.kind, "a": decision.a, "b": decision.b, "note": storable(note)}
    entry = chain.append(connection, "decide", str(number), told, at=at)
    connection.execute(insert(decisions).values(id=number, **told, made=at, author=entry.author))


def _check_done(connection: Connection, decision: Decision) -> None:
    """Raise ``LedgerError`` where what was decided did not come about; the transaction is then as if never begun."""
    together = event_of(connection, decision.a) == event_of(connection, decision.b)
    if together != (decision.kind == "same"):
        ways = "one event" if decision.kind == "same" else "two events"
        raise LedgerError(
            f"{decision.a} and {decision.b} cannot be {ways}: earlier decisions stand against it; "
            "`rasad log --decisions` lists them, `rasad undo N` takes one back"
        )


def _act(connection: Connection, act: int) -> Sequence[Row[Any]]:
    return connection.execute(select(decisions).where(decisions.c.act == act).order_by(decisions.c.id)).all()


def _decided(row: Row[Any], touched: tuple[str, ...]) -> Decided:
    return Decided(**row._mapping, events=touched)
