"""Older ledgers are brought up to date when they are opened; newer ones are refused."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, insert, inspect
from store_articles import article, report

from rasad.store import Ledger, LedgerError, NewerLedger
from rasad.store import migrating as migrating_module
from rasad.store.engine import url_of
from rasad.store.migrating import statements, steps
from rasad.store.schema import metadata, migrations


def engine_of(target: str) -> Engine:
    engine = create_engine(url_of(target))
    return engine.execution_options(schema_translate_map={None: "rasad"}) if "postgresql" in target else engine


def test_the_steps_are_named_numbered_and_the_same_for_both_databases() -> None:
    names = list(steps("sqlite"))
    assert names == list(steps("postgresql"))
    assert [name[:4] for name in names] == [f"{number:04}" for number in range(1, len(names) + 1)]
    assert all(statements(sql) for dialect in ("sqlite", "postgresql") for sql in steps(dialect).values())


def test_the_tables_are_those_that_the_queries_see(target: str) -> None:
    Ledger.open(target).close()
    engine = engine_of(target)
    schema = "rasad" if engine.dialect.name == "postgresql" else None
    found = inspect(engine)
    for table in metadata.sorted_tables:
        held = {column["name"] for column in found.get_columns(table.name, schema=schema)}
        assert held == {column.name for column in table.columns}, table.name
        keys = found.get_pk_constraint(table.name, schema=schema)["constrained_columns"]
        assert set(keys) == {column.name for column in table.primary_key}, table.name
    engine.dispose()


def test_an_older_ledger_is_upgraded(target: str, monkeypatch: pytest.MonkeyPatch) -> None:
    every = steps
    with monkeypatch.context() as older:
        older.setattr(migrating_module, "steps", lambda dialect: dict(list(every(dialect).items())[:2]))
        Ledger.open(target).close()
    with Ledger.open(target) as ledger:
        ledger.add(article("a", report("a")))
        assert ledger.verify().problems == ()
        assert [one.subject for one in ledger.log() if one.action == "migrate"] == list(steps("sqlite"))


def test_a_newer_ledger_is_refused(target: str) -> None:
    Ledger.open(target).close()
    engine = engine_of(target)
    with engine.begin() as connection:
        connection.execute(insert(migrations).values(name="9999-holograms", applied="2031-01-01T00:00:00Z"))
    engine.dispose()
    with pytest.raises(NewerLedger, match="newer Rasad.*'9999-holograms'.*update Rasad"):
        Ledger.open(target)


def test_a_step_that_fails_leaves_the_ledger_as_it_was(target: str, monkeypatch: pytest.MonkeyPatch) -> None:
    Ledger.open(target).close()
    every = steps
    with monkeypatch.context() as broken:
        added = {"0099-broken": "CREATE TABLE half (n INTEGER);\nCREATE TABLE half (n INTEGER)"}
        broken.setattr(migrating_module, "steps", lambda dialect: every(dialect) | added)
        with pytest.raises(LedgerError, match="half"):
            Ledger.open(target)
    with Ledger.open(target) as ledger:
        assert ledger.verify().problems == ()
    engine = engine_of(target)
    schema = "rasad" if engine.dialect.name == "postgresql" else None
    assert "half" not in inspect(engine).get_table_names(schema=schema)
    engine.dispose()


def test_other_files_are_left_alone(tmp_path: Path) -> None:
    text = tmp_path / "notes.txt"
    text.write_text("not a database, " * 100)
    with pytest.raises(LedgerError, match=r"notes\.txt.*not a database"):
        Ledger.open(text)
    assert text.read_text().startswith("not a database")
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")
    before = other.read_bytes()
    with pytest.raises(LedgerError, match="no ledger of Rasad"):
        Ledger.open(other)
    assert other.read_bytes() == before


def test_a_server_that_is_not_there_is_named_without_its_password() -> None:
    pytest.importorskip("psycopg")
    with pytest.raises(LedgerError) as error:
        Ledger.open("postgresql://me:secret@127.0.0.1:1/none?connect_timeout=2")
    assert "127.0.0.1" in str(error.value)
    assert "secret" not in str(error.value)
