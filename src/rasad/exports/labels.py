"""The words of a dossier in its language."""

from __future__ import annotations

from functools import cache
from typing import Final

from rasad.codebook.table import read_table

LANGUAGES: Final = ("en", "ar")


@cache
def _labels() -> dict[str, dict[str, str]]:
    rows = read_table("rasad.exports", "data/labels.tsv", ("key", *LANGUAGES))
    return {key: dict(zip(LANGUAGES, words, strict=True)) for key, *words in rows}


class Labels:
    """Labels in one language; called with a key and what is to be filled in."""

    def __init__(self, language: str) -> None:
        """Speak ``language``. Raises ``ValueError`` for one that there are no labels in."""
        if language not in LANGUAGES:
            raise ValueError(f"no dossier in the language {language!r}; there are {', '.join(LANGUAGES)}")
        self.language = language

    def __call__(self, key: str, **filled: object) -> str:
        """Return the label ``key``; a key without a label is its own."""
        words = _labels().get(key)
        return words[self.language].format(**filled) if words else key.removeprefix("weapon ").replace("_", " ")
