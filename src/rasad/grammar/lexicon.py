"""Lexicons: phrases looked up over tokens in one pass, clitics and article allowed for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final, NamedTuple

from rasad.grammar.item import Item
from rasad.grammar.vocabulary import Vocabulary, Word, word_of
from rasad.text.tokens import Break, Tokens


class Entry(NamedTuple):
    """One phrase of a lexicon: its label, value, the words after the first, and its name for provenance."""

    label: str
    value: Any
    needs_article: bool
    rest: tuple[Word, ...]
    name: str


_MIXED: Final = re.compile("[0-9٠-٩A-Za-z.&'-]")


def _parts(phrase: str) -> Iterator[str]:
    """Yield the words of a phrase as the tokeniser would part them ("M23" is two tokens, "MQ-9" is one)."""
    for part in phrase.replace("_", " ").split():
        if part.startswith("=") or not _MIXED.search(part):
            yield part
        else:
            yield from Tokens(part).forms


class Lexicon:
    """All phrases of all lexicons, indexed by their first word.

    ``add(phrase, label, value)`` takes phrases in ordinary spelling. ``find(tokens)`` returns, for each label, the
    longest match at each place, as ``Item``; matches of one label do not overlap unless they begin together.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._index: dict[str, list[Entry]] = {}

    def add(self, phrase: str, label: str, value: Any = None, source: str = "lexicon") -> None:
        """Add ``phrase`` under ``label``. Raises ``ValueError`` if it has no words."""
        words = [word_of(part) for part in _parts(phrase)]
        if not words or not words[0][0]:
            raise ValueError(f"{source}: the entry {phrase!r} has no words to match")
        self._vocabulary.add(words)
        entry = Entry(label, value, words[0][1], tuple(words[1:]), f"{source}:{phrase}")
        self._index.setdefault(words[0][0], []).append(entry)

    def freeze(self) -> None:
        """Order the entries, longest first; call once after the last ``add``."""
        for entries in self._index.values():
            entries.sort(key=lambda e: -len(e.rest))

    def stems(self) -> Iterable[str]:
        """Return the first stems of all entries (for the tests that look for entries that can never match)."""
        return self._index.keys()

    def find(self, tokens: Tokens) -> list[Item]:
        """Return the items found in ``tokens``, ordered by start, then longest first."""
        out: list[Item] = []
        index, readings = self._index, self._vocabulary.readings
        for at, form in enumerate(tokens.forms):
            cut_readings = readings(form)
            if cut_readings:
                self._at(tokens, at, cut_readings, index, out)
        return out

    def _at(self, tokens: Tokens, at: int, cuts: Any, index: dict[str, list[Entry]], out: list[Item]) -> None:
        best: dict[str, int] = {}
        found: list[Item] = []
        for cut in cuts:
            for entry in index.get(cut.stem, ()):
                end = at + 1 + len(entry.rest)
                if cut.enclitic and (entry.rest or _is_feminine(tokens, at, cut.enclitic)):
                    continue
                if end < best.get(entry.label, 0) or (entry.needs_article and not cut.definite):
                    continue
                if entry.rest and not self._rest(tokens, at + 1, entry.rest):
                    continue
                if end == best.get(entry.label, 0) and any(
                    f.label == entry.label
                    and (f.value == entry.value or _cost(f.proclitics, f.enclitic) < _cost(*cut[2:]))
                    for f in found
                ):
                    continue
                best[entry.label] = end
                found.append(
                    Item(
                        at,
                        end,
                        entry.label,
                        entry.value,
                        entry.name,
                        (),
                        cut.proclitics,
                        cut.definite,
                        cut.enclitic,
                    )
                )
        out.extend(item for item in found if item.end == best[item.label])

    def _rest(self, tokens: Tokens, at: int, rest: tuple[Word, ...]) -> bool:
        if at + len(rest) > len(tokens.forms):
            return False
        for offset, (stem, needs_article) in enumerate(rest):
            if tokens.breaks[at + offset] > Break.QUOTE:
                return False
            for cut in self._vocabulary.readings(tokens.forms[at + offset]):
                if cut.stem == stem and not cut.proclitics and (cut.definite or not needs_article):
                    break
            else:
                return False
        return True


def _cost(proclitics: str, enclitic: str) -> int:
    """Return how much was cut off a word: of two readings the less cut one is the likelier."""
    return len(proclitics) + 2 * len(enclitic)


def _is_feminine(tokens: Tokens, at: int, enclitic: str) -> bool:
    """Say whether the "ه" cut off token ``at`` is printed as a ta marbuta, and so no pronoun."""
    return enclitic == "ه" and tokens.text[tokens.starts[at] : tokens.ends[at]].rstrip(
        "\u064b\u064c\u064d\u064e\u064f\u0650"
    ).endswith("ة")
