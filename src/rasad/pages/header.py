"""The top of a page: where the body starts, which line is the headline, what the lines around it are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from rasad.pages.lines import Line, like_headline
from rasad.pages.markers import Marker
from rasad.text.fold import fold

_DEPTH: Final = 30
"""Lines from the top in which the headline is looked for."""


def body_start(lines: Sequence[Line], marks: Sequence[Marker | None]) -> int:
    """Return the index of the first full paragraph; the second line where no line near the top is one."""
    for i, line in enumerate(lines[:_DEPTH]):
        stopped = line.text[-1] == "." or line.text.endswith(('."', ".”", ".»"))
        full = len(line.text) > 140 or (len(line.text) > 45 and stopped)
        if full and line.zone in {None, "body"} and (marks[i] is None) and not _latin(line):
            return i
    return min(1, len(lines) - 1)


def _latin(line: Line) -> bool:
    return "a" <= line.folded[:1] <= "z"


_TICKER_LINES = 6
"""So many lines of breaking news may stand above a page's menu."""


def choose_headline(
    lines: Sequence[Line], marks: Sequence[Marker | None], start: int, title: str | None
) -> Line | None:
    """Return the headline's line and mark it and its repetitions ``headline``.

    Known from ``title`` or from markup, it is only looked up. Else it is the line before the body that stands
    twice, or the first of four words and more, or of three, or of two.
    """
    head = list(lines[: start + 1])
    if title is not None:
        return _mark_equal(head[:6], fold(title).strip())
    hinted = next((line for line in lines if line.zone == "headline"), None)
    if hinted is not None:
        _mark_equal(head, hinted.folded)
        return hinted
    candidates = [line for i, line in enumerate(lines[:start]) if _could_be(line, marks[i])]
    if not candidates:
        candidates = [line for i, line in enumerate(lines[:start]) if _labelled(line, marks[i])]
    if not candidates:
        return None
    candidates = _after_ticker(lines, marks, candidates)
    chosen = _pick(candidates)
    _mark_equal(head, chosen.folded)
    return chosen


def _could_be(line: Line, mark: Marker | None) -> bool:
    return mark is None and line.zone is None and 8 <= len(line.text) <= 220 and line.folded.count(" ") >= 1


def _labelled(line: Line, mark: Marker | None) -> bool:
    """Tell whether the line is a headline behind a "breaking" label."""
    return mark is not None and mark.zone == "ticker" and not mark.alone and line.zone is None


def _after_ticker(lines: Sequence[Line], marks: Sequence[Marker | None], candidates: list[Line]) -> list[Line]:
    """Leave out the lines under a bare "breaking" label, down to the page's menu, where others stand below."""
    for i, mark in enumerate(marks):
        if mark is not None and mark.zone == "ticker" and mark.alone and i + 1 < len(lines):
            last = _menu_below(lines, i + 1)
            if _is_menu(lines[last]) and lines[last].zone is None:
                lines[last].zone = "furniture"
            others = [line for line in candidates if line.start > lines[last].start]
            if any(line.folded.count(" ") >= 2 and not (last > i + 1 and line.text.endswith(".")) for line in others):
                under = lines[i + 1 : last + 1]
                candidates = [line for line in candidates if all(line is not one for one in under)]
    return candidates


def _menu_below(lines: Sequence[Line], at: int) -> int:
    """Return the number of the menu ("الرئيسية | سياسة | اقتصاد") that soon follows line ``at``, else ``at``."""
    soon = range(at, min(at + _TICKER_LINES, len(lines)))
    return next((n for n in soon if _is_menu(lines[n])), at)


def _is_menu(line: Line) -> bool:
    return line.text.count("|") >= 2


def _pick(candidates: Sequence[Line]) -> Line:
    counts = Counter(line.folded for line in candidates)
    for wanted in (3, 2, 1):
        twice = [line for line in candidates if counts[line.folded] > 1 and line.folded.count(" ") >= wanted]
        if twice:
            return twice[0]
    for wanted in (3, 2, 1):
        for line in candidates:
            if line.folded.count(" ") >= wanted:
                return line
    return candidates[0]


def _mark_equal(head: Sequence[Line], folded: str) -> Line | None:
    """Mark the lines equal to the headline; return the first."""
    found = None
    for line in head:
        if line.folded == folded[: len(line.folded)] and len(line.folded) >= min(len(folded), 400):
            line.zone = "headline"
            found = found or line
    return found


def mark_header(lines: Sequence[Line], start: int, headline: Line | None, *, page: bool) -> None:
    """Mark what is left above the body of a page: section names as furniture, other headlines as related.

    Of a JSON record (``page`` false) nothing is marked: what its text holds is the article's until a marker says
    otherwise.
    """
    if not page:
        return
    above = True
    for line in lines[:start]:
        if line is headline:
            above = False
        if line.zone is not None:
            continue
        words = line.folded.count(" ") + 1
        if headline is not None and above and words > 4:
            line.zone = "related" if like_headline(line) else None
        elif words <= 4 and len(line.text) <= 40 and line.text[-1] not in ".:":
            line.zone = "furniture"
