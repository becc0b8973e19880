"""Ten outlets with one agency's text are one source, in whatever order they come."""

from __future__ import annotations

import random
from pathlib import Path

from store_articles import article, report

from rasad.merging import independence
from rasad.merging.sourcing import own_text, source_of
from rasad.records import CodedArticle
from rasad.store import Incoming, Ledger

WORDS = [
    "قصف",
    "غارة",
    "صاروخ",
    "مسيرة",
    "قاعدة",
    "مدينة",
    "قتلى",
    "جرحى",
    "مصدر",
    "أمني",
    "بيان",
    "هدنة",
    "محادثات",
    "قوات",
    "فصائل",
    "حدود",
    "مطار",
    "ميناء",
    "سوق",
]


def texts() -> list[CodedArticle]:
    """Articles of four texts: two carried by several outlets, one with a paragraph of its own, and short ones."""
    chance = random.Random(5)
    copy, other = (" ".join(chance.choices(WORDS, k=120)) for _ in range(2))
    cut = copy[: len(copy) // 2]
    told = [copy, copy + " أضافت الصحيفة", other, "خبر عاجل: قصف", other + " انتهى", "خبر عاجل: قصف", "خبر آخر", cut]
    told += [" ".join(chance.choices(WORDS, k=120)) for _ in range(4)]
    return [
        article(f"d{n:02}", report(f"d{n:02}", killed=2), text=text, outlet=f"صحيفة {n}")
        for n, text in enumerate(told)
    ]


def test_groups_are_those_that_independence_finds_in_any_order(tmp_path: Path) -> None:
    every = texts()
    expected = independence([(source_of(coded), own_text(coded)) for coded in every])
    assert len(set(expected.values())) < len(every)
    for trial in range(4):
        random.Random(trial).shuffle(every)
        together = (1, 3, 5, len(every))[trial]
        with Ledger.open(tmp_path / f"{trial}.db") as ledger:
            for start in range(0, len(every), together):
                ledger.add_all(Incoming(coded=coded) for coded in every[start : start + together])
            assert {source.doc: source.group for source in ledger.sources()} == expected
            assert ledger.verify().problems == ()


def test_events_count_copies_once(ledger: Ledger) -> None:
    for coded in texts()[:2]:
        ledger.add(coded)
    (event,) = ledger.events()
    assert [ref.group for ref in event.reports] == ["d00", "d00"]
    assert event.derived["killed"].versions[0].groups == 1
    assert ledger.event(event.id) == event
