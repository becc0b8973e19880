"""Publication: from metadata, from the page's own words, from the person; never from a caption or another story."""

from datetime import UTC, datetime

import pytest
from pages_in_own_words import BODY, HEADLINE, PARAGRAPH, SECOND

from rasad.pages import Article, read_record, read_text
from rasad.pages.pagedates import find_date


def published(read: object) -> tuple[str | None, str, str | None]:
    assert isinstance(read, Article)
    return read.published.value, read.published.basis, read.published.local_day


@pytest.mark.parametrize(
    ("stated", "value", "day"),
    [
        ("2018-03-04T22:30:10+00:00", "2018-03-04T22:30+00:00", "2018-03-05"),
        ("2018-03-04T22:30:10Z", "2018-03-04T22:30+00:00", "2018-03-05"),
        ("2018-03-04T01:30:00+04:00", "2018-03-04T01:30+04:00", "2018-03-04"),
        ("2018-03-04T00:30:00+04:00", "2018-03-04T00:30+04:00", "2018-03-03"),
        ("2018-03-04T23:30:00", "2018-03-04T23:30", "2018-03-04"),
        ("2018-03-04", "2018-03-04", "2018-03-04"),
        ("2018/3/4 10:15", "2018-03-04T10:15", "2018-03-04"),
        ("2018-03-04 10:15 +0300", "2018-03-04T10:15+03:00", "2018-03-04"),
        ("Sun, 04 Mar 2018 22:30:00 +0000", "2018-03-04T22:30+00:00", "2018-03-05"),
        ("4/3/2018", "2018-03-04", "2018-03-04"),
        ("٤ آذار ٢٠١٨", "2018-03-04", "2018-03-04"),
        (1520202600, "2018-03-04T22:30+00:00", "2018-03-05"),
        (1520202600000, "2018-03-04T22:30+00:00", "2018-03-05"),
    ],
)
def test_metadata(stated: object, value: str, day: str) -> None:
    assert published(read_record({"text": BODY, "published": stated})) == (value, "metadata", day)


@pytest.mark.parametrize("stated", ["soon", "2018-13-45", "0001-01-01", 7, [], True, "9999-12-31T23:59:59-12:00"])
def test_bad_date_is_a_note_and_the_article_is_read(stated: object) -> None:
    read = read_record({"text": BODY, "published": stated})
    assert published(read) == (None, "none", None)
    assert isinstance(read, Article)
    assert [note.code for note in read.notes] == ["bad-date"]


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("26 يوليو 2024، 1:42 م", "2024-07-26T13:42"),
        ("26 يوليو 2024، 12:05 ص", "2024-07-26T00:05"),
        ("٢٣ نوفمبر ٢٠٢٣", "2023-11-23"),
        ("٢٦/٧/٢٠١٨", "2018-07-26"),
        ("الجمعة 26 تموز 2024", "2024-07-26"),
        ("26 يوليو، 2024", "2024-07-26"),
        ("يوليو 26, 2024", "2024-07-26"),
        ("4 ديسمبر/ كانون الأول 2023", "2023-12-04"),
        ("12 جويلية 2022", "2022-07-12"),
        ("5 أوت 2023 - 18:30", "2023-08-05T18:30"),
        ("تاريخ النشر: 26th, July 2024 GMT", "2024-07-26"),
        ("نُشر في: 2024-07-26 21:30 بتوقيت غرينتش", "2024-07-26T21:30+00:00"),
        ("آخر تحديث: 26/7/2024 - 14:05 بتوقيت مكة المكرمة", "2024-07-26T14:05+03:00"),
        ("الجمعة 20 محرم 1446 هـ - 26 يوليو 2024 م", "2024-07-26"),
        ("[26/يوليو/2024]", "2024-07-26"),
        ("July 26, 2024 10:00 AM", "2024-07-26T10:00"),
    ],
)
def test_page_date_near_the_headline(line: str, value: str) -> None:
    read = read_text(f"{HEADLINE}\n{line}\n{BODY}")
    assert published(read)[:2] == (value, "page")
    assert isinstance(read, Article) and read.published.span is not None
    start, end = read.published.span
    assert read.text[start:end] in line
    assert read.zone_at(start) == "dateline"


@pytest.mark.parametrize(
    "page",
    [
        f"{HEADLINE}\n{BODY}",
        f"{HEADLINE}\nجنود في ساحة البلدة في 3 مارس 2020 (رويترز)\n{BODY}",
        f"{HEADLINE}\nSoldiers near the bridge, January 4, 2022. REUTERS/A Person\n{BODY}",
        f"{HEADLINE}\n{BODY}\nكلمات دلالية: شمال\nاقرأ أيضا\nقصة أخرى عن مكان آخر\n20 ديسمبر 2024\n{PARAGRAPH}",
        f"{HEADLINE}\n{PARAGRAPH} وذلك في 26 يوليو 2024.\n{SECOND}",
        f"{HEADLINE}\n20 محرم 1446 هـ\n{BODY}",
        f"{HEADLINE}\n31 فبراير 2024\n{BODY}",
    ],
)
def test_no_date_is_taken_from_elsewhere(page: str) -> None:
    assert published(read_text(page)) == (None, "none", None)


def test_labelled_date_at_the_foot_counts() -> None:
    assert published(read_text(f"{HEADLINE}\n{BODY}\nتاريخ النشر: 26 يوليو 2024"))[0] == "2024-07-26"


def test_first_publication_wins_over_the_update() -> None:
    page = f"{HEADLINE}\nآخر تحديث: 27 يوليو 2024 - 10:00\nنشر في: 26 يوليو 2024\n{BODY}"
    assert published(read_text(page))[0] == "2024-07-26"


def test_what_the_person_gives_wins() -> None:
    page = f"{HEADLINE}\n26 يوليو 2024\n{BODY}"
    assert published(read_text(page, published=datetime(2024, 7, 20))) == ("2024-07-20", "given", "2024-07-20")
    moment = datetime(2024, 7, 20, 22, tzinfo=UTC)
    record = {"text": BODY, "published": "2018-01-01"}
    assert published(read_record(record, published=moment)) == ("2024-07-20T22:00+00:00", "given", "2024-07-21")


def test_span_survives_marks_that_folding_drops() -> None:
    line = "نُشِرَ في: ٢٣ نوفمبــر ٢٠٢٣"
    found = find_date(line, 10)
    assert found is not None
    assert line[found.span[0] - 10 : found.span[1] - 10] == "٢٣ نوفمبــر ٢٠٢٣"
