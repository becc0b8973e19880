"""Documents: coded articles opened for training, with which trigger tells which gold event."""

from __future__ import annotations

import zlib
from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import Any

from training.fit import Choice
from training.gold import ROOT, Coded, development, quiet
from training.labels import MORE, invented, labelled

from rasad.grammar.item import Item
from rasad.pages import read_record
from rasad.reports.coder import Coder, context_of
from rasad.reports.net import Net
from rasad.reports.reading import Reading
from rasad.reports.situation import situation
from rasad.reports.view import View
from training import align

FOLDS = 5
DEVELOPMENT = 3.0
"""What a choice of a development article counts beside one of ours."""
NETS = ROOT / "build/nets"
"""The nets that have not seen one fold each."""


@dataclass
class Doc:
    """An article opened for training."""

    coded: Coded
    view: View
    events: list[align.Event]
    tellers: dict[int, align.Event] = field(default_factory=dict)
    standing: dict[int, list[str]] = field(default_factory=dict)
    choices: dict[str, list[Choice]] = field(default_factory=lambda: defaultdict(list))

    def weighed(self, made: Choice) -> Choice:
        """``made`` with the weight of this article: the development gold sets the standard, ours follows it."""
        return replace(made, weight=made.weight * DEVELOPMENT) if self.coded.development else made

    @property
    def name(self) -> str:
        """The article's id."""
        return str(self.coded.gold["doc"])


def coded_articles(quiet_ones: int = 350) -> list[Coded]:
    """All that the deciders learn from: the development gold, our own articles, and ``quiet_ones`` without events."""
    items = development() + labelled() + labelled(path=MORE) + invented()
    return items + quiet(quiet_ones, {item.gold["doc"] for item in items})


def fold_of(name: str) -> int:
    """The fold of an article by its id: the same whatever else is learned from."""
    return zlib.crc32(name.encode("utf-8")) % FOLDS


def others(folds: list[list[Any]], left_out: int | None = None) -> list[Any]:
    """What all folds hold, but for the one ``left_out``."""
    return [one for number, fold in enumerate(folds) if number != left_out for one in fold]


def open_doc(coder: Coder, coded: Coded, net: Net | None) -> Doc | None:
    """Open an article, read by ``net`` (which must not have learned from it); ``None`` where nothing triggers."""
    view = read_whole(coder, read_record(coded.record))
    if view is None:
        return None
    view.memo["reading"] = {0: Reading(net, view) if net is not None and view.triggers else None}
    doc = Doc(coded, view, align.events_of(view, coded.gold))
    for item in view.triggers:
        doc.standing[item.start] = situation(view, item)
        event = align.teller(view, item, doc.events)
        if event is not None:
            doc.tellers[item.start] = event
    return doc


def read_whole(coder: Coder, article: Any) -> View | None:
    """The view of an article without the coder's first look, which training must not depend on."""
    chart = coder.reader.open(article.text)
    if "trigger" not in chart.by_label:
        return None
    context = context_of(article)
    coder.reader.read(chart, context)
    return View(article, chart, context)


def retold(doc: Doc, item: Item) -> bool | None:
    """Whether a trigger outside all evidence tells a gold event; ``None`` where that cannot be known.

    A headline's or abstract's trigger does where exactly one main event fits its kind, and does not where none fits.
    """
    sentence = doc.view.tokens.sentence_of[item.start]
    if doc.view.order[sentence] == 0:
        fitting = [e for e in doc.events if e.gold.get("salience") == "main" and align.kind_fits(item, e.gold)]
        return None if len(fitting) > 1 else len(fitting) == 1
    return None if near_gold(doc, item) else False


def near_gold(doc: Doc, item: Item) -> bool:
    """Whether a trigger outside all evidence may yet retell a gold event (then it teaches nothing)."""
    here = doc.view.tokens.sentence_of[item.start]
    for event in doc.events:
        if not align.kind_fits(item, event.gold):
            continue
        if doc.view.order[here] <= 1 and event.gold.get("salience") == "main":
            return True
        a, b = doc.view.sentences[here]
        place = event.gold.get("place")
        words = doc.view.tokens.words(a, b)
        if place and place.get("name") and place["name"] in words and event.gold["kind"] != "talks":
            return True
        if any(doc.view.tokens.starts[a] <= s < doc.view.tokens.ends[b - 1] for s, _ in event.ranges):
            return True
        if item.definite and item.value.pos == "n":
            return True
    return False
