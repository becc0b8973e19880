"""Settling: which reports tell the same event, worked out anew where something changed and nowhere else.

An event bears the id that its first-come report founded. So ids stay as events grow, merge and part, and each id that
was ever given leads, through the report that founded it, to the event that report is part of now.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec
from sqlalchemy import Connection, bindparam, delete, insert, select, update

from rasad.records import SourcedReport
from rasad.store import chain
from rasad.store.deriving import forget, keep
from rasad.store.matching import Decision, Merger
from rasad.store.reading import portions, reports_of
from rasad.store.schema import blocks, decisions, possible, reports


class Standing(msgspec.Struct, frozen=True, gc=False):
    """Where a report stands: when it came, the event id it founds, the event it is part of."""

    arrived: int
    founding: str
    event: str


def settle(connection: Connection, keys: Iterable[str], cause: str) -> tuple[str, ...]:
    """Merge anew around the reports ``keys``; log and return the events that were touched, those of ``keys`` too."""
    changed = set(keys)
    near = neighbourhood(connection, changed)
    standing = _standing(connection, near)
    merger = Merger(decisions_on(connection, standing))
    merger.add(item for items in near.values() for item in items)
    moved: dict[str, str] = {}
    for cluster in merger.clusters():
        event = standing[min(cluster, key=lambda key: standing[key].arrived)].founding
        moved |= {key: event for key in cluster if standing[key].event != event}
    touched = {standing[key].event for key in moved} | set(moved.values())
    touched |= {moved.get(key, standing[key].event) for key in changed if key in standing}
    opened, closed = _note_possible(connection, standing, merger.possibly())
    touched |= {moved.get(key, standing[key].event) for pair in (*opened, *closed) for key in pair}
    if moved or opened or closed:
        _move(connection, moved)
        chain.append(connection, "merge", cause, {"moved": moved, "opened": opened, "closed": closed})
    _refresh(connection, touched)
    return tuple(sorted(touched))


def neighbourhood(connection: Connection, keys: set[str]) -> dict[str, list[SourcedReport]]:
    """Return by event the reports of all events that the reports ``keys``, or a decision on them, may reach."""
    events = _events_of(connection, keys | _mates(connection, keys))
    held: set[str] = set()
    while events - held:
        held |= events
        members = _keys_of(connection, held)
        events = _events_of(connection, _decided_with(connection, members))
    return reports_of(connection, sorted(held))


def _mates(connection: Connection, keys: set[str]) -> set[str]:
    """Return the reports that share a block with one of ``keys``."""
    out: set[str] = set()
    for some in portions(sorted(keys)):
        numbers = select(blocks.c.block).where(blocks.c.report.in_(some))
        out.update(connection.scalars(select(blocks.c.report).where(blocks.c.block.in_(numbers)).distinct()))
    return out


def _events_of(connection: Connection, keys: set[str]) -> set[str]:
    out: set[str] = set()
    for some in portions(sorted(keys)):
        told = reports.c.key.in_(some) & reports.c.withdrawn.is_(None)
        out.update(str(event) for event in connection.scalars(select(reports.c.event).where(told)))
    return out


def _keys_of(connection: Connection, events: set[str]) -> set[str]:
    out: set[str] = set()
    for some in portions(sorted(events)):
        told = reports.c.event.in_(some) & reports.c.withdrawn.is_(None)
        out.update(connection.scalars(select(reports.c.key).where(told)))
    return out


def _decided_with(connection: Connection, keys: set[str]) -> set[str]:
    """Return the reports that a decision in force binds to one of ``keys``."""
    out: set[str] = set()
    for some in portions(sorted(keys)):
        for one, other in ((decisions.c.a, decisions.c.b), (decisions.c.b, decisions.c.a)):
            out.update(connection.scalars(select(other).where(one.in_(some), decisions.c.undone.is_(None))))
    return out


def decisions_on(connection: Connection, keys: Iterable[str]) -> list[Decision]:
    """Return the decisions in force on reports among ``keys``, oldest first."""
    found: dict[int, Decision] = {}
    for some in portions(sorted(keys)):
        held = (decisions.c.a.in_(some) | decisions.c.b.in_(some)) & decisions.c.undone.is_(None)
        rows = connection.execute(select(decisions).where(held))
        found |= {row.id: Decision(kind=row.kind, a=row.a, b=row.b) for row in rows}
    return [decision for _, decision in sorted(found.items())]


def _standing(connection: Connection, near: dict[str, list[SourcedReport]]) -> dict[str, Standing]:
    columns = (reports.c.key, reports.c.arrived, reports.c.founding, reports.c.event)
    out = {}
    for some in portions(item.key for items in near.values() for item in items):
        for row in connection.execute(select(*columns).where(reports.c.key.in_(some))):
            out[row.key] = Standing(row.arrived, row.founding, row.event)
    return out


def _move(connection: Connection, moved: dict[str, str]) -> None:
    change = update(reports).where(reports.c.key == bindparam("moving")).values(event=bindparam("to"))
    if rows := [{"moving": key, "to": event} for key, event in moved.items()]:
        connection.execute(change, rows)


def _note_possible(
    connection: Connection, standing: dict[str, Standing], pairs: Sequence[tuple[str, str]]
) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Write the pairs left open among the reports looked at; return the new ones, and those that are no more."""
    wanted = {(min(a, b), max(a, b)) for a, b in pairs}
    held = set()
    for some in portions(standing):
        rows = connection.execute(select(possible).where(possible.c.a.in_(some)))
        held |= {(row.a, row.b) for row in rows if row.b in standing}
    opened, closed = sorted(wanted - held), sorted(held - wanted)
    if closed:
        where = (possible.c.a == bindparam("one")) & (possible.c.b == bindparam("other"))
        connection.execute(delete(possible).where(where), [{"one": a, "other": b} for a, b in closed])
    if opened:
        connection.execute(insert(possible), [{"a": a, "b": b} for a, b in opened])
    return opened, closed


def _refresh(connection: Connection, touched: set[str]) -> None:
    """Derive the touched events anew; forget those that have no report any more."""
    members = reports_of(connection, sorted(touched))
    forget(connection, sorted(touched))
    keep(connection, members)
