"""Merging gives the same clusters whatever the order and the grouping in which reports and decisions come."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from making import PLACES, report

from rasad.merging import Decision, Merger, blocks, merger
from rasad.records import SourcedReport

_SETTINGS = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@st.composite
def ledgers(draw: st.DrawFn) -> list[SourcedReport]:
    """Some dozens of reports, crowded into few days and places so that many are much alike."""
    count = draw(st.integers(2, 28))
    rng = random.Random(draw(st.integers(0, 10_000)))
    return [_random_report(rng, number) for number in range(count)]


def _random_report(rng: random.Random, number: int) -> SourcedReport:
    day = rng.choice(
        [None, "2024-07-16", "2024-07-17", ("2024-07-16", "2024-07-17"), "2024-07-25", ("2024-07-01", "2024-07-31")]
    )
    words = " ".join(
        rng.sample(["طائرة", "قاعدة", "هجوم", "صاروخ", "جنود", "قتلى", "دخان", "سوق"], rng.randint(1, 5))
    )
    some: dict[str, Any] = {
        "kind": rng.choice(["drone_strike", "missile_attack", "talks"]),
        "place": rng.choice([*PLACES, None]),
        "who": rng.choice([(), ("iraqi-armed-factions",), ("us-forces",)]),
        "killed": rng.choice([None, 0, 3, (2, None)]),
        "weapons": rng.choice([{}, {"drone": 2}, {"drone": 1}]),
        "published": rng.choice([None, "2024-07-17", "2024-07-26"]),
        "main": rng.random() < 0.5,
    }
    return report(f"{rng.choice('abcdefghij')}/{number}", day=day, words=words, **some)


@pytest.fixture
def narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    """A window of three, so that small ledgers have blocks larger than it."""
    monkeypatch.setattr(blocks, "WINDOW", 3)
    monkeypatch.setattr(merger, "WINDOW", 3)


@_SETTINGS
@given(ledgers(), st.randoms(use_true_random=False), st.data())
def test_order_and_batches_do_not_matter(
    narrow: None, reports: list[SourcedReport], rng: random.Random, data: st.DataObject
) -> None:
    keys = [item.key for item in reports]
    pairs = data.draw(st.lists(st.tuples(st.sampled_from(keys), st.sampled_from(keys), st.booleans()), max_size=4))
    decisions = [Decision(kind="same" if same else "different", a=a, b=b) for a, b, same in pairs if a != b]
    whole = Merger(decisions)
    whole.add(reports)
    shuffled = list(reports)
    rng.shuffle(shuffled)
    single = Merger()
    for number, item in enumerate(shuffled):
        single.add([item])
        if number == len(shuffled) // 2:
            for decision in decisions:
                single.decide(decision)
        if rng.random() < 0.3:
            single.clusters()
    assert single.clusters() == whole.clusters()
    assert single.possibly() == whole.possibly()


@_SETTINGS
@given(ledgers(), st.data())
def test_what_is_removed_leaves_no_trace(narrow: None, reports: list[SourcedReport], data: st.DataObject) -> None:
    gone = data.draw(st.sets(st.sampled_from([item.key for item in reports])))
    one = Merger()
    one.add(reports)
    one.clusters()
    one.remove(sorted(gone))
    other = Merger()
    other.add([item for item in reports if item.key not in gone])
    assert one.clusters() == other.clusters()
    assert one.possibly() == other.possibly()


@_SETTINGS
@given(ledgers())
def test_every_report_is_in_one_cluster(reports: list[SourcedReport]) -> None:
    made = Merger()
    made.add(reports)
    assert sorted(key for cluster in made.clusters() for key in cluster) == sorted(item.key for item in reports)


@_SETTINGS
@given(ledgers(), st.data())
def test_a_decision_stands_and_is_taken_back(reports: list[SourcedReport], data: st.DataObject) -> None:
    keys = [item.key for item in reports]
    a, b = data.draw(st.permutations(keys))[:2]
    made = Merger()
    made.add(reports)
    before = made.clusters()
    for kind in ("same", "different"):
        decision = Decision(kind=kind, a=a, b=b)  # type: ignore[arg-type]
        made.decide(decision)
        assert (made.cluster_of(a) == made.cluster_of(b)) is (kind == "same")
        made.undo(decision)
        assert made.clusters() == before
