"""Numbers: every example of the corpora, and the properties of intervals."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from readings import examples, only, read

from rasad.mentions.duals import dual_of, duals
from rasad.mentions.number import NumberValue, read_digits
from rasad.mentions.numbers import load_numbers

LABELS = ("number", "ordinal", "percent", "dual")


def shown(label: str, value: object) -> str:
    if isinstance(value, NumberValue):
        return f"{label} {value.min}..{'*' if value.max is None else value.max} {value.form}"
    return f"{label} {value.lemma}"  # type: ignore[attr-defined]


@pytest.mark.parametrize(("expected", "example"), examples("numbers"))
def test_examples(expected: str, example: str) -> None:
    item = only(read(example, with_dates=False), LABELS)
    assert shown(item.label, item.value) == expected


@pytest.mark.parametrize(("expected", "example"), examples("numbers", "en"))
def test_english_examples(expected: str, example: str) -> None:
    item = only(read(example, language="en", with_dates=False), LABELS)
    assert shown(item.label, item.value) == expected


@pytest.mark.parametrize(("expected", "example"), examples("numbers.negative"))
def test_negatives(expected: str, example: str) -> None:
    chart = read(example, with_dates=False)
    assert [shown(i.label, i.value) for label in ("number", "dual") for i in chart.all(label)] == []


def test_bound_behind_the_counted_noun_reaches_the_number() -> None:
    chart = read("مقتل أربعة عناصر مسلحين على الأقل", with_dates=False)
    assert [item.value for item in chart.all("number")] == [NumberValue(4, None, "at-least")]


def test_a_number_leaves_the_counted_noun_free() -> None:
    chart = read("أكثر من 40 مدنيا", with_dates=False)
    assert [(item.start, item.end) for item in chart.all("number")] == [(0, 3)]


def test_dual_of_gives_the_singular() -> None:
    assert dual_of("صاروخين") == "صاروخ"
    assert dual_of("طائرتان") == "طائرة"
    assert dual_of("صواريخ") is None
    assert len(duals()) > 300


@given(st.integers(min_value=1, max_value=999_999_999))
def test_digits_read_as_they_are_written(number: int) -> None:
    assert read_digits(str(number)) == number
    assert read_digits(f"{number:,}") == number
    assert read_digits(f"{number:,}".replace(",", ".")) == number


@given(st.text(max_size=60))
def test_any_text_is_read_without_error_and_intervals_rise(text: str) -> None:
    chart = read(text)
    for item in chart.all("number"):
        assert item.value.max is None or item.value.min <= item.value.max


def test_every_number_word_is_found_by_itself() -> None:
    for phrase, kind, _ in load_numbers("ar"):
        if kind != "not":
            assert any(i.value[0] == kind for i in read(phrase, with_dates=False).all("numeral")), phrase
