"""Words of saying, role words and outlets, and the words by which a speaker's phrase is read: the data, loaded."""

from __future__ import annotations

from functools import cache
from typing import Final, NamedTuple

from rasad.codebook.table import read_table
from rasad.grammar.lexicon import Lexicon
from rasad.grammar.vocabulary import Vocabulary
from rasad.reports.trigger import forms_of
from rasad.text.fold import fold

_SAY_COLUMNS: Final = ("forms", "pos", "kind", "frame")
_CLASSES: Final = ("class", "words")


class SayWord(NamedTuple):
    """A word of saying: its lemma, part of speech, the kind of statement it makes and what it governs."""

    lemma: str
    pos: str
    kind: str
    frame: str


class Role(NamedTuple):
    """A role word: its class, and whether it names its bearer."""

    class_: str
    named: bool


class SayWords(NamedTuple):
    """The lexicon of words of saying, roles and outlets, and its vocabulary."""

    lexicon: Lexicon
    vocabulary: Vocabulary


@cache
def speaker_words(language: str = "ar") -> dict[str, frozenset[str]]:
    """Return the folded words of ``speakers.tsv`` by class. Raises ``TableError`` for a malformed file."""
    out: dict[str, set[str]] = {}
    for class_, words in read_table("rasad.reports", f"{language}/speakers.tsv", _CLASSES):
        out.setdefault(class_, set()).update(fold(words).split())
    return {class_: frozenset(words) for class_, words in out.items()}


@cache
def say_words(language: str = "ar") -> SayWords:
    """Return the lexicon of words of saying, roles and outlets. Raises ``TableError`` for a malformed file."""
    vocabulary = Vocabulary()
    lexicon = Lexicon(vocabulary)
    for forms, pos, kind, frame in read_table("rasad.reports", f"{language}/statements.tsv", _SAY_COLUMNS):
        for form, _ in dict.fromkeys(forms_of(forms, "v" if pos in "vc" else "n")):
            word = SayWord(forms.split("/")[0].split("|")[0], pos, kind, frame)
            lexicon.add(form, "say", word, "statements", verb=pos == "v")
    for phrase, class_, named in read_table("rasad.codebook", "data/ar/roles.tsv", ("phrase", "class", "named")):
        lexicon.add(phrase, "role", Role(class_, named == "yes"), "roles")
    for alias, ident, _ in read_table("rasad.codebook", "data/ar/outlets.tsv", ("alias", "id", "type")):
        lexicon.add(alias, "outlet", ident, "outlets")
    lexicon.freeze()
    return SayWords(lexicon, vocabulary)


THAT: Final = speaker_words()["that"]
"""The words that open what is said: "أن", "إنه" …"""
