"""Victims: the words for persons who can be hurt, found as the codebook lists them."""

from __future__ import annotations

from functools import cache
from typing import Final

from rasad.codebook.table import TableError, read_table
from rasad.grammar.chart import Chart
from rasad.grammar.lexicon import Lexicon
from rasad.grammar.vocabulary import Vocabulary
from rasad.mentions.context import Context
from rasad.mentions.victim import VictimWord

_COLUMNS: Final = ("word", "lemma", "class", "number", "actor_id")
_NUMBERS: Final = frozenset({"sg", "du", "pl"})


@cache
def victim_words(language: str) -> tuple[tuple[str, VictimWord], ...]:
    """Return ``(printed word, what it is)`` for every row of the codebook's table of victims.

    Raises ``TableError`` naming the word and the fault where a number is none of ``sg du pl``.
    """
    out = []
    for word, lemma, class_, number, actor in read_table("rasad.codebook", f"data/{language}/victims.tsv", _COLUMNS):
        if number not in _NUMBERS:
            raise TableError(f"{language}/victims.tsv: {word!r} has the number {number!r}; use {sorted(_NUMBERS)}")
        out.append((word, VictimWord(lemma, class_, number, actor or None)))
    return tuple(out)


class VictimFinder:
    """Adds ``victim`` items (``VictimWord``): the lexicon finds them, so ``run`` has nothing left to do."""

    needs: Final = ()
    adds: Final = ("victim",)

    def __init__(self, vocabulary: Vocabulary, lexicon: Lexicon, language: str = "ar") -> None:
        """Add the words of the codebook's table of victims to ``lexicon``."""
        for word, value in victim_words(language):
            lexicon.add(word, "victim", value, "victims")

    def run(self, chart: Chart, context: Context) -> None:
        """Leave ``chart`` as it is: its lexicon pass has added the items."""
