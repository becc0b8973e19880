"""Kept words: what was worked out for a form is kept within bounds, and only known cuts are made."""

from __future__ import annotations

import base64

from hypothesis import given
from hypothesis import strategies as st

from rasad.pages.lines import split_lines
from rasad.text.clitics import cuts
from rasad.text.fold import fold, folded
from rasad.text.kept import Kept
from rasad.text.vectors import decoded

WORDS = st.text("ابتدهويلكمن", min_size=1, max_size=9)


def test_what_is_asked_for_again_is_kept_and_the_rest_goes() -> None:
    asked: list[int] = []

    def square(number: int) -> int:
        asked.append(number)
        return number * number

    kept = Kept(square, 3)
    for number in (1, 2, 3, 4, 1, 5, 6, 1, 7, 1):
        assert kept[number] == number * number
        assert len(kept) <= 3
    assert asked.count(1) == 1, "common keys pass from one generation to the next"
    assert kept[2] == 4
    assert asked.count(2) == 2, "rare ones are worked out again"
    kept.clear()
    assert kept[1] == 1
    assert asked.count(1) == 2


@given(WORDS, st.data())
def test_known_cuts_are_those_of_all_cuts_that_are_known(form: str, data: st.DataObject) -> None:
    every = cuts(form)
    known = data.draw(st.sets(st.sampled_from([cut.stem for cut in every])))
    assert cuts(form, known) == [cut for cut in every if cut.stem in known]


def test_a_vector_is_read_as_base85() -> None:
    for code in ("?HKJJ4i@(_4hjzW4*LlF8yE<^?g`f_", base64.b85encode(bytes(range(24))).decode(), "0" * 30):
        assert decoded(code) == base64.b85decode(code)


@given(st.lists(st.text("أبة ًـلآ﷽ﻻ\u00a0aB1.", max_size=9), max_size=5), st.data())
def test_a_piece_of_a_folded_page_is_the_piece_folded(parts: list[str], data: st.DataObject) -> None:
    page = "".join(parts)
    start = data.draw(st.integers(0, len(page)))
    end = data.draw(st.integers(start, len(page)))
    assert folded(page).piece(start, end) == fold(page[start:end])


@given(st.lists(st.text("أبة ًـلآ﷽ﻻ.\n", min_size=1, max_size=30), max_size=6))
def test_lines_of_a_folded_page_are_lines_folded(parts: list[str]) -> None:
    page = "\n".join(parts)
    for alone, together in zip(split_lines(page), split_lines(page, 0, folded(page)), strict=True):
        assert (alone.text, alone.folded, alone.whole) == (together.text, together.folded, together.whole)
