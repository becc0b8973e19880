"""The brief: every sentence cites what it rests on, and nothing is told that no report says."""

from __future__ import annotations

import re
from typing import Any

import pytest
from invented_story import FACTIONS, QAIM, US, article, report, tally, telling

from rasad.cli.brief import page
from rasad.records import Actor, Toll, Zone
from rasad.story.brief import MOST_EVENTS, brief, choose, compact, doc_of

TRUCE = "أوقفت الفصائل العراقية المسلحة هجماتها على القوات الأميركية في 3 آذار 2024، مع إمهال الحكومة ثلاثة أشهر."
TALLY = "أحصت واشنطن 20 هجوماً على القوات الأميركية في العراق منذ 1 شباط حتى 10 آذار 2024."
TROOPS = "ينتشر في العراق نحو 1800 جندي أميركي."


def whole() -> Any:
    strike = report(
        "b/2", "air_strike", "2024-03-09", place=QAIM, initiators=(US,), targets=(FACTIONS,), killed=Toll(3, 3)
    )
    events = [
        report("b/1", killed=Toll(0, 0), injured=Toll(0, 0), weapon_counts={"rocket": 4}, weapons=("rocket",)),
        strike,
        report("b/3", "talks", "2024-03-01", place=None, targets=(),
               initiators=(Actor(id="iraq-government", text="بغداد"), Actor(id="us-government", text="واشنطن"))),
        report("b/4", "drone_strike", None),
    ]  # fmt: skip
    made = tally("20 هجوماً", TALLY, TALLY, "2024-02-01", "2024-03-10", count=20)
    return (
        article("a", TRUCE, "2024-03-05"),
        article("b", "نص", "2024-03-10", events=events),
        article("c", "نص", "2024-03-11", events=[report("c/1", killed=Toll(2, 2))]),
        article("d", TALLY, "2024-03-10", tallies=(made,)),
        article("e", TROOPS, "2024-03-12"),
    )


@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_sentence_cites_reports_or_words_that_are_there(language: str) -> None:
    told = telling(*whole(), same=[("b/1", "c/1")])
    made = brief(told, language)
    lengths = {one.doc: len(one.text) for one in told.articles}
    for sentence in made.sentences:
        assert sentence.cites, sentence
        for key in sentence.cites:
            words = re.fullmatch(r"(\w)@(\d+)-(\d+)", key)
            assert key in told.reports or (words and int(words[3]) <= lengths[words[1]]), key
        assert "{" not in sentence.text and "None" not in sentence.text
    assert {one.section for one in made.sentences} == {
        "ledger", "events", "truces", "talks", "tallies", "presence", "disagreements",
    }  # fmt: skip
    assert {source.doc for source in made.sources} == {doc_of(k) for s in made.sentences for k in s.cites}


def test_what_nobody_says_is_not_told() -> None:
    (line,) = [
        s.text for s in brief(telling(article("a", events=[report("a/1")])), "en").sentences if s.section == "events"
    ]
    assert not re.search(r"kill|injur|nobody", line)
    nothing = brief(telling(article("a", events=[report("a/1", place=None, initiators=(), targets=())])), "en")
    assert [s.text for s in nothing.sentences if s.section == "events"] == [
        "On 8 March 2024 there was a missile or rocket attack."
    ]


def test_a_stated_none_is_told_as_none() -> None:
    made = brief(telling(article("a", events=[report("a/1", killed=Toll(0, 0), injured=Toll(0, 0))])), "ar")
    assert any("بلا قتلى ولا جرحى" in sentence.text for sentence in made.sentences)


def test_inferred_answers_are_not_called_answers() -> None:
    strike = report("a/2", "air_strike", "2024-03-10", place=QAIM, initiators=(US,), targets=(FACTIONS,))
    told = telling(article("a", events=[report("a/1"), strike]))
    assert [one.basis for one in told.responses()] == ["inferred"]
    assert not any("response" in sentence.text for sentence in brief(told, "en").sentences)


def test_a_figure_whose_day_is_inferred_is_not_told() -> None:
    text = "انتهت المهام القتالية في كانون الأول 2021. ويصل عدد القوات إلى 3300 مقاتل."
    told = telling(article("a", text, zones=(Zone("gallery", 0, len(text)),), events=[report("a/1")]))
    assert [one.basis for one in told.presence() if one.figure] == ["latest of the gallery"]
    assert not any(sentence.section == "presence" for sentence in brief(told, "en").sentences)


def test_a_page_holds_the_events_that_most_sources_tell() -> None:
    events = [report(f"a/{n}", start=f"2024-01-{n:02}") for n in range(1, 25)]
    events.append(report("b/1", start="2024-05-01"))
    told = telling(
        article("a", events=events), article("c", events=[report("c/1", start="2024-05-01")]), same=[("b/1", "c/1")]
    )
    chosen = choose(told.events)
    assert len(chosen) == MOST_EVENTS and chosen[-1].id == "e-b-1"


def test_citations_are_told_in_few_words() -> None:
    assert compact(["a/1", "a/2", "a/3", "b/7", "c@3-9"]) == (["a/1–3", "b/7", "c@3-9"], 0)
    assert compact([f"{n}/1" for n in range(20)], most=5)[1] == 15


def test_the_page_keeps_arabic_citations_apart_and_lists_its_sources() -> None:
    lines = list(page(brief(telling(*whole()), "ar"), 80))
    assert any("\u2068[" in line and "]\u2069" in line for line in lines)
    assert "المصادر" in lines
    assert list(page(brief(telling(article("a")), "en"), 80))[-1].startswith("The ledger holds no event")
