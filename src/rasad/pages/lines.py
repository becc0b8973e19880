"""Lines of a page with their place in the text, and what can be seen of a line by itself."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from rasad.pages.tables import words
from rasad.text.fold import Folded, fold

_LINE: Final = re.compile(r"[^\n\r\u2028\u2029]*[^\s\u200b-\u200f\u202a-\u202e\ufeff][^\n\r\u2028\u2029]*")
_EDGE: Final = " \t\xa0\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\ufeff\u3000\u2009\u202f\x0b\x0c"
_LINK: Final = re.compile(r'(?<=[.!؟»"])[ \xa0]+(?=(?:(?:[اإ]قرأ|شاهد) أيضا?ً?|للمزيد) ?:[^\n]{10,140}$)')
"""A link glued to the end of a paragraph; one in the midst of it is left, for its end cannot be told."""
_LIST_MARK: Final = re.compile(r"[-*•●·▪■◼➢✔]|\d+\s*[-.)/]")
_LIST_VALUE: Final = re.compile(r".{2,60}?[:：]\s*[\d.,]+(?:\s+\S+){0,3}$")

SHORT = 400
"""Lines longer than this are paragraphs whatever they say; only their edges are looked at."""

FINAL = '.!؟?:؛;،,»”")]'
"""Marks that end a paragraph's line; a headline in a list of links has none, but for a question mark."""


class Line:
    """One line that is not blank: ``text`` at ``start:end`` of the page, ``gap`` line breaks before it."""

    __slots__ = ("_page", "end", "folded", "gap", "start", "text", "zone")

    def __init__(self, text: str, start: int, gap: int, page: Folded | None = None) -> None:
        """Keep the line, its place, and its folded form (of a paragraph the first ``SHORT`` characters).

        ``page`` is the page folded as a whole, where it is at hand: a line's folded form is a piece of it.
        """
        self.text = text
        self.start = start
        self.end = start + len(text)
        self.gap = gap
        self._page = page
        self.folded = self._piece(SHORT)
        self.zone: str | None = None

    @property
    def whole(self) -> str:
        """The whole line folded."""
        return self.folded if len(self.text) <= SHORT else self._piece(len(self.text))

    def _piece(self, most: int) -> str:
        if self._page is None:
            return fold(self.text if len(self.text) <= most else self.text[:most])
        return self._page.piece(self.start, min(self.end, self.start + most))

    @property
    def paragraph(self) -> bool:
        """Tell whether the line is a full paragraph: of some length, or a sentence with its stop."""
        size = len(self.text)
        return size > 140 or (size > 45 and self.text[-1] in '.!»”"')


def split_lines(text: str, offset: int = 0, page: Folded | None = None) -> list[Line]:
    """Return the lines of ``text`` that hold more than space, edges stripped; places are moved by ``offset``.

    ``page`` is the whole page, in which ``text`` stands at ``offset``, folded.
    """
    out = []
    last = 0
    for match in _LINE.finditer(text):
        raw = match.group()
        lead = len(raw) - len(raw.lstrip(_EDGE))
        start = match.start()
        gap = text.count("\n", last, start)
        words, start = raw.strip(_EDGE), start + lead + offset
        if ("أيض" in words or "للمزيد" in words) and (link := _LINK.search(words)):
            out += [
                Line(words[: link.start()], start, gap, page),
                Line(words[link.end() :], start + link.end(), 0, page),
            ]
        else:
            out.append(Line(words, start, gap, page))
        last = match.end()
    return out


@cache
def _openers() -> tuple[frozenset[str], frozenset[str]]:
    """Return the words that open a sentence of the article, and the words whose first waw is their own."""
    return frozenset(words("openers.tsv", "opener")), frozenset(words("openers.tsv", "waw-noun"))


def opens_sentence(folded: str) -> bool:
    """Tell whether a folded line begins as a sentence of running text does, not as a headline."""
    first = folded.lstrip('"( ').split(" ", 1)[0].strip('"،,:')
    openers, waw_nouns = _openers()
    return first in openers or (len(first) > 2 and first[0] == "و" and first not in waw_nouns)


def listed(line: Line) -> bool:
    """Tell whether the line is an item of a list (marked, numbered, or "name: figure")."""
    return bool(_LIST_MARK.match(line.folded) or _LIST_VALUE.match(line.folded))


def like_headline(line: Line) -> bool:
    """Tell whether the line could be a headline: 15 to 140 characters, three words, no final stop, no list item."""
    size = len(line.text)
    if not 15 <= size <= 140:
        return False
    last = line.text[-1]
    if last in FINAL and last not in "؟?" and not line.text.endswith(("...", "!!")):
        return False
    return line.folded.count(" ") >= 2 and not opens_sentence(line.folded) and not listed(line)
