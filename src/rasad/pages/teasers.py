"""Headlines of other stories that no marker announces: runs between two paragraphs, and after the last one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from rasad.pages.lines import Line, like_headline

_YEAR: Final = re.compile(r"(?<!\d)20\d\d(?!\d)")
_MEAN: Final = 32
"""Least mean length of a run's lines. Shorter runs in ANT are lists of names, teams or verses, not headlines."""
_STOPPED: Final = 0.5
"""Least share of paragraphs with a final stop: below it the page simply sets none, and lines tell nothing."""


def mark_inner_teasers(lines: Sequence[Line], single: int | None) -> None:
    """Mark runs of two and more headlines between full paragraphs, and single ones of at least ``single`` letters.

    A run after a colon is a list; one line told twice is a quotation set large; both stay in the body.
    """
    body = [line for line in lines if line.zone is None]
    places = [i for i, line in enumerate(body) if line.paragraph]
    if len(places) < 2 or not _stops(body):
        return
    for run in _runs(body, places[0] + 1, places[-1]):
        before = body[run[0] - 1]
        chosen = [body[i] for i in run]
        if before.text[-1] in ":؛،,-" or not _together(chosen):
            continue
        if _headlines(chosen) or (single is not None and len(run) == 1 and len(chosen[0].text) >= single):
            for line in chosen:
                line.zone = "related"


def mark_end_teasers(lines: Sequence[Line], year: int | None) -> None:
    """Mark headlines after the last full paragraph: two and more, or one that shows itself another story's.

    One alone shows itself by a colon or two dots in it, an ellipsis at its end, or a year after ``year``.
    """
    body = [line for line in lines if line.zone is None]
    at = len(body)
    while at > 0 and (like_headline(body[at - 1]) or _cut(body[at - 1])):
        at -= 1
    tail = body[at:]
    if not tail or at < 2 or not _stops(body[:at]) or body[at - 1].text[-1] in ":؛،,-":
        return
    if _headlines(tail) or (len(tail) == 1 and _foreign(tail[0], year)):
        for line in tail:
            line.zone = "related"


def _runs(body: Sequence[Line], first: int, last: int) -> list[list[int]]:
    """Return the indices of consecutive headline-like lines in ``body[first:last]``."""
    runs: list[list[int]] = []
    for i in range(first, last):
        if like_headline(body[i]):
            if runs and runs[-1][-1] == i - 1:
                runs[-1].append(i)
            else:
                runs.append([i])
    return runs


def _together(run: Sequence[Line]) -> bool:
    return len({line.folded for line in run}) == len(run)


def _headlines(run: Sequence[Line]) -> bool:
    """Tell whether a run of lines is a list of headlines rather than of names."""
    return len(run) > 1 and _together(run) and sum(len(line.text) for line in run) >= _MEAN * len(run)


def _stops(body: Sequence[Line]) -> bool:
    """Tell whether the page ends its paragraphs with a stop, so that a line without one means something."""
    long = [line for line in body if len(line.text) > 90]
    stopped = sum(line.text[-1] in '.!؟?»”"…' for line in long)
    return bool(long) and stopped >= _STOPPED * len(long)


def _cut(line: Line) -> bool:
    """Tell whether the line is a teaser cut off with an ellipsis."""
    return 25 <= len(line.text) <= 200 and line.text.endswith(("...", "…")) and '"' not in line.folded[-6:]


def _foreign(line: Line, year: int | None) -> bool:
    """Tell whether a single last line is another story's headline."""
    if len(line.text) < 30:
        return False
    later = year is not None and any(int(y) > year for y in _YEAR.findall(line.folded))
    return later or _cut(line) or ".." in line.folded[5:-3] or ": " in line.folded[5:40]
