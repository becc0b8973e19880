"""Tolls by class of victim, as the words of the toll tell them."""

from __future__ import annotations

import pytest
from coding import candidate, view_of

from rasad.records import Toll
from rasad.reports.assembly import Draft
from rasad.reports.candidate import Linked
from rasad.reports.victims import by_class, victims_of
from rasad.reports.view import View


def draft(view: View, word: str) -> Draft:
    """A draft of the event of ``word`` with the first tolls of the article: no model decides which they are."""
    member = candidate(view, word)
    told = {item.value.kind: item for item in reversed(view.chart.by_label.get("toll", ())) if not item.value.partial}
    killed, injured = (Linked(told[fate], 1.0) if fate in told else None for fate in ("killed", "injured"))
    return Draft([member], "bombing", 1.0, None, None, [], [], [], killed, injured)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "قتل 3 جنود وأصيب 7 مدنيين في انفجار في الموصل.",
            {"soldiers": {"killed": Toll(3, 3)}, "civilians": {"injured": Toll(7, 7)}},
        ),
        ("قتل 12 شخصا بينهم 4 أطفال في انفجار في الموصل.", {"children": {"killed": Toll(4, 4)}}),
        ("قتل ما لا يقل عن 5 شرطيين في انفجار في الموصل.", {"police": {"killed": Toll(5, None)}}),
        ("قتل 12 شخصا في انفجار في الموصل.", {}),
        ("وقع انفجار في الموصل دون إصابات.", {}),
        ("وقع انفجار في الموصل.", {}),
    ],
)
def test_the_classes_that_the_words_tell(text: str, wanted: dict[str, dict[str, Toll]]) -> None:
    assert by_class(victims_of(draft(view_of(text), "انفجار"))) == wanted


def test_each_class_has_its_words() -> None:
    view = view_of("قتل 12 شخصا بينهم 4 أطفال في انفجار في الموصل.")
    (one,) = victims_of(draft(view, "انفجار"))
    assert view.tokens.words(one.words.start, one.words.end) == "4 أطفال"
