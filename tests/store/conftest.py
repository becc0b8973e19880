"""What the store's tests share: a ledger, in a file and in PostgreSQL, which every test of behaviour sees."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import postgres
import pytest
from sqlalchemy import create_engine, text

from rasad.store import Ledger
from rasad.store.engine import url_of


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The URL of a database on a running server; skips where PostgreSQL or its driver is not installed."""
    pytest.importorskip("psycopg", reason="psycopg is not installed: pip install 'rasad[postgresql]'")
    try:
        with postgres.server() as url:
            yield url
    except postgres.Missing as missing:
        pytest.skip(str(missing))


def emptied(url: str) -> str:
    """Return ``url`` when no ledger is left at it."""
    engine = create_engine(url_of(url))
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA IF EXISTS rasad CASCADE"))
    engine.dispose()
    return url


@pytest.fixture(params=["sqlite", "postgresql"])
def target(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a ledger may be made: a path, and a server's database."""
    if request.param == "sqlite":
        return str(tmp_path / "rasad.db")
    return emptied(request.getfixturevalue("server"))


@pytest.fixture
def ledger(target: str) -> Iterator[Ledger]:
    with Ledger.open(target) as opened:
        yield opened
