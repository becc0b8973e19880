"""The ledger keeps what it is given, once, and gives it back as it was."""

from __future__ import annotations

from pathlib import Path

import pytest
from store_articles import article, report

from rasad.records import EventFilter, Near
from rasad.store import Decision, Ledger, LedgerError, NoLedger, NotFound


def two_tellings(ledger: Ledger) -> None:
    ledger.add(article("a", report("a", killed=2)), raw=b"<html>a</html>", path="pages/a.html")
    ledger.add(article("b", report("b", killed=2), outlet="مرفأ نيوز"))
    ledger.add(article("c", report("c", 1, place="صنعاء", day="2024-05-01", kind="air_strike", actor=None)))


def test_what_went_in_comes_out(ledger: Ledger) -> None:
    coded = article("a", report("a", killed=2))
    added = ledger.add(coded, raw=b"<html>a</html>")
    assert added.new and added.doc == "a" and len(added.events) == 1
    assert ledger.coded("a") == coded
    assert list(ledger.articles()) == [coded]
    assert ledger.raw("a") == b"<html>a</html>"
    assert [item.report for item in ledger.reports()] == list(coded.events)
    assert [source.doc for source in ledger.sources()] == ["a"]
    assert [tally.count for _, tally in ledger.tallies()] == [72]
    assert [one.kind for _, one in ledger.statements()] == ["denial"]


def test_the_same_page_twice_changes_nothing(ledger: Ledger) -> None:
    coded = article("a", report("a"))
    first = ledger.add(coded, raw=b"page")
    before = [entry.hash for entry in ledger.log()]
    again = ledger.add(article("other", report("other")), raw=b"page")
    assert not again.new and again.doc == "a" and again.sha256 == first.sha256 and again.events == ()
    moved = ledger.add(coded, raw=b"page in other clothes")
    assert not moved.new
    assert [entry.hash for entry in ledger.log()] == before


def test_another_page_of_the_same_name_is_kept_beside_it(ledger: Ledger) -> None:
    ledger.add(article("a", report("a")))
    added = ledger.add(article("a", report("a", day="2024-04-01"), text="نص آخر تماماً"))
    assert added.doc.startswith("a@") and added.new
    assert [item.key for item in ledger.reports(doc=added.doc)] == [f"{added.doc}/1"]


def test_two_tellings_make_one_event(ledger: Ledger) -> None:
    two_tellings(ledger)
    events = ledger.events()
    assert [[ref.event for ref in event.reports] for event in events] == [["a/1", "b/1"], ["c/1"]]
    assert [item.key for item in ledger.reports(event=events[0].id)] == ["a/1", "b/1"]
    assert ledger.event(events[0].id) == events[0]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (EventFilter(), ["a", "c"]),
        (EventFilter(since="2024-04-01"), ["c"]),
        (EventFilter(until="2024-03-08"), ["a"]),
        (EventFilter(place="عين الاسد"), ["a"]),
        (EventFilter(place="YE"), ["c"]),
        (EventFilter(near=Near(33.8, 42.4, 30)), ["a"]),
        (EventFilter(near=Near(33.8, 41.4, 30)), []),
        (EventFilter(kind="air_strike"), ["c"]),
        (EventFilter(kind="remote-violence"), ["a", "c"]),
        (EventFilter(actor="islamic-resistance-in-iraq"), ["a"]),
        (EventFilter(actor="القوات الامريكيه"), ["a", "c"]),
        (EventFilter(outlet="مرفا"), ["a"]),
        (EventFilter(text="صواريخ"), ["a", "c"]),
        (EventFilter(text="صنعاء صواريخ"), ["c"]),
        (EventFilter(text="طائرة"), []),
        (EventFilter(since="2024-04-01", place="عين الأسد"), []),
    ],
)
def test_filters(ledger: Ledger, wanted: EventFilter, found: list[str]) -> None:
    two_tellings(ledger)
    assert [event.reports[0].doc for event in ledger.events(wanted)] == found


def test_words_are_found_in_any_spelling(ledger: Ledger) -> None:
    ledger.add(article("a", text="وصل أحمد إلى بغداد وبالعراق كله"))
    for query in ("أحمد", "احمد", "إحمد", "العراق", "عراق", "بغداد احمد"):
        assert [source.doc for source in ledger.sources(query)] == ["a"], query
    assert ledger.sources("محمد") == []
    assert ledger.sources("بغداد محمد") == []


def test_questions_that_make_no_sense_are_refused(ledger: Ledger) -> None:
    with pytest.raises(LedgerError, match="since: 'soon'"):
        ledger.events(EventFilter(since="soon"))
    with pytest.raises(LedgerError, match="kind: 'war'"):
        ledger.events(EventFilter(kind="war"))
    with pytest.raises(LedgerError, match="rule: 'best'"):
        ledger.events(rule="best")
    for ask in (lambda: ledger.event("e-none"), lambda: ledger.coded("none"), lambda: ledger.raw("none")):
        with pytest.raises(NotFound, match="none"):
            ask()


def test_people_merge_and_take_it_back(ledger: Ledger) -> None:
    two_tellings(ledger)
    first, second = ledger.events()
    made = ledger.merge(first.id, second.id, note="same night")
    assert [(one.a, one.b, one.note) for one in made] == [("a/1", "b/1", "same night"), ("a/1", "c/1", "same night")]
    assert ledger.event(second.id).id == first.id
    assert len(ledger.events()) == 1
    ledger.undo(made[1].id)
    assert [event.id for event in ledger.events()] == [first.id, second.id]
    assert [one.undone is None for one in ledger.decisions()] == [False, False]
    with pytest.raises(LedgerError, match="taken back before"):
        ledger.undo(made[1].id)


def test_people_split_and_it_lasts(ledger: Ledger) -> None:
    two_tellings(ledger)
    first = ledger.events()[0]
    ledger.decide(Decision(kind="different", a="a/1", b="b/1"))
    assert sorted(event.reports[0].event for event in ledger.events()) == ["a/1", "b/1", "c/1"]
    ledger.add(article("d", report("d")))
    parts = {ref.event: event.id for event in ledger.events() for ref in event.reports}
    assert parts["a/1"] != parts["b/1"]
    assert ledger.event(first.id).reports[0].event == "a/1"


def test_a_ledger_that_is_not_there_is_not_made_unasked(tmp_path: Path) -> None:
    with pytest.raises(NoLedger, match="rasad add"):
        Ledger.open(str(tmp_path / "none.db"), create=False)
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(LedgerError, match="folder"):
        Ledger.open(str(tmp_path))
    with pytest.raises(LedgerError, match="mysql"):
        Ledger.open("mysql://host/name")
