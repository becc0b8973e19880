"""Dates: every example of the corpora, undated pages, and the properties of intervals."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from readings import DAY, examples, only, read

from rasad.mentions.calendar import resolve
from rasad.mentions.date import DateExpr, DateMention
from rasad.mentions.days import resolve_weekday
from rasad.mentions.frame import latest_weekday
from rasad.mentions.hijri import hijri_interval

DAYS = st.dates(min_value=datetime.date(1950, 1, 1), max_value=datetime.date(2060, 12, 31))


def shown(mention: DateMention) -> str:
    words = [f"{mention.start or '?'}..{mention.end or '?'}", mention.kind]
    if mention.tod and mention.kind != "night":
        words.append(mention.tod)
    if mention.span_is_time_marker:
        words.append("marker")
    return " ".join(words)


def dates(text: str, published: datetime.date | None = DAY) -> list[DateMention]:
    return [item.value for item in read(text, published).all("date")]


@pytest.mark.parametrize(("expected", "example"), examples("dates"))
def test_examples(expected: str, example: str) -> None:
    found = shown(only(read(example), ("date",)).value)
    # Where a since or a span begins with a part of a day, that part is not the whole's.
    assert found in (expected, *(f"{expected} {tod}" for tod in ("evening", "night") if "since" in expected))


@pytest.mark.parametrize(("expected", "example"), examples("dates", "en"))
def test_english_examples(expected: str, example: str) -> None:
    assert shown(only(read(example, language="en"), ("date",)).value) == expected


@pytest.mark.parametrize(("expected", "example"), examples("dates.negative"))
def test_negatives(expected: str, example: str) -> None:
    assert [shown(mention) for mention in dates(example)] == []


@pytest.mark.parametrize(("expected", "example"), examples("times"))
def test_times(expected: str, example: str) -> None:
    value = only(read(example), ("time",)).value
    assert f"{value.hour}:{value.minute} {value.zone or '-'} {value.tod or '-'}" == expected


@pytest.mark.parametrize(
    "example", ["الجمعة", "أمس", "قبل ثلاثة أيام", "ليلة الأحد", "7 أكتوبر", "في أبريل", "الشهر الماضي"]
)
def test_a_relative_date_stays_open_on_an_undated_page(example: str) -> None:
    (mention,) = dates(example, None)
    assert (mention.start, mention.end) == (None, None)
    assert mention.reason == "the page has no publication day"
    assert mention.expr is not None
    assert resolve(mention.expr, DAY).start is not None


def test_an_absolute_date_needs_no_publication_day() -> None:
    (mention,) = dates("17 يوليو 2024", None)
    assert (str(mention.start), mention.basis) == ("2024-07-17", "absolute")


def test_contradictions_are_told() -> None:
    (mention,) = dates("26 آب \\ تموز 2024")
    assert str(mention.start) == "2024-07-26"
    assert mention.contradiction is not None and "two months" in mention.contradiction
    (mention,) = dates("الثلاثاء 17 يوليو 2024")
    assert mention.contradiction is not None and "Wednesday" in mention.contradiction


def test_the_same_year_is_the_one_named_before() -> None:
    found = dates("بدأت المعارك منتصف عام 2015 وتوقفت أواخر العام ذاته")
    assert [shown(mention) for mention in found] == ["2015-05-01..2015-08-31 part", "2015-10-01..2015-12-31 part"]


def test_a_since_keeps_the_end_of_its_point() -> None:
    (mention,) = dates("منذ 18 فبراير الماضي")
    assert (str(mention.start), str(mention.end), str(mention.point_end)) == (
        "2024-02-18",
        "2024-07-26",
        "2024-02-18",
    )


def test_a_prayer_is_weak() -> None:
    (mention,) = dates("بعد صلاة الجمعة")
    assert mention.weak


def test_numbers_of_dates_leave_the_chart() -> None:
    chart = read("قتل 12 شخصا في 7 أكتوبر 2023 عند الساعة 5 فجرا، بعد 3 أيام من هجوم")
    assert [item.value.min for item in chart.all("number")] == [12]


def test_days_named_apart_stay_apart() -> None:
    assert [shown(m) for m in dates("الأربعاء وصباح الخميس")] == [
        "2024-07-24..2024-07-24 day",
        "2024-07-25..2024-07-25 day morning",
    ]


@given(DAYS, st.integers(min_value=0, max_value=6))
def test_a_weekday_is_the_latest_not_after_publication(day: datetime.date, weekday: int) -> None:
    found = latest_weekday(weekday, day)
    assert found.weekday() == weekday
    assert 0 <= (day - found).days < 7
    assert resolve_weekday.__module__ == "rasad.mentions.days"


@given(DAYS, st.sampled_from(["الجمعة", "أمس", "ليل الأحد", "في مايو", "الأسبوع الماضي", "29 فبراير", "قبل شهرين"]))
def test_past_dates_do_not_pass_publication(day: datetime.date, text: str) -> None:
    for mention in dates(text, day):
        assert mention.start is None or mention.end is None or mention.start <= mention.end
        assert mention.start is None or mention.start <= day


@given(st.integers(min_value=1365, max_value=1500), st.integers(min_value=1, max_value=12))
def test_a_hijri_month_has_29_or_30_days(year: int, month: int) -> None:
    found = hijri_interval(year, month, None)
    assert found is not None
    assert (found[1] - found[0]).days + 1 in (29, 30)


def test_an_impossible_hijri_date_is_none() -> None:
    assert hijri_interval(1439, 13, 1) is None
    assert resolve(DateExpr(op="hijri", day=31, months=(8,), year=1439), DAY).start is None


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ('قال القائد الاثنين "هاجمنا اليوم القاعدة"', ["2024-07-22", "2024-07-22"]),
        ("قال القائد الاثنين «هاجمناها أمس»", ["2024-07-22", "2024-07-21"]),
        ('قال القائد الاثنين "سنرد" وهاجم اليوم القاعدة', ["2024-07-22", "2024-07-26"]),
        ('قال القائد "هاجمنا اليوم القاعدة"', ["2024-07-26"]),
    ],
)
def test_today_inside_a_quotation_is_the_speakers(text: str, days: list[str]) -> None:
    assert [str(mention.start) for mention in dates(text)] == days


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("بدأت الحرب في 20 مارس 2003. وفي 9 أبريل سقطت العاصمة", ["2003-03-20", "2003-04-09"]),
        ("بدأت الحرب في 20 مارس 2003. وفي 9 فبراير سقطت العاصمة", ["2003-03-20", "2024-02-09"]),
        ("بدأت الحرب في 20 مارس 2003. وقال أمس إن 9 أبريل موعد", ["2003-03-20", "2024-07-25", "2024-04-09"]),
        ("صدر القرار في مارس 2003. وفي 9 أبريل قصفت البلدة", ["2003-03-01", "2024-04-09"]),
    ],
)
def test_a_tale_of_the_past_keeps_its_year(text: str, days: list[str]) -> None:
    assert [str(mention.start) for mention in dates(text)] == days
