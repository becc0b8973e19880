"""An undated page is dated by dated reports of its events, marked as inferred, with the reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from rasad.pages import Article, read_text
from rasad.records import Published
from rasad.reports.api import coder
from rasad.store import Ledger

DATED = """قصف صاروخي يستهدف قاعدة عين الأسد
16 تموز 2024
قال مصدر أمني عراقي إن خمسة صواريخ استهدفت قاعدة عين الأسد في محافظة الأنبار مساء اليوم الثلاثاء 16 تموز 2024،
وأصيب ثلاثة جنود أمريكيين.
"""
UNDATED = """إصابة ثلاثة جنود في قصف على عين الأسد
أصيب ثلاثة جنود أمريكيين مساء أمس في قصف صاروخي استهدف قاعدة عين الأسد في محافظة الأنبار بخمسة صواريخ، بحسب مصدر أمني.
"""


def read(text: str, doc: str) -> Article:
    article = read_text(text, doc=doc, path=f"{doc}.txt")
    assert isinstance(article, Article)
    return article


def add(ledger: Ledger, text: str, doc: str) -> None:
    ledger.add(coder().code(read(text, doc)), text.encode(), f"{doc}.txt")


@pytest.fixture
def both(tmp_path: Path) -> Ledger:
    ledger = Ledger.open(tmp_path / "rasad.db")
    add(ledger, UNDATED, "undated")
    add(ledger, DATED, "dated")
    return ledger


def test_a_page_alone_stays_undated(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "rasad.db") as ledger:
        add(ledger, UNDATED, "undated")
        assert ledger.undated() == [] and ledger.infer(coder()) == []
        assert ledger.sources()[0].published is None


def test_the_day_is_inferred_and_marked(both: Ledger) -> None:
    assert len(both.events()) == 1
    assert both.undated() == ["undated"]
    (found,) = both.infer(coder())
    assert found.published in {"2024-07-16", "2024-07-17"} and found.evidence == ("dated/1",)
    coded = both.coded("undated")
    assert (coded.published.value, coded.published.basis) == (found.published, "inferred")
    assert [note.message for note in coded.notes if note.code == "published-inferred"] == [found.reason]
    assert {event.date.basis for event in coded.events if event.date} == {"inferred"}
    assert both.coded("undated", 1).published == Published()
    assert both.inferences() == [found]
    assert [source.basis for source in both.sources() if source.doc == "undated"] == ["inferred"]
    assert len(both.events()) == 1
    assert both.verify().problems == ()


def test_it_is_looked_at_again_only_in_new_company(both: Ledger) -> None:
    both.infer(coder())
    before = [entry.hash for entry in both.log()]
    assert both.undated() == [] and both.infer(coder()) == []
    found = both.recode(coder())
    assert found.changes == ()
    assert [entry.hash for entry in both.log()] == before
