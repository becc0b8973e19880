"""What a tally counts: the noun beside its figure, and the kinds of events that the ledger has for it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final

import msgspec

from rasad.codebook.kinds import kinds
from rasad.codebook.table import TableError, read_table
from rasad.records import Tally
from rasad.text.fold import fold

UNKNOWN: Final = "something else"


class Subject(msgspec.Struct, frozen=True, kw_only=True):
    """What is counted, by name, and the kinds of events that count it (none: the ledger cannot)."""

    name: str
    kinds: tuple[str, ...] = ()


@cache
def _subjects() -> tuple[tuple[str, tuple[str, ...], frozenset[str]], ...]:
    """Return (name, kinds, folded words) in the file's order. Raises ``TableError`` for a kind that is none."""
    known, out = kinds(), []
    for name, listed, words in read_table("rasad.story", "data/subjects.tsv", ("subject", "kinds", "words")):
        of = tuple(one for one in listed.split() if one)
        wrong = [one for one in of if one not in known and one not in {kind.group for kind in known.values()}]
        if wrong:
            raise TableError(f"data/subjects.tsv: {wrong[0]!r} is neither a kind nor a group of kinds")
        members = tuple(one for one, kind in known.items() if one in of or kind.group in of)
        out.append((name, members, frozenset(fold(word) for word in words.split())))
    return tuple(out)


def subject_of(tally: Tally) -> Subject:
    """Return what ``tally`` counts, by the first word of its own words that names a subject."""
    words = fold(tally.what).split()
    found = _first(words)
    if found is None and (tally.killed or tally.injured) and tally.count is None:
        return Subject(name="people")
    return found or Subject(name=UNKNOWN)


def _first(words: Sequence[str]) -> Subject | None:
    for word in words:
        for name, members, named in _subjects():
            if _bare(word) & named:
                return Subject(name=name, kinds=members)
    return None


def _bare(word: str) -> set[str]:
    """Return the word and what is left without what Arabic writes to its front."""
    out = {word}
    for prefix in ("وال", "بال", "لل", "ال", "و", "ب", "ل"):
        if word.startswith(prefix) and len(word) - len(prefix) >= 3:
            out.add(word[len(prefix) :])
    return out
