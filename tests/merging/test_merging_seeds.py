"""The seed pages: events told twice are one, contradictions stay, and undated pages find their time."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import pytest

from rasad.merging import Inferred, Merger, derive, infer_publication
from rasad.merging.publication import Recode
from rasad.merging.sourcing import sourced
from rasad.pages import Article, read_path, read_record
from rasad.records import SourcedReport
from rasad.reports.coder import Coder

SEEDS = Path(os.environ.get("RASAD_SHARED", Path(__file__).parents[3] / "shared")) / "seeds"
pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed pages are not at hand")

TOWER = (
    "قتل ثلاثة جنود أميركيين وأصيب أكثر من أربعين في هجوم بطائرة مسيرة على قاعدة البرج 22 قرب التنف ليل الأحد 28 "
    "كانون الثاني 2024، بحسب مسؤولين أميركيين."
)


@cache
def coder() -> Coder:
    return Coder()


@cache
def seed(doc: str, published: str | None = None) -> tuple[SourcedReport, ...]:
    from datetime import datetime

    when = datetime.fromisoformat(published) if published else None
    (article,) = (one for one in read_path(SEEDS / f"{doc}.txt", published=when) if isinstance(one, Article))
    return tuple(sourced(coder().code(article)))


def recoding(doc: str) -> Recode:
    return lambda day: seed(doc, day)


def invented() -> list[SourcedReport]:
    article = read_record({"id": "tower", "title": TOWER[:60], "text": TOWER, "published": "2024-01-29"})
    assert isinstance(article, Article)
    return sourced(coder().code(article))


@cache
def ledger() -> tuple[Merger, dict[str, SourcedReport]]:
    reports = [item for doc in ("000", "001", "002", "003", "004") for item in seed(doc)] + invented()
    merger = Merger()
    merger.add(reports)
    return merger, {item.key: item for item in reports}


def cluster_with(doc: str, *, place: str, start: str | None) -> list[SourcedReport]:
    """The cluster of the report of ``doc`` whose place or words name ``place`` and that begins on ``start``."""
    merger, by_key = ledger()
    for item in seed(doc):
        when = item.report.date
        named = place in (item.report.evidence.quote + (item.report.place.name if item.report.place else ""))
        if named and (when.start if when else None) == start and item.report.kind.endswith(("strike", "attack")):
            return [by_key[key] for key in merger.cluster_of(item.key)]
    raise AssertionError(f"{doc} has no report of {place} on {start}")


def inferred(doc: str) -> Inferred | None:
    merger, by_key = ledger()
    own = seed(doc)
    near = {item.key: [by_key[key] for key in merger.cluster_of(item.key) if key != item.key] for item in own}
    return infer_publication(own[0].source, own, near, recoding(doc))


def test_the_night_of_25_july_is_one_event_of_two_pages() -> None:
    reports = cluster_with("002", place="عين الأسد", start="2024-07-25")
    assert {item.source.doc for item in reports} == {"000", "002"}
    event = derive("e-1", reports)
    assert event.date is not None and event.date.start == "2024-07-25"
    given = {key for version in event.derived["kind"].versions for key in version.reports}
    assert given == {item.key for item in reports}
    assert len(event.derived["killed"].versions) == 2  # none, and none reported so far


def test_the_two_drones_of_mid_july_are_one_event_of_two_pages() -> None:
    reports = cluster_with("000", place="عين الأسد", start="2024-07-16")
    assert {item.source.doc for item in reports} == {"000", "004"}
    event = derive("e-1", reports)
    assert event.date is not None
    assert event.date.note is not None, "17 July 2024 was a Wednesday, the page says Tuesday"
    assert [version.value is None for version in event.derived["date"].versions] == [False, True]
    assert event.weapon_counts == {"drone": 2}


def test_004_came_out_in_the_middle_of_july() -> None:
    found = inferred("004")
    assert found is not None
    assert "2024-07-15" <= found.start <= found.day <= found.end <= "2024-07-19"
    assert found.basis == "inferred" and "000" in found.reason


def test_001_came_out_around_the_first_of_february() -> None:
    found = inferred("001")
    assert found is not None
    assert "2024-01-28" <= found.start <= found.day <= found.end <= "2024-02-05"
    assert "tower" in found.reason


def test_a_page_that_says_its_day_is_left_alone() -> None:
    assert inferred("000") is None
