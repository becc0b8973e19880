"""Sentences on events: what happened, and where reports differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, Final

import msgspec

from rasad.codebook.table import read_table
from rasad.records import Actor, Derived, Event, PlaceValue, Toll
from rasad.story.days import Days, days_of
from rasad.story.sentence import Sentence
from rasad.story.wording import Wording

_COLUMNS: Final = ("kind", "en", "ar", "name_en", "name_ar", "cast")
_TOLD_FIELDS: Final = ("killed", "injured", "date", "place", "initiators", "targets", "kind")


class KindPhrase(msgspec.Struct, frozen=True, kw_only=True):
    """How an event of a kind is told: a clause and a bare name in both languages, and how its actors stand to it."""

    kind: str
    en: str
    ar: str
    name_en: str
    name_ar: str
    cast: str

    def clause(self, language: str) -> str:
        """Return the clause that says that it happened."""
        return self.ar if language == "ar" else self.en

    def name(self, language: str) -> str:
        """Return its bare name."""
        return self.name_ar if language == "ar" else self.name_en


@cache
def kind_phrases() -> dict[str, KindPhrase]:
    """Return the phrases by kind. Raises ``TableError`` for a malformed file."""
    rows = read_table("rasad.story", "data/kind-phrases.tsv", _COLUMNS)
    return {row[0]: KindPhrase(**dict(zip(_COLUMNS, row, strict=True))) for row in rows}


def told(event: Event, answered: bool, words: Wording) -> Sentence:
    """Return the sentence that tells of ``event``; ``answered``: reports call it a response."""
    phrase = kind_phrases()[event.kind]
    when = words.when(days_of(event.date)) if event.date else words("undated")
    near = [phrase.clause(words.language), *_cast(event, phrase, words)]
    if event.place:
        near.append(words.at(event.place))
    what = words.comma.join([" ".join(near), *_more(event, answered, words)])
    cites = tuple(ref.event for ref in event.reports)
    return Sentence(section="events", text=words("event", when=when, what=what), cites=cites)


def _more(event: Event, answered: bool, words: Wording) -> Iterator[str]:
    counts = {name: n for name, n in sorted(event.weapon_counts.items()) if name in _COUNTED and n > 1}
    if counts:
        yield words("weapons", what=words.listed([words.counted(count, name) for name, count in counts.items()]))
    for key, cast in (("claimed", event.claimed_by), ("denied", event.denied_by), ("blamed", event.blamed_on)):
        if cast:
            yield words(key, who=words.cast(cast))
    if answered:
        yield words("response")
    if event.outcome in {"intercepted", "failed"}:
        yield words(event.outcome)
    yield from _tolls(event.killed, event.injured, words)


_COUNTED: Final = frozenset({"drone", "rocket", "missile"})
"""Weapons whose counts ``data/nouns.tsv`` words."""


def _cast(event: Event, phrase: KindPhrase, words: Wording) -> Iterator[str]:
    if phrase.cast == "parties":
        parties = (*event.initiators, *event.targets)
        if parties:
            yield words("by-all" if len(parties) > 1 else "by-one", who=words.cast(parties))
        return
    if event.initiators:
        yield words("by" if phrase.cast == "attack" else "from", who=words.cast(event.initiators))
    if event.targets:
        yield words("against", who=words.cast(event.targets))


def _tolls(killed: Toll | None, injured: Toll | None, words: Wording) -> Iterator[str]:
    """Yield what reports say of the dead and injured; what they do not say is not told, least of all as none."""
    if killed == injured == Toll(0, 0):
        yield words("nobody")
        return
    parts = []
    for name, toll in (("killed", killed), ("injured", injured)):
        if toll == Toll(0, 0):
            parts.append(words(f"{name}-none"))
        elif toll is not None and (toll.min > 0 or toll.max is not None):
            parts.append(words(name, n=words.toll(toll)))
    if parts:
        yield words.listed(parts)


def name_of(event: Event, words: Wording) -> str:
    """Return an event's name in a sentence: its kind, place and day."""
    name = kind_phrases()[event.kind].name(words.language)
    where = [words.at(event.place)] if event.place else []
    when = [words.when(days_of(event.date), low=True)] if event.date else []
    return " ".join([name, *where, *when])


def disagreements(events: Sequence[Event], words: Wording, most: int) -> Iterator[Sentence]:
    """Yield a sentence for each field whose versions exclude each other: tolls first, then the rest."""
    found = [
        (_TOLD_FIELDS.index(name), event, derived)
        for event in events
        for name, derived in event.derived.items()
        if derived.disputed and name in _TOLD_FIELDS
    ]
    for _, event, derived in sorted(found, key=lambda one: (one[0], one[1].id))[:most]:
        yield _disagreement(event, derived, words)


def _disagreement(event: Event, derived: Derived, words: Wording) -> Sentence:
    given = [version for version in derived.versions if version.value is not None]
    parts = [
        words("said", value=value_words(derived.field, version.value, words), who=_outlets(event, version.reports))
        for version in given
    ]
    listed = words.semicolon.join(parts)
    text = words("differ", field=words(f"field-{derived.field}"), event=name_of(event, words), list=listed)
    cites = tuple(dict.fromkeys(key for version in given for key in version.reports))
    return Sentence(section="disagreements", text=text, cites=cites)


def _outlets(event: Event, keys: Sequence[str]) -> str:
    named = {ref.event: ref.outlet or ref.doc for ref in event.reports}
    return ", ".join(dict.fromkeys(named.get(key, key) for key in keys))


def value_words(field: str, value: Any, words: Wording) -> str:
    """Return a version's value, in its JSON form, in words."""
    if field in {"killed", "injured"}:
        return words.toll(Toll(value["min"], value["max"]))
    if field == "date":
        return words.when(Days(value["start"][:10], value["end"][:10]), low=True)
    if field == "place":
        return words.place(msgspec.convert(value, PlaceValue))
    if field in {"initiators", "targets"}:
        return words.cast(msgspec.convert(value, tuple[Actor, ...]))
    return kind_phrases()[value].name(words.language) if value in kind_phrases() else str(value)
