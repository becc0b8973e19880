"""Subjects: who says it, from where the word of saying stands."""

from __future__ import annotations

from typing import Final, NamedTuple

from rasad.grammar.item import Item
from rasad.reports.complements import Complements
from rasad.reports.phrases import Phrases
from rasad.reports.saywords import THAT, SayWord, speaker_words
from rasad.reports.speakers import Speaker
from rasad.reports.speech import Speech
from rasad.reports.voices import Voices
from rasad.text.tokens import Break

_DOCUMENTS: Final = speaker_words()["document"]
_RELATIVE: Final = speaker_words()["relative"]
_BOUND: Final = frozenset({"object", "b"})
_AUXILIARY: Final = speaker_words()["auxiliary"]
_BUT: Final = speaker_words()["but"]
_IN: Final = speaker_words()["in"]
_TANWIN: Final = "\u064b"
_OBLIQUE: Final = "ين"
_UNNAMED: Final = frozenset({"persons", "generic", "adjective"})
_BEFORE: Final = 9
_RELATED: Final = 6
_ADVERBIAL: Final = 6
_SHORT: Final = 4
_TOPIC: Final = 4


class Subject(NamedTuple):
    """A speaker, where what is said may begin behind it, and whether the verb stands before it."""

    speaker: Speaker
    after: int
    leads: bool


class Subjects:
    """Finds the subject of words of saying in one article."""

    def __init__(self, speech: Speech, phrases: Phrases, complements: Complements, voices: Voices) -> None:
        self._view = speech.view
        self._speech = speech
        self._tokens = speech.tokens
        self._phrases = phrases
        self._complements = complements
        self._voices = voices

    def of_verb(self, item: Item, first: int, last: int) -> Subject | None:
        """Return the subject that a verb names, before it or after it; ``None`` where it names none."""
        before = self._before(item, first)
        if before is not None and self._opens_clause(item, before, first):
            return Subject(self._voices.known(before), item.end, False)
        after = self._after(item, last)
        if after is not None and not (before is not None and self._closer(before, after, item)):
            return Subject(self._voices.known(after), after.end, True)
        return Subject(self._voices.known(before), item.end, False) if before is not None else None

    def _closer(self, before: Speaker, after: Speaker, item: Item) -> bool:
        """Say whether ``before`` is the likelier subject: right before the verb, and known as ``after`` is not."""
        unknown = after.source in {"noun", "name"} and after.ident is None and not self._voices.told(after)
        return before.end == item.start and unknown and before.source not in {"noun", "name"}

    # --- behind the verb

    def _after(self, item: Item, last: int) -> Speaker | None:
        say: SayWord = item.value
        at, frame = item.end, say.frame
        if at < last and not self._complements.opens(at):
            at = self._speech.skip(at, last)
        if at >= last or self._tokens.breaks[at] >= Break.COMMA or self._complements.opens(at):
            return None
        if at > item.end and self._tokens.forms[at - 1] in _IN:
            begin = self._speech.after_phrase(at, last)
            return self._phrases.read(begin, last, frame) if begin is not None else None
        if self._is_object(item, at) or (say.frame in _BOUND and self._has_subject(item)):
            return None
        found = self._phrases.read(at, last, frame)
        return found if found is not None else self._voices.named(at)

    def _is_object(self, item: Item, at: int) -> bool:
        """Say whether the word at ``at`` is what is said or who is spoken of, by the ب or the ending it has."""
        say: SayWord = item.value
        known, form = self._speech.item_at(at), self._tokens.forms[at]
        if known is not None and known.proclitics.endswith("ب"):
            return True
        if known is None and say.frame in _BOUND and form.startswith("ب") and len(form) > _SHORT:
            return True
        if known is None and (form.startswith("وال") or _TANWIN in self._tokens.words(at, at + 1)):
            return True  # "وأضاف والدموع في عينيه", "أكد مجددا"
        return say.frame in _BOUND and form.endswith(_OBLIQUE) and self._is_plural(at)

    def _has_subject(self, item: Item) -> bool:
        """Say whether "أن" and a noun stand before the verb: the noun is its subject ("أن التصعيد دعا الجانب …")."""
        forms, breaks = self._tokens.forms, self._tokens.breaks
        for at in range(item.start, max(0, item.start - _TOPIC), -1):
            if breaks[at] >= Break.COMMA or forms[at].startswith("و"):
                return False
            if forms[at - 1] in THAT:
                return at < item.start
        return False

    def _is_plural(self, at: int) -> bool:
        """Say whether the word in "ين" at ``at`` is a plural, and so no subject ("حذر المدنيين")."""
        actor, role = self._speech.actors.get(at), self._speech.roles.get(at)
        if role is not None:
            return not role.value.named
        if actor is not None:
            return actor.value.type in _UNNAMED and actor.value.class_ != "state"
        return self._tokens.forms[at].endswith("ي" + _OBLIQUE)

    # --- before the verb

    def _before(self, item: Item, first: int) -> Speaker | None:
        """Return the subject that stands before the verb ("المنظمة قالت إنها", "لكن متحدثا قال", "X التي قالت")."""
        at = item.start
        if at - 1 > first and self._tokens.forms[at - 1] in _RELATIVE:
            return self._antecedent(at - 1, first) if item.value.frame == "that" else None
        for start in range(max(first, at - _BEFORE), at):
            if self._speech.item_at(start) is None or not self._may_begin(start, first, at):
                continue
            speaker = self._phrases.read(start, at)
            if speaker is not None and self._reaches(speaker.end, at):
                return speaker
        opening = at - 1 <= first + 1 or self._tokens.breaks[at - 1] >= Break.COMMA
        named = self._voices.named(at - 1) if at > first and opening else None
        return named or self._adjoining(item, first) or self._topic(item, first)

    def _adjoining(self, item: Item, first: int) -> Speaker | None:
        """Return a titled speaker told of right before a verb with "أن" ("تصريحات للمتحدث باسم الجيش قال إن")."""
        if item.value.frame != "that":
            return None
        for start in range(max(first, item.start - _BEFORE), item.start):
            if start in self._speech.roles:
                speaker = self._phrases.read(start, item.start)
                if speaker is not None and speaker.end == item.start:
                    return speaker
        return None

    def _may_begin(self, start: int, first: int, verb: int) -> bool:
        """Say whether a subject may begin at ``start``: where a clause does, in a headline with "و" too."""
        if start == first or self._tokens.breaks[start] >= Break.COMMA or start - first <= 2:
            return True
        if self._tokens.forms[start - 1] in _AUXILIARY or self._tokens.forms[start - 1] in THAT:
            return True
        known = self._speech.item_at(start)
        title = self._view.order[self._tokens.sentence_of[start]] == 0
        return title and known is not None and known.end == verb and known.proclitics == "و"

    def _topic(self, item: Item, first: int) -> Speaker | None:
        """Return a noun that no list knows, opens the clause of a verb with "أن" ("الصحيفة أوردت أن")."""
        forms, breaks, at = self._tokens.forms, self._tokens.breaks, item.start
        if item.end >= len(forms) or forms[item.end] not in THAT or at == first:
            return None
        if forms[at - 2 if at - 2 >= first else at] in _BUT:
            return self._phrases.read(at - 1, at)
        for start in range(max(first, at - _TOPIC), at):
            if start != first and breaks[start] < Break.COMMA:
                continue
            if (
                all(word.startswith("ال") for word in forms[start:at])
                and max(breaks[start + 1 : at + 1]) < Break.COMMA
            ):
                return self._phrases.read(start, at)
        return None

    def _opens_clause(self, item: Item, before: Speaker, first: int) -> bool:
        """Say whether ``before`` opens a clause right before a verb that urges or accuses: "X تطالب Y"."""
        opening = before.start == first or self._tokens.breaks[before.start] >= Break.COMMA
        if not opening or item.proclitics or before.end != item.start:
            return False
        return item.value.frame in _BOUND or self._speech.hearer_end(item.end, item.end + 2) is not None

    def _antecedent(self, relative: int, first: int) -> Speaker | None:
        """Return the speaker that a relative pronoun at ``relative`` takes up ("بيان الوزارة التي ذكرت")."""
        for start in range(max(first, relative - _RELATED), relative):
            if self._speech.item_at(start) is None:
                continue
            speaker = self._phrases.read(start, relative)
            if speaker is not None and speaker.end == relative:
                return speaker
        if relative > first and self._tokens.forms[relative - 1].startswith("ال"):
            speaker = self._phrases.read(relative - 1, relative)
            document = relative - 2 >= first and self._tokens.forms[relative - 2] in _DOCUMENTS
            if speaker is not None and (document or self._voices.told(speaker)):
                return speaker
        return None

    def _reaches(self, end: int, verb: int) -> bool:
        """Say whether a subject that ends at ``end`` can be the verb's: next to it, or a place or time between."""
        if end >= verb - 1:
            return all(self._tokens.breaks[at] < Break.CLAUSE for at in range(end, verb + 1))
        between = range(end, verb)
        if any(self._tokens.forms[at] in THAT for at in between):
            return False
        plain = all(self._tokens.breaks[at] < Break.COMMA and at not in self._speech.said for at in between)
        return plain and verb - end <= _ADVERBIAL and self._view.trigger_count[verb] == self._view.trigger_count[end]

    # --- of a whole sentence

    def of_sentence(self, sentence: int, before: int) -> Speaker | None:
        """Return the subject of a sentence that does not begin with speech ("وردت واشنطن …، متوعدة")."""
        first = self._view.sentences[sentence][0]
        for start in (first, first + 1):
            known = self._speech.item_at(start)
            if start < before and known is not None and not known.proclitics.endswith(("ب", "ل")):
                return self._phrases.read(start, before)
        return None
