"""Each part of a page is told from the article, and the article is never lost to one."""

import pytest
from pages_in_own_words import BODY, HEADLINE, PARAGRAPH, SECOND, THIRD

from rasad.pages import ARTICLE_ZONES, Article, read_record, read_text


def article(text: str, **fields: str) -> Article:
    read = read_record({"id": "x", "text": text, **fields}) if fields else read_text(text)
    assert isinstance(read, Article)
    return read


def zone_of(read: Article, words: str) -> str | None:
    at = read.text.index(words)
    zones = {read.zone_at(place) for place in range(at, at + len(words)) if not read.text[place].isspace()}
    assert len(zones) == 1, zones
    return zones.pop()


def test_every_letter_has_exactly_one_zone() -> None:
    read = article(f"سياسة\n\n{HEADLINE}\n26 يوليو 2024\n{BODY}\nاقرأ أيضا:\nعنوان قصة أخرى بعيدة جدا\nشارك\n©")
    last = 0
    for zone in read.zones:
        assert last <= zone.start < zone.end
        assert not read.text[last : zone.start].strip()
        last = zone.end
    assert not read.text[last:].strip()


def test_headline_section_and_body() -> None:
    read = article(f"سياسة\n\n{HEADLINE}\n\n{BODY}")
    assert read.title == HEADLINE
    assert read.title_span is not None and read.text[slice(*read.title_span)] == HEADLINE
    assert zone_of(read, "سياسة") == "furniture"
    assert zone_of(read, PARAGRAPH) == zone_of(read, SECOND) == zone_of(read, THIRD) == "body"


def test_repeated_headline_wins_over_the_line_above_it() -> None:
    read = article(f"وزير يزور عاصمة بعيدة لبحث التجارة\n\n{HEADLINE}\n\n{HEADLINE}\n{BODY}")
    assert read.title == HEADLINE
    assert zone_of(read, "وزير يزور عاصمة") == "related"
    assert len(read.repeats) == 1


def test_ticker_above_the_headline() -> None:
    ticker = "السلطات في بلد آخر: مقتل شخص في قصف على ميناء"
    read = article(f"عاجل\n\n{ticker}\n\nlogo\nالعالم\n\n{HEADLINE}\n\n{HEADLINE}\n{BODY}")
    assert zone_of(read, ticker) == "ticker"
    assert read.title == HEADLINE


def test_breaking_label_over_the_headline_itself_is_no_other_story() -> None:
    read = article(f"عاجل\n{HEADLINE}\n{BODY}")
    assert read.title == HEADLINE
    assert zone_of(read, HEADLINE) == "headline"


@pytest.mark.parametrize(
    "caption",
    [
        "جنود عند مدخل البلدة قبل ساعات من دخولها (رويترز)",
        "عربة محترقة على جانب الطريق المؤدي إلى البلدةالمصدر: رويترز",
        "دبابة في ساحة البلدة (أ ف ب)",
        "Soldiers stand near a bridge after the withdrawal, March 3, 2021. REUTERS/A Person",
        "تصوير: مصور محلي من أبناء البلدة",
        "مشهد عام للبلدة من جهة النهر - Getty Images",
    ],
)
def test_captions_by_their_credit(caption: str) -> None:
    read = article(f"{HEADLINE}\n{PARAGRAPH}\n\n{caption}\n\n{SECOND}\n\n{THIRD}")
    assert zone_of(read, caption) == "caption"
    assert zone_of(read, PARAGRAPH) == zone_of(read, SECOND) == "body"


@pytest.mark.parametrize(
    "paragraph",
    [
        "وقال مصدر أمني إن القصف أسفر عن مقتل ثلاثة أشخاص وإصابة آخرين في المدينة (رويترز)",
        "سمع دوي انفجارات في الجنوب. ولم ترد أنباء عن ضحايا (أ ف ب)",
    ],
)
def test_a_paragraph_that_ends_with_its_agency_is_body(paragraph: str) -> None:
    read = article(f"{HEADLINE}\n{PARAGRAPH}\n\n{SECOND}\n\n{paragraph}")
    assert zone_of(read, paragraph) == "body"
    assert len(read.agencies) == 1


@pytest.mark.parametrize(
    "marker",
    ["للمزيد: ", "اقرأ أيضا: ", "إقرأ أيضاً : ", "شاهد.. ", "قد يهمك/ ", "للمزيد - ", "Read more: "],
)
def test_links_in_mid_body(marker: str) -> None:
    link = f"{marker}قمة في عاصمة أخرى تبحث خطة للسلام"
    read = article(f"{PARAGRAPH}\n{link}\n{SECOND}\n{THIRD}", title=HEADLINE)
    assert zone_of(read, link) == "related"
    assert zone_of(read, SECOND) == zone_of(read, THIRD) == "body"


def test_link_glued_to_a_paragraph() -> None:
    link = "اقرأ أيضا: قصة أخرى عن الهدنة في الجنوب"
    read = article(f"{PARAGRAPH} {link}\n{SECOND}", title=HEADLINE)
    assert zone_of(read, link) == "related"
    assert zone_of(read, PARAGRAPH) == zone_of(read, SECOND) == "body"


def test_headlines_after_a_link_go_with_it_and_the_body_goes_on() -> None:
    other = "حركة مسلحة ترفض تمديد وقف إطلاق النار والرئيس يأمر به أسبوعا آخر"
    read = article(f"{PARAGRAPH}\nللمزيد: قصة أولى عن الهدنة\n{other}\n{SECOND}", title=HEADLINE)
    assert zone_of(read, other) == "related"
    assert zone_of(read, SECOND) == "body"


def test_unmarked_run_of_headlines_in_mid_body() -> None:
    run = "نزوح آلاف العائلات من قرى الضفة إلى العاصمة\nماذا فعلت الحرب بأهل الإقليم؟\nمن هي الجماعات التي تقاتل هناك"
    read = article(f"{PARAGRAPH}\n{run}\n{SECOND}\n{THIRD}", title=HEADLINE)
    assert {zone_of(read, line) for line in run.splitlines()} == {"related"}
    assert zone_of(read, SECOND) == "body"


@pytest.mark.parametrize(
    "kept",
    [
        "إخلاء المواقع العسكرية في الشمال",
        "سليم بن حسن العلي\nمريم بنت أحمد\nخالد عمر يوسف",
        "- قتيل في الحي الغربي من المدينة القديمة\n- جريحان في السوق الكبير قرب الجسر",
        "وأضاف أن ثلاثة جنود قتلوا في الكمين\nوأسفر القصف عن إصابة مدنيين في القرية",
        "المقاومة تمثل تهديدا لأمن البلاد والجوار\nالمقاومة تمثل تهديدا لأمن البلاد والجوار",
        "قتل ثلاثة مدنيين في غارة على سوق البلدة\nأصيب خمسة آخرون في القصف نفسه بحسب الأطباء",
    ],
)
def test_subheads_lists_and_unstopped_sentences_stay_in_the_body(kept: str) -> None:
    read = article(f"{PARAGRAPH}\n{kept}\n{SECOND}\n{THIRD}", title=HEADLINE)
    assert {zone_of(read, line) for line in kept.splitlines()} == {"body"}


def test_list_after_a_colon_stays_in_the_body() -> None:
    names = "العقيد سليم بن حسن العلي من كتيبة الحدود\nالرائد خالد عمر يوسف من كتيبة الحدود"
    read = article(f"{PARAGRAPH}\nوهذه أسماء القتلى:\n{names}\n{SECOND}\n{THIRD}", title=HEADLINE)
    assert {zone_of(read, line) for line in names.splitlines()} == {"body"}


def test_single_unmarked_link_by_the_outlets_habit() -> None:
    link = "محلل يشرح لماذا خسرت المدينة أسوارها مرتين في عام واحد"
    text = f"{PARAGRAPH}\n{link}\n{SECOND}\n{THIRD}"
    assert zone_of(article(text, title=HEADLINE, source="CNN"), link) == "related"
    assert zone_of(article(text, title=HEADLINE, source="france24"), link) == "body"


def test_teasers_after_the_last_paragraph() -> None:
    run = "خبراء: موسم الأمطار يبدأ باكرا هذا العام\nمنتخب الشباب يفوز على جاره بثلاثة أهد"
    read = article(f"{PARAGRAPH}\n{SECOND}\n{THIRD}\n{run}", title=HEADLINE)
    assert {zone_of(read, line) for line in run.splitlines()} == {"related"}
    assert zone_of(read, THIRD) == "body"


def test_one_teaser_of_a_later_year() -> None:
    line = "معرض الكتاب يفتح أبوابه في ربيع 2026"
    fields = {"title": HEADLINE, "published": "2024-05-01T10:00:00+03:00"}
    assert zone_of(article(f"{PARAGRAPH}\n{SECOND}\n{line}", **fields), line) == "related"
    same = line.replace("2026", "2024")
    assert zone_of(article(f"{PARAGRAPH}\n{SECOND}\n{same}", **fields), same) == "body"


def test_last_sentence_without_its_stop_is_body() -> None:
    line = "وتنتظر هذه القوات ساعة الصفر للتقدم نحو الميناء"
    assert zone_of(article(f"{PARAGRAPH}\n{SECOND}\n{line}", title=HEADLINE), line) == "body"


def test_the_end_of_a_page_takes_the_other_story_with_it() -> None:
    other = PARAGRAPH.replace("الجيش", "الحرس").replace("شمال", "غرب")
    page = (
        f"{HEADLINE}\n26 يوليو، 2024\n{BODY}\nالمصدر: صحيفة\nكلمات دلالية: شمال\nإقرأ أيضاً:\n"
        f"قصة ثانية عن مكان آخر\n20 ديسمبر، 2024\n{other}\nجميع الحقوق محفوظة 2024"
    )
    read = article(page)
    assert zone_of(read, other) == "related"
    assert zone_of(read, "20 ديسمبر، 2024") == "related"
    assert read.published.value == "2024-07-26"
    assert zone_of(read, "جميع الحقوق محفوظة 2024") == "furniture"


def test_gallery_after_the_line_of_credits() -> None:
    item = "جنود غادروا البلاد عام 2011 ثم عادوا إليها بعد سنوات لقتال تنظيم متطرف سيطر على مدن كثيرة."
    pictures = "\n".join(f"عنوان صورة رقم {n}\n{item}\nصورة من: Name {n}/AFP" for n in ("أ", "ب", "ج"))
    read = article(f"{HEADLINE}\n{BODY}\nس.ص/ ع.ح (أ ف ب)\n{pictures}\nعنوان أخير\n{item}")
    assert {zone.zone for zone in read.zones if zone.start > read.text.index("عنوان صورة رقم أ")} <= {"gallery"}
    assert zone_of(read, "عنوان أخير") == "gallery"
    assert zone_of(read, THIRD) == "body"
    assert read.agencies == ("afp",)


def test_numbered_gallery() -> None:
    pictures = "\n".join(f"{n}/3\nمشهد للمدينة القديمة كما بدت قبل الحرب" for n in (1, 2, 3))
    read = article(f"{HEADLINE}\n{BODY}\n{pictures}")
    assert read.zones[-1].zone == "gallery"
    assert zone_of(read, THIRD) == "body"


@pytest.mark.parametrize(
    "line",
    [
        "شارك", "تابعونا على", "logo", "إعلان", "جميع الحقوق محفوظة © 2024", "---------------",
        "المقالات المنشورة لا تعبّر بالضرورة عن رأي الموقع", "يمكنكم تسلم إشعارات بأهم الأخبار بعد تحميل التطبيق.",
        "زر الذهاب إلى الأعلى", "الوسوم: شمال، نهر",
    ],
)  # fmt: skip
def test_furniture(line: str) -> None:
    assert zone_of(article(f"{HEADLINE}\n{BODY}\n{line}"), line) == "furniture"


def test_one_line_is_body_whatever_it_looks_like() -> None:
    read = article("قتل شخصان في قصف على سوق البلدة")
    assert [zone.zone for zone in read.zones] == ["body"]
    assert read.title is None


def test_record_has_its_parts_in_one_text() -> None:
    read = article(BODY, title=HEADLINE, abstract=PARAGRAPH, source="صحيفة", url="https://example.org/1")
    assert read.text == f"{HEADLINE}\n{PARAGRAPH}\n{BODY}"
    assert read.abstract_span == (len(HEADLINE) + 1, len(HEADLINE) + 1 + len(PARAGRAPH))
    assert [zone.zone for zone in read.zones] == ["headline", "abstract", "body"]
    assert {zone.zone for zone in read.zones} <= ARTICLE_ZONES
    assert (read.outlet, read.url, read.language) == ("صحيفة", "https://example.org/1", "ar")
