"""Tolls: every example of the corpora has exactly the tolls that its group says."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from rasad.grammar.chart import Chart
from rasad.grammar.item import Item
from rasad.grammar.lexicon import Lexicon
from rasad.grammar.vocabulary import Vocabulary
from rasad.mentions.context import Context
from rasad.mentions.numbers import NumberFinder
from rasad.mentions.toll import TollMention
from rasad.mentions.tolls import TollFinder
from rasad.mentions.victims import VictimFinder
from rasad.text.tokens import Tokens

CORPUS = Path(__file__).parent / "corpus"
FLAGS = ("none", "partial", "prior", "revised", "cumulative", "one_side", "negated", "person_named")


@cache
def finders(language: str) -> tuple[Lexicon, tuple[Any, ...]]:
    vocabulary = Vocabulary()
    lexicon = Lexicon(vocabulary)
    found = (
        NumberFinder(vocabulary, lexicon, language),
        VictimFinder(vocabulary, lexicon, language),
        TollFinder(vocabulary, lexicon, language),
    )
    lexicon.freeze()
    return lexicon, found


def tolls(text: str, language: str = "ar") -> tuple[Chart, list[Item]]:
    lexicon, found = finders(language)
    tokens = Tokens(text)
    chart = Chart(tokens, lexicon.find(tokens))
    for finder in found:
        finder.run(chart, Context(language=language))
    return chart, chart.all("toll")


def told(value: TollMention) -> str:
    count = f"{value.min}+" if value.max is None else f"{value.min}"
    if value.max is not None and value.max != value.min:
        count = f"{value.min}-{value.max}"
    flags = [flag for flag in FLAGS if getattr(value, flag)]
    return " ".join([value.kind, count, *flags, *([value.mood] if value.mood != "fact" else [])])


def totals(items: list[Item]) -> list[str]:
    values = [item.value for item in items if item.rule != "tolls:part"]
    order = {"killed": 0, "injured": 1}
    return [told(value) for value in sorted(values, key=lambda v: (v.verb_span[0], order.get(v.kind, 2)))]


def cases(language: str) -> list[Any]:
    data = yaml.safe_load((CORPUS / language / "tolls.yaml").read_text(encoding="utf-8"))
    return [
        pytest.param(language, group["expected"], example, id=example)
        for group in data["groups"]
        for example in group["examples"]
    ]


def negatives(language: str) -> list[Any]:
    data = yaml.safe_load((CORPUS / language / "tolls.negative.yaml").read_text(encoding="utf-8"))
    return [pytest.param(language, example, id=example) for example in data["examples"]]


@pytest.mark.parametrize(("language", "expected", "example"), [*cases("ar"), *cases("en")])
def test_says(language: str, expected: list[str], example: str) -> None:
    _, items = tolls(example, language)
    found = totals(items)
    assert found, f"empty: no toll in {example!r}, expected {expected}"
    assert found == expected, f"{'partial' if len(found) < len(expected) else 'ambiguous'}: {found}, not {expected}"


@pytest.mark.parametrize(("language", "example"), [*negatives("ar"), *negatives("en")])
def test_says_no_toll(language: str, example: str) -> None:
    _, items = tolls(example, language)
    assert totals(items) == []


def test_victims_are_split_and_sub_counts_marked() -> None:
    chart, items = tolls("قتل 3 جنود و5 مدنيين بينهم طفلان في الغارة")
    victims = [(chart.tokens.words(*v.span), v.min, v.part, v.actor_id) for v in items[0].value.victims]
    assert victims == [
        ("3 جنود", 3, False, None),
        ("5 مدنيين", 5, False, "civilians"),
        ("طفلان", 2, True, "civilians"),
    ]


def test_sub_counts_are_partial_tolls() -> None:
    _, items = tolls("مقتل 51 مدنيا بينهم 40 طفلا")
    assert [told(item.value) for item in items] == ["killed 51", "killed 40 partial"]


@pytest.mark.parametrize(
    ("example", "agent"),
    [
        ("قتل الجيش 3 مسلحين في كمين", "الجيش"),
        ("قتلت القوات الحكومية عشرات المسلحين", "القوات"),
        ("قتل مسلح بسكين امرأة في السوق", "مسلح"),
        ("قتل 3 مسلحين في كمين", None),
        ("قتل جندي برصاص 3 مسلحين", None),
    ],
)
def test_agent(example: str, agent: str | None) -> None:
    chart, items = tolls(example)
    span = items[0].value.agent_span
    assert (chart.tokens.words(*span) if span else None) == agent


@pytest.mark.parametrize(
    ("example", "wording"),
    [
        ("استشهاد 4 مدنيين", "استشهاد"),
        ("4 شهداء في غارة", "شهيد"),
        ("مصرع 4 مسلحين", "مصرع"),
        ("سقوط 4 قتلى", "قتيل"),
    ],
)
def test_wording_is_kept(example: str, wording: str) -> None:
    assert tolls(example)[1][0].value.wording == wording


def test_future_is_no_fact() -> None:
    assert tolls("سيقتل الجيش 10 مسلحين")[1][0].value.mood == "planned"


def test_span_covers_verb_and_people() -> None:
    chart, items = tolls("وأعلن الجيش أن 18 شخصا قتلوا في الغارة")
    assert chart.tokens.words(items[0].start, items[0].end) == "18 شخصا قتلوا"


def test_empty_text_has_no_toll() -> None:
    assert tolls("")[1] == []
