"""One coder for all tests of the room, and articles made of a few words."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from rasad.grammar.item import Item
from rasad.pages import read_record
from rasad.pages.article import Article
from rasad.records import CodedArticle
from rasad.reports.candidate import Candidate
from rasad.reports.coder import Coder, context_of
from rasad.reports.drafting import fill
from rasad.reports.situation import situation
from rasad.reports.view import View

CORPUS = Path(__file__).parent / "corpus"
PUBLISHED = "2024-07-26"  # a Friday


@cache
def coder() -> Coder:
    return Coder()


def article_of(text: str, published: str | None = PUBLISHED, title: str = "", **fields: Any) -> Article:
    record = {"id": "t", "title": title, "text": text, "published": published, "source": "x", **fields}
    article = read_record(record)
    assert isinstance(article, Article)
    return article


@cache
def code(text: str, published: str | None = PUBLISHED, title: str = "", abstract: str = "") -> CodedArticle:
    return coder().code(article_of(text, published, title, abstract=abstract))


@cache
def view_of(text: str, published: str | None = PUBLISHED, title: str = "") -> View:
    """Return the view of an article, read whole: without the gate, which short texts must not hang on."""
    article = article_of(text, published, title)
    chart = coder().reader.open(article.text)
    context = context_of(article)
    coder().reader.read(chart, context)
    return View(article, chart, context)


def trigger(view: View, word: str) -> Item:
    """Return the first trigger whose words contain ``word``."""
    words = view.tokens.words
    return next(item for item in view.triggers if word in words(item.start, item.end))


def candidate(view: View, word: str, kind: str | None = None, probability: float = 0.9) -> Candidate:
    """Return the candidate of the trigger ``word`` with every slot decided, of ``kind`` if one is given."""
    item = trigger(view, word)
    sentence = view.tokens.sentence_of[item.start]
    made = Candidate(
        item=item,
        sentence=sentence,
        zone=view.zone[sentence],
        order=view.order[sentence],
        features=situation(view, item),
    )
    fill(coder().models, view, made)
    made.probability = probability
    if kind is not None:
        made.kind, made.kinds = kind, {kind: 1.0}
    return made


def load(name: str) -> dict[str, Any]:
    """Return a corpus file's data."""
    data: dict[str, Any] = yaml.safe_load((CORPUS / f"{name}.yaml").read_text(encoding="utf-8"))
    return data
