"""Zones: which lines of a page are the article, and which are tickers, captions, galleries, other stories, furniture.

Precision first: a line goes to another zone only on a sign that a reader could point at (a marker phrase, a credit,
a run of headlines); everything else is the body. The order of the steps is the order in which signs are sure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from rasad.pages.credits import byline_of, credit_line, source_line
from rasad.pages.galleries import mark_galleries
from rasad.pages.header import body_start, choose_headline, mark_header
from rasad.pages.lines import Line, like_headline
from rasad.pages.markers import Marker, english_caption, markers, photo_credit
from rasad.pages.pagedates import find_date
from rasad.pages.publication import could_hold_date
from rasad.pages.teasers import mark_end_teasers, mark_inner_teasers
from rasad.records import Zone
from rasad.text.fold import fold

_WORD: Final = re.compile(r"\w")
_PAYLOAD: Final = 45
"""Shortest headline that still belongs to a marker with a headline of its own; shorter ones are subheadings."""


def zone_lines(
    lines: Sequence[Line],
    *,
    title: str | None,
    inner_teaser: int | None = None,
    year: int | None = None,
    hints: Sequence[str | None] = (),
) -> Line | None:
    """Set every line's ``zone`` and return the headline's line, ``None`` where the page has none.

    ``title`` is the headline where it is known; then no line is looked for but its repetition. ``inner_teaser``
    is the least length of an unmarked link in mid-body at this outlet, if it sets such. ``year`` is that of
    publication: a headline at the end that names a later one is another story's. ``hints`` are the zones that the
    page's own markup states, line by line.
    """
    if len(lines) == 1 and not any(hints):
        lines[0].zone = "body"
        return None
    for line, hint in zip(lines, hints, strict=False):
        line.zone = hint
    for line in lines:
        if len(line.text) < 200 and not _WORD.search(line.folded):
            line.zone = "furniture"
    table = markers()
    marks = [table.of(line) if line.zone is None else None for line in lines]
    start = body_start(lines, marks)
    _mark_captions(lines, marks, start)
    _mark_dates(lines, start)
    headline = choose_headline(lines, marks, start, title)
    _mark_tickers(lines, marks, start, headline)
    mark_galleries(lines, marks, start)
    _follow_marks(lines, marks, start)
    mark_inner_teasers(lines, inner_teaser)
    mark_end_teasers(lines, year)
    mark_header(lines, start, headline, page=title is None)
    for line in lines:
        if line.zone is None:
            line.zone = "body"
    return headline


def _mark_captions(lines: Sequence[Line], marks: list[Marker | None], start: int) -> None:
    """Find captions: by a credit at the end, by an agency's English, by a marker that holds a caption's words."""
    last = max((i for i, line in enumerate(lines) if line.paragraph), default=-1)
    for i, line in enumerate(lines):
        if line.zone is not None or (mark := marks[i]) is not None and mark.zone not in {"caption", "furniture"}:
            continue
        if mark is not None and mark.zone == "caption":
            line.zone = "caption"
            if mark.alone and i + 1 < len(lines) and len(lines[i + 1].text) <= 200 and marks[i + 1] is None:
                lines[i + 1].zone = "caption"
            continue
        at = photo_credit(line)
        if at is not None and (caption_end := line.folded[:at].rstrip()) and caption_end[-1] not in ".!":
            from_paragraph = i == last and i > start
            if at > 12 and not from_paragraph and not _told_as_text(line, at):
                line.zone = "caption"
        elif english_caption(line):
            line.zone = "caption"
    for i, line in enumerate(lines):
        if line.zone is None and source_line(line) and i <= start and start < len(lines):
            line.zone = "caption"


def _told_as_text(line: Line, credit: int) -> bool:
    """Tell whether words before a bracketed agency are a paragraph of the article: several sentences, or "and …"."""
    words = line.folded[:credit]
    return ". " in words or words.lstrip('"').startswith(("وقال", "واضاف", "وتابع", "واكد", "واعلن", "وذكر"))


def _mark_dates(lines: Sequence[Line], start: int) -> None:
    """Mark date lines: little but a date, before the body's second paragraph; with a label anywhere."""
    paragraphs = 0
    for i, line in enumerate(lines):
        if line.zone is None and could_hold_date(line) and (found := find_date(line.text)):
            near = i <= start or paragraphs <= 1
            labelled = found.labelled and (near or found.alone)
            if (found.alone and near and not line.text.endswith(".")) or (labelled and len(line.text) <= 90):
                line.zone = "dateline"
        elif line.zone is None and i <= start and byline_of(line):
            line.zone = "dateline"
        elif line.zone is None and line.paragraph and i >= start:
            paragraphs += 1


def _mark_tickers(lines: Sequence[Line], marks: list[Marker | None], start: int, headline: Line | None) -> None:
    """Mark a "breaking" label and the line it stands over (never the headline itself)."""
    for i, mark in enumerate(marks):
        if mark is None or mark.zone != "ticker" or lines[i] is headline or lines[i].zone is not None:
            continue
        lines[i].zone = "ticker"
        j = i + 1
        while mark.alone and j < len(lines) and lines[j].zone is None and marks[j] is None:
            same = headline is not None and fold(headline.text) == lines[j].folded
            if same or not _ticker_words(lines[j]):
                break
            lines[j].zone = "ticker"
            j += 1
            if j > start or not _repeated(lines, headline):
                break


def _ticker_words(line: Line) -> bool:
    return 15 <= len(line.text) <= 160 and not line.text.endswith(".")


def _repeated(lines: Sequence[Line], headline: Line | None) -> bool:
    """Tell whether the headline stands twice, so that it is known for sure."""
    return headline is not None and sum(line.folded == headline.folded for line in lines[:14]) > 1


def _follow_marks(lines: Sequence[Line], marks: list[Marker | None], start: int) -> None:
    """Go down the page with its markers: furniture, links with their headlines, and the article's end.

    After the end (tags, copyright, a line of credits), a bare "read also" takes the rest of the page with it; so
    does one whose headline has a date line of its own. Before the end it takes the headlines that follow it.
    """
    ended = rest = False
    paragraphs = 0
    for i, line in enumerate(lines):
        mark = marks[i]
        if line.zone is not None:
            continue
        if mark is not None and mark.zone == "related":
            line.zone = "related"
            dated = _take_headlines(lines, marks, i, mark.alone or ended)
            rest = rest or ended or (mark.alone and dated)
        elif mark is not None and mark.zone in {"furniture", "gallery"}:
            line.zone = "furniture" if mark.zone == "furniture" else "caption"
            ended = ended or (mark.ends and paragraphs > 0)
        elif i > start and paragraphs > 0 and (credit_line(line) or source_line(line)):
            line.zone = "furniture"
            ended = ended or paragraphs > 1 or i > start + 1
        elif rest or (ended and like_headline(line)):
            line.zone = "related"
        elif line.paragraph:
            paragraphs += 1


def _take_headlines(lines: Sequence[Line], marks: list[Marker | None], at: int, alone: bool) -> bool:
    """Give the headlines that directly follow a link's marker to it; return whether one has a date line."""
    dated = False
    for j in range(at + 1, len(lines)):
        line = lines[j]
        if line.zone is not None or marks[j] is not None:
            break
        found = find_date(line.text) if could_hold_date(line) else None
        if found and found.alone:
            dated = True
        elif not like_headline(line) or (not alone and len(line.text) < _PAYLOAD):
            break
        line.zone = "related"
    return dated


def merge_zones(lines: Sequence[Line]) -> tuple[Zone, ...]:
    """Return the lines' zones, neighbours of one kind made one."""
    out: list[Zone] = []
    name, start, end = None, 0, 0
    for line in lines:
        if line.zone == name:
            end = line.end
            continue
        if name is not None:
            out.append(Zone(name, start, end))
        name, start, end = line.zone, line.start, line.end
    if name is not None:
        out.append(Zone(name, start, end))
    return tuple(out)
