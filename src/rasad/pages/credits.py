"""Who wrote and who carried it: agencies, bylines and outlets as a page credits them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Final

from rasad.pages.lines import Line
from rasad.pages.markers import agency_names
from rasad.pages.outlets import known_outlets
from rasad.pages.tables import words
from rasad.text.fold import fold

_JOIN: Final = re.compile(r"[/(+|،]|\s-\s")
_INITIALS: Final = re.compile(r"(?<!\w)(?:[ء-ي]\s?\.\s?){1,3}[ء-ي]?\.?(?!\w)")
_LETTERS: Final = re.compile(r"[^\W\d_]+")
_BRACKET: Final = re.compile(r"\(([^()]{2,40})\)\W{0,3}$")
_OPENING: Final = re.compile(r"^[^.:،]{0,40}?\(([^()]{2,30})\)\s*[-–—:]")
_BYLINE_END: Final = re.compile(r"\s*[|•].*$")


def _alternation(names: Iterable[str]) -> re.Pattern[str]:
    ordered = sorted(names, key=len, reverse=True)
    body = "|".join(re.escape(name).replace(r"\ ", r"\s*") for name in ordered)
    return re.compile(rf"(?<!\w)(?:{body})(?!\w)")


@cache
def _agency() -> re.Pattern[str]:
    return _alternation(agency_names())


@cache
def _unspaced() -> dict[str, str]:
    return {alias.replace(" ", ""): name for alias, name in agency_names().items()}


@cache
def _outlet() -> re.Pattern[str]:
    return _alternation(alias for alias, outlet in known_outlets().items() if not outlet.agency)


@cache
def _credit_word() -> re.Pattern[str]:
    return _alternation(words("credits.tsv", "credit"))


def agencies_in(folded: str) -> tuple[str, ...]:
    """Return the names of the agencies that a folded credit names, in order, each once."""
    found = (_unspaced().get(re.sub(r"\s+", "", match.group())) for match in _agency().finditer(folded))
    return tuple(dict.fromkeys(name for name in found if name))


def credit_line(line: Line) -> bool:
    """Tell whether the line is nothing but credits: agencies, outlets, initials ("ع.ش/ أ.ح (أ ف ب)")."""
    if len(line.text) > 60 or not _LETTERS.search(line.folded):
        return False
    left, agencies = _agency().subn(" ", line.folded)
    left, initials = _INITIALS.subn(" ", left)
    left, outlets = _outlet().subn(" ", left)
    left = _credit_word().sub(" ", left)
    rest = _LETTERS.findall(left)
    if not agencies and not outlets and not initials > 1:
        return False
    spare = 1 if agencies and len(line.text) <= 40 and _JOIN.search(line.folded) else 0
    return len(rest) <= spare


@cache
def _source() -> re.Pattern[str]:
    return re.compile(rf"\W{{0,3}}(?:{'|'.join(words('credits.tsv', 'source'))})\s*[:：]?\s*(?P<who>\S.*)?$")


def source_line(line: Line) -> bool:
    """Tell whether the line names the page's source: "المصدر: الجزيرة", "*نقلا عن صحيفة كذا"."""
    if len(line.text) > 70 or line.text[-1] == ".":
        return False
    folded = line.folded
    if not _source().match(folded):
        return False
    return ":" in folded[:14] or folded.startswith("*")


@cache
def _byline() -> re.Pattern[str]:
    return re.compile(rf"\W{{0,3}}(?:{'|'.join(words('credits.tsv', 'byline'))})\s*[:/\-]\s*(?=\S)")


def byline_of(line: Line) -> str | None:
    """Return the name on a byline ("بقلم: …"), ``None`` where the line is none."""
    if len(line.text) > 70 or line.text[-1] == ".":
        return None
    match = _byline().match(line.folded)
    if not match:
        return None
    name = re.split(r"[:/]|\s-\s*", line.text, maxsplit=1)[-1]
    return _BYLINE_END.sub("", name).strip() or None


def article_agencies(lines: Sequence[Line], byline: str | None) -> tuple[str, ...]:
    """Return the agencies credited for the article: in its byline, its opening, its end, its lines of credits."""
    found: list[str] = list(agencies_in(fold(byline))) if byline else []
    body = [line for line in lines if line.zone == "body"]
    if body:
        opening = _OPENING.match(fold(body[0].text[:90]))
        found += agencies_in(opening.group(1)) if opening else ()
        closing = _BRACKET.search(fold(body[-1].text[-60:]))
        found += agencies_in(closing.group(1)) if closing else ()
    for line in lines:
        if line.zone not in {"furniture", "dateline"} or len(line.text) > 70:
            continue
        if line.zone == "dateline" or credit_line(line) or source_line(line):
            found += agencies_in(line.folded)
    return tuple(dict.fromkeys(found))


def page_outlet(lines: Sequence[Line]) -> str | None:
    """Return the outlet that a page names: its source, credits, copyright, or the place before its first words.

    The name is the codebook's first for that outlet; a page that names none of its outlets has none.
    """
    parts = [line.folded for line in lines if line.zone in {"furniture", "dateline"} and _names_outlet(line)]
    first = next((line for line in lines if line.zone == "body"), None)
    if first is not None and ":" in first.folded[:50]:
        parts.append(first.folded.split(":", 1)[0])
    for part in parts:
        if match := _outlet().search(part):
            return known_outlets()[match.group()].name if match.group() in known_outlets() else match.group()
    return None


def _names_outlet(line: Line) -> bool:
    rights = "حقوق" in line.folded or "©" in line.folded
    return len(line.text) <= 120 and (rights or source_line(line) or credit_line(line))
