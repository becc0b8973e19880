"""Speakers: whoever says something, with role, name, identity and outlet."""

from __future__ import annotations

from typing import Final, NamedTuple

from rasad.codebook.actors import country_actors
from rasad.grammar.item import Item
from rasad.reports.saywords import speaker_words
from rasad.reports.speech import Speech
from rasad.text.tokens import Break

_OF_STATE: Final = frozenset({"forces", "state-forces", "government", "state", "adjective"})
_HEADS: Final = speaker_words()["head"]
_SELF: Final = speaker_words()["self"]
_RANKS: Final = speaker_words()["rank"]


class Speaker(NamedTuple):
    """Whoever says something: token range of the phrase and of the name in it, registry id, role, kind of source.

    ``source`` is the role's class (official, source, witness …), ``actor``, ``outlet``, ``name`` or ``noun``.
    """

    start: int
    end: int
    name: tuple[int, int]
    ident: str | None
    role: tuple[int, int] | None
    named: bool
    source: str


def name_speaker(speech: Speech, start: int, end: int) -> Speaker:
    """Return the speaker that the noun phrase ``start:end`` names."""
    return _Phrase(speech, start, end).speaker()


class _Phrase:
    """A speaker's noun phrase while it is read."""

    def __init__(self, speech: Speech, start: int, end: int) -> None:
        self._speech = speech
        self._tokens = speech.tokens
        self._start = start
        self._end = end

    def speaker(self) -> Speaker:
        """Return the speaker that the phrase names."""
        start, end = self._start, self._end
        role = self._speech.roles.get(start)
        actor = self._actor()
        outlet = next((self._speech.outlets[at] for at in range(start, end) if at in self._speech.outlets), None)
        name = self._name()
        person = name is not None and name > start
        named_by_item = actor is not None and actor.value.type in {"person", "name"} and role is None
        if role is not None:
            source, named = role.value.class_, role.value.named or person
        elif outlet is not None and outlet.start <= start + 1:
            source, named = "outlet", True
        elif actor is not None:
            source, named = "actor", actor.value.type not in {"persons", "generic"}
        else:
            source = "name" if not self._tokens.forms[start].startswith("ال") else "noun"
            named = source == "name"
        whole = (start, end)
        ident = self._ident(role, actor)
        if person and not named_by_item:
            assert name is not None
            return Speaker(start, end, (name, end), ident, (start, name), True, source)
        titled = whole if role is not None and role.value.named else None
        return Speaker(start, end, whole, ident, titled, named, source)

    @staticmethod
    def _ident(role: Item | None, actor: Item | None) -> str | None:
        """Return who speaks: ministers and presidents speak for the government, whatever they head."""
        head = role is not None and role.value.class_ in {"minister", "president"}
        if head and actor is not None and actor.value.class_ in _OF_STATE:
            government = country_actors().get(actor.value.country or "", (None, None))[0]
            if government is not None:
                return government
        return ident_of(actor)

    def _actor(self) -> Item | None:
        """Return the actor that fixes who speaks: a person first, then the first that has an id."""
        speech, tokens = self._speech, range(self._start, self._end)
        held = [speech.actors[at] for at in tokens if at in speech.actors]
        outlets = [speech.outlets[at] for at in tokens if at in speech.outlets]
        held = [item for item in held if not any(o.start <= item.start and item.end <= o.end for o in outlets)]
        persons = [item for item in held if item.value.type == "person"]
        known = [item for item in held if ident_of(item) is not None and item.value.type != "persons"]
        found = next(iter(persons + known + held), None)
        return None if found is not None and found.value.class_ == "journalists" else found

    def _name(self) -> int | None:
        """Return the token where a personal name begins behind a title, if one does."""
        forms, start, end = self._tokens.forms, self._start, self._end
        at, titled = start, False
        while at < end:
            item = self._speech.actors.get(at)
            form = forms[at]
            if item is not None and item.value.type == "person" and item.end == end:
                return at if titled else None
            if self._tokens.breaks[at] >= Break.COMMA and at > start and titled:
                return at
            step = self._title_end(at, form, titled)
            if step is None:
                return at if titled and not self._adjective(at, end) else None
            titled, at = True, min(step, end)
        return None

    def _title_end(self, at: int, form: str, titled: bool) -> int | None:
        """Return the end of the piece of a title at ``at``, or ``None`` where none stands."""
        if at in self._speech.roles:
            return self._speech.roles[at].end
        item = self._speech.actors.get(at)
        if (
            item is not None
            and item.value.type != "person"
            and not (titled and item.value.type == "adjective" and not item.definite)
        ):
            return item.end
        if at in self._speech.outlets:
            return self._speech.outlets[at].end
        bare = form[2:] if form.startswith("ال") else form
        if form in _SELF or form in _RANKS or bare in _HEADS or form.startswith(("ال", "لل", "وال", "بال")):
            return at + 1
        place = next((i for i in self._speech.view.chart.by_start.get(at, ()) if i.label == "place"), None)
        if place is not None or (titled and form[0] in "ول" and len(form) > 4):
            return place.end if place is not None else at + 1
        return None

    def _adjective(self, at: int, end: int) -> bool:
        """Say whether the words from ``at`` are no name: they describe a nameless person ("مسؤول أميركي كبير")."""
        role = next((r for r in self._speech.roles.values() if r.start < at and r.start >= at - 4), None)
        nameless = role is not None and not role.value.named and not self._tokens.forms[role.start].startswith("ال")
        return nameless and (end - at < 2 or at in self._speech.actors)


def ident_of(item: Item | None) -> str | None:
    """Return the registry id of an actor as a speaker: a state or nationality speaks as its government."""
    if item is None:
        return None
    value = item.value
    if value.type in {"state", "adjective"} or value.class_ == "government":
        ident: str | None = value.government or value.id
        return ident
    plain: str | None = value.id
    return plain
