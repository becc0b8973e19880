"""Bringing a ledger's schema up to date: named steps, recorded, each opening all or nothing."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Final

from sqlalchemy import Connection, Engine, insert, select

from rasad.store import chain
from rasad.store.engine import is_ledger, mark_as_ledger, prepare, reading, shown, writing
from rasad.store.errors import NewerLedger, NoLedger
from rasad.store.packing import now
from rasad.store.reworking import note_rules
from rasad.store.schema import migrations

_WORDS: Final = {
    "sqlite": {"{bytes}": "BLOB", "{clustered}": " WITHOUT ROWID"},
    "postgresql": {"{bytes}": "BYTEA", "{clustered}": ""},
}
_RECORD: Final = "CREATE TABLE migrations (name TEXT PRIMARY KEY, applied TEXT NOT NULL)"


@cache
def steps(dialect: str) -> dict[str, str]:
    """Return the SQL of every step by name ("0001-ledger"), in order, for ``sqlite`` or ``postgresql``."""
    out = {}
    for file in files("rasad.store.migrations").iterdir():
        name, _, kind = file.name.removesuffix(".sql").partition(".")
        if file.name.endswith(".sql") and kind in {"", dialect}:
            sql = file.read_text(encoding="utf-8")
            for word, meaning in _WORDS[dialect].items():
                sql = sql.replace(word, meaning)
            out[name] = sql
    return dict(sorted(out.items()))


def statements(sql: str) -> list[str]:
    """Return the statements of a step; comments stand on lines of their own."""
    lines = (line for line in sql.splitlines() if not line.lstrip().startswith("--"))
    return [one.strip() for one in "\n".join(lines).split(";") if one.strip()]


def bring_up_to_date(engine: Engine, create: bool) -> None:
    """Apply the steps that the ledger lacks; make the ledger where the database is empty and ``create`` says so.

    Raises ``NewerLedger`` where the ledger knows a step that this version does not, ``NoLedger`` where there is none.
    """
    known = steps(engine.dialect.name)
    with reading(engine) as connection:
        held = applied(connection) if is_ledger(connection) else None
    if held is None and not create:
        raise NoLedger(f"{shown(engine.url)} holds no ledger; `rasad add PATH... --ledger ...` makes one")
    if held is not None and not _lacking(engine, known, held):
        return
    if held is None:
        prepare(engine)
    with writing(engine) as connection:
        if not is_ledger(connection):
            mark_as_ledger(connection)
            connection.exec_driver_sql(_RECORD)
        # Asked again: another process may have done it while this one waited.
        fresh = not applied(connection)
        for name in _lacking(engine, known, applied(connection)):
            _apply(connection, name, known[name])
        if fresh:
            note_rules(connection)


def applied(connection: Connection) -> list[str]:
    """Return the names of the steps that were applied."""
    return list(connection.scalars(select(migrations.c.name).order_by(migrations.c.name)))


def _lacking(engine: Engine, known: dict[str, str], held: list[str]) -> list[str]:
    if unknown := [name for name in held if name not in known]:
        raise NewerLedger(
            f"{shown(engine.url)} was written by a newer Rasad: this one does not know its step {unknown[-1]!r}; "
            "update Rasad to open it"
        )
    return [name for name in known if name not in held]


def _apply(connection: Connection, name: str, sql: str) -> None:
    for statement in statements(sql):
        connection.exec_driver_sql(statement)
    at = now()
    connection.execute(insert(migrations).values(name=name, applied=at))
    chain.append(connection, "migrate", name, {}, at=at)
