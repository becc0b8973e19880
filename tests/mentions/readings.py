"""Reading example corpora: exactly one item over the whole example, or a word on what was found instead."""

from __future__ import annotations

import datetime
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from rasad.grammar.chart import Chart
from rasad.grammar.item import Item
from rasad.grammar.lexicon import Lexicon
from rasad.grammar.vocabulary import Vocabulary
from rasad.mentions.context import Context
from rasad.mentions.dates import DateFinder
from rasad.mentions.numbers import NumberFinder
from rasad.text.tokens import Tokens

CORPUS = Path(__file__).parent / "corpus"
DAY = datetime.date(2024, 7, 26)


@cache
def _finders(language: str) -> tuple[Lexicon, NumberFinder, DateFinder]:
    vocabulary = Vocabulary()
    lexicon = Lexicon(vocabulary)
    numbers, dates = NumberFinder(vocabulary, lexicon, language), DateFinder(vocabulary, lexicon, language)
    lexicon.freeze()
    return lexicon, numbers, dates


def read(text: str, published: datetime.date | None = DAY, language: str = "ar", with_dates: bool = True) -> Chart:
    """Return the chart of ``text`` with its numbers, and its dates unless told otherwise."""
    lexicon, numbers, dates = _finders(language)
    tokens = Tokens(text)
    chart = Chart(tokens, lexicon.find(tokens))
    context = Context(published=published, language=language)
    numbers.run(chart, context)
    if with_dates:
        dates.run(chart, context)
    return chart


def examples(name: str, language: str = "ar") -> list[tuple[str, str]]:
    """Return ``(expected, example)`` of every example of a corpus file."""
    data: dict[str, Any] = yaml.safe_load((CORPUS / language / f"{name}.yaml").read_text(encoding="utf-8"))
    return [(group["expected"], str(example)) for group in data["groups"] for example in group["examples"]]


def only(chart: Chart, labels: tuple[str, ...]) -> Item:
    """Return the one item over the whole text; fails saying whether there was none, a part, or more than one."""
    items = [item for label in labels for item in chart.all(label)]
    shown = [(item.label, chart.tokens.words(item.start, item.end)) for item in items]
    whole = [item for item in items if item.end == len(chart.tokens) and _from_start(chart, item)]
    assert items, "empty: nothing was found"
    assert whole, f"partial: {shown}"
    assert len(items) == 1, f"ambiguous: {shown}"
    return whole[0]


def _from_start(chart: Chart, item: Item) -> bool:
    """Say whether ``item`` begins with the text, a particle glued to its figure aside."""
    return item.start == 0 or (item.start == 1 and bool(item.proclitics) and chart.tokens.gaps[1] == "")
