"""Saying: who says what where, and where its words end beside others."""

from __future__ import annotations

from typing import Final, NamedTuple

from rasad.grammar.item import Item
from rasad.reports.quotes import closing, opens
from rasad.reports.saywords import SayWord
from rasad.reports.speakers import Speaker
from rasad.reports.view import View

_QUOTE: Final = '"'


class Saying(NamedTuple):
    """A statement: the word of saying, who speaks, through whom, and the tokens of what is said.

    ``back`` says that the words stand before the word of saying ("…، بحسب مصدر"). ``carried`` marks a speaker taken
    over from the saying before (a verb without subject, a participle).
    """

    word: Item
    speaker: Speaker
    via: tuple[int, int] | None
    start: int
    end: int
    back: bool
    quoted: bool
    carried: bool

    @property
    def say(self) -> SayWord:
        """The word of saying's reading."""
        value: SayWord = self.word.value
        return value


def bounded(view: View, sayings: list[Saying]) -> list[Saying]:
    """Cut each saying where the next one begins a clause of its own: behind the quotation, if it is quoted."""
    out = []
    for n, made in enumerate(sayings):
        end = made.end
        if not made.back:
            end = next((s.word.start for s in sayings[n + 1 :] if _parts(view, made, s)), end)
        if min(end, made.end) > made.start:
            out.append(made._replace(end=min(end, made.end)))
    return out


def _parts(view: View, made: Saying, other: Saying) -> bool:
    """Say whether ``other`` begins where ``made`` ends: not inside its quotation, nor as the verb of its "إن X"."""
    at = other.word.start
    if other.back or at <= made.start + 1:
        return False
    if _closes(view, at):
        return True
    close = closing(view.tokens, made.start, made.end) if made.quoted else None
    if close is not None and at < close:
        return False
    before = other.speaker.end == at and other.speaker.start <= made.start + 1
    return not before


def _closes(view: View, at: int) -> bool:
    """Say whether a quotation closes right before token ``at``, wherever it was taken to end."""
    return _QUOTE in view.tokens.gaps[at] and not opens(view.tokens, at)
