"""Triggers: their inflection, what their kinds may turn out to be, and which of several on one word stands."""

from __future__ import annotations

from typing import Any

import pytest
from coding import trigger, view_of

from rasad.codebook.kinds import kinds
from rasad.codebook.table import TableError, read_table
from rasad.grammar.lexicon import Lexicon
from rasad.grammar.vocabulary import Vocabulary
from rasad.reports import trigger as triggers
from rasad.reports.trigger import OPEN_KINDS, READINGS, duals, forms_of, register_triggers


def kinds_in(text: str) -> list[tuple[str, str]]:
    view = view_of(text)
    return [(view.tokens.words(i.start, i.end), i.value.kind) for i in view.triggers]


def lemmas_in(text: str) -> list[tuple[str, str]]:
    return [(item.value.lemma, item.value.pos) for item in view_of(text).triggers]


def test_a_verb_is_conjugated_in_both_tenses() -> None:
    forms = forms_of("قصف/يقصف", "v")
    assert {"قصف", "قصفت", "قصفوا", "قصفا"} <= {form for form, tense in forms if tense == "past"}
    assert {"يقصف", "تقصف", "يقصفون"} <= {form for form, tense in forms if tense == "present"}


def test_a_weak_verb_changes_its_stem() -> None:
    assert {"تبنى", "تبنت", "تبنوا"} <= {form for form, _ in forms_of("تبنى/يتبنى", "v")}


def test_a_noun_stands_as_it_is_written_and_has_no_tense() -> None:
    assert forms_of("غارة|غارات", "n") == [("غارة", "none"), ("غارات", "none")]


def test_a_verb_without_a_present_stands_as_it_is_written() -> None:
    assert forms_of("ألقت القبض على|ألقي القبض على", "v") == [
        ("ألقت القبض على", "past"),
        ("ألقي القبض على", "past"),
    ]


@pytest.mark.parametrize(
    ("text", "tense"),
    [
        ("قصفت الطائرات البلدة.", "past"),
        ("تقصف الطائرات البلدة.", "present"),
        ("وقصفوا البلدة أمس.", "past"),
        ("والقصف على البلدة مستمر.", "none"),
    ],
)
def test_the_tense_of_a_form_is_kept(text: str, tense: str) -> None:
    assert trigger(view_of(text), "قصف").value.tense == tense


@pytest.mark.parametrize(
    ("text", "lemma", "pos"),
    [
        ("قالوا إن المسلحين قتلوه قرب داره.", "قتل", "v"),
        ("هاجموهم عند الجسر ليلا.", "هاجم", "v"),
        ("واعتقلوها ثم تركوها.", "اعتقل", "v"),
        ("الوزير الذي التقاه السبت غادر.", "التقى", "v"),
        ("بعد أن التقت المبعوث في المطار.", "التقى", "v"),
        ("أجرى الوزير اتصالين بنظيريه.", "اتصال", "n"),
        ("القمتان انعقدتا في العاصمة.", "قمة", "n"),
        ("بعد هجمتي الشهر الماضي على المرفأ.", "هجوم", "n"),
        ("غارتا الفجر على المعسكر.", "غارة", "n"),
    ],
)
def test_verbs_before_pronouns_or_like_nouns_and_duals_of_event_nouns_are_known(
    text: str, lemma: str, pos: str
) -> None:
    assert (lemma, pos) in lemmas_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "صورة على مواقع التواصل الاجتماعي.",
        "يلعب في الخط الهجومي للفريق.",
        "مكتب وزير الزراعة.",
        "قرأ القاضي التهم.",
        "رقم الهاتف مسجل لديهم.",
    ],
)
def test_a_word_that_only_looks_like_a_trigger_is_none(text: str) -> None:
    assert kinds_in(text) == []


def test_short_nouns_and_plurals_make_no_duals() -> None:
    assert duals("قمع") == duals("غارات") == duals("حراكا") == []
    assert duals("اتصال") == ["اتصالين", "اتصالان"]
    assert duals("قمة") == ["قمتين", "قمتان", "قمتي", "قمتا"]


def test_a_verb_given_by_itself_has_the_tense_that_it_shows() -> None:
    assert forms_of("يطلق النار|أطلق النار", "v") == [("يطلق النار", "present"), ("أطلق النار", "past")]


def test_a_longer_trigger_hides_those_inside_it() -> None:
    assert kinds_in("شن الطيران غارات جوية على المدينة أمس.") == [("غارات جوية", "air_strike")]


def test_a_drone_is_no_march() -> None:
    assert all(kind not in {"protest", "gather"} for _, kind in kinds_in("سقطت طائرة مسيّرة قرب المطار أمس."))


def test_a_word_in_a_town_s_name_is_no_trigger() -> None:
    words = [word for word, _ in kinds_in("انتشر الجيش في عين الأسد أمس.")]
    assert not any("الأسد" in word for word in words)


def test_a_governed_word_is_read_as_a_noun() -> None:
    item = trigger(view_of("قتل ثلاثة مدنيين في قصف على البلدة أمس."), "قصف")
    assert item.value.pos == "n"


def test_an_opening_word_is_read_as_a_verb() -> None:
    item = trigger(view_of("قصف الجيش البلدة أمس."), "قصف")
    assert item.value.pos == "v"


def test_every_kind_has_a_trigger_or_is_a_reading_of_one() -> None:
    held = {row[2] for row in read_table("rasad.reports", "ar/triggers.tsv", triggers._COLUMNS)}
    reached = {kind for name in held for kind in READINGS.get(name, (name,))}
    assert kinds().keys() - reached == set()


def test_readings_are_kinds_of_the_codebook() -> None:
    assert {kind for readings in READINGS.values() for kind in readings} <= kinds().keys()
    assert READINGS.keys() >= OPEN_KINDS


def test_a_trigger_of_an_unknown_kind_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def table(*_: Any) -> list[tuple[str, ...]]:
        return [("نطح", "n", "butting", "nn", "")]

    monkeypatch.setattr(triggers, "read_table", table)
    with pytest.raises(TableError, match="'نطح' has the unknown kind 'butting'"):
        register_triggers(Lexicon(Vocabulary()))
