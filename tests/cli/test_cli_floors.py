"""Quality cannot slip unseen: the development gold is scored against tests/floors.json where the kit is at hand."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def gate() -> ModuleType:
    """``scripts/score.py`` as a module."""
    spec = importlib.util.spec_from_file_location("score_gate", ROOT / "scripts/score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def data(gate: ModuleType) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(gate.FLOORS.read_text(encoding="utf-8"))
    return loaded


def test_no_figure_is_under_its_floor(gate: ModuleType, data: dict[str, Any], tmp_path: Path) -> None:
    kit = gate.evaluation()
    if not (kit / "score.py").is_file():
        pytest.skip(f"no evaluation kit at {kit}")
    predicted = tmp_path / "coded.jsonl"
    gate.code_articles(kit / "dev/texts.jsonl", predicted)
    figures = gate.measure(kit, predicted)
    assert gate.under(figures, data["floors"]) == [], "\n".join(gate.table(figures, data["floors"], data["reach"]))


def test_floors_and_reaches_are_shares(data: dict[str, Any]) -> None:
    assert data["floors"]["spans"] == 1.0
    assert all(0 <= value <= 1 for value in (*data["floors"].values(), *data["reach"].values()))
    assert all(change["reason"].strip() for change in data["lowered"]), "a lowered floor says why"


def test_updating_raises_and_never_lowers(gate: ModuleType) -> None:
    before = {"floors": {"record": 0.5, "strict": 0.4}, "lowered": []}
    after = gate.raised(before, {"record": 0.6123, "strict": 0.3, "spans": 1.0})
    assert after["floors"] == {"record": 0.612, "strict": 0.4, "spans": 1.0}


def test_lowering_keeps_the_reason(gate: ModuleType) -> None:
    before = {"floors": {"record": 0.5}, "lowered": []}
    after = gate.lowered(before, {"record": 0.45}, "record", "the gold was corrected")
    assert after["floors"] == {"record": 0.45}
    (change,) = after["lowered"]
    assert (change["from"], change["to"], change["reason"]) == (0.5, 0.45, "the gold was corrected")
    with pytest.raises(SystemExit, match="no floor is called 'recall'"):
        gate.lowered(before, {}, "recall", "x")


def test_a_figure_under_its_floor_is_named(gate: ModuleType) -> None:
    assert gate.under({"record": 0.61, "spans": 0.99}, {"record": 0.61, "spans": 1.0}) == ["spans"]
    assert "UNDER ITS FLOOR" in "\n".join(gate.table({"spans": 0.99}, {"spans": 1.0}, {}))


def test_spans_are_verified_against_the_text(gate: ModuleType) -> None:
    event: dict[str, Any] = {
        "evidence": {"start": 0, "end": 3, "quote": "abc"},
        "spans": {"kind": [0, 3]},
        "date": {"text": "d", "span": [3, 4]},
        "place": None,
        "more_places": [],
        "initiators": [],
        "targets": [{"text": "x", "span": [3, 4]}],
    }
    assert gate.spans_verified([{"text": "abcd", "events": [event]}]) == 0.75
