"""Marker phrases: what a line says of itself ("read also", "share", a photograph's credit)."""

from __future__ import annotations

import re
from functools import cache
from typing import Final, NamedTuple

from rasad.pages.lines import SHORT, Line
from rasad.pages.outlets import known_outlets
from rasad.pages.tables import rows, words
from rasad.text.fold import fold

_ZONES: Final = frozenset({"related", "furniture", "ticker", "caption", "gallery"})
_MATCHES: Final = frozenset({"whole", "start", "sep", "end", "has"})
_TRIM: Final = " \t.:|/\\-*#…،,\"'()[]{}<>•●+"
_LEAD: Final = r"[^\w©]{0,4}"
_SEPARATOR: Final = r"\s*(?:[:/|<>…(\[]|\.\.|-)"


class Marker(NamedTuple):
    """What a marker phrase says: the line's zone, whether the article ends before it, whether it stands alone."""

    zone: str
    ends: bool
    alone: bool


class Markers:
    """All marker phrases, compiled once."""

    def __init__(self) -> None:
        """Read and check ``zones.tsv``; raise ``ValueError`` on an unknown zone or way of matching."""
        self._whole: dict[str, Marker] = {}
        by_match: dict[str, dict[str, Marker]] = {"start": {}, "sep": {}, "end": {}, "has": {}}
        for zone, match, ends, phrase in rows("zones.tsv", 4):
            if zone not in _ZONES or match not in _MATCHES or ends not in {"end", "-"}:
                raise ValueError(f"pages zones.tsv: unknown zone, match or ends in {(zone, match, ends, phrase)}")
            marker = Marker(zone, ends == "end", match == "whole")
            if match == "whole":
                self._whole[fold(phrase).strip(_TRIM)] = marker
            else:
                by_match[match][fold(phrase)] = marker
        self._phrases = {phrase: marker for table in by_match.values() for phrase, marker in table.items()}
        self._front = re.compile(
            f"{_LEAD}(?:({_either(by_match['start'])})(?!\\w)|({_either(by_match['sep'])}){_SEPARATOR})"
        )
        self._end = re.compile(f"({_either(by_match['end'])})\\W{{0,3}}$")
        self._has = re.compile(f"({_either(by_match['has'])})")

    def of(self, line: Line) -> Marker | None:
        """Return what the line's marker says, ``None`` where it has none."""
        folded = line.folded
        size = len(line.text)
        if size <= 60 and (whole := self._whole.get(folded.strip(_TRIM))):
            return whole
        if size > SHORT:
            return None
        if match := self._front.match(folded):
            marker = self._phrases[match.group(1) or match.group(2)]
            return marker._replace(alone=not folded[match.end() :].strip(_TRIM))
        if size <= 160 and (match := self._end.search(folded)):
            return self._phrases[match.group(1)]
        if match := self._has.search(folded):
            return self._phrases[match.group(1)]
        return None


def _either(phrases: dict[str, Marker] | tuple[str, ...]) -> str:
    """Return an alternation of the phrases, longest first, any space between words."""
    ordered = sorted(phrases, key=len, reverse=True)
    return "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in ordered)


@cache
def markers() -> Markers:
    """Return the one set of compiled markers."""
    return Markers()


@cache
def agency_names() -> dict[str, str]:
    """Return folded alias -> id for news agencies: the codebook's, and the credits-only names of this room."""
    known = {alias: outlet.id for alias, outlet in known_outlets().items() if outlet.agency}
    return known | {fold(alias): name for name, alias in rows("agencies.tsv", 2)}


@cache
def _photo_credit() -> re.Pattern[str]:
    names = _either(tuple(agency_names()) + words("credits.tsv", "photo"))
    return re.compile(
        rf"(?P<bracket>\(\s*(?:{names})(?:\s*[-/،+]\s*(?:{names}))*\s*\)\s*$)"
        rf"|(?P<source>المصدر\s*:\s*(?:{names})\s*$)"
        rf"|(?P<bare>[-–/|(]\s*(?:getty(?: images)?|afp|reuters|shutterstock)\s*\)?\s*$)"
    )


@cache
def _english_photo() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_either(words('credits.tsv', 'photo-english'))})\b")


def photo_credit(line: Line) -> int | None:
    """Return where, in the folded line, a photograph's credit at its end begins; ``None`` where there is none."""
    if len(line.text) > 260 or line.folded[-1:] == ".":
        return None
    match = _photo_credit().search(line.folded)
    return match.start() if match else None


def english_caption(line: Line) -> bool:
    """Tell whether the line is an English photograph caption: Latin letters and an agency's words."""
    folded = line.folded
    if not "a" <= folded[:1] <= "z" or len(line.text) > 700:
        return False
    tail = fold(line.text[-120:]) if len(line.text) > SHORT else ""
    return bool(_english_photo().search(folded) or _english_photo().search(tail))
