"""The short word lists: every word is one token of our own folding, and a list that is not there is refused."""

from __future__ import annotations

import pytest

from rasad.codebook.table import TableError, read_table
from rasad.mentions.anaphora import groups
from rasad.mentions.words import words
from rasad.text.tokens import Tokens

LISTS = [tuple(row) for row in read_table("rasad.mentions", "ar/words.tsv", ("list", "words"))]


@pytest.mark.parametrize(("name", "listed"), LISTS)
def test_every_word_is_a_token_that_its_list_holds(name: str, listed: str) -> None:
    for word in listed.split("|"):
        assert len(Tokens(word).forms) == 1, word
        assert Tokens(word).forms[0] in words(name)


def test_a_list_that_is_not_there_is_refused_with_those_that_are() -> None:
    with pytest.raises(TableError, match=r"no list 'months'; it has \['family'"):
        words("months")


def test_the_words_that_go_back_to_a_group_are_tokens_too() -> None:
    assert {Tokens(word).forms[0] for word in groups()} == set(groups())
    assert "houthis" in groups()["حركه"]
