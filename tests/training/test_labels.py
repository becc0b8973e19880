"""Labels of corpus articles: no word of an article in them, and the gold back out of them."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from training.gold import Coded  # noqa: E402

from training import labels  # noqa: E402

TITLE, BODY = "قصف على بلدة", "قصفت طائرات البلدة أمس. وقال مصدر طبي إن اثنين قتلا في البلدة."
RECORD = {"id": "x", "title": TITLE, "abstract": "", "text": BODY, "published": "2024-03-20", "source": "s"}


def gold() -> dict[str, Any]:
    event = {
        "key": "town-shelling",
        "kind": "shelling",
        "kind_alternatives": ["air_strike"],
        "date": {"start": "2024-03-19", "end": "2024-03-19"},
        "date_note": "«أمس» is quoted, so this remark must not be kept",
        "place": {"name": "البلدة", "country": "SY", "lat": 1.0, "lon": 2.0, "precision": "point"},
        "more_places": [],
        "initiators": [{"id": None, "text": "طائرات"}],
        "targets": [],
        "weapons": ["aircraft-bomb"],
        "killed": {"min": 2, "max": 2},
        "injured": None,
        "outcome": None,
        "claimed_by": [],
        "denied_by": [],
        "blamed_on": [],
        "salience": "main",
        "zone": "body",
        "evidence": "اثنين قتلا في البلدة",
        "attribution": [{"id": None, "text": "مصدر طبي", "named": False, "via": None}],
    }
    return {"doc": "x", "published": RECORD["published"], "events": [event], "tallies": [], "statements": []}


def test_labels_hold_spans_and_no_words() -> None:
    stripped = labels.strip(Coded(RECORD, gold(), False))
    assert not re.search("[\u0600-\u06ff]", json.dumps(stripped, ensure_ascii=False))
    start, end = stripped["events"][0]["place"]["span"]
    text = labels.text_of(RECORD)
    assert text[start:end] == "البلدة"
    assert start > text.index("قتلا"), "of two mentions the one inside the evidence is meant"


def test_labels_give_the_gold_back() -> None:
    again = labels.fill(RECORD, labels.strip(Coded(RECORD, gold(), False)))
    wanted = gold()
    wanted["events"][0]["date_note"] = None
    assert again == wanted


def test_another_edition_of_a_text_is_refused() -> None:
    stripped = labels.strip(Coded(RECORD, gold(), False))
    with pytest.raises(ValueError, match="another edition"):
        labels.fill({**RECORD, "text": BODY + " "}, stripped)


def test_arabic_words_cannot_get_into_the_file(tmp_path: Path) -> None:
    coded = Coded(RECORD, gold() | {"doc": "س"}, False)
    with pytest.raises(ValueError, match="Arabic text"):
        labels.export([coded], tmp_path / "corpus.jsonl")


def test_the_shipped_file_is_sorted_and_holds_no_arabic() -> None:
    text = labels.FILE.read_text(encoding="utf-8")
    assert not labels._ARABIC.search(text)
    docs = list(labels.read_labels())
    assert docs == sorted(docs)
    assert len(docs) == text.count("\n") >= 407


@pytest.mark.skipif(not labels.CORPUS.exists(), reason="../shared/corpus is not at hand")
def test_three_shipped_articles_come_back_whole() -> None:
    for coded in labels.labelled(3):
        text = labels.text_of(coded.record)
        again = labels.strip(coded)
        assert again == labels.read_labels()[coded.gold["doc"]]
        for statement in coded.gold["statements"]:
            assert statement["evidence"] in text
            assert statement["speaker"]["text"] in text
