"""What speaks for and against two reports telling one event, and what people decide."""

from __future__ import annotations

import math

import pytest
from making import report

from rasad.merging import Decision, Merger
from rasad.merging.features import hopeless
from rasad.merging.likelihood import FAR
from rasad.merging.profile import profile_of

WIRE = report(
    "wire/1",
    "missile_attack",
    ("2024-07-25", "2024-07-26"),
    who=("iraqi-armed-factions",),
    killed=0,
    weapons={"rocket": 4},
    words="أربعة صواريخ سقطت ليلاً قرب مدرج قاعدة عين الأسد بلا إصابات",
    published="2024-07-26",
)
PORTAL = report(
    "portal/1",
    "missile_attack",
    "2024-07-25",
    killed=(0, None),
    words="سقوط صواريخ قرب قاعدة عين الأسد مساء الخميس ولا إصابات",
    published="2024-07-26",
)


def test_two_tellings_of_one_night_are_the_same() -> None:
    found = Merger().compare(WIRE, PORTAL)
    assert found.answer == "same"
    assert found.probability > 0.5
    assert not found.decided
    assert any(name.startswith("place=same") and weight > 0 for name, weight in found.reasons)
    weights = [abs(weight) for _, weight in found.reasons]
    assert weights == sorted(weights, reverse=True)


def test_the_order_of_the_two_does_not_matter() -> None:
    merger = Merger()
    assert merger.compare(WIRE, PORTAL) == merger.compare(PORTAL, WIRE)


def test_another_month_is_another_event() -> None:
    later = report("later/1", "missile_attack", "2024-09-02", killed=0, published="2024-09-03")
    found = Merger().compare(WIRE, later)
    assert found.answer == "different"
    assert found.reasons[0][0] == FAR


def test_another_place_is_another_event() -> None:
    tyre = report("tyre/1", "missile_attack", "2024-07-25", place="tyre", published="2024-07-26")
    assert hopeless(profile_of(WIRE), profile_of(tyre))
    assert Merger().compare(WIRE, tyre).answer == "different"


def test_an_undated_telling_joins_the_dated_one() -> None:
    dated = report("dated/1", weapons={"drone": 2}, who=("iraqi-armed-factions",), main=False, published="2024-07-26")
    undated = report("undated/1", day=None, weapons={"drone": 2}, published=None)
    assert Merger().compare(dated, undated).answer == "same"


def test_an_undated_telling_published_before_the_event_stays_apart() -> None:
    undated = report("old/1", day=None, published="2024-03-01")
    assert Merger().compare(report("new/1", "drone_strike", "2024-07-16"), undated).answer != "same"


def test_what_was_inferred_does_not_speak_for_itself() -> None:
    item = report("p/1", day=None, published="2024-07-16")
    import msgspec

    inferred = msgspec.structs.replace(item, source=msgspec.structs.replace(item.source, basis="inferred"))
    assert profile_of(inferred).published is None


def test_a_persons_word_stands_above_all() -> None:
    other = report("x/1", "talks", "2019-01-01", "tyre")
    merger = Merger([Decision(kind="same", a="wire/1", b="x/1")])
    merger.add([WIRE, PORTAL, other])
    assert set(merger.cluster_of("x/1")) >= {"wire/1", "x/1"}
    found = merger.compare(WIRE, other)
    assert (found.answer, found.probability, found.decided) == ("same", 1.0, True)
    assert found.reasons[0] == ("decided by a person", math.inf)
    merger.decide(Decision(kind="different", a="wire/1", b="portal/1"))
    assert "portal/1" not in merger.cluster_of("wire/1")


def test_the_later_decision_wins() -> None:
    merger = Merger(
        [Decision(kind="same", a="wire/1", b="portal/1"), Decision(kind="different", a="portal/1", b="wire/1")]
    )
    merger.add([WIRE, PORTAL])
    assert merger.clusters() == [("portal/1",), ("wire/1",)]
    merger.undo(Decision(kind="different", a="portal/1", b="wire/1"))
    assert merger.clusters() == [("portal/1", "wire/1")]


def test_a_decision_waits_for_its_reports() -> None:
    merger = Merger([Decision(kind="same", a="wire/1", b="x/1")])
    merger.add([WIRE])
    assert merger.clusters() == [("wire/1",)]
    merger.add([report("x/1", "talks", "2019-01-01", "tyre")])
    assert merger.clusters() == [("wire/1", "x/1")]


def test_only_what_hangs_together_is_made_anew() -> None:
    merger = Merger()
    merger.add([WIRE, report("tyre/1", place="tyre")])
    merger.clusters()
    merger.add([PORTAL])
    assert merger.settle() == [("portal/1", "wire/1")]
    assert merger.settle() == []


def test_what_is_too_close_to_call_is_left_to_a_person() -> None:
    vague = report("vague/1", "missile_attack", None, "iraq", words="هجوم صاروخي على قاعدة", published="2024-07-26")
    merger = Merger()
    merger.add([WIRE, vague])
    answer = merger.compare(WIRE, vague).answer
    assert (("vague/1", "wire/1") in merger.possibly()) is (answer == "possibly")


def test_faults_say_what_is_wrong() -> None:
    merger = Merger()
    with pytest.raises(KeyError, match="no event report 'a/9'"):
        merger.cluster_of("a/9")
    with pytest.raises(KeyError, match="'a/9' to remove"):
        merger.remove(["a/9"])
    with pytest.raises(ValueError, match="given twice"):
        merger.decide(Decision(kind="same", a="a/1", b="a/1"))
    with pytest.raises(ValueError, match="to take back"):
        merger.undo(Decision(kind="same", a="a/1", b="a/2"))
