"""Figures that may be tallies: tolls, and numbers before a noun that can be counted."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Final

from rasad.codebook.table import read_table
from rasad.grammar.item import Item
from rasad.reports.view import View
from rasad.text.clitics import cuts
from rasad.text.fold import fold
from rasad.text.tokens import Break

COUNTED: Final = frozenset(
    {
        "attack",
        "operation",
        "munition",
        "mine",
        "site",
        "arrest",
        "displaced",
        "people",
        "materiel",
        "measure",
        "victims",
    }
)
"""Classes of nouns that a total counts."""
_MEASURES: Final = frozenset({"unit"})
_ROUND: Final = 100
"""A figure that no noun follows may be a total from here on."""
_MOVED: Final = frozenset({"flight", "displaced", "arrest"})


@cache
def tally_words(language: str = "ar") -> dict[str, frozenset[str]]:
    """Return folded word -> its classes of ``tallies.tsv``. Raises ``TableError`` for a malformed file."""
    out: dict[str, set[str]] = {}
    for class_, words in read_table("rasad.reports", f"{language}/tallies.tsv", ("class", "words")):
        for word in fold(words).split():
            out.setdefault(word, set()).add(class_)
    return {word: frozenset(classes) for word, classes in out.items()}


@lru_cache(maxsize=12_000)
def classes_of(form: str) -> frozenset[str]:
    """Return the classes of ``tallies.tsv`` that ``form`` has, read without its clitics if need be."""
    known = tally_words()
    if form in known:
        return known[form]
    if len(form) < 4:
        return frozenset()
    return next((known[cut.stem] for cut in cuts(form) if not cut.enclitic and cut.stem in known), frozenset())


def class_of(form: str, wanted: frozenset[str]) -> str | None:
    """Return the class of ``wanted`` that ``form`` has, if any."""
    return next(iter(sorted(classes_of(form) & wanted)), None)


def figures_of(view: View, sentence: int) -> list[tuple[Item, str, int]]:
    """Return ``(item, what is counted, end of its phrase)``: tolls, and numbers before a noun that can be counted."""
    tolls = [
        i
        for i in view.mentions("toll", sentence)
        if not i.value.none and i.value.mood == "fact" and i.value.min is not None
    ]
    taken = {at for item in tolls for at in range(item.start, item.end)}
    out = [(item, str(item.value.kind), item.end) for item in tolls]
    last = view.sentences[sentence][1]
    for item in view.mentions("number", sentence):
        if item.value.form == "ordinal" or item.start in taken or item.value.min < 2:
            continue
        found = _noun(view, item, last)
        if found is not None:
            out.append((item, *found))
    return sorted(out, key=lambda t: t[0].start)


def _noun(view: View, item: Item, last: int) -> tuple[str, int] | None:
    """Return the class of what ``item`` counts and where its noun ends; a bare figure takes the verb's class."""
    forms = view.tokens.forms
    for at in range(item.end, min(item.end + 3, last)):
        if view.tokens.breaks[at] >= Break.COMMA:
            break
        class_ = class_of(forms[at], COUNTED)
        if class_ is not None:
            return class_, at + 1
        if forms[at] not in {"من", "الف", "مليون", "حاله", "اكثر"} and at > item.end:
            break
    for at in range(max(view.sentences[view.tokens.sentence_of[item.start]][0], item.start - 4), item.start):
        moved = class_of(forms[at], _MOVED)
        if moved is not None:
            return moved, item.end
    return _other(view, item, last)


def _other(view: View, item: Item, last: int) -> tuple[str, int] | None:
    """Return the end of whatever else ``item`` counts; a measure of time, length, money or share is none."""
    forms, at = view.tokens.forms, item.end
    if at < last and forms[at] == "من":
        at += 1
    if at >= last or view.tokens.breaks[at] >= Break.COMMA:
        return ("bare", item.end) if item.value.min >= _ROUND else None
    if class_of(forms[at], _MEASURES) or len(forms[at]) < 3:
        return None
    return "other", at + 1
