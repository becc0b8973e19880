"""Words of evidence as numbers: folded, cut to a rough stem and hashed, so that many reports stay small in memory."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from zlib import crc32

from rasad.codebook.table import read_table
from rasad.text.fold import fold

_WORD = re.compile(r"[^\W_]+")
_LANGUAGES = ("ar", "en")
_SHORTEST = 3
"""Letters that a stem keeps at least."""


@cache
def _affixes() -> tuple[frozenset[str], re.Pattern[str], re.Pattern[str]]:
    """Return the empty words and the patterns of what stands before and after a stem, of all languages."""
    held: dict[str, list[str]] = {"empty": [], "front": [], "back": []}
    for language in _LANGUAGES:
        for class_, words in read_table("rasad.merging", f"{language}/affixes.tsv", ("class", "words")):
            held[class_] += words.split()
    front = re.compile(rf"^(?:{'|'.join(held['front'])})(?=\w{{{_SHORTEST}}})")
    back = re.compile(rf"(?<=\w{{{_SHORTEST}}})(?:{'|'.join(held['back'])})$")
    return frozenset(held["empty"]), front, back


@lru_cache(maxsize=100_000)
def _stem(form: str) -> int | None:
    """Return the hash of the rough stem of a folded word; ``None`` for one that says nothing."""
    empty, front, back = _affixes()
    if form in empty or (len(form) < _SHORTEST and not form.isdigit()):
        return None
    return crc32(back.sub("", front.sub("", form)).encode())


def words_of(text: str | None) -> frozenset[int]:
    """Return the hashed stems of the words of ``text`` that say something (empty for ``None``)."""
    if not text:
        return frozenset()
    return frozenset(stem for form in _WORD.findall(fold(text)) if (stem := _stem(form)) is not None)


@cache
def _common() -> frozenset[int]:
    """Return the hashes of the stems that stand in many articles."""
    rows = read_table("rasad.merging", "ar/common.tsv", ("stems",))
    return frozenset(crc32(stem.encode()) for (line,) in rows for stem in line.split())


def telling_words(text: str | None) -> frozenset[int]:
    """Return the hashed stems of the words of ``text`` that few articles have: names above all."""
    return words_of(text) - _common()


def likeness(a: frozenset[int], b: frozenset[int]) -> float | None:
    """Return the share of the shorter text's words that the other has too; ``None`` where either says nothing."""
    if not a or not b:
        return None
    return len(a & b) / min(len(a), len(b))
