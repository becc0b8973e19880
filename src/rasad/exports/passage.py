"""Passages: an evidence clause in its article, with what was read from it marked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import msgspec

from rasad.records import CodedArticle, EventReport, Span

AROUND: Final = 280
"""Characters of context shown before and after the evidence: two or three sentences."""
_ENDS: Final = ".!؟?\n"


class Piece(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of a passage: whether it is evidence, and the fields that were read from it."""

    text: str
    evidence: bool = False
    fields: tuple[str, ...] = ()


class Passage(msgspec.Struct, frozen=True, kw_only=True):
    """Pieces that make up ``text[start:end]`` of the article; ``before`` and ``after``: more text is there."""

    start: int
    end: int
    before: bool
    after: bool
    pieces: tuple[Piece, ...]


def passage_of(article: CodedArticle, report: EventReport) -> Passage:
    """Return the passage around a report's evidence, cut between sentences or words where one is near."""
    text, evidence = article.text, (report.evidence.start, report.evidence.end)
    start, end = _start(text, evidence[0]), _end(text, evidence[1])
    marks = {name: span for name, span in report.spans.items() if name != "kind"}
    bounds = {start, end, *evidence}
    bounds |= {at for span in marks.values() for at in span if start < at < end}
    pieces = []
    ordered = sorted(bounds)
    for left, right in zip(ordered, ordered[1:], strict=False):
        inside = evidence[0] <= left and right <= evidence[1]
        pieces.append(Piece(text=text[left:right], evidence=inside, fields=_fields(marks, left, right)))
    return Passage(start=start, end=end, before=start > 0, after=end < len(text), pieces=tuple(pieces))


def _fields(marks: Mapping[str, Span], left: int, right: int) -> tuple[str, ...]:
    return tuple(sorted(name for name, (start, end) in marks.items() if start <= left and right <= end))


def _start(text: str, evidence: int) -> int:
    """Return where the context begins: after a sentence's end, else between words."""
    earliest = max(0, evidence - AROUND)
    if earliest == 0:
        return 0
    ends = [at for end in _ENDS if (at := text.find(end, earliest, evidence)) >= 0]
    at = min(ends) + 1 if ends and min(ends) < evidence - 1 else text.find(" ", earliest, evidence) + 1
    return at or earliest


def _end(text: str, evidence: int) -> int:
    """Return where the context ends: at a sentence's end, else between words."""
    latest = min(len(text), evidence + AROUND)
    if latest == len(text):
        return latest
    at = max(text.rfind(end, evidence, latest) for end in _ENDS)
    if at < 0:
        at = text.rfind(" ", evidence, latest) - 1
    return at + 1 if at >= evidence else latest
