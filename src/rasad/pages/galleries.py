"""Picture galleries: a chain of picture titles, texts and credits with a history of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from rasad.pages.credits import credit_line
from rasad.pages.lines import Line
from rasad.pages.markers import Marker

_NUMBER: Final = re.compile(r"\W*(?:صوره?\s*)?(\d{1,3})\s*(?:/|من|of)\s*(\d{1,3})\W*")
_CHAIN: Final = 4
"""Most lines from one credit to the next: a title, two paragraphs, the credit."""


def mark_galleries(lines: Sequence[Line], marks: Sequence[Marker | None], start: int) -> None:
    """Mark galleries: three or more credits (two after a line of credits) with a title after each, or "1/7" lines."""
    credits = [i for i, mark in enumerate(marks) if mark is not None and mark.zone == "gallery"]
    for chain in _chains(lines, credits):
        begin = _first_item(lines, marks, chain[0], start)
        ended = any(credit_line(line) for line in lines[max(start + 1, begin - 2) : begin])
        if len(chain) < (2 if ended else 3):
            continue
        end = len(lines) if ended else _after_last(lines, marks, chain[-1])
        for i in range(begin, end):
            mark = marks[i]
            if mark is not None and mark.zone in {"related", "furniture"} and i > chain[-1]:
                break
            if lines[i].zone not in {"headline", "dateline"}:
                lines[i].zone = "gallery"
    _mark_numbered(lines, start)


def _title(line: Line) -> bool:
    """Tell whether the line can be a picture's title: short, no final stop."""
    return len(line.text) <= 110 and line.text[-1] not in ".،:"


def _chains(lines: Sequence[Line], credits: Sequence[int]) -> list[list[int]]:
    """Return the credits in chains: a title follows one, and the next is at most ``_CHAIN`` lines on."""
    chains: list[list[int]] = []
    for at in credits:
        last = chains[-1][-1] if chains else None
        if last is not None and 2 < at - last <= _CHAIN and _title(lines[last + 1]):
            chains[-1].append(at)
        else:
            chains.append([at])
    return [chain for chain in chains if len(chain) > 1]


def _first_item(lines: Sequence[Line], marks: Sequence[Marker | None], credit: int, start: int) -> int:
    """Return where the first item begins: up to two paragraphs above its credit, and their title."""
    at = credit
    while at > start + 1 and credit - at < 2 and lines[at - 1].paragraph and marks[at - 1] is None:
        at -= 1
    if at < credit and at > start + 1 and _title(lines[at - 1]) and not credit_line(lines[at - 1]):
        at -= 1
    return at


def _after_last(lines: Sequence[Line], marks: Sequence[Marker | None], credit: int) -> int:
    """Return where a gallery in mid-page ends: after a last title and text that lost their credit."""
    at = credit + 1
    if at + 2 == len(lines) and _title(lines[at]) and lines[at + 1].paragraph and marks[at] is None:
        return len(lines)
    return at


def _mark_numbered(lines: Sequence[Line], start: int) -> None:
    """Mark pictures numbered "2/7" or "2 من 7": the number and what follows it to the next one."""
    numbered = []
    for i, line in enumerate(lines):
        if i > start and len(line.text) <= 14 and (match := _NUMBER.fullmatch(line.folded)):
            numbered.append((i, int(match.group(1)), int(match.group(2))))
    if len(numbered) < 3 or len({total for _, _, total in numbered}) > 1:
        return
    places = [i for i, _, _ in numbered] + [len(lines)]
    for at, following in zip(places, places[1:], strict=False):
        for line in lines[at : min(following, at + 3)]:
            if line.zone in {None, "caption"}:
                line.zone = "gallery"
