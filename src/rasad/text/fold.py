"""One folding of Arabic spelling, with a map back to the original.

Every other room compares folded text and nothing else; spelling variants are never repeated in a rule. Sources:
the Unicode Character Database (NFKC for the presentation forms, category Mn for the marks) and the letter
variants that newsrooms use (hamza seats, alef maqsura, ta marbuta, Persian and Kurdish letters).
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from functools import lru_cache
from typing import Final

_LETTERS: Final = {
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ٲ": "ا", "ٳ": "ا", "ٵ": "ا",
    "ى": "ي", "ی": "ي", "ې": "ي", "ۍ": "ي", "ێ": "ي", "ئ": "ي", "ے": "ي",
    "ؤ": "و", "ۆ": "و", "ۇ": "و", "ۈ": "و", "ۋ": "و",
    "ة": "ه", "ۀ": "ه", "ە": "ه", "ہ": "ه", "ھ": "ه", "ۃ": "ه",
    "ک": "ك", "ڪ": "ك", "گ": "ك", "ڭ": "ك",
    "پ": "ب", "چ": "ج", "ژ": "ز", "ڤ": "ف", "ڨ": "ق", "ڕ": "ر", "ڵ": "ل",
}  # fmt: skip
_SPACES: Final = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t"
_QUOTES: Final = "«»“”„‟″〝〞＂❝❞"
_DROPPED_RANGES: Final = (
    (0x0610, 0x061A), (0x064B, 0x065F), (0x0670, 0x0670), (0x06D6, 0x06DC), (0x06DF, 0x06E4),
    (0x06E7, 0x06E8), (0x06EA, 0x06ED), (0x0640, 0x0640), (0x200B, 0x200F), (0x202A, 0x202E),
    (0x2060, 0x2064), (0x2066, 0x2069), (0xFEFF, 0xFEFF), (0x00AD, 0x00AD), (0x061C, 0x061C),
    (0xFE00, 0xFE0F), (0x08D3, 0x08FF), (0x0300, 0x036F),
)  # fmt: skip


def _single_table() -> dict[int, str]:
    """Map every character that folds to exactly one other character."""
    table = {ord(a): b for a, b in _LETTERS.items()}
    for base in (0x0660, 0x06F0):
        table |= {base + digit: str(digit) for digit in range(10)}
    table |= {ord(c): " " for c in _SPACES}
    table |= {ord(c): '"' for c in _QUOTES}
    table |= {
        0x066B: ".",
        0x066C: ",",
        0x2019: "'",
        0x2018: "'",
        0x2013: "-",
        0x2014: "-",
        0x2212: "-",
        0x066A: "%",
    }
    table |= {c: chr(c + 32) for c in range(ord("A"), ord("Z") + 1)}
    table |= {c: chr(c - 0xFEE0).lower() for c in range(0xFF10, 0xFF5B) if chr(c - 0xFEE0).isalnum()}
    return table


def _expansions(single: dict[int, str]) -> dict[int, str]:
    """Map the Arabic presentation forms to their ordinary letters, folded."""
    out = {}
    for code in (*range(0xFB50, 0xFE00), *range(0xFE70, 0xFEFD)):
        plain = unicodedata.normalize("NFKC", chr(code))
        if plain != chr(code):
            letters = (c for c in plain if not unicodedata.combining(c) and not c.isspace())
            out[code] = "".join(single.get(ord(c), c) for c in letters)
    return out


_SINGLE: Final = _single_table()
_EXPANDED: Final = _expansions(_SINGLE)
_DROPPED: Final = frozenset(code for low, high in _DROPPED_RANGES for code in range(low, high + 1))
_TABLE: Final[dict[int, str | None]] = {**_SINGLE, **_EXPANDED, **dict.fromkeys(_DROPPED)}
_MOVING: Final = re.compile(
    "["
    + "".join(f"{chr(a)}-{chr(b)}" for a, b in _DROPPED_RANGES)
    + "".join(chr(code) for code, plain in _EXPANDED.items() if len(plain) != 1)
    + "]"
)
_WORD: Final = 30
"""Shorter texts are translated faster than searched."""
_COMMON: Final = tuple((c, _TABLE[ord(c)] or "") for c in "أإآىةئؤ«»“”\u00a0–ـًٌٍَُِّْ")
"""What nearly every page holds. To replace these one by one is six times as fast as to translate the text."""
_RARE: Final = re.compile(
    "[" + "".join(re.escape(chr(code)) for code in sorted(_TABLE.keys() - {ord(c) for c, _ in _COMMON})) + "]"
)


def fold(text: str) -> str:
    """Return ``text`` with Arabic spelling folded (see the module's account of what is folded)."""
    if text.isascii():
        return text.lower().replace("\t", " ")
    if len(text) < _WORD or _RARE.search(text):
        return text.translate(_TABLE)
    for letter, folded in _COMMON:
        text = text.replace(letter, folded)
    return text


class Folded:
    """Folded text that knows where each of its characters stood in the original.

    ``text`` is the folded string. ``span(a, b)`` maps a half-open range of it to the range of ``original`` that
    it came from, in code points; marks that hang on the last letter belong to the range.
    """

    __slots__ = ("_map", "original", "text")

    def __init__(self, original: str) -> None:
        """Fold ``original``; the map is kept only where lengths move."""
        self.original = original
        self.text = fold(original)
        self._map: list[int] | None = _offsets(original) if _MOVING.search(original) else None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the range of the original behind ``text[start:end]``; an empty range stays empty."""
        if self._map is None:
            return start, end
        if start >= end:
            at = self._map[start] if start < len(self._map) else len(self.original)
            return at, at
        return self._map[start], _past_marks(self.original, self._map[end - 1] + 1)

    def piece(self, start: int, end: int) -> str:
        """Return the folded form of ``original[start:end]``: each character folds by itself."""
        places = self._map
        if places is None:
            return self.text[start:end]
        return self.text[bisect_left(places, start) : bisect_left(places, end)]

    def place(self, at: int) -> int:
        """Return where the character ``at`` of the original, one that folding keeps, stands in ``text``."""
        return at if self._map is None else bisect_left(self._map, at)

    def spans(self, starts: list[int], ends: list[int]) -> tuple[list[int], list[int]]:
        """Return the starts and ends in the original of the ranges (none empty) from ``starts`` to ``ends``."""
        places, original = self._map, self.original
        if places is None:
            return starts, ends
        padded = original + " "
        lasts = [places[end - 1] + 1 for end in ends]
        lasts = [last if padded[last] == " " else _past_marks(original, last) for last in lasts]
        return [places[start] for start in starts], lasts


@lru_cache(maxsize=2)
def folded(text: str) -> Folded:
    """Return ``text`` folded; kept for the last two texts, for the rooms that read one after the other."""
    return Folded(text)


def _past_marks(original: str, at: int) -> int:
    """Return the place after the marks that stand at ``at``."""
    while at < len(original) and unicodedata.combining(original[at]):
        at += 1
    return at


def _offsets(original: str) -> list[int]:
    """Return for every folded character the index of the original character it came from."""
    out: list[int] = []
    at = 0
    for found in _MOVING.finditer(original):
        index = found.start()
        out.extend(range(at, index))
        out.extend([index] * len(_EXPANDED.get(ord(original[index]), "")))
        at = index + 1
    out.extend(range(at, len(original)))
    return out
