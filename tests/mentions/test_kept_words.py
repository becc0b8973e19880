"""Kept words: what was worked out for a form is kept within bounds, and only known cuts are made."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from rasad.text.clitics import cuts
from rasad.text.kept import Kept

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
