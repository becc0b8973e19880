"""Teaching: the loss is against a blend of label and older answer, and answers come back in the order of the rows."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

torch = pytest.importorskip("torch")
sys.path.insert(0, str(Path(__file__).parent.parent.parent))

import numpy as np  # noqa: E402

from training import teaching  # noqa: E402


class Named:
    """As much of a lesson as the loss looks at."""

    def __init__(self, name: str) -> None:
        self.name = name


def loss(head: str, told: dict[str, Any]) -> float:
    scores, right = torch.tensor([2.0, -1.0]), torch.tensor([1.0, 0.0])
    return float(teaching.lost(head, scores, right, [Named("a"), Named("b")], told))  # type: ignore[list-item]


def test_without_an_older_net_the_labels_alone_are_right() -> None:
    expected = np.log1p(np.exp(-2.0)) + np.log1p(np.exp(-1.0))
    assert loss("told", {}) == pytest.approx(expected, rel=1e-5)


def test_an_older_answer_moves_what_is_right_towards_it() -> None:
    told = {"a": {"told": np.array([0.5], dtype=np.float32)}, "b": {"told": np.array([0.0], dtype=np.float32)}}
    blend = 1.0 - teaching.TRUST["told"] * 0.5
    expected = blend * np.log1p(np.exp(-2.0)) + (1 - blend) * np.log1p(np.exp(2.0)) + np.log1p(np.exp(-1.0))
    assert loss("told", told) == pytest.approx(expected, rel=1e-5)


def test_a_head_that_is_not_trusted_keeps_to_its_labels() -> None:
    assert teaching.TRUST["same"] == 0.0
    assert loss("same", {"a": {}, "b": {}}) == loss("same", {})


def test_what_was_not_asked_is_missed_by_name(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(teaching, "NETS", tmp_path)
    teaching.keep(0, {"a": {}})
    with pytest.raises(FileNotFoundError, match=r"told-1\.pkl is missing; run: python -m training\.net --older"):
        teaching.recalled()
