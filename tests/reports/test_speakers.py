"""Who speaks and what is said, one rule of the language a row, on sentences of our own."""

from __future__ import annotations

import pytest
from coding import view_of

from rasad.reports.saying import Saying
from rasad.reports.sayings import sayings_of

WHO = [
    pytest.param('وقالت الوزيرة لرويترز "سنفتح المعبر غدا".', ["الوزيرة"], id="the hearer is no speaker"),
    pytest.param(
        "وكان شهود عيان قالوا لرويترز إن الطريق أغلق.", ["شهود عيان"], id="a subject before verb and hearer"
    ),
    pytest.param(
        "وقال قائد الشرطة إن الحاجز أزيل. وحذر المدنيين من الاقتراب.",
        ["قائد الشرطة", "قائد الشرطة"],
        id="an oblique plural is no subject",
    ),
    pytest.param(
        'وقال قائد الشرطة إن الحاجز أزيل. وأضاف في شريط قصير "انتهى الأمر".',
        ["قائد الشرطة", "قائد الشرطة"],
        id="a noun behind a preposition is no subject",
    ),
    pytest.param(
        "وقالت المتحدثة باسم الجيش اللبناني إن الهدوء عاد. وأكد سائق الحافلة أنه نجا. وأضافت أن التحقيق بدأ.",
        ["المتحدثة باسم الجيش اللبناني", "سائق الحافلة", "المتحدثة باسم الجيش اللبناني"],
        id="a verb goes on with a speaker of its gender",
    ),
    pytest.param(
        "وقال الخبير العسكري، سمير عودة، إن المعركة طويلة. ويرى عودة أن الهدنة بعيدة.",
        ["عودة", "عودة"],
        id="a surname that is also another word",
    ),
    pytest.param("الصحيفة أوردت أن الجسر فجر فجرا.", ["الصحيفة"], id="a definite noun before its verb"),
    pytest.param("لكن المراسل قال إن المدينة هادئة.", ["المراسل"], id="a subject behind 'but'"),
    pytest.param("ولا يستبعد وزير الدفاع العراقي أن يعود القصف.", ["وزير الدفاع العراقي"], id="a negated opinion"),
    pytest.param(
        "ووجهت وزارة الدفاع الروسية أصابع الاتهام إلى أوكرانيا.", ["وزارة الدفاع الروسية"], id="a verb and its noun"
    ),
    pytest.param(
        'وأعلنت ما يسمى بـ"المقاومة الإسلامية في العراق" مسؤوليتها عن الهجوم.',
        ["المقاومة الإسلامية في العراق"],
        id="words before a name",
    ),
    pytest.param("وبحسب مصدر عسكري فإن الطائرة عادت سالمة.", ["مصدر عسكري"], id="an adjunct without a comma"),
    pytest.param(
        "تصريحات للمتحدث باسم الجيش اللبناني قال إن الحدود آمنة.",
        ["المتحدث باسم الجيش اللبناني"],
        id="a title before",
    ),
]


def speaker(text: str, saying: Saying) -> str:
    return view_of(text).tokens.words(*saying.speaker.name).removeprefix("لل").removeprefix("ال")


@pytest.mark.parametrize(("text", "speakers"), WHO)
def test_speakers(text: str, speakers: list[str]) -> None:
    found = [speaker(text, saying) for saying in sayings_of(view_of(text))]
    assert [name.split()[-1] for name in found] == [name.removeprefix("ال").split()[-1] for name in speakers]


NONE = [
    pytest.param("قصفت الطائرات التل عبر ممر جوي جديد.", id="عبر is a preposition without عن"),
    pytest.param("واصلت القوات في حملتها على الريف تقدمها.", id="no verb stands behind a preposition"),
    pytest.param("شهد المعبر تطورا لافتا في حركة الشاحنات.", id="an adjective is no participle"),
    pytest.param("رفضا للحصار أمرا بالغ الأهمية للسكان.", id="a noun with tanwin is no verb"),
    pytest.param("وتحمل السفينة معدات طبية إلى الميناء.", id="to carry is not to blame"),
    pytest.param("جاء ذلك في بيان على لسان وزير الصحة السوري.", id="'this came' says nothing yet"),
]


@pytest.mark.parametrize("text", NONE)
def test_nothing_is_said(text: str) -> None:
    assert sayings_of(view_of(text)) == ()


def said(text: str) -> list[str]:
    return [view_of(text).tokens.words(saying.start, saying.end) for saying in sayings_of(view_of(text))]


def test_a_quotation_ends_before_the_next_saying() -> None:
    first, second = said('وقال رئيس البلدية "سنعيد البناء"، مؤكدا أن العمل بدأ.')
    assert first.startswith("سنعيد البناء") and "مؤكدا" not in first
    assert second == "أن العمل بدأ"


def test_a_verb_inside_what_is_said_does_not_end_it() -> None:
    assert said("وقال متحدث عسكري إن إسرائيل أعلنت أن الهدنة تبدأ غدا.")[0].endswith("تبدأ غدا")


def test_words_quoted_within_an_object_are_not_all_that_is_said() -> None:
    (found,) = said('وأفادت وزارة الدفاع الروسية بتعرض قاعدتها لضربة "معادية".')
    assert found.startswith("وأفادت")
