"""Duals of counted nouns: "طائرتان", "صاروخين" tell two without a figure."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from rasad.grammar.lexicon import Lexicon
from rasad.mentions.number import DualValue
from rasad.text.fold import fold


def _stem(singular: str) -> str:
    return singular[:-1] + "ت" if singular.endswith("ة") else singular


def _forms(singular: str, which: str) -> list[str]:
    """Return the duals of ``singular``: nominative and oblique, free and construct."""
    stem = _stem(singular)
    if which == "nominative":
        return [stem + "ان"]
    if which != "both":
        return which.split()
    construct = [stem + "ي"] if singular.endswith("ة") else []
    return [stem + "ان", stem + "ين", *construct]


@cache
def duals() -> dict[str, DualValue]:
    """Return every dual form (ordinary spelling) with its value.

    Raises ``ValueError`` naming the line of ``ar/duals.tsv`` that is not singular, class, forms.
    """
    table: dict[str, DualValue] = {}
    text = files("rasad.mentions").joinpath("ar", "duals.tsv").read_text(encoding="utf-8")
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith(("#", "singular\t")):
            continue
        cells = line.split("\t")
        if len(cells) != 3 or not all(cells):
            raise ValueError(f"ar/duals.tsv line {number}: expected singular, kind, forms; got {line!r}")
        for form in _forms(cells[0], cells[2]):
            table.setdefault(form, DualValue(cells[0], cells[1]))
    return table


@cache
def _folded() -> dict[str, str]:
    return {fold(form): value.lemma for form, value in duals().items()}


def dual_of(form: str) -> str | None:
    """Return the singular whose dual the bare word ``form`` is, or ``None``."""
    return _folded().get(fold(form))


def add_duals(lexicon: Lexicon) -> None:
    """Add every dual form to ``lexicon`` under the label ``dual``."""
    for form, value in duals().items():
        lexicon.add(form, "dual", value, "ar/duals.tsv")
