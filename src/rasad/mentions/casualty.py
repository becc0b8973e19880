"""Casualty words: the verbs, verbal nouns and nouns that tell what befell people, from ``casualty.tsv``."""

from __future__ import annotations

from functools import cache
from typing import Final

import msgspec

from rasad.codebook.table import TableError, read_table
from rasad.mentions.toll import TollKind

_COLUMNS: Final = ("phrase", "class", "kind", "number", "voice", "wording")
_CLASSES: Final = frozenset(
    {
        "verb",
        "masdar",
        "person",
        "life",
        "take",
        "meet",
        "demise",
        "stop",
        "agent",
        "others",
        "part",
        "of",
        "least",
        "result",
        "count",
        "negation",
        "made",
        "self",
        "loss",
        "one",
        "find",
    }
)
_KINDS: Final[dict[str, TollKind]] = {
    "killed": "killed",
    "injured": "injured",
    "missing": "missing",
    "captured": "captured",
    "killed-or-injured": "killed-or-injured",
    "-": "killed-or-injured",
}
TRIGGERS: Final = ("self", "life", "take", "meet", "masdar", "verb", "person")
"""The classes that open a toll; each is its own chart label, ``casualty-<class>``."""


class CasualtyWord(msgspec.Struct, frozen=True):
    """One row: its class, the fate it tells, the number and voice of its form, and the lemma to keep."""

    cls: str
    kind: TollKind
    number: str
    voice: str
    wording: str


@cache
def casualty_words(language: str) -> tuple[tuple[str, CasualtyWord], ...]:
    """Return ``(phrase, word)`` for every row. Raises ``TableError`` naming phrase and fault for an unknown class."""
    out = []
    for phrase, cls, kind, number, voice, wording in read_table(
        "rasad.mentions", f"{language}/casualty.tsv", _COLUMNS
    ):
        if cls not in _CLASSES:
            raise TableError(f"{language}/casualty.tsv: {phrase!r} has the class {cls!r}; use {sorted(_CLASSES)}")
        fate = _KINDS.get(kind)
        if fate is None:
            raise TableError(f"{language}/casualty.tsv: {phrase!r} has the kind {kind!r}; use {sorted(_KINDS)}")
        out.append((phrase, CasualtyWord(cls, fate, number, voice, wording)))
    return tuple(out)


def label_of(word: CasualtyWord) -> str:
    """Return the chart label of ``word``."""
    return f"casualty-{word.cls}"
