"""Voices: who has spoken in an article so far, for verbs without a subject, surnames alone and "the ministry"."""

from __future__ import annotations

from typing import Final, NamedTuple

from rasad.grammar.item import Item
from rasad.reports.saywords import SayWord, speaker_words
from rasad.reports.speakers import Speaker
from rasad.reports.speech import Speech

_REACH: Final = 2
"""How many sentences back a speaker is taken up."""
_ANAPHORIC: Final = speaker_words()["head"] | speaker_words()["body"] | speaker_words()["rank"]
"""Nouns that repeat, with the article, a speaker told before: "وزارة الصحة … الوزارة"."""


_MASCULINE: Final = speaker_words()["masculine"]
_COUNTRIES: Final = frozenset({"state", "metonym"})


class _Voice(NamedTuple):
    speaker: Speaker
    sentence: int
    feminine: bool | None
    """Whether its verbs are feminine (``None``: cannot be known)."""


class Voices:
    """Who has spoken, the latest last."""

    def __init__(self, speech: Speech) -> None:
        self._tokens = speech.tokens
        self._speech = speech
        self._held: list[_Voice] = []
        self._names: dict[str, Speaker] = {}
        self._heads: dict[str, Speaker] = {}

    def remember(self, speaker: Speaker, word: Item, leads: bool) -> None:
        """Keep ``speaker`` as the last; ``leads`` says that the word of saying stood before it and agrees with it."""
        feminine = _feminine(self._tokens.forms[word.start], word) if leads else None
        if feminine is None:
            feminine = self._known_gender(speaker)
        self._held.append(_Voice(speaker, self._tokens.sentence_of[word.start], feminine))
        a, b = speaker.name
        forms = self._tokens.forms
        if speaker.ident is not None or speaker.role is not None or forms[speaker.start].startswith("ال"):
            self._names.setdefault(forms[b - 1], speaker)
            if speaker.ident is not None or speaker.role is not None:
                self._names[forms[b - 1]] = speaker
        for form in forms[speaker.start : a + 1]:
            if form in _ANAPHORIC:
                self._heads[form] = speaker

    def _known_gender(self, speaker: Speaker) -> bool | None:
        for voice in reversed(self._held):
            if voice.speaker == speaker and voice.feminine is not None:
                return voice.feminine
        form = self._tokens.forms[speaker.start].removeprefix("و")
        actor = self._speech.actors.get(speaker.start)
        if form in _MASCULINE:
            return False
        if actor is not None and actor.value.type in _COUNTRIES:
            return not form.startswith("ال")
        return True if form.endswith("ه") and form.startswith("ال") else None

    def last(self, word: Item, sentences: int = _REACH) -> Speaker | None:
        """Return who spoke last within ``sentences`` and can be the subject of ``word`` by its gender."""
        here = self._tokens.sentence_of[word.start]
        feminine = _feminine(self._tokens.forms[word.start], word)
        for voice in reversed(self._held):
            if here - voice.sentence > sentences:
                return None
            if feminine is None or voice.feminine is None or voice.feminine == feminine:
                return voice.speaker
        return None

    def spoke_in(self, sentence: int) -> bool:
        """Say whether anyone has spoken in ``sentence``."""
        return bool(self._held) and self._held[-1].sentence == sentence

    def named(self, at: int) -> Speaker | None:
        """Return the person told before whose surname stands alone at ``at``."""
        held = self._names.get(self._tokens.forms[at])
        return held._replace(start=at, end=at + 1, name=(at, at + 1), role=None) if held is not None else None

    def known(self, speaker: Speaker) -> Speaker:
        """Give a surname alone, or "the ministry", the identity of the one told before."""
        if speaker.ident is not None or speaker.end - speaker.start > 2:
            return speaker
        held = self._names.get(self._tokens.forms[speaker.end - 1].removeprefix("ل")) or self._before(speaker)
        return speaker._replace(ident=held.ident, named=held.named) if held is not None else speaker

    def told(self, speaker: Speaker) -> bool:
        """Say whether ``speaker`` was told before by this surname or noun."""
        return self._tokens.forms[speaker.end - 1] in self._names or self._before(speaker) is not None

    def _before(self, speaker: Speaker) -> Speaker | None:
        form = self._tokens.forms[speaker.start]
        return self._heads.get(form[2:]) or self._heads.get(form) if form.startswith("ال") else None


def _feminine(form: str, word: Item) -> bool | None:
    """Say whether a word of saying has a feminine subject (``None`` where its form does not tell: plurals, nouns)."""
    say: SayWord = word.value
    bare = form[len(word.proclitics) :]
    if say.pos == "p":
        return True if bare.endswith("ه") else None if bare.endswith("ين") else False
    if say.pos not in {"v", "c"} or bare.endswith(("وا", "ون", "ن", "ا")):
        return None
    if say.lemma.startswith("ت"):
        return bare.endswith("ت") or bare.startswith("تت")
    return bare.endswith("ت") and not say.lemma.endswith("ت") or bare.startswith("ت")
