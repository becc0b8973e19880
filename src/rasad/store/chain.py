"""The log: what was done to the ledger, in order, each entry hashed together with the hash before it.

A changed, missing or added entry breaks every hash after it. What the chain cannot show by itself is that its end was
cut off, or that all of it was written anew: for that, note its head (``rasad verify`` prints it) somewhere else.
"""

from __future__ import annotations

import getpass
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, Final, NamedTuple

import msgspec
from sqlalchemy import Connection, Row, desc, insert, select

from rasad.store.packing import canonical, now, sha256
from rasad.store.schema import log

GENESIS: Final = "0" * 64
"""What stands before the first entry."""


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One entry of the log: number, UTC time, who, what was done to what, with which details; and its hashes."""

    n: int
    at: str
    author: str
    action: str
    subject: str
    details: dict[str, Any]
    previous: str
    hash: str


@cache
def author() -> str:
    """Return the name that the machine knows the person by, empty where it knows none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no name for this user id
        return ""


class Told(NamedTuple):
    """What an entry is to tell: what was done to what, with which details, and when (empty: now)."""

    action: str
    subject: str
    details: dict[str, Any]
    at: str = ""


def append(connection: Connection, action: str, subject: str, details: dict[str, Any], *, at: str = "") -> Entry:
    """Add an entry within the transaction of ``connection`` and return it."""
    return append_all(connection, [Told(action, subject, details, at)])[0]


def append_all(connection: Connection, told: Sequence[Told]) -> list[Entry]:
    """Add entries in order within the transaction of ``connection`` and return them."""
    last = connection.execute(select(log.c.n, log.c.hash).order_by(desc(log.c.n)).limit(1)).first()
    first, previous = (last.n + 1, last.hash) if last else (1, GENESIS)
    rows, by = [], author()
    for n, (action, subject, details, at) in enumerate(told, first):
        at, words = at or now(), canonical(details).decode()
        row = {"n": n, "at": at, "author": by, "action": action, "subject": subject, "details": words}
        row |= {"previous": previous, "hash": hash_of(n, at, by, action, subject, words, previous)}
        previous = str(row["hash"])
        rows.append(row)
    if rows:
        connection.execute(insert(log), rows)
    return [msgspec.convert({**row, "details": one.details}, Entry) for row, one in zip(rows, told, strict=True)]


def hash_of(n: int, at: str, by: str, action: str, subject: str, details: str, previous: str) -> str:
    """Return the hash of an entry: SHA-256 of its fields, in order, as a JSON list."""
    return sha256(canonical([n, at, by, action, subject, details, previous]))


def entries(connection: Connection) -> Iterator[Entry]:
    """Yield the log's entries, oldest first, as they stand (see ``broken_at`` for whether they hold)."""
    for row in connection.execute(select(log).order_by(log.c.n), execution_options={"yield_per": 1000}):
        yield Entry(**{**row._mapping, "details": msgspec.json.decode(row.details)})


def broken_at(connection: Connection) -> tuple[int | None, int, str]:
    """Check every hash; return the number of the first entry that does not hold (if any), the count, the head."""
    previous, count = GENESIS, 0
    for row in connection.execute(select(log).order_by(log.c.n), execution_options={"yield_per": 1000}):
        count += 1
        if row.n != count or row.previous != previous or row.hash != _rehashed(row):
            return row.n, count, row.hash
        previous = row.hash
    return None, count, previous


def head(connection: Connection) -> str:
    """Return the hash of the last entry."""
    return connection.scalar(select(log.c.hash).order_by(desc(log.c.n)).limit(1)) or GENESIS


def holds(connection: Connection, head: str) -> bool:
    """Say whether an entry has the hash ``head``."""
    return connection.execute(select(log.c.n).where(log.c.hash == head)).first() is not None


def _rehashed(row: Row[Any]) -> str:
    return hash_of(row.n, row.at, row.author, row.action, row.subject, row.details, row.previous)
