"""Spelling variants: words that newsrooms write in more than one way, brought to one."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from rasad.text.fold import fold


@cache
def variants() -> dict[str, str]:
    """Return the folded variant -> canonical table of all languages.

    Raises ``ValueError`` naming file and line where a row is not two words, or maps a word to itself.
    """
    table: dict[str, str] = {}
    for language in ("ar", "en"):
        source = files("rasad.text").joinpath(language, "variants.tsv")
        for number, line in enumerate(source.read_text(encoding="utf-8").splitlines(), 1):
            if not line or line.startswith(("#", "variant\t")):
                continue
            cells = line.split("\t")
            if len(cells) != 2:
                raise ValueError(f"{language}/variants.tsv line {number}: expected two cells, got {line!r}")
            variant, canonical = fold(cells[0]), fold(cells[1])
            if variant == canonical:
                raise ValueError(f"{language}/variants.tsv line {number}: {cells[0]!r} folds to its canonical form")
            table[variant] = canonical
    return table


def canonical(stem: str) -> str:
    """Return the one spelling under which the folded ``stem`` is compared."""
    return variants().get(stem, stem)
