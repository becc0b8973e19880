"""Truces: start, deadline, conditions, violations, end, and the phase that an event falls in."""

from __future__ import annotations

from invented_story import FACTIONS, TOWN, US, article, report, telling

from rasad.records import Actor, Evidence
from rasad.story.days import Days
from rasad.story.phases import phase_of

BEGUN = (
    "أوقفت الفصائل العراقية المسلحة هجماتها على القوات الأميركية في 3 آذار 2024، مع إمهال الحكومة ثلاثة أشهر للتفاوض."
)
TERMS = "وكان شرط الفصائل للهدنة أن تجلو القوات الأميركية عن القواعد."
OVER = "قصفت الفصائل العراقية القوات الأميركية صباح 20 آب 2024 بعد هدنة استمرت خمسة أشهر."


def attack(key: str, day: str, **changed: object) -> object:
    return report(key, "drone_strike", day, **changed)


def story() -> object:
    first = article("a", f"{BEGUN}\n{TERMS}", "2024-03-05")
    second = article("b", OVER, "2024-08-21")
    events = [attack("c/1", "2024-05-02"), attack("c/2", "2024-01-10"), attack("c/3", "2024-07-01", initiators=())]
    events.append(attack("c/4", "2024-06-01", place=TOWN, initiators=(Actor(id="houthis", text="الحوثي"),)))
    return telling(first, second, article("c", "نص", "2024-08-30", events=events))


def test_a_truce_has_its_dates_and_terms_with_their_words() -> None:
    told = story().truces()
    assert len(told) == 1
    truce = told[0]
    assert truce.start == Days("2024-03-03", "2024-03-03")
    assert truce.deadline == Days("2024-06-03", "2024-06-03")
    assert truce.end == Days("2024-08-20", "2024-08-20")
    assert set(truce.sides) == {"iraqi-armed-factions", "us-forces"}
    assert "شرط" in truce.conditions[0].quote
    assert truce.starts[0].cited[0].doc == "a"
    assert truce.starts[0].cited[0].quote.startswith("أوقفت")


def test_attacks_between_its_sides_break_it() -> None:
    broken = {one.event: one for one in story().truces()[0].violations}
    assert set(broken) == {"e-c-1", "e-c-3"}
    assert broken["e-c-1"].certain and broken["e-c-1"].why == "sides"
    assert not broken["e-c-3"].certain and broken["e-c-3"].why == "one side"


def test_each_event_falls_in_a_phase() -> None:
    phases = {entry.event.id: [one.phase for one in entry.phases] for entry in story().timeline()}
    assert phases["e-c-2"] == ["before"]
    assert phases["e-c-1"] == ["during"]
    assert phases["e-c-3"] == ["past-deadline"]
    assert phases["e-c-4"] == []


def test_days_that_may_be_those_of_the_start_or_end_are_told_as_such() -> None:
    truce = story().truces()[0]
    assert phase_of(Days("2024-03-01", "2024-03-04"), truce) == "start"
    assert phase_of(Days("2024-08-19", "2024-08-21"), truce) == "end"
    assert phase_of(Days("2024-09-01", "2024-09-01"), truce) == "after"
    assert phase_of(Days("2019-01-01", "2019-01-01"), truce) is None


def test_a_sentence_on_a_truce_that_is_over_starts_none() -> None:
    at = OVER.index("بعد هدنة")
    wrong = report(
        "b/1", "ceasefire", "2024-08-20", initiators=(FACTIONS, US), targets=(),
        evidence=Evidence(start=at, end=len(OVER), quote=OVER[at:]),
    )  # fmt: skip
    told = telling(article("a", BEGUN, "2024-03-05"), article("b", OVER, "2024-08-21", events=[wrong])).truces()
    assert [one.start for one in told] == [Days("2024-03-03", "2024-03-03")]


def test_an_event_of_a_ceasefire_starts_one_where_no_sentence_says_more() -> None:
    parties = (Actor(id="israel-government", text="إسرائيل"), Actor(id="hamas", text="حماس"))
    text = "نص لا يقول شيئاً"
    made = report("a/1", "ceasefire", "2025-01-19", initiators=parties, targets=(), place=None)
    (truce,) = telling(article("a", text, "2025-01-20", events=[made])).truces()
    assert truce.start == Days("2025-01-19", "2025-01-19")
    assert set(truce.sides) == {"hamas", "israel-forces"}
    assert truce.end is None and truce.deadline is None


def test_a_truce_that_is_refused_does_not_begin() -> None:
    text = "رفضت حركة طالبان في 3 آذار 2024 تمديد وقف إطلاق النار مع القوات الأفغانية."
    assert telling(article("a", text, "2024-03-04")).truces() == []


def test_two_sources_with_different_starts_are_both_kept() -> None:
    other = "أوقفت الفصائل العراقية المسلحة هجماتها على القوات الأميركية في 12 آذار 2024."
    (truce,) = telling(article("a", BEGUN, "2024-03-05"), article("b", other, "2024-03-20")).truces()
    assert [one.days.start for one in truce.starts] == ["2024-03-03", "2024-03-12"]
    assert truce.start == Days("2024-03-03", "2024-03-12")
