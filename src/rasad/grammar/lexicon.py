"""Lexicons: phrases looked up over tokens in one pass, clitics and article allowed for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from operator import itemgetter
from typing import Any, Final, NamedTuple

from rasad.grammar.item import Item
from rasad.grammar.vocabulary import Vocabulary, Word, word_of
from rasad.text.clitics import Cut
from rasad.text.kept import Kept
from rasad.text.tokens import Break, Tokens


class Entry(NamedTuple):
    """One phrase of a lexicon: its label, value, the words after the first, and its name for provenance.

    ``definite`` says whether its first word must stand with the article, must not, or either way (``None``).
    """

    label: str
    value: Any
    definite: bool | None
    rest: tuple[Word, ...]
    name: str

    def may_be(self, cut: Cut) -> bool:
        """Say whether the first word may stand as ``cut`` has it, with the article or without."""
        return self.definite is None or self.definite == cut.definite


class Hit(NamedTuple):
    """What a one-word entry gives wherever the form stands: an ``Item`` without its place."""

    label: str
    value: Any
    rule: str
    parts: tuple[tuple[str, Item], ...]
    proclitics: str
    definite: bool
    enclitic: str


class Plan(NamedTuple):
    """What a form gives: the stems that may continue it as a phrase, and its hits alone.

    ``feminine`` are its hits where a final "ه" is printed as a ta marbuta, ``None`` where that changes nothing.
    """

    seconds: frozenset[str]
    hits: tuple[Hit, ...]
    feminine: tuple[Hit, ...] | None


_Numbered = tuple[int, Entry]


class _Continued(NamedTuple):
    """The entries that begin with a stem, each with its number among them: one-word ones, others by second stem."""

    seconds: frozenset[str]
    alone: list[_Numbered]
    followed: dict[str, list[_Numbered]]


class _Candidate(NamedTuple):
    """An entry that a form may be the first word of: where it would end, what must follow the second word."""

    length: int
    cost: int
    enclitic: bool
    rest: tuple[Word, ...]
    hit: Hit


_number = itemgetter(0)
_PLANS_BOUND: Final = 16_000
_PAIRS_BOUND: Final = 6_000
"""What two forms begin together takes some two thousand bytes a pair: no more of them are kept."""
_VOWELS: Final = "\u064b\u064c\u064d\u064e\u064f\u0650"
_MIXED: Final = re.compile("[0-9٠-٩A-Za-z.&'-]")


def _parts(phrase: str) -> list[str]:
    """Return the words of a phrase as the tokeniser would part them ("M23" is two tokens, "MQ-9" is one)."""
    parts = (phrase.replace("_", " ") if "_" in phrase else phrase).split()
    if not _MIXED.search(phrase):  # nearly all, and there are tens of thousands
        return parts
    out: list[str] = []
    for part in parts:
        out += [part] if part.startswith("=") or not _MIXED.search(part) else Tokens(part).forms
    return out


class Lexicon:
    """All phrases of all lexicons, indexed by their first word.

    ``add(phrase, label, value)`` takes phrases in ordinary spelling. ``find(tokens)`` returns, for each label, the
    longest match at each place, as ``Item``; matches of one label do not overlap unless they begin together.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._index: dict[str, list[Entry]] = {}
        self._continued: dict[str, _Continued] = {}
        self._plans = Kept(self._plan, _PLANS_BOUND)
        self._pairs = Kept(self._pair, _PAIRS_BOUND)

    def add(self, phrase: str, label: str, value: Any = None, source: str = "lexicon", *, verb: bool = False) -> None:
        """Add ``phrase`` under ``label``. Raises ``ValueError`` if it has no words.

        A ``verb`` has no article and never stands with one ("اللغم" is no form of "لغم"); phrases of several words
        are taken as they are written, verbs or not.
        """
        parts = _parts(phrase)
        verb = verb and len(parts) == 1
        words = [word_of(part, verb) for part in parts]
        if not words or not words[0][0]:
            raise ValueError(f"{source}: the entry {phrase!r} has no words to match")
        self._vocabulary.add(words)
        definite = False if verb else words[0][1] or None
        entry = Entry(label, value, definite, tuple(words[1:]), f"{source}:{phrase}")
        self._index.setdefault(words[0][0], []).append(entry)
        self._continued.pop(words[0][0], None)
        if self._plans:
            self._plans.clear()
            self._pairs.clear()

    def freeze(self) -> None:
        """Order the entries, longest first; call once after the last ``add``."""
        for entries in self._index.values():
            entries.sort(key=lambda e: -len(e.rest))
        self._continued.clear()
        self._plans.clear()
        self._pairs.clear()

    def stems(self) -> Iterable[str]:
        """Return the first stems of all entries (for the tests that look for entries that can never match)."""
        return self._index.keys()

    def find(self, tokens: Tokens) -> list[Item]:
        """Return the items found in ``tokens``, ordered by start, then longest first."""
        out: list[Item] = []
        forms, breaks = tokens.forms, tokens.breaks
        last, quote, new = len(forms) - 1, int(Break.QUOTE), tuple.__new__
        stems = self._vocabulary.bare_stems
        for at, plan in enumerate(map(self._plans.__getitem__, forms)):
            if plan is None:
                continue
            seconds, hits, feminine = plan
            if seconds and at < last and breaks[at + 1] <= quote and not seconds.isdisjoint(stems[forms[at + 1]]):
                self._at(tokens, at, out)
                continue
            if feminine is not None and _is_feminine(tokens, at):
                hits = feminine
            for hit in hits:
                out.append(new(Item, (at, at + 1) + hit))
        return out

    def _plan(self, form: str) -> Plan | None:
        """Work out, once for a form, what it gives when no phrase of several words begins with it."""
        cuts, index = self._vocabulary.readings(form), self._index
        begun = [self._begun(cut.stem) for cut in cuts if cut.stem in index]
        if not begun:
            return None
        seconds = begun[0].seconds if len(begun) == 1 else frozenset().union(*[one.seconds for one in begun])
        pronoun = "ه" in [cut.enclitic for cut in cuts]
        return Plan(seconds, self._single(cuts, False), self._single(cuts, True) if pronoun else None)

    def _begun(self, stem: str) -> _Continued:
        """Return the entries that begin with ``stem``, by what must follow it."""
        held = self._continued.get(stem)
        if held is None:
            alone: list[_Numbered] = []
            followed: dict[str, list[_Numbered]] = {}
            for numbered in enumerate(self._index[stem]):
                rest = numbered[1].rest
                (followed.setdefault(rest[0][0], []) if rest else alone).append(numbered)
            held = self._continued[stem] = _Continued(frozenset(followed), alone, followed)
        return held

    def _followed(self, stem: str, seconds: Iterable[str]) -> list[Entry]:
        """Return in their order the entries that ``stem`` is alone, or with one of ``seconds`` behind it."""
        if stem not in self._index:
            return []
        begun = self._begun(stem)
        found = [*begun.alone, *(one for second in seconds for one in begun.followed.get(second, ()))]
        return [entry for _, entry in sorted(found, key=_number)]

    def _single(self, cuts: Iterable[Cut], feminine: bool) -> tuple[Hit, ...]:
        """Return the hits of one-word entries; ``feminine``: the final "ه" is printed as a ta marbuta."""
        found: list[Hit] = []
        for cut in cuts:
            if feminine and cut.enclitic == "ه":
                continue
            for _, entry in self._begun(cut.stem).alone if cut.stem in self._index else ():
                if not entry.may_be(cut):
                    continue
                if not _beaten(found, entry, cut):
                    found.append(
                        Hit(entry.label, entry.value, entry.name, (), cut.proclitics, cut.definite, cut.enclitic)
                    )
        return tuple(found)

    def _pair(self, pair: tuple[str, str]) -> tuple[_Candidate, ...]:
        """Work out, once for two forms, the entries that may begin at the first where the second follows it."""
        out: list[_Candidate] = []
        form, following = pair
        seconds = [cut for cut in self._vocabulary.readings(following) if not cut.proclitics]
        stems = {cut.stem for cut in seconds}
        for cut in self._vocabulary.readings(form):
            for entry in self._followed(cut.stem, stems):
                if (entry.rest and cut.enclitic) or not entry.may_be(cut):
                    continue
                if entry.rest and not any(_is_word(second, entry.rest[0]) for second in seconds):
                    continue
                hit = Hit(entry.label, entry.value, entry.name, (), cut.proclitics, cut.definite, cut.enclitic)
                cost = _cost(cut.proclitics, cut.enclitic)
                out.append(_Candidate(1 + len(entry.rest), cost, cut.enclitic == "ه", entry.rest[1:], hit))
        return tuple(out)

    def _at(self, tokens: Tokens, at: int, out: list[Item]) -> None:
        """Add the items at token ``at``, with which a phrase of several words may begin."""
        best: dict[str, int] = {}
        found: list[tuple[int, int, Hit]] = []
        for length, cost, enclitic, rest, hit in self._pairs[tokens.forms[at], tokens.forms[at + 1]]:
            known = best.get(hit.label, 0)
            if length < known or (enclitic and _is_feminine(tokens, at)):
                continue
            if rest and not self._rest(tokens, at + 2, rest):
                continue
            if length == known and _is_beaten(found, hit, cost):
                continue
            best[hit.label] = length
            found.append((length, cost, hit))
        for length, _, hit in found:
            if length == best[hit.label]:
                out.append(tuple.__new__(Item, (at, at + length) + hit))

    def _rest(self, tokens: Tokens, at: int, rest: tuple[Word, ...]) -> bool:
        if at + len(rest) > len(tokens.forms):
            return False
        for offset, word in enumerate(rest):
            if tokens.breaks[at + offset] > Break.QUOTE:
                return False
            if not any(
                not cut.proclitics and _is_word(cut, word)
                for cut in self._vocabulary.readings(tokens.forms[at + offset])
            ):
                return False
        return True


def _cost(proclitics: str, enclitic: str) -> int:
    """Return how much was cut off a word: of two readings the less cut one is the likelier."""
    return len(proclitics) + 2 * len(enclitic)


def _is_word(cut: Cut, word: Word) -> bool:
    """Say whether ``cut`` is the entry's ``word``."""
    return cut.stem == word[0] and (cut.definite or not word[1])


def _beaten(found: Iterable[Hit], entry: Entry, cut: Cut) -> bool:
    """Say whether a hit of the label is there already that has the same value or was cut less."""
    cost = _cost(cut.proclitics, cut.enclitic)
    return any(
        hit.label == entry.label and (_cost(hit.proclitics, hit.enclitic) < cost or hit.value == entry.value)
        for hit in found
    )


def _is_beaten(found: Iterable[tuple[int, int, Hit]], new: Hit, cost: int) -> bool:
    """Say the same of ``new``, a candidate of that ``cost``."""
    return any(hit.label == new.label and (other < cost or hit.value == new.value) for _, other, hit in found)


def _is_feminine(tokens: Tokens, at: int) -> bool:
    """Say whether the final "ه" of token ``at`` is printed as a ta marbuta, and so no pronoun."""
    end = tokens.ends[at]
    last = tokens.text[end - 1]
    if last not in _VOWELS:
        return last == "ة"
    return tokens.text[tokens.starts[at] : end].rstrip(_VOWELS).endswith("ة")
