"""Scope: what a tally is about besides its span: where, against whom, by whom, as its own sentence says."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final, Literal

import msgspec

from rasad.codebook.actors import actors
from rasad.codebook.kinds import kinds
from rasad.codebook.sphere import kilometres
from rasad.grammar.chart import Chart
from rasad.mentions.context import Context
from rasad.mentions.place import PlaceMention
from rasad.records import CodedArticle, Event, PlaceValue, Tally
from rasad.story.passages import reader
from rasad.story.sides import authors, side_of, sides

_AGAINST: Final = frozenset({"ضد", "علي", "استهدف", "استهدفت", "استهداف", "against", "on"})
_RECORDS: Final = frozenset({"سجلت", "سجل", "احصت", "احصي", "تعرضت", "تعرض", "recorded", "suffered"})
"""Verbs whose subject, a state, was itself what is counted: "سجلت واشنطن 72 هجوما"."""
_STOP: Final = re.compile(r"[.!?؟؛]\s")
_BY: Final = frozenset({"نفذها", "نفذتها", "نفذت", "نفذ", "شنتها", "شنها", "شنت", "by"})
_IN: Final = frozenset(
    {"في", "داخل", "شمال", "جنوب", "شرق", "غرب", "محافظه", "بمحافظه", "مدينه", "بمدينه", "in", "at", "inside"}
)
_RADIUS_KM: Final = {"point": 15.0, "area": 40.0, "admin1": 150.0}


class Scope(msgspec.Struct, frozen=True, kw_only=True):
    """Where (``places``, ``countries``), by whom and against whom (sides); empty: the words do not limit it.

    ``basis``: ``sentence``, or ``article`` where the sentence names nobody and most of the article's attacks are on
    one side.
    """

    places: tuple[PlaceValue, ...] = ()
    countries: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    basis: Literal["sentence", "article", "none"] = "none"

    def holds(self, event: Event) -> bool | None:
        """Say whether the event is in the scope; ``None``: it may be, it does not tell who, whom or where."""
        spots = (event.place, *event.more_places) if event.place else ()
        answers = [
            _shares(sides(event.targets), self.targets),
            _shares(authors(event), self.authors),
            None if not spots and (self.places or self.countries) else self._is_where(spots),
        ]
        return False if False in answers else None if None in answers else True

    def _is_where(self, spots: tuple[PlaceValue, ...]) -> bool:
        if not (self.places or self.countries):
            return True
        return any(one.country in self.countries or any(_is_at(one, p) for p in self.places) for one in spots)

    def may_be(self, other: Scope) -> bool:
        """Say whether two scopes may be one: neither names what the other excludes."""
        pairs = ((self.targets, other.targets), (self.authors, other.authors), (self._where, other._where))
        return all(not a or not b or set(a) & set(b) for a, b in pairs)

    @property
    def _where(self) -> tuple[str, ...]:
        return (*self.countries, *(one.country for one in self.places if one.country))


def _shares(told: frozenset[str], wanted: tuple[str, ...]) -> bool | None:
    if not wanted:
        return True
    return bool(told & set(wanted)) if told else None


def _is_at(place: PlaceValue, wanted: PlaceValue) -> bool:
    if wanted.precision == "country":
        return place.country == wanted.country
    if place.ref is not None and place.ref == wanted.ref:
        return True
    if None in (place.lat, place.lon, wanted.lat, wanted.lon) or place.precision == "country":
        return False
    assert place.lat is not None and place.lon is not None and wanted.lat is not None and wanted.lon is not None
    far = kilometres(place.lat, place.lon, wanted.lat, wanted.lon)
    same_province = wanted.precision == "admin1" and place.admin1 is not None and place.admin1 == wanted.admin1
    return same_province or far <= _RADIUS_KM.get(wanted.precision or "point", 15.0)


def scope_of(article: CodedArticle, tally: Tally, of_attacks: bool) -> Scope:
    """Return the scope of ``tally`` as its sentence has it, else (``of_attacks``) as its article's attacks do."""
    words = _sentence(article, tally)
    chart = reader().read(reader().open(words), Context(language=article.language))
    forms = chart.tokens.forms
    did, met = _cast(chart)
    spots = [item.value for item in chart.all("place") if item.value.place is not None]
    where = [one for one in spots if _is_where(forms, one.name_start)]
    fine = [one for one in where if one.precision != "country"]
    host = tuple(dict.fromkeys(one.country for one in where if one.precision == "country" and one.country))
    near = {one.country for one in fine}
    basis: Literal["sentence", "article", "none"] = "sentence" if did or met or where else "none"
    if of_attacks and not (did or met):
        met = _usual_target(article)
        basis = "article" if met else basis
    return Scope(
        places=tuple(_value(one) for one in fine),
        countries=tuple(one for one in host if one not in near),
        authors=tuple(dict.fromkeys(did)),
        targets=tuple(dict.fromkeys(met)),
        basis=basis,
    )


def _sentence(article: CodedArticle, tally: Tally) -> str:
    """Return the sentence of a tally: from the stop before its words to the stop after them, on their line."""
    start, end = tally.span
    line = article.text.rfind("\n", 0, start) + 1
    after = article.text.find("\n", end)
    before = article.text[line:start]
    behind = article.text[end : after if after >= 0 else len(article.text)]
    stop = max((found.end() for found in _STOP.finditer(before)), default=0)
    found = _STOP.search(behind)
    return before[stop:] + article.text[start:end] + (behind[: found.start()] if found else behind)


def _cast(chart: Chart) -> tuple[list[str], list[str]]:
    """Return the sides that did what is counted and those it was done to, by the words before their names."""
    forms, known = chart.tokens.forms, actors()
    did: list[str] = []
    met: list[str] = []
    for item in chart.all("actor"):
        ident = item.value.reading(military=True)
        if ident not in known or item.value.type in {"persons", "anaphor"}:
            continue
        before = set(forms[max(0, item.start - 2) : item.start])
        if before & _AGAINST or (before & _RECORDS and known[ident].kind in {"state-forces", "government"}):
            met.append(side_of(ident))
        elif before & _BY:
            did.append(side_of(ident))
    return did, met


def _is_where(forms: list[str], at: int) -> bool:
    """Say whether a place stands after a word of being somewhere; a capital that speaks ("سجلت واشنطن") does not."""
    return any(word in _IN for word in forms[max(0, at - 3) : at])


def _value(one: PlaceMention) -> PlaceValue:
    place = one.place
    assert place is not None
    return PlaceValue(
        name=place.names[0],
        country=one.country,
        admin1=place.admin1 or None,
        lat=place.lat,
        lon=place.lon,
        precision=one.precision,
        ref=place.id,
    )


def _usual_target(article: CodedArticle) -> list[str]:
    """Return the side that most of the article's attacks that name a target are on, if one is on more than half."""
    attacks = [one for one in article.events if one.targets and kinds()[one.kind].family == "violence"]
    hit = Counter(side for one in attacks for side in sides(one.targets))
    if not hit:
        return []
    side, often = max(hit.items(), key=lambda pair: (pair[1], pair[0]))
    return [side] if often * 2 > len(attacks) and len(attacks) >= 2 else []
