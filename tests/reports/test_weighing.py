"""Weighing: what the coder weighs side by side and in kept parts is what the named features weigh one by one.

The features are what models are trained on and explained by; the coder adds most of them up by shorter ways. Held
here over the triggers of the sample pages.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import pytest
from coding import coder

from rasad.grammar.item import Item
from rasad.pages import Article, read_path
from rasad.reports.casting import cast_options, decide_cast, may_act, object_options
from rasad.reports.coder import context_of
from rasad.reports.dating import UNLIKELY, date_kin, date_options, decide_date
from rasad.reports.kin import Kin, around, company, likeness
from rasad.reports.kinding import decide_kinds, kind_kin, kind_options
from rasad.reports.model import Model, logistic, odds_step, softmax
from rasad.reports.placing import decide_place, place_options
from rasad.reports.sayings import sayings_of
from rasad.reports.situation import look, situation
from rasad.reports.statements import KINDS, statements_of
from rasad.reports.statements import kind_options as statement_options
from rasad.reports.view import View
from rasad.text.vectors import vectors

PAGES = Path(__file__).resolve().parents[2] / "examples/pages"
MOST = 40
CLOSE = 1e-9


@cache
def opened() -> tuple[tuple[View, Item], ...]:
    """Return triggers of the sample pages, a few of each page, with their views."""
    out: list[tuple[View, Item]] = []
    for article in read_path(PAGES):
        if isinstance(article, Article):
            chart, context = coder().reader.open(article.text), context_of(article)
            coder().reader.read(chart, context)
            view = View(article, chart, context)
            out += [(view, item) for item in view.triggers[::3]]
    return tuple(out[:: max(1, len(out) // MOST)])


def cases() -> Iterator[tuple[View, Item, list[str]]]:
    for view, item in opened():
        yield view, item, situation(view, item)


def scores(model: Model, options: Sequence[tuple[list[str], list[Kin]]]) -> list[float]:
    return [model.score(features, kin) for features, kin in options]


def test_there_is_enough_to_weigh() -> None:
    assert len(opened()) >= MOST // 2


@pytest.mark.parametrize("name", ["glance", "first", "mention"])
def test_a_trigger_where_it_stands(name: str) -> None:
    model = coder().models[name]
    for view, item, standing in cases():
        assert model.mixed(*look(view, item)) == pytest.approx(model.score(standing), abs=CLOSE)
        by_company = model.companionship(company(view, item))
        assert by_company == pytest.approx(model.kinship(around(view, item)), abs=CLOSE)


def test_kinds() -> None:
    model = coder().models["kind"]
    for view, item, standing in cases():
        found = decide_kinds(model, view, item, standing)
        options = {
            kind: model.score(features, kind_kin(view, item, kind) if features else [])
            for kind, features in kind_options(view, item, standing)
            if kind in found
        }
        expected = softmax([options[kind] for kind in found])
        assert list(found.values()) == pytest.approx(expected, abs=CLOSE)


def test_dates() -> None:
    model = coder().models["date"]
    for view, item, standing in cases():
        options = date_options(view, item, standing)
        found = softmax(scores(model, [(o.features, date_kin(view, item, o)) for o in options]))
        weighed = [link.probability for link in decide_date(model, view, item, standing)]
        assert weighed == pytest.approx(sorted((p for p in found if p >= UNLIKELY), reverse=True), abs=CLOSE)


def test_places() -> None:
    model = coder().models["place"]
    for view, item, standing in cases():
        options = place_options(view, item, standing)
        found = softmax(scores(model, [(o.features, ()) for o in options]))
        links, silence = decide_place(model, view, item, standing)
        assert silence == pytest.approx(found[0], abs=CLOSE)
        weighed = [link.probability for link in links]
        assert weighed == pytest.approx(sorted((p for p in found[1:] if p >= UNLIKELY), reverse=True), abs=CLOSE)


def test_casts() -> None:
    models = coder().models
    for view, item, _ in cases():
        sides = decide_cast(models["initiator"], models["target"], view, item)
        for name, links in zip(("initiator", "target"), sides, strict=True):
            options = [*cast_options(view, item), *object_options(view, item)]
            options = [o for o in options if name == "target" or may_act(o.item)]
            expected = [logistic(models[name].score(o.features)) for o in options]
            assert [link.probability for link in links] == pytest.approx(expected, abs=CLOSE)


def test_kinds_of_statements() -> None:
    model = coder().models["statement"]
    for view in dict.fromkeys(view for view, _ in opened()):
        for saying, statement in zip(sayings_of(view), statements_of(view), strict=True):
            options = statement_options(view, saying)
            found = [
                model.score([f for f in o if isinstance(f, str)], [k for k in o if isinstance(k, Kin)])
                for o in options
            ]
            assert found[KINDS.index(statement.kind)] == pytest.approx(max(found), abs=CLOSE)


def test_a_mean_is_that_of_its_sentences_words() -> None:
    for view, item in opened():
        sentence, _, article = company(view, item).means
        first, last = view.sentences[view.tokens.sentence_of[item.start]]
        assert sentence == vectors().mean(view.tokens.forms[first:last])
        assert article == vectors().mean(view.tokens.forms[:600])
        assert not sentence or likeness(sentence, sentence) == pytest.approx(1.0)


def test_steps_of_the_odds_are_even_about_one_half_and_bounded() -> None:
    assert [odds_step(p) for p in (0.0, 0.01, 0.5, 0.99, 1.0)] == [-10, -9, 0, 9, 10]
    assert odds_step(0.95) < odds_step(0.98)
