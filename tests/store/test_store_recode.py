"""Coding anew keeps what was told before, shows what changed, and ids go on leading where they led."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest
from store_articles import article, report

from rasad.pages import Article
from rasad.records import CodedArticle
from rasad.store import Ledger, NotFound


class Recoder:
    """A coder of other rules: it makes of each article what it is told to."""

    def __init__(self, by_doc: dict[str, Callable[[CodedArticle], CodedArticle]], ledger: Ledger) -> None:
        self.by_doc, self.ledger = by_doc, ledger

    def code(self, page: Article) -> CodedArticle:
        coded = self.ledger.coded(page.doc)
        return self.by_doc.get(page.doc, lambda same: same)(coded)


def with_events(*events: object) -> Callable[[CodedArticle], CodedArticle]:
    return lambda coded: msgspec.structs.replace(coded, events=events)


def test_the_same_rules_change_nothing(ledger: Ledger) -> None:
    ledger.add(article("a", report("a", killed=2)))
    before = [entry.hash for entry in ledger.log()]
    found = ledger.recode(Recoder({}, ledger))
    assert (found.articles, found.changed, found.changes, found.failed) == (1, 0, (), ())
    assert [entry.hash for entry in ledger.log()] == before


def test_a_dry_run_shows_and_writes_nothing(ledger: Ledger) -> None:
    ledger.add(article("a", report("a", killed=2)))
    before = [entry.hash for entry in ledger.log()]
    found = ledger.recode(Recoder({"a": with_events(report("a", killed=4))}, ledger), dry_run=True)
    assert [(one.report, one.what, one.field, one.before, one.after) for one in found.changes] == [
        ("a/1", "changed", "killed", {"min": 2, "max": 2}, {"min": 4, "max": 4})
    ]
    assert [entry.hash for entry in ledger.log()] == before
    assert ledger.coded("a").events[0].killed == report("a", killed=2).killed


def test_old_reports_are_kept_and_new_ones_hold(ledger: Ledger) -> None:
    old = article("a", report("a", killed=2))
    ledger.add(old)
    ledger.add(article("b", report("b", killed=2)))
    event = ledger.events()[0].id
    found = ledger.recode(Recoder({"a": with_events(report("a", killed=4))}, ledger))
    assert found.changed == 1
    assert ledger.coded("a").events[0].killed == report("a", killed=4).killed
    assert ledger.coded("a", 1) == old
    assert ledger.event(event).reports
    assert ledger.verify().problems == ()


def test_a_report_keeps_its_key_when_others_come_before_it(ledger: Ledger) -> None:
    told = report("a", 1, place="صنعاء", quote="قصف على صنعاء")
    ledger.add(article("a", told))
    other = report("a", 1, day="2024-07-01", quote="هجوم آخر")
    ahead = msgspec.structs.replace(other, evidence=msgspec.structs.replace(other.evidence, start=50, end=58))
    found = ledger.recode(
        Recoder({"a": with_events(ahead, msgspec.structs.replace(told, id="a/2"))}, ledger), docs=["a"]
    )
    assert [(one.report, one.what) for one in found.changes] == [("a/2", "new")]
    assert {item.key: item.report.place.name for item in ledger.reports() if item.report.place} == {
        "a/1": "صنعاء",
        "a/2": "عين الأسد",
    }
    assert ledger.verify().problems == ()


def test_the_id_of_a_withdrawn_report_leads_on(ledger: Ledger) -> None:
    ledger.add(article("a", report("a", killed=2)))
    ledger.add(article("b", report("b", killed=2)))
    ledger.add(article("c", report("c", place="صنعاء", day="2024-06-01")))
    shared, alone = (event.id for event in ledger.events())
    ledger.recode(Recoder({"a": with_events(), "c": with_events()}, ledger))
    assert [[ref.event for ref in event.reports] for event in ledger.events()] == [["b/1"]]
    assert ledger.event(shared).id == ledger.events()[0].id != shared
    with pytest.raises(NotFound, match="withdrawn"):
        ledger.event(alone)
    assert ledger.verify().problems == ()
    ledger.recode(Recoder({"a": with_events(report("a", killed=2))}, ledger))
    assert {item.key for item in ledger.reports()} == {"a/2", "b/1"}, "a number once given is not given again"
    assert ledger.verify().problems == ()


def test_an_article_that_is_not_there_is_named(ledger: Ledger) -> None:
    with pytest.raises(NotFound, match="'none'"):
        ledger.recode(Recoder({}, ledger), docs=["none"])
