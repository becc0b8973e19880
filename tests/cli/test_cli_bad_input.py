"""Bad input: each gets one line with an error that names the file and the cause, or is coded where it can be."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

LEAD = "قُتل جنديان وأصيب ثلاثة في هجوم بطائرة مسيّرة على قاعدة عسكرية في محافظة الأنبار، أمس الأحد. "
"""Our own words, told often enough that an encoding can be guessed by its letters."""
STORY = LEAD + "وقال مصدر في الجيش العراقي إن الهجوم وقع عند الفجر، وإن المهاجمين فروا إلى جهة مجهولة. " * 6

BAD = {
    "empty.txt": (b"", "empty"),
    "blank.txt": (b" \n\t\n ", "blank"),
    "binary.txt": (bytes(range(256)) * 40, ""),
    "image.txt": (b"\x89PNG\r\n\x1a\n" + bytes(200), "PNG"),
    "no-text.jsonl": (b'{"id": "a", "title": "x"}\n', "'text' is missing"),
    "wrong-text.jsonl": (b'{"id": "a", "text": 5}\n', "'text' is a number"),
    "broken.jsonl": (b'{"id": "a", "text": "x\n', "broken JSON"),
    "list.jsonl": (b"[1, 2]\n", "a record must be a JSON object"),
    "empty.html": (b"", "empty"),
    "broken.txt.gz": (b"\x1f\x8b\x08\x00broken", "gzip"),
}
GOOD = {
    "windows.txt": STORY.encode("cp1256", errors="ignore"),
    "utf16.txt": STORY.encode("utf-16"),
    "utf16-no-mark.txt": STORY.encode("utf-16-le"),
    "mojibake.txt": STORY.encode().decode("latin-1").encode(),
    "tatweel.txt": STORY.replace("هجوم", "هجـــوم" + "ـ" * 5000).encode(),
    "diacritics.txt": STORY.replace("قاعدة", "قاع" + "\u064e" * 5000 + "دة").encode(),
    "bidi.txt": STORY.replace(" على ", " \u202eعلى\u202c\u200f ").encode(),
    "nested.html": ("<div>" * 10_000 + f"<p>{STORY}</p>" + "</div>" * 10_000).encode(),
    "bad-date.jsonl": json.dumps({"id": "a", "text": STORY, "published": "soon"}).encode(),
    "nulls.jsonl": json.dumps({"id": "a", "text": STORY, "title": None, "published": None, "url": None}).encode(),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_has_one_line_that_names_file_and_cause(run: Any, tmp_path: Path, name: str) -> None:
    data, cause = BAD[name]
    path = tmp_path / name
    path.write_bytes(data)
    result = run("code", path)
    (line,) = [json.loads(one) for one in result.stdout.splitlines()]
    assert result.exit_code == 1
    assert line["path"] == str(path)
    assert name in line["error"]
    assert cause in line["error"]
    assert "\n" not in line["error"]


@pytest.mark.parametrize("name", GOOD)
def test_odd_input_is_coded(run: Any, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(GOOD[name])
    result = run("code", path, "--published", "2024-03-04")
    (line,) = [json.loads(one) for one in result.stdout.splitlines()]
    assert result.exit_code == 0, line
    assert line["events"], "the attack is found"
    for event in line["events"]:
        evidence = event["evidence"]
        assert line["text"][evidence["start"] : evidence["end"]] == evidence["quote"]


def test_one_broken_line_costs_no_other(run: Any, tmp_path: Path) -> None:
    path = tmp_path / "mixed.jsonl"
    rows = [json.dumps({"id": str(n), "text": STORY}).encode() for n in range(3)]
    path.write_bytes(b"\n".join([rows[0], b"{broken", rows[1], b"", b"null", rows[2]]))
    lines = [json.loads(one) for one in run("code", path).stdout.splitlines()]
    assert ["error" in line for line in lines] == [False, True, False, True, False]
    assert "line 2" in lines[1]["error"]
    assert "line 5" in lines[3]["error"]


def test_a_line_of_a_million_characters_is_coded_or_refused(run: Any, tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text(LEAD + "كلمة " * 200_000, encoding="utf-8")
    (line,) = [json.loads(one) for one in run("code", path).stdout.splitlines()]
    assert ("error" in line) != ("events" in line)


def test_fifty_megabytes_are_refused_with_the_limit(run: Any, tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    path.write_bytes(STORY.encode() * (50_000_000 // len(STORY.encode()) + 1))
    result = run("code", path)
    (line,) = [json.loads(one) for one in result.stdout.splitlines()]
    assert result.exit_code == 1
    assert "huge.txt" in line["error"]
    assert "limit" in line["error"]


def test_an_empty_folder_is_told(run: Any, tmp_path: Path) -> None:
    result = run("code", tmp_path)
    assert result.exit_code == 1
    assert "holds no file" in result.stdout
