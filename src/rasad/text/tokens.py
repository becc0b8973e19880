"""Tokens of a text: folded forms with their ranges in the original, what stands between them, and sentences."""

from __future__ import annotations

import re
from enum import IntEnum
from typing import Final

from rasad.records import Span
from rasad.text.fold import Folded

_TOKEN: Final = re.compile(r"[ء-غف-ي]+|[0-9]+(?:[.,/:٫][0-9]+)*|[a-zà-ÿ]+(?:['&.-][a-z0-9]+)*")
_LONGEST_SENTENCE: Final = 220


class Break(IntEnum):
    """What stands before a token: the weakest first."""

    GLUED = 0
    SPACE = 1
    QUOTE = 2
    COMMA = 3
    CLAUSE = 4
    SENTENCE = 5
    PARAGRAPH = 6


_KNOWN: dict[str, Break] = {"": Break.GLUED, " ": Break.SPACE, "، ": Break.COMMA, ". ": Break.SENTENCE}


def _break_of(gap: str) -> Break:
    """Say how strongly ``gap`` parts the tokens on its two sides."""
    if "\n" in gap or "\r" in gap or "\u2029" in gap:
        return Break.PARAGRAPH
    if any(c in gap for c in ".؟!?…۔"):
        return Break.SENTENCE
    if any(c in gap for c in "؛;:"):
        return Break.CLAUSE
    if any(c in gap for c in "،,()[]{}|/\\") or " - " in gap or " -" in gap or "--" in gap:
        return Break.COMMA
    if '"' in gap or "'" in gap or "+" in gap or "*" in gap:
        return Break.QUOTE
    return Break.SPACE


class Tokens:
    """The tokens of one text, as parallel lists (index = token number).

    ``forms`` are folded; ``starts`` and ``ends`` are code points of the original text; ``breaks[i]`` says what
    stands before token ``i`` (a ``Break``); ``gaps[i]`` is that gap itself, folded. ``sentences`` are half-open token ranges in order, and
    ``sentence_of[i]`` is the number of the sentence that holds token ``i``.
    """

    __slots__ = ("breaks", "ends", "forms", "gaps", "sentence_of", "sentences", "starts", "tail", "text")

    def __init__(self, text: str) -> None:
        """Tokenise ``text``; never raises."""
        folded = Folded(text)
        self.text = text
        self.forms: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.breaks: list[Break] = []
        self.gaps: list[str] = []
        self._scan(folded)
        self.sentences: list[tuple[int, int]] = _sentences(self.forms, self.breaks, self.gaps)
        self.sentence_of: list[int] = [n for n, (a, b) in enumerate(self.sentences) for _ in range(a, b)]

    def _scan(self, folded: Folded) -> None:
        source, at, known = folded.text, 0, _KNOWN
        for found in _TOKEN.finditer(source):
            start, end = found.span()
            gap = source[at:start]
            strength = known.get(gap)
            if strength is None:
                strength = _break_of(gap)
                if len(gap) < 6 and len(known) < 4096:
                    known[gap] = strength
            self.forms.append(found.group())
            self.breaks.append(strength)
            self.gaps.append(gap)
            self.starts.append(start)
            self.ends.append(end)
            at = end
        self.tail = source[at:]
        if folded.span(0, len(source)) != (0, len(source)) or len(source) != len(folded.original):
            spans = [folded.span(a, b) for a, b in zip(self.starts, self.ends, strict=True)]
            self.starts, self.ends = [s[0] for s in spans], [s[1] for s in spans]

    def __len__(self) -> int:
        return len(self.forms)

    def span(self, start: int, end: int) -> Span:
        """Return the code-point range of the tokens ``start:end`` (``end`` beyond the last is clipped).

        Raises ``ValueError`` for an empty range: a value without words has no span.
        """
        if not 0 <= start < end:
            raise ValueError(f"token range {start}:{end} is empty; a span needs at least one token")
        return self.starts[start], self.ends[min(end, len(self.ends)) - 1]

    def words(self, start: int, end: int) -> str:
        """Return the original words of the tokens ``start:end``."""
        a, b = self.span(start, end)
        return self.text[a:b]


_STOPPED: Final = frozenset("دمأاتغبهقرفجصلكسش")


def _is_stop(forms: list[str], breaks: list[Break], gaps: list[str], index: int) -> bool:
    """Say whether a sentence ends before token ``index``."""
    strength = breaks[index]
    if strength < Break.SENTENCE:
        return False
    if strength == Break.PARAGRAPH:
        return True
    gap, before = gaps[index], forms[index - 1]
    if "…" in gap or "؟" in gap or "!" in gap or "?" in gap:
        return True
    if gap == " ." and forms[index].startswith(("لل", "بال")):
        return False  # a stop that slipped before the rest of its sentence ("عام 2014 .للمساعدة")
    # An initial or abbreviation ("د. محمد", "أ.ف.ب", "ت.غ") is no stop.
    return not (len(before) == 1 and before in _STOPPED and breaks[index - 1] != Break.GLUED and gap[:1] == ".")


def _sentences(forms: list[str], breaks: list[Break], gaps: list[str]) -> list[tuple[int, int]]:
    """Cut the tokens into sentences; one that runs on beyond the bound is cut at its last comma, or hard."""
    out: list[tuple[int, int]] = []
    start, comma = 0, 0
    for index in range(1, len(forms)):
        strength = breaks[index]
        if strength >= Break.SENTENCE and _is_stop(forms, breaks, gaps, index):
            out.append((start, index))
            start = comma = index
        elif strength >= Break.COMMA:
            comma = index
        if index - start >= _LONGEST_SENTENCE:
            cut = comma if comma > start else index
            out.append((start, cut))
            start = comma = cut
    if start < len(forms):
        out.append((start, len(forms)))
    return out
