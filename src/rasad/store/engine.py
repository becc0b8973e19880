"""From a path or URL to a database: SQLite in WAL mode, or PostgreSQL, with transactions that mean what they say."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError

from rasad.store.errors import LedgerError, NoLedger

APPLICATION_ID: Final = 0x52415344
"""Marks an SQLite file as a ledger ("RASD"), in the file's header."""
BUSY_SECONDS: Final = 60
"""How long a writer waits for another to finish."""
_WRITERS_LOCK: Final = 0x52415344
"""PostgreSQL's advisory lock that writers take, so that the log's chain has one end."""
_SCHEMA: Final = "rasad"


def url_of(target: str) -> URL:
    """Return the database URL of a path or URL. Raises ``LedgerError`` for a URL of another database."""
    if "://" not in target:
        return URL.create("sqlite", database=target)
    try:
        url = make_url(target)
    except ArgumentError as error:
        raise LedgerError(f"{target!r} is neither a path nor a database URL: {error}") from error
    backend = url.get_backend_name()
    if backend == "sqlite" and url.database:
        return URL.create("sqlite", database=url.database)
    if backend in {"postgresql", "postgres"}:
        return url.set(drivername="postgresql+psycopg")
    raise LedgerError(f"{shown(url)}: a ledger is a file or a postgresql:// URL, not {backend}")


def shown(url: URL) -> str:
    """Return ``url`` as people may see it: a path for SQLite, never a password."""
    return str(url.database) if url.get_backend_name() == "sqlite" else url.render_as_string(hide_password=True)


def connect(target: str, create: bool) -> Engine:
    """Return an engine for ``target``. Raises ``NoLedger`` where there is no file and none may be made."""
    url = url_of(target)
    if url.get_backend_name() == "postgresql":
        return _postgresql(url)
    path = Path(str(url.database))
    if path.is_dir():
        raise LedgerError(f"{path} is a folder; a ledger is a file, such as {path / 'rasad.db'}")
    if not path.exists():
        if not create:
            raise NoLedger(f"there is no ledger at {path}; `rasad add PATH... --ledger {path}` makes one")
        if not path.parent.is_dir():
            raise NoLedger(f"{path}: the folder {path.parent} does not exist")
    return _sqlite(url)


def _sqlite(url: URL) -> Engine:
    engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS})

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _: object) -> None:
        # Python's own transactions leave out DDL; with none of its own, ours hold everything.
        connection.isolation_level = None
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA cache_size = -32000")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writing = connection.get_execution_options().get("writing")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine


def _postgresql(url: URL) -> Engine:
    try:
        engine = create_engine(url, isolation_level="REPEATABLE READ")
    except ModuleNotFoundError as error:
        raise LedgerError("a PostgreSQL ledger needs psycopg: pip install 'rasad[postgresql]'") from error

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _: object) -> None:
        connection.autocommit = True
        connection.execute(f"SET search_path TO {_SCHEMA}, public")
        connection.autocommit = False

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        if connection.get_execution_options().get("writing"):
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITERS_LOCK})")

    return engine


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Give a connection that sees the ledger as it stood at its first question, whoever writes meanwhile."""
    with _told(engine), engine.connect() as connection, connection.begin():
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Give a connection whose work is done whole or not at all; one writer at a time, others wait."""
    with _told(engine), engine.connect() as plain:
        connection = plain.execution_options(writing=True)
        if engine.dialect.name == "postgresql":
            # A writer that waited for the lock must see what the one before it wrote.
            connection = connection.execution_options(isolation_level="READ COMMITTED")
        with connection.begin():
            yield connection


@contextmanager
def _told(engine: Engine) -> Iterator[None]:
    """Tell the database's own faults (locked, full, unreachable, not a database) as the ledger's."""
    try:
        yield
    except DBAPIError as error:
        raise LedgerError(f"{shown(engine.url)}: {str(error.orig).strip()}") from error


def is_ledger(connection: Connection) -> bool:
    """Tell whether the database holds a ledger. Raises ``LedgerError`` where it holds something else."""
    url = connection.engine.url
    if url.get_backend_name() == "postgresql":
        found = connection.execute(text("SELECT to_regclass('rasad.migrations')")).scalar()
        return found is not None
    mark = connection.exec_driver_sql("PRAGMA application_id").scalar()
    tables = connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar()
    if tables and mark != APPLICATION_ID:
        raise LedgerError(f"{shown(url)} is a database, but no ledger of Rasad")
    return bool(tables)


def prepare(engine: Engine) -> None:
    """Set up an empty database before its first transaction: an SQLite file keeps a write-ahead log ever after."""
    if engine.dialect.name == "sqlite":
        with _told(engine), engine.connect() as connection:
            connection.connection.cursor().execute("PRAGMA journal_mode = WAL")


def mark_as_ledger(connection: Connection) -> None:
    """Make the database a ledger: mark an SQLite file, make PostgreSQL's schema."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"CREATE SCHEMA IF NOT EXISTS {_SCHEMA}")
    else:
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
