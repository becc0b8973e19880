"""Models and the gate: probabilities that are probabilities, and what is asked before an article is read on."""

from __future__ import annotations

import math

import pytest
from coding import article_of, coder, view_of
from hypothesis import given
from hypothesis import strategies as st

from rasad.reports import coder as coder_module
from rasad.reports.gate import article_features, topic_features
from rasad.reports.kin import Kin
from rasad.reports.model import Model, logistic, model, models
from rasad.text.vectors import DIMENSIONS, vectors

NAMES = st.lists(st.sampled_from("abcdef"), max_size=6)
SHIPPED = {
    *("article", "topic", "glance", "first", "mention", "event", "pair"),
    *("kind", "date", "place", "killed", "injured"),
    *("initiator", "target", "weapon", "role-initiators", "role-targets", "role-weapon"),
    *("settle-date", "settle-place", "settle-killed", "settle-injured"),
    *("claimed_by", "denied_by", "blamed_on", "statement", "tally"),
}


@given(st.lists(NAMES, min_size=1, max_size=8))
def test_the_probabilities_of_options_add_up_to_1(options: list[list[str]]) -> None:
    found = Model("m", {"a": 2.0, "b": -1.5, "c": 900.0, "d": -900.0}).probabilities(options)
    assert sum(found) == pytest.approx(1.0)
    assert all(0 <= p <= 1 for p in found)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_the_logistic_function_never_overflows(score: float) -> None:
    assert 0 < logistic(score) < 1
    assert logistic(score) + logistic(-score) == pytest.approx(1.0)


def test_unknown_features_weigh_nothing() -> None:
    weighed = Model("m", {"a": 1.25})
    assert weighed.score(["a", "nothing", "a"]) == 2.5
    assert weighed.probability(["nothing"]) == 0.5


def test_two_models_side_by_side_weigh_as_each_alone() -> None:
    one, other = Model("one", {"a": 1.0, "b": 2.0}), Model("other", {"b": -1.0, "c": 4.0})
    assert one.pair(other) == {"a": (1.0, 0.0), "b": (2.0, -1.0), "c": (0.0, 4.0)}
    assert one.pair(other) is one.pair(other), "joined once"
    third = Model("third", {"a": 9.0})
    assert one.pair(third)["a"] == (1.0, 9.0)


def test_words_weigh_by_their_vectors() -> None:
    form, mean = "غاره", vectors().mean(["غاره", "قصف"])
    by_hand = [sum(across) / 2 for across in zip(vectors()["غاره"], vectors()["قصف"], strict=True)]
    assert mean == pytest.approx(by_hand)
    one = Model("one", {f"~kind~0#{n}": float(n) for n in range(DIMENSIONS)})
    expected = sum(n * x for n, x in enumerate(vectors()[form]))
    assert one.kinship([Kin("~kind~0", form), Kin("~unknown", form)]) == pytest.approx(expected)
    assert one.kinship([Kin("~0", form)], "~kind") == pytest.approx(expected), "the prefix may be said apart"
    assert one.kinship([Kin("~kind~0", None, mean)]) == pytest.approx(sum(n * x for n, x in enumerate(mean)))


def test_reasons_are_the_heaviest_features() -> None:
    weighed = Model("m", {"a": 0.1, "b": -3.0, "c": 2.0})
    assert weighed.reasons(["a", "b", "c", "d"], 2) == [("b", -3.0), ("c", 2.0)]


def test_every_model_that_the_coder_asks_is_shipped() -> None:
    assert set(models()) == SHIPPED
    assert all(one.weights for one in models().values())
    assert all(math.isfinite(w) for one in models().values() for w in one.weights.values())


def test_a_missing_model_is_named() -> None:
    with pytest.raises(KeyError, match="no model 'horoscope' in rasad/reports/models"):
        model("horoscope")


def test_the_gate_tells_a_raid_from_a_market_day() -> None:
    raid = view_of(
        "شنت مقاتلات إسرائيلية أمس غارة على بعلبك، ما أدى إلى مقتل ثلاثة.\n\nوقال مصدر طبي إن القصف أصاب مبنى.",
        title="غارة إسرائيلية على بعلبك",
    )
    market = view_of("سقطت أمطار على السوق في عمّان أمس.\n\nوقال التجار إن الأسعار هادئة.", title="أمطار على عمّان")
    glance, article, topic = (coder().models[name] for name in ("glance", "article", "topic"))
    seen = [article_features(view, glance) for view in (raid, market)]
    chances = [article.probability(features) for features in seen]
    assert chances[0] > 0.5
    assert chances[1] < coder_module.ARTICLE_FLOOR
    pairs = zip((raid, market), seen, strict=True)
    topics = [topic.probability(topic_features(view, features)) for view, features in pairs]
    assert topics[0] > 0.5 > coder_module.TOPIC_FLOOR > topics[1]


def test_the_topic_looks_at_each_word_once_without_its_clitics() -> None:
    view = view_of("وصل القطار. القطار وصل والقطار غادر.")
    words = [feature for feature in topic_features(view, ["seen"]) if feature.startswith("w=")]
    assert topic_features(view, ["seen"])[0] == "seen"
    assert words.count("w=قطار") == 1
    assert "w=القطار" not in words


def test_no_event_is_looked_for_where_the_words_make_one_too_unlikely() -> None:
    view = coder().view(
        article_of(
            "شنت مقاتلات إسرائيلية أمس غارة على بعلبك، ما أدى إلى مقتل ثلاثة.\n\nوقال مصدر طبي إن القصف أصاب مبنى."
            "\n\nوندد الرئيس بالغارة.\n\nوأغلقت المدارس أبوابها."
        )
    )
    assert view is not None
    assert view.chance >= coder_module.TOPIC_FLOOR
    assert coder().candidates(view)
    view.chance = coder_module.TOPIC_FLOOR - 0.01
    assert coder().candidates(view) == []


def test_an_article_without_a_trigger_is_not_read_on() -> None:
    assert coder().view(article_of("افتتح الوزير معرض الكتاب في عمّان.")) is None


def test_what_the_gate_shuts_out_is_written_without_events() -> None:
    coded = coder().code(article_of("افتتح الوزير معرض الكتاب في عمّان."))
    assert (coded.events, coded.tallies, coded.statements) == ((), (), ())


def test_coding_twice_gives_the_same() -> None:
    text = "قتل سبعة أشخاص أمس الخميس بقصف مدفعي إسرائيلي على مدينة رفح. وأصيب عشرة في غارة على خان يونس."
    assert coder().code(article_of(text)) == coder().code(article_of(text))
