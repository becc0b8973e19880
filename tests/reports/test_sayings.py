"""Statements, sources, tallies, claims and damage on sentences of our own."""

from __future__ import annotations

from functools import cache

import pytest

from rasad.pages import read_record
from rasad.pages.article import Article
from rasad.reports.assembly import Draft
from rasad.reports.attribution import attribution_of
from rasad.reports.candidate import Candidate, Linked
from rasad.reports.claims import PARTS, claim_options, claims_of
from rasad.reports.coder import Coder, context_of
from rasad.reports.damage import damage_of
from rasad.reports.sayings import sayings_of
from rasad.reports.statements import statements_of
from rasad.reports.tallies import tallies_of
from rasad.reports.tallyoptions import tally_options
from rasad.reports.view import View


@cache
def coder() -> Coder:
    return Coder()


@cache
def view_of(text: str) -> View:
    record = {
        "id": "t",
        "title": "",
        "abstract": "",
        "text": text,
        "published": "2024-03-20T12:00:00+00:00",
        "source": "x",
    }
    article = read_record(record)
    assert isinstance(article, Article)
    chart = coder().reader.open(article.text)
    context = context_of(article)
    coder().reader.read(chart, context)
    return View(article, chart, context)


def draft_of(text: str, kind: str, word: str, initiator: str | None = None) -> Draft:
    """Return a draft with one member: the trigger on ``word``, done by the first actor with id ``initiator``."""
    view = view_of(text)
    item = next(i for i in view.triggers if view.tokens.words(i.start, i.end).lstrip("وبل").startswith(word))
    sentence = view.tokens.sentence_of[item.start]
    member = Candidate(item, sentence, "body", view.order[sentence], kinds={kind: 1.0}, probability=0.9)
    doers = []
    if initiator is not None:
        actor = next(i for i in view.chart.all("actor") if i.value.reading(military=True) == initiator)
        doers.append(Linked(actor, 0.9, initiator))
    return Draft(
        members=[member],
        kind=kind,
        kind_probability=1.0,
        date=None,
        place=None,
        initiators=doers,
        targets=[],
        weapons=[],
        killed=None,
        injured=None,
        probability=0.9,
    )


SPEAKERS = [
    (
        "وقال وزير الدفاع الفرنسي سيباستيان لوكورنو إن بلاده سترسل سفينة إلى المنطقة.",
        "سيباستيان لوكورنو",
        "france-government",
    ),
    ("وأكد مصدر أمني أن القصف أصاب مبنى فارغا.", "مصدر أمني", None),
    ("وقالت المتحدثة باسم الخارجية الروسية ماريا زاخاروفا إن الهجوم لن يمر.", "ماريا زاخاروفا", "russia-government"),
    ("ونقلت رويترز عن مسؤول إسرائيلي قوله إن الغارة استهدفت مخزنا.", "مسؤول إسرائيلي", "israel-government"),
    ("وأفاد المرصد السوري لحقوق الإنسان بأن طائرات قصفت البلدة.", "المرصد السوري لحقوق الإنسان", None),
    ("وأدانت مصر الهجوم على القافلة.", "مصر", "egypt-government"),
    ("ودعا الاتحاد الأوروبي إلى وقف إطلاق النار.", "الاتحاد الأوروبي", "european-union"),
    ("ونفت حركة حماس ضلوعها في التفجير.", "حركة حماس", "hamas"),
    ("لكن الجيش الأوكراني قال إنه صد الهجوم.", "الجيش الأوكراني", "ukraine-forces"),
    ("قصفت طائرات مجهولة مستودعا فجر الأحد، بحسب شهود عيان.", "شهود عيان", None),
    ("موسكو تطالب مجلس الأمن بالتحقيق في القصف.", "موسكو", "russia-government"),
    ("وأفادت وزارة الصحة اللبنانية بوقوع ضحايا في الغارة.", "وزارة الصحة اللبنانية", "lebanon-government"),
    ("وذكر بيان الوزارة التي قالت إن الجنود بخير.", "الوزارة", None),
    ("أصيب أربعة جنود، بحسب الحصيلة التي قدمها الجيش الأردني.", "الجيش الأردني", "jordan-forces"),
    ("قتل ثلاثة جنود في كمين، وفق ما أعلنت وزارة الدفاع العراقية.", "وزارة الدفاع العراقية", "iraq-forces"),
]


@pytest.mark.parametrize(("text", "speaker", "ident"), SPEAKERS)
def test_speaker(text: str, speaker: str, ident: str | None) -> None:
    found = statements_of(view_of(text))
    assert len(found) == 1
    assert found[0].speaker.text == speaker
    assert found[0].speaker.id == ident
    assert view_of(text).article.text[slice(*found[0].span)] == found[0].text


SILENT = [
    "قصفت طائرات حربية مستودعا للأسلحة قرب المدينة فجر الأحد.",
    "لم يعلن الجيش اللبناني حصيلة الضحايا.",
    "نقل الجيش الجرحى إلى المستشفى بعد المعركة.",
    "دارت معارك بين الجيش والمسلحين في محيط المطار.",
    "جرى التبادل وفق الاتفاق الموقع بين الطرفين.",
    "جرى التبادل وفق خطة هدفت إلى تبادل الأسرى.",
    "ويتوقع أن يصل الوفد إلى المدينة غدا.",
]


@pytest.mark.parametrize("text", SILENT)
def test_no_statement(text: str) -> None:
    assert statements_of(view_of(text)) == ()


def test_speaker_is_carried_to_the_next_sentence() -> None:
    found = statements_of(
        view_of("وقال قائد الشرطة إن المهاجم قتل. وأضاف أن التحقيق بدأ، مشيرا إلى أن المنطقة آمنة.")
    )
    assert [s.speaker.text for s in found] == ["قائد الشرطة"] * 3


def test_quotation_and_outlet() -> None:
    (found,) = statements_of(view_of('وقال مسؤول عسكري لوكالة فرانس برس "قصفنا مواقع العدو صباح اليوم".'))
    assert found.quoted
    assert found.via is not None and "فرانس برس" in found.via


def test_a_closing_mark_opens_no_quotation() -> None:
    text = 'وتبنت "كتائب الفجر" الهجوم على القاعدة، مؤكدة أنها ستواصل عملياتها.'
    assert [s.quoted for s in statements_of(view_of(text))] == [False] * len(statements_of(view_of(text)))


def test_an_adverb_does_not_hide_a_quotation() -> None:
    text = 'وقال رئيس الوزراء إن القصف توقف. ويضيف "اليوم نعود إلى بيوتنا".'
    assert [s.speaker.text for s in statements_of(view_of(text))] == ["رئيس الوزراء"] * 2


def test_a_headline_names_its_speaker() -> None:
    text = "الجيش اللبناني: أسقطنا طائرة مسيّرة قرب الحدود"
    (found,) = statements_of(view_of(text))
    assert found.speaker.id == "lebanon-forces"


def test_a_topic_before_a_colon_is_no_speaker() -> None:
    assert statements_of(view_of("سوريا: قصف على ريف إدلب يوقع ضحايا")) == ()


def test_subject_of_a_sentence_goes_on_by_participle() -> None:
    text = "وردت الولايات المتحدة بضربات على المواقع، متوعدة بوضع حد للهجمات."
    (found,) = statements_of(view_of(text))
    assert (found.speaker.id, found.kind) == ("us-government", "threat")


def test_carrier_is_the_outlet() -> None:
    (found,) = statements_of(view_of("ونقلت وكالة سانا عن مصدر عسكري أن الدفاعات الجوية أسقطت صاروخا."))
    assert found.speaker.text == "مصدر عسكري"
    assert found.via is not None and "سانا" in found.via


def test_surname_keeps_its_identity() -> None:
    text = "وقال المتحدث باسم الجيش الإسرائيلي دانيال هاغاري إن الغارة نجحت. وذكر هاغاري أن القوات تتقدم."
    assert [s.speaker.id for s in statements_of(view_of(text))] == ["israel-forces", "israel-forces"]


def test_sayings_are_read_once() -> None:
    view = view_of("وقال مصدر أمني إن القصف توقف.")
    assert sayings_of(view) is sayings_of(view)


SOURCES = [
    ("قتل خمسة مدنيين في قصف على المدينة، بحسب مصدر طبي.", "قصف", "مصدر طبي", False),
    ("وقال مدير المستشفى سامي خليل إن قصفا أصاب البلدة.", "قصف", "سامي خليل", True),
    ("ونقلت فرانس برس عن مسؤول أميركي أن ضربة أصابت موقعا في سوريا.", "ضربة", "مسؤول أميركي", False),
]


@pytest.mark.parametrize(("text", "word", "source", "named"), SOURCES)
def test_source(text: str, word: str, source: str, named: bool) -> None:
    (found,) = attribution_of(view_of(text), draft_of(text, "shelling", word))
    assert found.text == source
    assert found.named is named


def test_the_outlets_own_voice_has_no_source() -> None:
    text = "استهدف قصف مدفعي أحياء المدينة صباح الاثنين."
    assert attribution_of(view_of(text), draft_of(text, "shelling", "قصف")) == ()


def test_a_demand_is_no_source() -> None:
    text = "ودعا الاتحاد الأوروبي إلى وقف القصف على المدينة."
    assert attribution_of(view_of(text), draft_of(text, "shelling", "القصف")) == ()


DAMAGE = [
    ("وأدى قصف على الحي إلى أضرار مادية كبيرة.", "قصف", "reported"),
    ("وخلف انفجار قرب المبنى خسائر مادية.", "انفجار", "reported"),
    ("ولم يسفر قصف على القرية عن أي أضرار.", "قصف", "none"),
    ("وأوقع قصف على القرية خسائر بشرية.", "قصف", None),
    ("واستهدف قصف القرية مساء الأحد.", "قصف", None),
    ("واستهدف قصف القرية دون أنباء عن أضرار.", "قصف", None),
]


@pytest.mark.parametrize(("text", "word", "value"), DAMAGE)
def test_damage(text: str, word: str, value: str | None) -> None:
    found, item = damage_of(view_of(text), draft_of(text, "shelling", word))
    assert found == value
    assert (item is None) == (value is None)


TALLIES = [
    ("وقتل أكثر من 2300 مدني منذ بدء الحملة العسكرية على المدينة.", None, 2300),
    ("وأعلن البنتاغون أن قواته تعرضت لأكثر من 160 هجوما منذ 17 تشرين الأول/أكتوبر.", 160, None),
    ("وأدت الحرب المستمرة منذ سنوات إلى مقتل أكثر من 300 ألف شخص.", None, 300_000),
]


@pytest.mark.parametrize(("text", "count", "killed"), TALLIES)
def test_tally(text: str, count: int | None, killed: int | None) -> None:
    (found,) = tallies_of(view_of(text))
    assert found.count == count
    assert (found.killed.min if found.killed else None) == killed
    assert view_of(text).article.text[slice(*found.span)] == found.evidence


def test_a_total_told_again_counts_once() -> None:
    text = "قتل 2300 مدني منذ بدء الحملة. وتقول منظمة حقوقية إن 2300 مدني قتلوا منذ بدء الحملة على المدينة."
    assert len(tallies_of(view_of(text))) <= 1


def test_hundreds_of_them_killed_are_a_toll() -> None:
    text = "لكن المئات منهم قتلوا منذ اندلاع الحرب في البلاد عام 2011."
    for found in tallies_of(view_of(text)):
        assert found.count is None


def test_tally_period_runs_to_publication() -> None:
    (found,) = tallies_of(
        view_of("وأعلن البنتاغون أن قواته تعرضت لأكثر من 160 هجوما منذ 17 تشرين الأول/أكتوبر 2023.")
    )
    assert (found.start, found.end) == ("2023-10-17", "2024-03-20")


NO_TALLY = [
    "قتل ثلاثة جنود في انفجار عبوة ناسفة صباح الأحد.",
    "وأصيب خمسة أشخاص بجروح في الهجوم أمس.",
    "وشارك 20 لاعبا في المباراة.",
]


@pytest.mark.parametrize("text", NO_TALLY)
def test_no_tally(text: str) -> None:
    assert tallies_of(view_of(text)) == ()


def test_a_number_without_a_countable_noun_is_no_option() -> None:
    assert tally_options(view_of("وبلغ سعر البرميل 80 دولارا منذ مطلع العام.")) == []


CLAIMS = [
    (
        "هز انفجار سوقا في كابول وقتل عشرة أشخاص. وتبنى تنظيم داعش التفجير في بيان.",
        "bombing",
        "انفجار",
        None,
        "islamic-state",
        "claim",
    ),
    (
        "وقال الجيش الإسرائيلي إن طائراته شنت غارة على موقع لحزب الله.",
        "air_strike",
        "غارة",
        "israel-forces",
        "israel-forces",
        "covers",
    ),
    (
        "استهدف هجوم كيميائي البلدة. ونفت روسيا أي صلة لها بالهجوم.",
        "chemical_attack",
        "هجوم",
        None,
        "russia-forces",
        "deny",
    ),
    ("اتهمت أوكرانيا روسيا بشن هجوم صاروخي على المدينة.", "missile_attack", "هجوم", None, "russia-forces", "blame"),
]


@pytest.mark.parametrize(("text", "kind", "word", "initiator", "ident", "sign"), CLAIMS)
def test_claim_signs(text: str, kind: str, word: str, initiator: str | None, ident: str, sign: str) -> None:
    options = claim_options(view_of(text), draft_of(text, kind, word, initiator))
    mine = [o for o in options if o.ident == ident]
    assert len(mine) == 1
    assert any(f.startswith(f"{sign}=") for f in mine[0].features)


def test_nobody_claimed_it() -> None:
    text = "هز انفجار سوقا في كابول. ولم تعلن أي جهة مسؤوليتها عن التفجير."
    options = claim_options(view_of(text), draft_of(text, "bombing", "انفجار"))
    assert not any(f.startswith("claim=") for o in options for f in o.features)


def test_a_meeting_is_not_claimed() -> None:
    text = "وقالت مصر إن المحادثات مع السودان جرت في القاهرة."
    found = claims_of(view_of(text), draft_of(text, "talks", "المحادثات"))
    assert found == {part: [] for part in PARTS}


def test_an_explicit_claim_is_found() -> None:
    text = "هز انفجار سوقا في كابول وقتل عشرة أشخاص. وتبنى تنظيم داعش التفجير في بيان."
    found = claims_of(view_of(text), draft_of(text, "bombing", "انفجار"))
    assert [link.ident for link in found["claimed_by"]] == ["islamic-state"]
