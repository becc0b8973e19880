"""Complements: where what is said begins and ends, and through whom it is told."""

from __future__ import annotations

from typing import Final

from rasad.reports.quotes import closing, opens
from rasad.reports.saywords import THAT, SayWord, speaker_words
from rasad.reports.speech import Speech
from rasad.text.tokens import Break

_REACH: Final = 16
_SHORT_REACH: Final = 12
_BOUND_REACH: Final = 8
_NO_THAT: Final = speaker_words()["nothat"]
_AROUND: Final = speaker_words()["around"]
_ONTO: Final = speaker_words()["onto"]
_CONDITION: Final = speaker_words()["condition"]
_NEEDED: Final = {frame: speaker_words()[frame] for frame in ("about", "charge", "burden")}
"""Words without which a verb of these frames is another verb ("أعرب عن", "وجه اتهامات")."""


class Complements:
    """Finds what is said after a word of saying."""

    def __init__(self, speech: Speech) -> None:
        self._speech = speech
        self._tokens = speech.tokens

    def find(self, at: int, last: int, say: SayWord) -> tuple[int | None, str]:
        """Return where what is said begins after token ``at``, and how it is joined: that, quote or object."""
        forms, breaks = self._tokens.forms, self._tokens.breaks
        begin = self._speech.skip(at, last)
        reach = _REACH if say.frame == "that" else _SHORT_REACH
        if say.frame in _NEEDED:
            return self._needed(at, begin, last, _NEEDED[say.frame])
        for here in range(at, min(last, at + reach)):
            if here > at and here in self._speech.said and breaks[here] >= Break.COMMA:
                break
            if forms[here] in THAT and not (here > at and forms[here - 1] in _NO_THAT):
                if here > begin and here - 1 in self._speech.said_by_verb:
                    break
                return here, "that"
            if self.quotes(here) and (here <= begin or self._apart(here, begin, say)):
                return here, "quote"
            if say.frame != "that" and here > at and breaks[here] >= Break.CLAUSE:
                break
        if begin < last and (say.frame == "object" or (say.frame == "b" and self._bound(begin, last))):
            return begin, "object"
        return None, ""

    def _bound(self, begin: int, last: int) -> bool:
        """Say whether the object that a verb takes with ب, إلى, على or عن stands at ``begin`` or soon after."""
        forms, breaks = self._tokens.forms, self._tokens.breaks
        if forms[begin] in _CONDITION:
            return False
        for at in range(begin, min(last, begin + _BOUND_REACH)):
            if at > begin and breaks[at] >= Break.CLAUSE:
                return False
            if forms[at] in _ONTO or forms[at].startswith("ب"):
                return True
        return False

    def _needed(self, at: int, begin: int, last: int, words: frozenset[str]) -> tuple[int | None, str]:
        """Return where an object begins that needs one of ``words``."""
        for here in range(at, min(last, at + _SHORT_REACH)):
            if self._tokens.forms[here] in words:
                return begin, "object"
            if here > at and self._tokens.breaks[here] >= Break.CLAUSE:
                break
        return None, ""

    def _apart(self, here: int, begin: int, say: SayWord) -> bool:
        """Say whether a quotation at ``here`` is what is said, and not words quoted within an object."""
        if say.frame == "that" or self._tokens.breaks[here] >= Break.COMMA or ":" in self._tokens.gaps[here]:
            return True
        forms = self._tokens.forms
        return forms[begin] in _AROUND or (here == begin + 1 and forms[begin] in _ONTO)

    def quotes(self, here: int) -> bool:
        """Say whether words are quoted from ``here`` on; a quoted name is none."""
        return ":" in self._tokens.gaps[here] or (opens(self._tokens, here) and not self._name(here))

    def opens(self, at: int) -> bool:
        """Say whether what is said begins at ``at``: a complementiser, colon or quotation."""
        return self._tokens.forms[at] in THAT or (opens(self._tokens, at) and not self._name(at))

    def _name(self, at: int) -> bool:
        return at in self._speech.actors or at in self._speech.outlets

    def via(self, start: int, end: int) -> tuple[int, int] | None:
        """Return the outlet or platform between the speaker and the words."""
        outlets = self._speech.outlets
        found = next((outlets[at] for at in range(start, end) if at in outlets), None)
        return (found.start, min(found.end, end)) if found is not None else None

    def end(self, begin: int, last: int) -> tuple[int, bool]:
        """Return the end of what is said and whether it is quoted: quoted words run to their closing mark."""
        end = closing(self._tokens, begin, last)
        return (last, False) if end is None else (max(end, last), True)
