"""``rasad code --merge``: every event report has the cluster of those that tell the same event."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from rasad.cli.main import main  # noqa: F401  (the command under test is run by the fixture)

FIRST = "سقطت أربعة صواريخ مساء الخميس 25 تموز 2024 على قاعدة عين الأسد في محافظة الأنبار، ولم تقع إصابات."
SECOND = "أطلق مجهولون مساء الخميس 25 تموز 2024 صواريخ على قاعدة عين الأسد غربي العراق، من دون إصابات."
OTHER = "قتل ثلاثة مدنيين في غارة جوية على مدينة صور جنوبي لبنان يوم 3 آذار 2024."


def record(doc: str, text: str) -> str:
    return json.dumps({"id": doc, "title": text.split("،")[0], "text": text, "published": "2024-07-26"})


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    path = tmp_path / "saved.jsonl"
    lines = [record("one", FIRST), "not json", record("two", OTHER), record("three", SECOND), record("one", FIRST)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def clusters(coded: list[dict[str, Any]]) -> list[list[str | None]]:
    return [[event["cluster"] for event in item.get("events", [])] for item in coded]


def test_reports_of_one_event_share_a_cluster(run: Any, saved: Path) -> None:
    result = run("code", saved, "--merge")
    coded = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 1  # a line was no JSON
    assert [item["doc"] for item in coded if "error" not in item] == ["one", "two", "three", "one"]
    found = clusters(coded)
    assert found[0] == ["one/1"]
    assert found[3] == ["one/1"]  # told by another page
    assert found[4] == ["one/1"]  # the same page again, under the same id
    assert found[2] == ["two/1"]
    assert "error" in coded[1]


def test_but_for_the_cluster_nothing_changes(run: Any, examples: Path) -> None:
    plain = [json.loads(line) for line in run("code", examples).stdout.splitlines()]
    merged = [json.loads(line) for line in run("code", examples, "--merge").stdout.splitlines()]
    assert all(event["cluster"] for item in merged for event in item["events"])
    for item in merged:
        for event in item["events"]:
            event["cluster"] = None
    assert merged == plain


def test_the_same_bytes_with_several_workers(run: Any, saved: Path) -> None:
    assert run("code", saved, "--merge", "--workers", 2).stdout == run("code", saved, "--merge").stdout
