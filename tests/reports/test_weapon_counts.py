"""Weapon counts: the telling that says how many is heard, and a word for an attack counts nothing."""

from __future__ import annotations

from coding import coder, view_of


def test_a_word_that_names_an_attack_says_nothing_of_how_many() -> None:
    view = view_of("وقع هجوم صاروخي على القاعدة فجر اليوم.")
    assert [item.value.count for item in view.chart.all("weapon")] == [None]


def test_a_single_weapon_and_a_number_of_them_are_counted() -> None:
    view = view_of("سقط صاروخ على القاعدة، ثم سقطت أربعة صواريخ على المطار.")
    assert [item.value.count for item in view.chart.all("weapon")] == [1, 4]


def test_of_an_event_s_tellings_the_one_that_counts_is_heard() -> None:
    text = "سقطت أربعة صواريخ ليل الجمعة السبت داخل قاعدة عين الأسد غربي العراق، وأصيب جنديان أميركيان بجروح طفيفة."
    drafts = coder().drafts(view_of(text, title="هجوم صاروخي على قاعدة عين الأسد"))
    [made] = [draft for draft in drafts if draft.weapons]
    assert [(link.item.value.weapon, link.item.value.count) for link in made.weapons] == [("rocket-or-missile", 4)]
