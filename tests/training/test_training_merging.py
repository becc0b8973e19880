"""The same-event model and the keys that it learned from."""

from __future__ import annotations

import math

import pytest
from training.gold import SHARED

pytest.importorskip("scipy", reason="training needs NumPy and SciPy")
if not (SHARED / "evaluation/score.py").exists():
    pytest.skip("training needs ../shared/evaluation, which is not at hand", allow_module_level=True)

from training.merging import GIVEN, aliases, parted  # noqa: E402

from rasad.merging.likelihood import POSSIBLY, SAME, judge  # noqa: E402


def test_the_weights_are_finite_and_hold_what_was_given() -> None:
    weights = judge().model.weights
    assert all(math.isfinite(weight) for weight in weights.values())
    assert {name: weights[name] for name in GIVEN} == GIVEN
    assert POSSIBLY < SAME


def test_an_alias_leads_to_a_key_that_is_none() -> None:
    named = aliases()
    assert named
    assert [key for key in named.values() if key in named] == []


def test_articles_that_share_an_event_share_a_fold() -> None:
    class Told:
        def __init__(self, doc: str, *keys: str) -> None:
            self.doc, self.record_keys = doc, dict(enumerate(keys))

    told = [Told("a", "x"), Told("b", "y"), Told("c", "x", "z"), Told("d", "z"), Told("e")]
    fold = parted(told, 3)  # type: ignore[arg-type]
    assert fold["a"] == fold["c"] == fold["d"]
    assert set(fold) == set("abcde")
