"""Speakers' phrases: how far the noun phrase of whoever says something reaches."""

from __future__ import annotations

from typing import Final

from rasad.grammar.item import Item
from rasad.reports.saywords import THAT, speaker_words
from rasad.reports.speakers import Speaker, ident_of, name_speaker
from rasad.reports.speech import Speech
from rasad.text.tokens import Break

_STOPS: Final = THAT | speaker_words()["stop"]
_HEADS: Final = speaker_words()["head"]
_OBJECTS: Final = tuple(speaker_words()["object"])
_POSSESSED: Final = tuple(speaker_words()["possessed"])
_DOCUMENTS: Final = speaker_words()["document"]
_SOME: Final = speaker_words()["some"]
_SO_CALLED: Final = speaker_words()["socalled"]
_FROM: Final = speaker_words()["from"]
_NAMED_BY: Final = frozenset({"باسم", "بن"})
_CLOSED: Final = frozenset({"person", "name", "state", "adjective", "metonym", "partisan"})
"""Kinds of actors whose name is whole: an indefinite word after them begins something new."""
_QUOTE: Final = '"'
_ALI: Final = "علي"
_LONGEST: Final = 10
_APPOSED: Final = 6


class Phrases:
    """Reads the phrases of speakers in one article."""

    def __init__(self, speech: Speech) -> None:
        self._speech = speech
        self._tokens = speech.tokens

    def read(self, start: int, last: int, frame: str = "") -> Speaker | None:
        """Return the speaker whose noun phrase begins at token ``start`` and ends by ``last``.

        ``frame`` is the verb's: what follows the speaker may be its object.
        """
        start = self._begin(start, last)
        end = self._end(start, last, frame)
        return name_speaker(self._speech, start, end) if end > start else None

    def _begin(self, start: int, last: int) -> int:
        """Pass over what stands before a name: "ما يسمى بـ", a document that tells its author ("بيان طالبان")."""
        forms = self._tokens.forms
        at = start
        while at < last and forms[at] in _SO_CALLED:
            at += 1
        if at < last and forms[at] in _DOCUMENTS:
            author = next((here for here in range(at + 1, min(last, at + 3)) if self._speech.item_at(here)), None)
            return author if author is not None else at
        return at if at < last else start

    def _past_some(self, start: int, last: int) -> int:
        """Return where the noun begins behind words of quantity: "العديد من", "كل من"."""
        forms = self._tokens.forms
        if start + 2 < last and forms[start] in _SOME and forms[start + 1] in _FROM:
            return start + 2
        return start

    def _end(self, start: int, last: int, frame: str) -> int:
        """Return where the phrase that begins at ``start`` ends."""
        speech, breaks = self._speech, self._tokens.breaks
        at = self._past_some(start, last)
        while at < min(last, start + _LONGEST):
            if at > start and breaks[at] >= Break.COMMA:
                named = self._apposed(start, at, last)
                return named if named is not None else at
            if frame == "object" and at > start and self._second_actor(at):
                break
            span = speech.item_end(at)
            if span is not None and (at == start or not self._governed(at)):
                at = min(span, last)
                continue
            if self._stops(at, start) or (at > start and self._begins_other(at, frame)):
                break
            at += 1
        return at

    def _begins_other(self, at: int, frame: str) -> bool:
        """Say whether the word at ``at``, within a phrase, begins the object, a quotation or what is said through."""
        form = self._tokens.forms[at]
        if frame in {"object", "b"} and self._object_begins(at):
            return True
        if frame == "b" and form[0] == "ب" and form not in _NAMED_BY:
            return True
        return self._speech.hearer_end(at, at + 2) is not None or _QUOTE in self._tokens.gaps[at]

    def _second_actor(self, at: int) -> bool:
        """Say whether the actor at ``at`` is accused or urged by the one that ends before it."""
        item = self._speech.actors.get(at)
        if item is None or item.proclitics or item.value.type in {"adjective", "person"}:
            return False
        if item.definite and at - 1 not in self._speech.roles and self._tokens.forms[at - 1].startswith("ال"):
            return True  # after a definite word another definite name is what it urges: "دعت الجامعة المجتمع الدولي"
        before = self._actor_before(at)
        return before is not None and ident_of(before) not in {None, ident_of(item)}

    def _actor_before(self, at: int) -> Item | None:
        """Return the actor that ends where token ``at`` begins."""
        actors = (self._speech.actors.get(before) for before in range(max(0, at - 6), at))
        return next((item for item in actors if item is not None and item.end == at), None)

    def _stops(self, at: int, start: int) -> bool:
        """Say whether the word at ``at`` cannot belong to a speaker; "علي" not written "على" is a name."""
        speech, form = self._speech, self._tokens.forms[at]
        if at in speech.dates or (at in speech.said and at not in speech.roles):
            return True
        if at in speech.verbs and not (at == start and form.startswith("ال")):
            return True
        if form == _ALI and not self._tokens.words(at, at + 1).endswith("ى"):
            return False
        return form in _STOPS

    def _object_begins(self, at: int) -> bool:
        """Say whether the indefinite word at ``at``, after an actor, looks like the object and not like a name."""
        form = self._tokens.forms[at]
        before = self._actor_before(at)
        if form.startswith("ال") or form in _HEADS or at in self._speech.actors:
            return False
        if before is None:  # an indefinite verbal noun after a definite word begins something new
            return self._tokens.forms[at - 1].startswith("ال") and form.startswith(_OBJECTS)
        return before.value.type in _CLOSED or form.startswith(_OBJECTS) or form.endswith(_POSSESSED)

    def _governed(self, at: int) -> bool:
        return self._speech.is_via(at) or self._tokens.forms[at] in THAT

    def _apposed(self, start: int, comma: int, last: int) -> int | None:
        """Return the end of a name set off by a comma after a role ("وزير الخارجية، سيرغي لافروف، إن")."""
        speech, forms, breaks = self._speech, self._tokens.forms, self._tokens.breaks
        if start not in speech.roles and start not in speech.actors and not forms[start].startswith("ال"):
            return None
        for at in range(comma, min(comma + _APPOSED, last)):
            if at > comma and (breaks[at] >= Break.COMMA or forms[at] in THAT):
                return at
            if self._stops(at, comma) and not (at in speech.verbs and at <= comma + 1):
                return None
        return None
