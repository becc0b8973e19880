"""What the checks of a ledger share: rows compared with what they must be."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Any, Final, TypeAlias

from sqlalchemy import Connection, Table, func, select

from rasad.store.packing import unpack

MOST_PROBLEMS: Final = 100
"""After so many, no more are told."""
Problems: TypeAlias = Iterator[str]


def compare(name: str, row: dict[str, Any] | None, expected: dict[str, Any] | None) -> Problems:
    """Yield what differs between a row and what it must be."""
    if row is None:
        yield f"{name}: is missing"
    elif expected is None:
        yield f"{name}: was never added"
    else:
        wrong = [column for column, value in expected.items() if row[column] != value]
        if wrong:
            yield f"{name}: {', '.join(wrong)} changed"


def rows_of(connection: Connection, table: Table) -> Iterator[dict[str, Any]]:
    """Yield the rows of a table by its key."""
    for row in connection.execute(select(table).order_by(*table.primary_key), execution_options={"yield_per": 200}):
        yield dict(row._mapping)


def unpacked(data: bytes) -> bytes | None:
    """Return bytes unpacked, ``None`` where they were damaged."""
    try:
        return unpack(data)
    except zlib.error:
        return None


def count(connection: Connection, table: Table) -> int:
    """Return how many rows a table has."""
    return connection.scalar(select(func.count()).select_from(table)) or 0
