"""Derived events, kept so that listing is quick: under the usual rule always, under others once asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import msgspec
from sqlalchemy import ColumnElement, Connection, Table, bindparam, delete, insert, select, true

from rasad.records import Event, SourcedReport
from rasad.store.matching import derive, version
from rasad.store.packing import canonical
from rasad.store.reading import portions
from rasad.store.schema import decisions, derived, links, reports

USUAL: Final = "conservative"
"""The rule under which events are kept derived at all times."""
event_decoder: Final = msgspec.json.Decoder(Event)


def keep(connection: Connection, members: Mapping[str, Sequence[SourcedReport]], rule: str = USUAL) -> list[Event]:
    """Derive the events whose reports are given, write them down and return them."""
    events = [derive(event, items, rule) for event, items in members.items()]
    if events:
        connection.execute(insert(derived), [columns_of(event) for event in events])
    return events


def forget(connection: Connection, events: Iterable[str]) -> None:
    """Drop what was derived of ``events`` under any rule."""
    if gone := [{"gone": event} for event in events]:
        connection.execute(delete(derived).where(derived.c.event == bindparam("gone")), gone)


def columns_of(event: Event) -> dict[str, Any]:
    """Return the row of ``derived`` that holds ``event``."""
    place, date = event.place, event.date
    return {
        "event": event.id,
        "rule": event.rule,
        "kind": event.kind,
        "first_day": date.start if date else None,
        "last_day": date.end if date else None,
        "country": place.country if place else None,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "version": version(),
        "record": canonical(event),
    }


def possibly_same(connection: Connection, events: Iterable[str] | None = None) -> dict[str, tuple[str, ...]]:
    """Return for each event the others that may be the same one, sorted; ``events`` limits whose are wanted.

    They are those that a link between their reports speaks for, and no person against.
    """
    out: dict[str, set[str]] = {}
    apart = _pairs(connection, decisions, decisions.c.undone.is_(None) & (decisions.c.kind == "different"), None)
    asked = [None] if events is None else list(portions(events))
    for some in asked:
        for a, b in _pairs(connection, links, true(), some) - apart:
            out.setdefault(a, set()).add(b)
            out.setdefault(b, set()).add(a)
    return {event: tuple(sorted(others)) for event, others in out.items()}


def _pairs(
    connection: Connection, table: Table, which: ColumnElement[bool], events: list[str] | None
) -> set[tuple[str, str]]:
    """Return the pairs of different events whose reports stand together in rows of ``table``."""
    one, other = reports.alias("one"), reports.alias("other")
    joined = table.join(one, table.c.a == one.c.key).join(other, table.c.b == other.c.key)
    told = select(one.c.event.label("a"), other.c.event.label("b")).select_from(joined).distinct()
    told = told.where(which, one.c.event != other.c.event)
    if events is not None:
        told = told.where(one.c.event.in_(events) | other.c.event.in_(events))
    return {(min(row.a, row.b), max(row.a, row.b)) for row in connection.execute(told)}
