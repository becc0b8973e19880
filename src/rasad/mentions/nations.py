"""Nations: the actors of a country by class and day, and what an adjective of nationality stands for."""

from __future__ import annotations

import datetime
from bisect import bisect_left, bisect_right
from collections import Counter
from functools import cache
from typing import Final

from msgspec import structs

from rasad.codebook.actors import country_actors
from rasad.codebook.table import read_table
from rasad.grammar.chart import Chart
from rasad.grammar.item import Item
from rasad.mentions.actor import ActorMention
from rasad.text.fold import fold
from rasad.text.tokens import Break

_DEMONYM_COLUMNS: Final = ("country", "place_id", "masculine", "feminine", "plural")
_ADJECTIVE_COLUMNS: Final = ("word", "use")
# Registry entries that are by definition army and police together (actors.csv of the coding rules).
_POLICE_IN_FORCES: Final = frozenset({"IQ", "EG", "TN", "PK", "AF", "SO"})
# Successions under one state's name (data/ar/countries.tsv says the same in its header).
_SUCCESSIONS: Final = {
    "SY": (datetime.date(2024, 12, 8), "syria-government", "syria-transitional-forces"),
    "AF": (datetime.date(2021, 8, 15), "taliban", "taliban"),
}
# Nationals of these countries who are hit are, where nothing else is said, fighters in the press of the region.
_FIGHTING_NATIONALS: Final = frozenset({"IR"})


@cache
def demonyms() -> tuple[tuple[str, str], ...]:
    """Return ``(adjective, ISO-2 country)`` for every nationality adjective form but doubtful ones (``?``)."""
    out: list[tuple[str, str]] = []
    for country, _, *forms in read_table("rasad.codebook", "data/ar/gazetteer/demonyms.tsv", _DEMONYM_COLUMNS):
        for cell in forms:
            out.extend(
                (form.strip(), country) for form in cell.split("|") if form.strip() and not form.strip().endswith("?")
            )
    return tuple(dict.fromkeys(out))


def state_actors(country: str, day: datetime.date | None) -> tuple[str | None, str | None]:
    """Return the ``(government, forces)`` ids of a country on a day."""
    change = _SUCCESSIONS.get(country)
    if change is not None and day is not None and day >= change[0]:
        return change[1], change[2]
    return country_actors().get(country, (None, None))


def succeeded(mention: ActorMention, day: datetime.date | None) -> ActorMention:
    """Return ``mention`` with the successors of a state's government or forces, where ``day`` is later.

    What is named as the old power's own ("قوات النظام") keeps its id.
    """
    change = _SUCCESSIONS.get(mention.country or "")
    if change is None or day is None or day < change[0] or mention.type in {"partisan", "person"}:
        return mention
    old = country_actors().get(mention.country or "", (None, None))
    new = dict(zip(old, change[1:], strict=True))
    if mention.country == "SY":  # its names of the Assad era's forces are their own; see the scopes of ar/actors.tsv
        return (
            structs.replace(mention, forces=new.get(mention.forces, mention.forces))
            if mention.id == old[0]
            else mention
        )
    return structs.replace(
        mention,
        id=new.get(mention.id, mention.id),
        forces=new.get(mention.forces, mention.forces),
        government=new.get(mention.government, mention.government),
    )


def of_country(class_: str, country: str, day: datetime.date | None, kind: str = "composed") -> ActorMention | None:
    """Return the actor that a head of ``class_`` makes with a nationality, ``None`` where it makes none."""
    government, forces = state_actors(country, day)
    if class_ == "forces":
        return ActorMention(id=forces, type=kind, forces=forces, country=country, class_=class_)
    if class_ == "defence":  # a ministry strikes as forces and negotiates as government
        return ActorMention(
            id=forces, type=kind, forces=forces, government=government, country=country, class_="forces"
        )
    if class_ == "government":
        return ActorMention(id=government, type=kind, government=government, country=country, class_=class_)
    ident = {
        "police": forces if country in _POLICE_IN_FORCES else "police",
        "protesters": "palestinian-protesters" if country == "PS" else "protesters",
        "civilians": "civilians",
        "journalists": "journalists",
        "settlers": "israeli-settlers",
    }.get(class_)
    if ident is None:
        return None
    return ActorMention(id=ident, type=kind, country="IL" if class_ == "settlers" else country, class_=class_)


@cache
def _words(use: str) -> frozenset[str]:
    """Return the folded words of one use from ar/adjectives.tsv."""
    rows = read_table("rasad.mentions", "ar/adjectives.tsv", _ADJECTIVE_COLUMNS)
    return frozenset(fold(word) for word, found in rows if found == use)


def is_fate(form: str) -> bool:
    """Say whether a bare adjective after ``form`` is a person ("مقتل فلسطيني")."""
    return _bare(form) in _words("fate") or form.isdigit()


def _bare(form: str) -> str:
    """Return ``form`` without conjunction, preposition and article."""
    for front in ("وال", "بال", "فال", "كال", "ال", "لل"):
        if form.startswith(front) and len(form) > len(front) + 2:
            return form[len(front) :]
    return form


def adjective_use(chart: Chart, item: Item) -> str:
    """Say what an adjective of nationality is here: ``actor``, ``person`` (a national) or ``none``."""
    tokens, at = chart.tokens, item.start
    form = tokens.forms[at]
    before = tokens.forms[at - 1] if at and tokens.breaks[at] <= Break.QUOTE else ""
    bare = _bare(before)
    plural = form.endswith(("ون", "ين")) or _bare(form) in _words("broken-plural")
    if _is_thing(bare) or (before.endswith(("يه", "ي")) and at > 1 and _is_thing(_bare(tokens.forms[at - 2]))):
        return "none"  # "الانتخابات البرلمانية العراقية"
    if plural:
        modifies = bare.endswith(("ون", "ين")) and before[:1].isalpha() or bare in _words("persons")
        return "actor" if modifies and not item.proclitics else "person"
    if form.endswith(("يان", "يا")) and not item.definite:
        return "actor" if before.endswith(("ا", "ان")) and not before[:1].isdigit() else "person"
    if item.definite and not item.proclitics and form.endswith("ي") and before and _is_surname(chart, at - 1, before):
        return "none"
    if not item.definite and form.endswith("ي") and bare in _words("fate"):
        return "person"
    return "actor"


def _is_thing(bare: str) -> bool:
    things = _words("thing")
    return bare in things or (len(bare) > 4 and bare[0] in "بلوف" and bare[1:] in things)


def _is_surname(chart: Chart, at: int, before: str) -> bool:
    """Say whether the word before a definite adjective looks like a given name ("محمد شياع السوداني")."""
    if before.startswith(("ال", "وال", "بال", "لل")) or before in _words("frame") or not before[:1].isalpha():
        return False
    return not any(
        other.label in {"place", "actorhead", "alias", "weapon", "trigger"} for other in _ending(chart, at + 1)
    )


def _ending(chart: Chart, end: int) -> list[Item]:
    return [
        item for start in range(max(0, end - 4), end) for item in chart.by_start.get(start, ()) if item.end == end
    ]


def national(item: Item, country: str, protest: bool, day: datetime.date | None) -> ActorMention:
    """Read an adjective that stands for persons: civilians, Palestinians at a protest its protesters."""
    ident = "palestinian-protesters" if country == "PS" and protest else "civilians"
    if country in _FIGHTING_NATIONALS:
        ident = state_actors(country, day)[1] or ident
    return ActorMention(id=ident, type="nationals", country=country, class_="civilians")


class Home:
    """The countries that an article speaks of, weighed from where a token stands: near words count most."""

    __slots__ = ("_all", "_countries", "_known", "_starts")

    def __init__(self, named: list[tuple[int, str]]) -> None:
        """Keep ``named``: ``(token, country)`` for every word that names a country or a place in one."""
        named = sorted(named)
        self._starts = [start for start, _ in named]
        self._countries = [country for _, country in named]
        self._all = Counter(self._countries)
        self._known: dict[int, Counter[str]] = {}

    def weigh(self, at: int) -> Counter[str]:
        """Return the countries' weights about token ``at``: 8 within 12 tokens, 3 within 40, else 1 a word."""
        known = self._known.get(at)
        if known is not None:
            return known
        weights = self._all.copy()
        starts, countries = self._starts, self._countries
        for reach, extra in ((40, 2), (12, 5)):
            for n in range(bisect_right(starts, at - reach), bisect_left(starts, at + reach)):
                weights[countries[n]] += extra
        self._known[at] = weights
        return weights
