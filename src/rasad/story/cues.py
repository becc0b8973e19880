"""Cues: the words by which texts tell of truces, talks, troops and answers, read from ``ar/`` and ``en/cues.tsv``."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from rasad.codebook.table import TableError, read_table
from rasad.text.fold import fold

_PREFIX: Final = {"ar": "(?:[وف])?(?:لل|(?:[بكل])?(?:ال)?)?", "en": ""}
"""What may be written to a word's front: conjunctions, prepositions, the article."""


@cache
def cues(language: str) -> dict[str, re.Pattern[str]]:
    """Return cue class -> a pattern over folded words. Raises ``TableError`` for a class without a phrase.

    A language without a file has no cues, and its texts tell the story nothing but their events.
    """
    if language not in _PREFIX:
        return {}
    phrases: dict[str, list[str]] = {}
    for name, words in read_table("rasad.story", f"{language}/cues.tsv", ("class", "phrases")):
        phrases.setdefault(name, []).extend(fold(phrase.strip()) for phrase in words.split("|") if phrase.strip())
    empty = [name for name, found in phrases.items() if not found]
    if empty:
        raise TableError(f"{language}/cues.tsv: the class {empty[0]!r} has no phrase")
    return {name: _pattern(found, _PREFIX[language]) for name, found in phrases.items()}


def _pattern(phrases: list[str], prefix: str) -> re.Pattern[str]:
    longest_first = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
    return re.compile(rf"(?<!\S){prefix}({'|'.join(map(re.escape, longest_first))})(?!\S)")
