"""What the store's tests share: a ledger, in a file and in PostgreSQL, which every test of behaviour sees."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import store_postgres as postgres

from rasad.store import Ledger


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The URL of a database on a running server; skips where PostgreSQL or its driver is not installed."""
    pytest.importorskip("psycopg", reason="psycopg is not installed: pip install 'rasad[postgresql]'")
    try:
        with postgres.server() as url:
            yield url
    except postgres.Missing as missing:
        pytest.skip(str(missing))


@pytest.fixture(params=["sqlite", "postgresql"])
def target(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a ledger may be made: a path, and a server's database."""
    if request.param == "sqlite":
        return str(tmp_path / "rasad.db")
    return postgres.emptied(request.getfixturevalue("server"))


@pytest.fixture
def ledger(target: str) -> Iterator[Ledger]:
    with Ledger.open(target) as opened:
        yield opened
