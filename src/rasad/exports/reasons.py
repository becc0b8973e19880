"""Why an event's value was chosen, in the words of a dossier's language."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from rasad.codebook.actors import actors
from rasad.codebook.table import read_table
from rasad.exports.labels import Labels
from rasad.merging.rules import RULES

_SLOT: Final = re.compile(r"\\\{(\w+)\\\}")


@cache
def _rows() -> list[tuple[re.Pattern[str], str]]:
    """Return each English reason as a pattern of its parts, and the Arabic one."""
    rows = read_table("rasad.exports", "data/reasons.tsv", ("en", "ar"))
    return [(re.compile(_SLOT.sub(r"(?P<\1>.+?)", re.escape(english))), arabic) for english, arabic in rows]


def reason_words(reason: str, labels: Labels) -> str:
    """Return ``reason`` (``Derived.reason``, in English, with its rule or without) as a dossier shows it to people.

    The rule stands by its name in the language. A reason that the table does not hold stays as it is.
    """
    if labels.language == "en":
        return reason
    rule, parted, rest = reason.partition(": ")
    if parted and rule in RULES:
        return f"{labels(rule)}: {_translated(rest)}"
    return _translated(reason)


def _translated(reason: str) -> str:
    for pattern, arabic in _rows():
        found = pattern.fullmatch(reason)
        if found is not None:
            return arabic.format(**{name: _part(name, words) for name, words in found.groupdict().items()})
    return reason


def _part(name: str, words: str) -> str:
    """Return what is filled in: another reason, an actor by its Arabic name, figures as they are."""
    if name == "rest":
        return _translated(words)
    if name == "who":
        return next((one.name_ar for one in actors().values() if one.name_en == words), words)
    return words.replace(", ", "، ")
