"""The view: sentences in their order and zone, mentions by sentence, boundaries and cues."""

from __future__ import annotations

import pytest
from coding import article_of, coder, trigger, view_of

from rasad.reports.coder import context_of
from rasad.reports.view import View
from rasad.reports.zones import zone_of

BODY = "قصفت طائرات إسرائيلية بلدة الخيام أمس.\n\nوقال مصدر طبي إن اثنين قتلا. ولم تعلق إسرائيل."


def with_abstract() -> View:
    article = article_of(BODY, title="قصف على بلدة الخيام", abstract="مصدر طبي يتحدث عن قتيلين")
    chart = coder().reader.open(article.text)
    context = context_of(article)
    coder().reader.read(chart, context)
    return View(article, chart, context)


def test_headline_and_abstract_are_order_0_and_the_body_counts_from_1() -> None:
    view = with_abstract()
    assert view.zone == ["headline", "abstract", "body", "body", "body"]
    assert view.order == [0, 0, 1, 2, 3]


def test_other_zones_are_outside_the_article_s_order() -> None:
    text = "عاجل\nمقتل أربعة أشخاص في قصف روسي على خاركيف\n\nالرئيسية | سياسة | اقتصاد | منوعات\n\n" + BODY
    view = view_of(text)
    outside = {zone: order for zone, order in zip(view.zone, view.order, strict=True) if zone == "ticker"}
    assert outside == {"ticker": 99}
    assert view.order[view.tokens.sentence_of[trigger(view, "قصفت").start]] == 1


def test_what_is_coded_of_each_zone() -> None:
    assert [zone_of(zone) for zone in ("headline", "abstract", "body", "dateline")] == ["body"] * 4
    assert [zone_of(zone) for zone in ("ticker", "caption", "gallery", "related")] == [
        "ticker",
        "caption",
        "gallery",
        "related",
    ]
    assert zone_of("furniture") is None


def test_mentions_are_found_by_sentence() -> None:
    view = with_abstract()
    assert [view.tokens.words(i.start, i.end) for i in view.mentions("place", 2)] == ["بلدة الخيام"]
    assert view.mentions("place", 4) == () or all(i.value.precision == "country" for i in view.mentions("place", 4))
    assert view.mentions("date", 3) == ()


def test_boundaries_are_counted_up_to_each_token() -> None:
    view = view_of("قصف الجيش البلدة، وقتل مدنيا، ثم انسحب.")
    assert view.commas[0] == 0
    assert view.commas[-1] >= 2
    assert view.commas == sorted(view.commas)
    assert view.trigger_count[-1] == len(view.triggers)


def test_cues_of_a_stretch_and_none_outside_the_text() -> None:
    view = view_of("لم يقصف الجيش البلدة أمس.")
    assert "negation" in view.cue_classes(0, 1)
    assert view.cue_classes(1, 2) == set()
    assert view.cue_classes(-5, 0) == set()
    assert view.cue_classes(0, 999) >= {"negation"}


@pytest.mark.parametrize("before", ["على", "إلى", "بعد", "إثر", "شن"])
def test_a_word_that_may_be_verb_or_noun_is_a_noun_behind_what_governs_one(before: str) -> None:
    view = view_of(f"رد الوزير {before} قصف المدينة.")
    assert [item.value.pos for item in view.triggers if view.tokens.forms[item.start] == "قصف"] == ["n"]
