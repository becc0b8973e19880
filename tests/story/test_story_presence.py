"""Presence: figures of troops and turns of missions, each with its words and its days."""

from __future__ import annotations

from invented_story import article, telling

from rasad.records import Toll, Zone
from rasad.story.days import Days


def test_a_figure_in_the_present_is_of_the_article_s_day() -> None:
    text = "ينتشر في العراق نحو 1800 جندي أميركي ضمن التحالف الذي تشكل عام 2014."
    levels = telling(article("a", text, "2024-03-10")).presence()
    (figure,) = [one for one in levels if one.kind == "troops"]
    assert figure.figure == Toll(1800, 1800) and figure.about
    assert (figure.days, figure.basis) == (Days("2024-03-10", "2024-03-10"), "published")
    assert (figure.actor, figure.country) == ("us-forces", "IQ")
    (mission,) = [one for one in levels if one.kind == "mission"]
    assert mission.days == Days("2014-01-01", "2014-12-31")


def test_a_date_in_the_sentence_is_the_figure_s_own() -> None:
    text = "كان عدد القوات الأميركية في العراق عام 2011 يصل إلى 9000 جندي."
    (figure,) = [one for one in telling(article("a", text)).presence() if one.kind == "troops"]
    assert (figure.days, figure.basis) == (Days("2011-01-01", "2011-12-31"), "stated")


def test_a_part_of_a_figure_is_marked() -> None:
    text = "يبلغ عديد التحالف الدولي في العراق 4000 جندي، بينهم 3000 أميركي."
    whole, part = [one for one in telling(article("a", text)).presence() if one.kind == "troops"]
    assert (whole.figure, part.figure, part.part_of) == (Toll(4000, 4000), Toll(3000, 3000), 4000)


def test_casualties_and_small_parties_are_no_presence() -> None:
    text = "قتل 300 جندي في المعركة. وأرسلت القيادة 12 جندياً إلى البلدة."
    assert telling(article("a", text)).presence() == []


def test_a_gallery_s_figure_is_not_of_the_page_s_day() -> None:
    text = "انتهت المهام القتالية في كانون الأول 2021. ويصل عدد القوات إلى 3300 مقاتل."
    found = telling(article("a", text, zones=(Zone("gallery", 0, len(text)),))).presence()
    (figure,) = [one for one in found if one.kind == "troops"]
    assert (figure.days, figure.basis) == (Days("2021-12-01", "2021-12-31"), "latest of the gallery")


def test_soldiers_arrested_or_missing_are_no_presence() -> None:
    text = "وأصدرت النيابة مذكرات توقيف بحق 300 عسكري، منهم 211 جندياً."
    assert telling(article("a", text)).presence() == []


def test_furniture_tells_nothing() -> None:
    text = "ينتشر في العراق نحو 1800 جندي أميركي."
    assert telling(article("a", text, zones=(Zone("related", 0, len(text)),))).presence() == []
