"""When the rules of merging change, everything that follows is worked out anew, and people's decisions hold."""

from __future__ import annotations

from pathlib import Path

import pytest
import store_writer
from sqlalchemy import text

from rasad.store import Incoming, Ledger, matching, reworking, verifying
from rasad.store import ledger as ledger_module
from rasad.store.engine import writing


@pytest.fixture
def filled(target: str) -> str:
    with Ledger.open(target) as ledger:
        ledger.add_all(Incoming(coded=store_writer.numbered(number)) for number in range(30))
        first, second = (event.id for event in ledger.events()[:2])
        ledger.merge(first, second)
    return target


def test_by_the_same_rules_nothing_is_done(filled: str) -> None:
    with Ledger.open(filled) as ledger:
        before = [entry.hash for entry in ledger.log()]
        assert ledger.rework() == ()
        assert [entry.hash for entry in ledger.log()] == before


def test_by_other_rules_everything_is(filled: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from rasad.store import checking_articles, deriving, events

    with Ledger.open(filled) as ledger:
        expected = ledger.events()
        for module in (matching, reworking, verifying, ledger_module, checking_articles, deriving, events):
            monkeypatch.setattr(module, "version", lambda: "other")
        result = ledger.verify()
        assert result.ok and any("another version" in note for note in result.notes)
        with writing(ledger._engine) as connection:  # as other rules might have left it
            connection.execute(text("DELETE FROM blocks"))
        assert ledger.rework()
        assert ledger.events() == expected
        assert ledger.sources("العراق") != []
        result = ledger.verify()
        assert result.problems == () and result.notes == ()
        assert ledger.rework() == ()


def test_the_version_hangs_on_the_rules_alone(tmp_path: Path) -> None:
    assert matching.version() == matching.version.__wrapped__()
    assert len(matching.version()) == 16
