"""Word vectors: what company a form keeps, so that a rare word is read like its kin."""

from __future__ import annotations

import base64
from array import array
from collections.abc import Sequence
from functools import cache
from itertools import islice
from typing import Final

from rasad.codebook.table import read_table

DIMENSIONS: Final = 24
SCALE: Final = 127
"""A vector's bytes are its numbers times this; a vector is as long as one."""
_CLITICS: Final = ("وال", "بال", "فال", "كال", "لل", "ال", "و", "ف", "ب", "ل", "ك")
_SHORTEST: Final = 3
_COMMON: Final = 250
"""So many forms are too common to tell by; the table is in order of frequency."""
_MOST_KEPT: Final = 60_000

Vector = tuple[float, ...]
NOTHING: Final[Vector] = (0.0,) * DIMENSIONS


class Vectors:
    """The vectors of a language's forms; a form without one is looked up without its clitics, else ``NOTHING``."""

    def __init__(self, language: str = "ar") -> None:
        """Read the table of ``language``. Raises ``TableError`` where it is missing."""
        rows = read_table("rasad.text", f"{language}/vectors.tsv", ("form", "vector"))
        self._coded: dict[str, str] = {form: vector for form, vector in rows}
        self._known: dict[str, Vector] = {}
        self._common = frozenset(islice(self._coded, _COMMON))

    def __getitem__(self, form: str) -> Vector:
        found = self._known.get(form)
        if found is None:
            if len(self._known) >= _MOST_KEPT:
                self._known.clear()
            found = self._known[form] = self._find(form)
        return found

    def _find(self, form: str) -> Vector:
        coded = self._coded.get(form)
        if coded is not None:
            return tuple(byte / SCALE for byte in array("b", base64.b85decode(coded)))
        for clitic in _CLITICS:
            rest = form[len(clitic) :]
            if form.startswith(clitic) and len(rest) >= _SHORTEST and rest in self._coded:
                return self[rest]
        return NOTHING

    def common(self, form: str) -> bool:
        """Say whether ``form`` is among the commonest of all, which tell texts apart from no others."""
        return form in self._common

    def mean(self, forms: Sequence[str]) -> Vector:
        """Return the mean of the vectors of ``forms`` (``NOTHING`` for none)."""
        if not forms:
            return NOTHING
        share = 1.0 / len(forms)
        return tuple(share * total for total in map(sum, zip(*map(self.__getitem__, forms), strict=True)))


def bare(form: str) -> str:
    """Return ``form`` without the clitics before it, where enough of it is left."""
    for clitic in _CLITICS:
        if form.startswith(clitic) and len(form) - len(clitic) >= _SHORTEST:
            return form[len(clitic) :]
    return form


@cache
def vectors(language: str = "ar") -> Vectors:
    """Return the shared table of ``language``."""
    return Vectors(language)
