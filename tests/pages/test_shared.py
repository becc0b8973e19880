"""The five seed pages and the development articles: titles, dates, zones. Skipped where they are not at hand."""

import json
from functools import cache
from pathlib import Path

import pytest

from rasad.pages import ARTICLE_ZONES, Article, read_path

SHARED = Path(__file__).resolve().parents[3] / "shared"
needs_seeds = pytest.mark.skipif(not (SHARED / "seeds").is_dir(), reason="the seed pages are not at hand")
needs_dev = pytest.mark.skipif(not (SHARED / "evaluation/dev").is_dir(), reason="the development set is not at hand")


def seed(number: str) -> Article:
    (item,) = read_path(SHARED / "seeds" / f"{number}.txt")
    assert isinstance(item, Article)
    return item


@needs_seeds
@pytest.mark.parametrize(
    ("number", "value", "title_starts"),
    [
        ("000", "2024-07-26T13:42", "ليلة مشتعلة"),
        ("001", None, "الفصائل العراقية"),
        ("002", "2024-07-26", "صواريخ على"),
        ("003", "2023-11-23", "مسؤول:"),
        ("004", None, "قاعدة عين"),
    ],
)
def test_title_and_date(number: str, value: str | None, title_starts: str) -> None:
    item = seed(number)
    assert item.doc == number
    assert item.title is not None and item.title.startswith(title_starts)
    assert item.published.value == value
    assert item.published.basis == ("page" if value else "none")
    assert (item.published.span is None) == (value is None)


@needs_seeds
def test_outlets_and_agencies() -> None:
    assert [seed(number).outlet for number in ("000", "001", "002")] == ["إرم نيوز", "الجزيرة", "المسلة"]
    assert seed("003").agencies == ("afp",)


@needs_seeds
@pytest.mark.parametrize(
    ("number", "words", "zone"),
    [
        ("000", "سومي", "ticker"),
        ("000", "المصدر: رويترز", "caption"),
        ("000", "تبادل إطلاق النار", "body"),
        ("001", "January 4, 2022", "caption"),
        ("001", "تحذيرات عراقية", "body"),
        ("002", "20 ديسمبر", "related"),
        ("002", "كلمات دلالية", "furniture"),
        ("003", "مستنقع الموت", "gallery"),
        ("003", "إعلان\n", "furniture"),
        ("004", "مقالات ذات صلة", "related"),
        ("004", ".للمساعدة", "body"),
    ],
)
def test_zones(number: str, words: str, zone: str) -> None:
    item = seed(number)
    assert item.zone_at(item.text.index(words)) == zone


@cache
def dev() -> dict[str, Article]:
    items = read_path(SHARED / "evaluation/dev/texts.jsonl")
    return {item.doc: item for item in items if isinstance(item, Article)}


def evidence_zones(item: Article, words: str) -> set[str]:
    """Return the zones that the words stand in, wherever they stand."""
    out: set[str] = set()
    at = item.text.find(words)
    while at >= 0:
        out |= {zone.zone for zone in item.zones if zone.start < at + len(words) and at < zone.end}
        at = item.text.find(words, at + 1)
    return out


@needs_dev
def test_gold_evidence_stands_in_its_zone() -> None:
    lost, missed = [], []
    for path in sorted((SHARED / "evaluation/dev/gold").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        for event in gold["events"]:
            found = evidence_zones(dev()[gold["doc"]], event["evidence"])
            if event["zone"] == "body" and not found & ARTICLE_ZONES:
                lost.append((gold["doc"], event["key"], found))
            if event["zone"] != "body" and found != {event["zone"]}:
                missed.append((gold["doc"], event["key"], found))
    assert lost == []
    assert missed == []
