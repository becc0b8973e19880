"""Place names and place words: what the lexicon holds for the place finder."""

from __future__ import annotations

from functools import cache
from typing import Final, NamedTuple

from rasad.codebook.gazetteer import GazetteerPlace, gazetteer
from rasad.codebook.table import read_table
from rasad.text.fold import fold

SURE: Final = 0
PLACED: Final = 1
WEAK: Final = 2

_WORD_COLUMNS: Final = ("word", "role", "types", "opens")
_SET_ROLES: Final = frozenset({"adjective", "never", "ordinary", "head", "particle", "lead", "preposition"})


class PlaceName(NamedTuple):
    """A name of the gazetteer: the places that bear it, each with how surely, and the surest of these levels."""

    places: tuple[GazetteerPlace, ...]
    levels: tuple[int, ...]
    level: int
    article: bool


class PlaceWord(NamedTuple):
    """A generic noun, compass part, nearness word or word for the country of the text."""

    role: str
    types: tuple[str, ...]
    opens: str
    word: str


@cache
def place_names() -> dict[str, PlaceName]:
    """Return the gazetteer by folded name."""
    held: dict[str, dict[str, tuple[GazetteerPlace, int]]] = {}
    for place in gazetteer():
        for name in place.names:
            level = WEAK if name in place.weak else PLACED if name in place.placed else SURE
            known = held.setdefault(fold(name), {})
            if place.id not in known or known[place.id][1] > level:
                known[place.id] = (place, level)
    out = {}
    for name, rows in held.items():
        places, levels = zip(*rows.values(), strict=True)
        article = name.startswith("ال") or " " in name
        out[name] = PlaceName(places, levels, min(levels), article)
    return out


@cache
def place_words(language: str) -> tuple[tuple[str, PlaceWord], ...]:
    """Return ``(written word, what it is)`` for the words that the lexicon looks up."""
    rows = read_table("rasad.mentions", f"{language}/places.tsv", _WORD_COLUMNS)
    return tuple(
        (word, PlaceWord(role, tuple(types.split("|")) if types else (), opens, word))
        for word, role, types, opens in rows
        if role not in _SET_ROLES
    )


@cache
def place_word_set(language: str, role: str) -> frozenset[str]:
    """Return the folded words of ``role`` (adjective, never, ordinary, head, particle, lead, preposition)."""
    rows = read_table("rasad.mentions", f"{language}/places.tsv", _WORD_COLUMNS)
    return frozenset(fold(word) for word, found, _, _ in rows if found == role)


@cache
def capitals() -> dict[str, GazetteerPlace]:
    """Return the capital of each country. Raises ``KeyError`` for a place id that the gazetteer does not hold."""
    places = {place.id: place for place in gazetteer()}
    return {
        country: places[ident]
        for country, ident in read_table("rasad.mentions", "ar/capitals.tsv", ("country", "place"))
    }


@cache
def countries() -> dict[str, GazetteerPlace]:
    """Return the entry of each country by ISO-2 code."""
    out: dict[str, GazetteerPlace] = {}
    for place in gazetteer():
        if place.type == "country":
            out.setdefault(place.country, place)
    return out
