"""Tallies against the ledger's own count."""

from __future__ import annotations

from typing import Any

from invented_story import QAIM, TOWN, US, Archive, article, report, tally, telling

from rasad.records import EventFilter, Toll
from rasad.story.days import Days
from rasad.story.telling import Telling

TEXT = "أحصت واشنطن 20 هجوماً على القوات الأميركية في العراق منذ 1 شباط حتى 10 آذار 2024."
OTHER = "أحصت جهة رصد 35 هجوماً على القوات الأميركية في العراق من 1 شباط إلى 12 آذار 2024."


def stated(text: str = TEXT, count: int = 20, end: str = "2024-03-10") -> Any:
    return tally(f"{count} هجوماً", text, text, "2024-02-01", end, count=count)


def events() -> list[Any]:
    return [
        report("b/1", start="2024-02-20"),
        report("b/2", "drone_strike", "2024-03-08", place=QAIM),
        report("b/3", start="2024-01-30", end="2024-02-02"),
        report("b/4", start="2024-02-22", targets=()),
        report("b/5", start="2024-02-23", place=TOWN),
        report("b/6", start="2024-05-01"),
        report("b/7", "arrest", "2024-02-24"),
        report("b/8", "air_strike", "2024-02-25", initiators=(US,), targets=report("x/1").initiators),
    ]


def test_the_ledger_counts_over_the_same_span_place_and_actor() -> None:
    (one,) = telling(article("a", TEXT, tallies=(stated(),)), article("b", events=events())).tallies()
    assert one.span == Days("2024-02-01", "2024-03-10")
    assert (one.scope.targets, one.scope.countries, one.scope.basis) == (("us-forces",), ("IQ",), "sentence")
    assert one.ours is not None
    assert set(one.ours.events) == {"e-b-1", "e-b-2", "e-b-3", "e-b-4"}
    assert (one.ours.least, one.ours.most) == (2, 4)
    assert one.difference == (16, 18)


def test_contradictory_tallies_stand_together() -> None:
    docs = (
        article("a", TEXT, tallies=(stated(),)),
        article("c", OTHER, tallies=(stated(OTHER, 35, "2024-03-12"),)),
        article("d", "20 هجوماً في 2019", tallies=(tally(*["20 هجوماً"] * 3, "2019-01-01", "2019-12-31", count=20),)),
    )
    found = telling(*docs).tallies()
    by_doc = {one.cited.doc: one for one in found}
    assert by_doc["a"].group == by_doc["c"].group != by_doc["d"].group
    assert by_doc["a"].contradicts == (by_doc["c"].id,)
    assert by_doc["d"].contradicts == ()


def test_people_are_summed_as_far_as_told_and_unknown_is_not_zero() -> None:
    text = "قتل 40 شخصاً في العراق من 1 شباط إلى 10 آذار 2024."
    made = tally("مقتل 40 شخصاً", text, text, "2024-02-01", "2024-03-10", killed=Toll(40, 40))
    told = [report("b/1", start="2024-02-20", killed=Toll(3, None)), report("b/2", start="2024-02-21")]
    (one,) = telling(article("a", text, tallies=(made,)), article("b", events=told)).tallies()
    assert one.ours is not None and one.ours.people == Toll(3, None) and one.ours.untold == 1
    (none,) = telling(article("a", text, tallies=(made,)), article("b", events=told[1:])).tallies()
    assert none.ours is not None and none.ours.people is None and none.difference is None


def test_what_the_ledger_cannot_count_is_said_to_be_so() -> None:
    text = "اعتقال 74 مطلوباً خلال شباط 2024"
    made = tally("اعتقال 74 مطلوباً", text, text, "2024-02-01", "2024-02-29", count=74)
    (one,) = telling(article("a", text, tallies=(made,))).tallies()
    assert one.ours is None and one.difference is None and one.why is not None and "arrested" in one.why


def test_a_filter_chooses_tallies_and_not_what_they_are_counted_against() -> None:
    archive = Archive(article("a", TEXT, tallies=(stated(),)), article("b", events=events()))
    told = Telling(archive, EventFilter(since="2024-03-01", kind="attacks", actor="us-forces", place="IQ"))
    (one,) = told.tallies()
    assert one.ours is not None and one.ours.most == 4
    for wanted in (EventFilter(since="2024-06-01"), EventFilter(kind="protest"), EventFilter(outlet="لا أحد")):
        assert Telling(archive, wanted).tallies() == []
