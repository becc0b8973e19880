"""Responses: linked by a report, worded as an answer, or inferred."""

from __future__ import annotations

from typing import Any

from invented_story import FACTIONS, QAIM, TOWN, US, article, report, telling

from rasad.records import Actor, Evidence
from rasad.story.days import Gap


def strike(key: str, start: str, end: str | None = None, quote: str = "قصفت طائرات مخزناً", **changed: Any) -> Any:
    values = {"place": QAIM, "initiators": (US,), "targets": (FACTIONS,)} | changed
    return report(key, "air_strike", start, end, evidence=Evidence(start=0, end=len(quote), quote=quote), **values)


def test_a_report_that_links_two_events_says_so() -> None:
    answer = strike("a/2", "2024-03-11", responds_to="a/1")
    (one,) = telling(article("a", events=[report("a/1"), answer])).responses()
    assert (one.answer, one.to, one.basis) == ("e-a-2", "e-a-1", "said")
    assert one.delay == Gap(3, 3)


def test_words_of_answering_link_an_act_to_the_last_attack_of_the_other_side() -> None:
    early, late = report("a/1", start="2024-03-01"), report("a/2", start="2024-03-08")
    answer = strike("a/3", "2024-03-08", "2024-03-09", quote="ردت القوات الأميركية بغارة على مخزن")
    (one,) = telling(article("a", events=[early, late, answer])).responses()
    assert (one.to, one.basis, one.reports) == ("e-a-2", "worded", ("a/3",))
    assert one.delay == Gap(0, 1)


def test_without_words_it_is_inferred_and_marked_so() -> None:
    (one,) = telling(article("a", events=[report("a/1"), strike("a/2", "2024-03-10")])).responses()
    assert (one.basis, one.delay) == ("inferred", Gap(2, 2))
    assert set(one.reports) == {"a/1", "a/2"}


def test_what_is_too_late_of_the_same_side_or_elsewhere_answers_nothing() -> None:
    late = strike("a/2", "2024-03-20")
    same = report("a/3", "drone_strike", "2024-03-09")
    abroad = strike("a/4", "2024-03-09", place=TOWN, targets=(Actor(id="houthis", text="الحوثي"),))
    assert telling(article("a", events=[report("a/1"), late, same, abroad])).responses() == []


def test_an_act_on_the_same_day_is_no_answer_unless_words_say_so() -> None:
    assert telling(article("a", events=[report("a/1"), strike("a/2", "2024-03-08")])).responses() == []
