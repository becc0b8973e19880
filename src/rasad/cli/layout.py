"""Cells of mixed Arabic and Latin text: how wide they stand, where they break, how they are kept apart."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

FSI, PDI = "\u2068", "\u2069"
"""First strong isolate and its end (Unicode Standard Annex 9): what stands between reorders on its own."""

_CONTROL: Final = re.compile("[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]+")
_LETTERS: Final = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
_STRETCH: Final = re.compile(f"[{_LETTERS}](?:[{_LETTERS} ]*[{_LETTERS}])?")
_RIGHT_TO_LEFT: Final = frozenset({"R", "AL"})


def plain(text: str) -> str:
    """Return ``text`` on one line, without control characters or bidi marks: a page must not steer the terminal."""
    return " ".join(_CONTROL.sub(" ", text).split())


def width(text: str) -> int:
    """Return the columns that ``text`` takes in a terminal: marks take none, wide East Asian letters two."""
    return len(text) if text.isascii() else sum(map(_columns, text))


def _columns(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def cut(text: str, columns: int) -> str:
    """Return ``text`` in at most ``columns`` columns, with an ellipsis where something was left out."""
    if width(text) <= columns:
        return text
    out, used = [], 0
    for char in text:
        used += _columns(char)
        if used > columns - 1:
            break
        out.append(char)
    return "".join(out).rstrip() + "…"


def wrap(text: str, columns: int, most: int) -> list[str]:
    """Return ``text`` broken between words into at most ``most`` lines; what is left over ends in an ellipsis."""
    lines: list[str] = []
    words = text.split(" ")
    while words and len(lines) < most - 1:
        line = words.pop(0)
        while words and width(line) + 1 + width(words[0]) <= columns:
            line += " " + words.pop(0)
        if width(line) > columns:
            line, rest = _broken(line, columns)
            words.insert(0, rest)
        lines.append(line)
    if words:
        lines.append(cut(" ".join(words), columns))
    return lines


def _broken(word: str, columns: int) -> tuple[str, str]:
    """Break a word that is too long: after a hyphen or underscore if one is near, else hard."""
    used = index = 0
    while index < len(word) and (used := used + _columns(word[index])) <= columns:
        index += 1
    soft = max(word.rfind("-", 0, index), word.rfind("_", 0, index), word.rfind("/", 0, index))
    at = soft + 1 if soft > index // 2 else max(index, 1)
    return word[:at], word[at:]


def is_arabic(text: str) -> bool:
    """Say whether ``text`` holds letters that are written from right to left."""
    return any(unicodedata.bidirectional(char) in _RIGHT_TO_LEFT for char in text)


def isolated(text: str) -> str:
    """Return ``text`` within one isolate if it holds right-to-left letters, so that it moves nothing beside it."""
    return f"{FSI}{text}{PDI}" if is_arabic(text) else text


def with_isolates(text: str) -> str:
    """Return ``text``, which reads from left to right, with an isolate around each of its right-to-left stretches."""
    return _STRETCH.sub(lambda found: f"{FSI}{found.group()}{PDI}", text)


def row(cells: Sequence[Sequence[str]], widths: Sequence[int], *, isolate: bool, gap: str = "  ") -> list[str]:
    """Return the terminal lines of one row: each cell is a list of lines, padded to its column's width."""
    height = max((len(cell) for cell in cells), default=0)
    out = []
    for number in range(height):
        parts = []
        for cell, columns in zip(cells, widths, strict=True):
            text = cell[number] if number < len(cell) else ""
            shown = with_isolates(text) if isolate else text
            parts.append(shown + " " * (columns - width(text)))
        out.append(gap.join(parts).rstrip())
    return out
