"""Tokens of a text: folded forms with their ranges in the original, what stands between them, and sentences."""

from __future__ import annotations

import re
from enum import IntEnum
from itertools import accumulate
from typing import Final

from rasad.records import Span
from rasad.text.fold import Folded
from rasad.text.fold import folded as folded_text

_TOKEN: Final = re.compile(r"([ء-غف-ي]+|[0-9]+(?:[.,/:٫][0-9]+)*|[a-zà-ÿ]+(?:['&.-][a-z0-9]+)*)")
_FUSED: Final = re.compile("ة[\u064b-\u0652]*(?=[ء-غف-ي])")
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


class _Breaks(dict[str, Break]):
    """Gaps with their strength; short ones are kept, up to a bound, from one text to the next."""

    def __missing__(self, gap: str) -> Break:
        strength = _break_of(gap)
        if len(gap) < 6 and len(self) < 4096:
            self[gap] = strength
        return strength


_KNOWN: Final = _Breaks({"": Break.GLUED, " ": Break.SPACE, "، ": Break.COMMA, ". ": Break.SENTENCE})


class Tokens:
    """The tokens of one text, as parallel lists (index = token number).

    ``forms`` are folded; ``starts`` and ``ends`` are code points of the original text; ``breaks[i]`` says what
    stands before token ``i`` (a ``Break``); ``gaps[i]`` is that gap itself, folded. ``sentences`` are half-open
    token ranges in order, and ``sentence_of[i]`` is the number of the sentence that holds token ``i``.
    """

    __slots__ = ("_figures", "breaks", "ends", "forms", "gaps", "sentence_of", "sentences", "starts", "tail", "text")

    def __init__(self, text: str) -> None:
        """Tokenise ``text``; never raises."""
        folded = folded_text(text)
        self.text = text
        # Gap, token, gap … token, gap: the whole text in one pass.
        parts = _parted(_TOKEN.split(folded.text), folded)
        at = list(accumulate(map(len, parts)))
        self.forms: list[str] = parts[1::2]
        self.gaps: list[str] = parts[:-1:2]
        self.tail = parts[-1]
        self.breaks: list[Break] = list(map(_KNOWN.__getitem__, self.gaps))
        self.starts, self.ends = folded.spans(at[:-1:2], at[1::2])
        self.sentences: list[tuple[int, int]] = _sentences(self.forms, self.breaks, self.gaps)
        self._figures: list[int] | None = None
        self.sentence_of: list[int] = []
        for number, (first, last) in enumerate(self.sentences):
            self.sentence_of += [number] * (last - first)

    @property
    def figures(self) -> list[int]:
        """The numbers of the tokens that begin with a digit."""
        if self._figures is None:
            # Of what tokens begin with only digits stand before the colon in Unicode.
            self._figures = [at for at, form in enumerate(self.forms) if form < ":"]
        return self._figures

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


def _parted(parts: list[str], folded: Folded) -> list[str]:
    """Part words that were fused behind a ta marbuta, which only ends words ("القنيطرةبالقرب"), with an empty gap."""
    cuts = {folded.place(found.start()) + 1 for found in _FUSED.finditer(folded.original)}
    if not cuts:
        return parts
    out, at = [], 0
    for index, part in enumerate(parts):
        begun = at
        if index % 2:
            for cut in sorted(cut for cut in cuts if begun < cut < begun + len(part)):
                out += [part[at - begun : cut - begun], ""]
                at = cut
        out.append(part[at - begun :])
        at = begun + len(part)
    return out


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
    comma_break, sentence_break = int(Break.COMMA), int(Break.SENTENCE)
    # Only at commas and stops can anything happen, save where a sentence reaches its bound before the next.
    places = [index for index, strength in enumerate(breaks) if strength >= comma_break and index]
    for index in [*places, len(forms)]:
        while index - start > _LONGEST_SENTENCE:
            start = comma = _cut(out, start, comma, start + _LONGEST_SENTENCE)
        if index == len(forms):
            break
        if breaks[index] >= sentence_break and _is_stop(forms, breaks, gaps, index):
            out.append((start, index))
            start = index
        comma = index
        if index - start >= _LONGEST_SENTENCE:
            start = comma = _cut(out, start, comma, index)
    if start < len(forms):
        out.append((start, len(forms)))
    return out


def _cut(out: list[tuple[int, int]], start: int, comma: int, index: int) -> int:
    """Cut an overlong sentence at ``comma``, or at ``index`` where none stands in it; return where."""
    cut = comma if comma > start else index
    out.append((start, cut))
    return cut
