"""``rasad explain``: which event is meant, and what is told of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest


def test_the_nth_event_of_a_page(run: Any, examples: Path) -> None:
    result = run("explain", f"{examples / '02-night-attack-channel.html'}#1")
    assert result.exit_code == 0, result.output
    assert "02-night-attack-channel/1" in result.stdout
    assert "02-night-attack-channel/2" not in result.stdout
    for part in ("kind", "date", "place", "evidence", "words", "by ", "قناة الضفاف"):
        assert part in result.stdout


def test_every_event_of_a_page(run: Any, examples: Path) -> None:
    shown = run("explain", examples / "02-night-attack-channel.html").stdout
    assert "channel/1" in shown
    assert "channel/2" in shown


def test_words_stand_in_their_context(run: Any, examples: Path) -> None:
    shown = run("explain", examples / "02-night-attack-channel.html").stdout
    assert "قصفت فصائل عراقية مسلحة [قاعدة عين الأسد] بأربعة صواريخ" in shown


def test_json_lines_are_named_by_article(run: Any, examples: Path) -> None:
    path = examples / "16-short-items.jsonl"
    assert "short-04/1" in run("explain", f"{path}#short-04/1").stdout
    assert "short-04/1" in run("explain", f"{path}#short-04").stdout


def test_what_was_rejected_is_told_with_the_reason(run: Any, examples: Path) -> None:
    shown = run("explain", f"{examples / '16-short-items.jsonl'}#short-02").stdout
    assert "No event reports." in shown
    assert "rejected" in shown
    assert "because" in shown


@pytest.mark.parametrize(
    ("target", "says"),
    [
        ("{examples}/02-night-attack-channel.html#9", "none is number 9"),
        ("{examples}/16-short-items.jsonl", "holds several articles; name one"),
        ("{examples}/16-short-items.jsonl#short-99/1", "no article has the id 'short-99'"),
        ("{examples}/absent.txt#1", "absent.txt"),
    ],
)
def test_what_is_not_there_is_named(run: Any, examples: Path, target: str, says: str) -> None:
    result = run("explain", target.format(examples=examples))
    assert result.exit_code == 1
    assert says in result.stderr


def test_a_hash_in_a_folder_name_is_no_event_number(run: Any, examples: Path, tmp_path: Path) -> None:
    folder = tmp_path / "a#b"
    folder.mkdir()
    page = folder / "page.html"
    page.write_bytes((examples / "02-night-attack-channel.html").read_bytes())
    assert run("explain", page).exit_code == 0
    assert "page/1" in run("explain", f"{page}#1").stdout
