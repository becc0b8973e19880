"""The language of an article, told by its script: cheap, and enough to choose a lexicon."""

from __future__ import annotations

import re
from typing import Final

_ARABIC: Final = re.compile("[\u0621-\u064a\u06a9\u06cc]+")
_LATIN: Final = re.compile("[A-Za-z]+")
_PERSIAN_URDU: Final = ("ٹ", "ڈ", "ڑ", "ں", "ے", " که ", " است ", " این ", " می", " ہے ", " میں ")
_ENGLISH: Final = (" the ", " of ", " and ", " in ", " to ", " was ", " said ")
_SAMPLE: Final = 200


def language_of(text: str) -> str:
    """Return ``ar``, ``en`` or ``other``: the script of most words at the text's start and middle.

    Persian and Urdu, in Arabic script, are ``other`` where their own letters or commonest words stand thick.
    """
    middle = len(text) // 2
    sample = text if len(text) <= 2 * _SAMPLE else text[:_SAMPLE] + " " + text[middle : middle + _SAMPLE]
    arabic, latin = len(_ARABIC.findall(sample)), len(_LATIN.findall(sample))
    if arabic > latin:
        return "other" if sum(map(sample.count, _PERSIAN_URDU)) * 12 > arabic else "ar"
    if latin and sum(map(sample.lower().count, _ENGLISH)) * 15 >= latin:
        return "en"
    return "other"
