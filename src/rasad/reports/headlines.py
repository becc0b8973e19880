"""Headlines that name their speaker before a colon: "الجيش: أسقطنا مسيّرة"."""

from __future__ import annotations

from typing import Final

from rasad.grammar.item import Item
from rasad.reports.phrases import Phrases
from rasad.reports.saywords import SayWord
from rasad.reports.speakers import Speaker
from rasad.reports.speech import Speech
from rasad.reports.voices import Voices

_LONGEST: Final = 8
_COLON: Final = SayWord(":", "h", "say", "that")
_TOPICS: Final = frozenset({"state", "adjective", "metonym"})
"""Names that before a colon tell what the story is about, not who speaks ("سوريا: …")."""


def headline_speaker(
    speech: Speech, phrases: Phrases, voices: Voices, first: int, last: int
) -> tuple[Item, Speaker] | None:
    """Return the first word of what is said, as a word of saying, and the speaker of the headline ``first:last``."""
    colon = next((at for at in range(first + 1, min(last, first + _LONGEST)) if ":" in speech.tokens.gaps[at]), None)
    if colon is None or colon + 2 > last:
        return None
    word, known = Item(colon, colon + 1, "say", _COLON, "statements"), speech.item_at(first)
    if known is None and colon == first + 1 and (person := voices.named(first)) is not None:
        return word, person
    if known is None or known.proclitics or (known.label == "actor" and known.value.type in _TOPICS):
        return None
    speaker = phrases.read(first, colon)
    if speaker is None or speaker.end != colon:
        return None
    return word, speaker
