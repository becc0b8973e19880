"""Asking for events: quick for the usual rule, derived on the way (and kept) for the others."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from sqlalchemy import Connection, Engine, or_, select

from rasad.records import Event, EventFilter
from rasad.store import search
from rasad.store.deriving import event_decoder, keep, possibly_same
from rasad.store.engine import reading, writing
from rasad.store.errors import LedgerError
from rasad.store.filtering import checked, meets
from rasad.store.matching import RULES, derive, version
from rasad.store.reading import event_now, portions, reports_of
from rasad.store.schema import derived, reports


def check_rule(rule: str) -> str:
    """Return ``rule``. Raises ``LedgerError`` where there is none of that name."""
    if rule not in RULES:
        raise LedgerError(f"rule: {rule!r} is none of {', '.join(RULES)}")
    return rule


def list_events(engine: Engine, wanted: EventFilter, rule: str) -> list[Event]:
    """Return the events that meet ``wanted`` under ``rule``, by day (undated last), then id."""
    check_rule(rule), checked(wanted)
    with reading(engine) as connection:
        lacking = _lacking(connection, rule)
    if lacking:
        _derive_missing(engine, lacking, rule)
    with reading(engine) as connection:
        among = None if wanted.text is None else _telling(connection, wanted.text)
        found = [event for event in _kept(connection, wanted, rule) if among is None or event.id in among]
        possibly = possibly_same(connection)
    found = [_with_possibly(event, possibly) for event in found if meets(event, wanted)]
    return sorted(found, key=lambda event: (event.date is None, event.date and event.date.start or "", event.id))


def one_event(engine: Engine, event: str, rule: str) -> Event:
    """Return an event by any id it ever had. Raises ``NotFound``."""
    check_rule(rule)
    with reading(engine) as connection:
        event = event_now(connection, event)
        made = derive(event, reports_of(connection, [event])[event], rule)
        return _with_possibly(made, possibly_same(connection, [event]))


def _with_possibly(event: Event, possibly: dict[str, tuple[str, ...]]) -> Event:
    others = possibly.get(event.id, ())
    return msgspec.structs.replace(event, possibly=others) if others else event


def _kept(connection: Connection, wanted: EventFilter, rule: str) -> Iterator[Event]:
    question = select(derived.c.record).where(derived.c.rule == rule)
    if wanted.since is not None:
        question = question.where(derived.c.last_day >= wanted.since)
    if wanted.until is not None:
        question = question.where(derived.c.first_day <= wanted.until)
    for record in connection.scalars(question, execution_options={"yield_per": 1000}):
        yield event_decoder.decode(record)


def _telling(connection: Connection, words: str) -> set[str]:
    """Return the events of which one report holds all of ``words``."""
    out: set[str] = set()
    for some in portions(search.find_reports(connection, words)):
        told = reports.c.arrived.in_(some) & reports.c.withdrawn.is_(None)
        out.update(str(event) for event in connection.scalars(select(reports.c.event).where(told)))
    return out


def _lacking(connection: Connection, rule: str) -> list[str]:
    """Return the events that are not kept derived under ``rule`` by this version's derivation."""
    joined = reports.outerjoin(derived, (derived.c.event == reports.c.event) & (derived.c.rule == rule))
    stale = or_(derived.c.event.is_(None), derived.c.version != version())
    question = select(reports.c.event).select_from(joined).where(reports.c.withdrawn.is_(None), stale).distinct()
    return [str(event) for event in connection.scalars(question)]


def _derive_missing(engine: Engine, events: list[str], rule: str) -> None:
    """Derive ``events`` under ``rule`` and keep them, some at a time."""
    for some in portions(sorted(events)):
        with writing(engine) as connection:
            gone = derived.c.event.in_(some) & (derived.c.rule == rule)
            connection.execute(derived.delete().where(gone))
            keep(connection, reports_of(connection, some), rule)
