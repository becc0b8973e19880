"""Lexicons: phrases looked up over tokens in one pass, clitics and article allowed for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final, NamedTuple

from rasad.grammar.item import Item
from rasad.grammar.vocabulary import Vocabulary, Word, word_of
from rasad.text.clitics import Cut
from rasad.text.tokens import Break, Tokens


class Entry(NamedTuple):
    """One phrase of a lexicon: its label, value, the words after the first, and its name for provenance."""

    label: str
    value: Any
    needs_article: bool
    rest: tuple[Word, ...]
    name: str


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


_NOTHING: Final = Plan(frozenset(), (), None)
_PLANS_BOUND: Final = 40_000
_VOWELS: Final = "\u064b\u064c\u064d\u064e\u064f\u0650"
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
        self._plans: dict[str, Plan] = {}

    def add(self, phrase: str, label: str, value: Any = None, source: str = "lexicon") -> None:
        """Add ``phrase`` under ``label``. Raises ``ValueError`` if it has no words."""
        words = [word_of(part) for part in _parts(phrase)]
        if not words or not words[0][0]:
            raise ValueError(f"{source}: the entry {phrase!r} has no words to match")
        self._vocabulary.add(words)
        entry = Entry(label, value, words[0][1], tuple(words[1:]), f"{source}:{phrase}")
        self._index.setdefault(words[0][0], []).append(entry)
        self._plans.clear()

    def freeze(self) -> None:
        """Order the entries, longest first; call once after the last ``add``."""
        for entries in self._index.values():
            entries.sort(key=lambda e: -len(e.rest))
        self._plans.clear()

    def stems(self) -> Iterable[str]:
        """Return the first stems of all entries (for the tests that look for entries that can never match)."""
        return self._index.keys()

    def find(self, tokens: Tokens) -> list[Item]:
        """Return the items found in ``tokens``, ordered by start, then longest first."""
        out: list[Item] = []
        plans, forms, breaks, readings = self._plans, tokens.forms, tokens.breaks, self._vocabulary.readings
        last = len(forms) - 1
        for at, form in enumerate(forms):
            plan = plans.get(form)
            if plan is None:
                plan = self._plan(form)
            if plan is _NOTHING:
                continue
            if plan.seconds and at < last and breaks[at + 1] <= Break.QUOTE:
                seconds = {cut.stem for cut in readings(forms[at + 1]) if not cut.proclitics} & plan.seconds
                if seconds:
                    self._at(tokens, at, readings(form), seconds, out)
                    continue
            hits = plan.hits
            if plan.feminine is not None and _is_feminine(tokens, at):
                hits = plan.feminine
            for hit in hits:
                out.append(Item(at, at + 1, *hit))
        return out

    def _plan(self, form: str) -> Plan:
        """Work out, once for a form, what it gives when no phrase of several words begins with it."""
        cuts = self._vocabulary.readings(form)
        entries = [entry for cut in cuts for entry in self._index.get(cut.stem, ())]
        plan = _NOTHING
        if entries:
            seconds = frozenset(entry.rest[0][0] for entry in entries if entry.rest)
            pronoun = any(cut.enclitic == "ه" for cut in cuts)
            plan = Plan(seconds, self._single(cuts, False), self._single(cuts, True) if pronoun else None)
        if len(self._plans) >= _PLANS_BOUND:
            self._plans.clear()
        self._plans[form] = plan
        return plan

    def _single(self, cuts: Iterable[Cut], feminine: bool) -> tuple[Hit, ...]:
        """Return the hits of one-word entries; ``feminine``: the final "ه" is printed as a ta marbuta."""
        found: list[Hit] = []
        for cut in cuts:
            if feminine and cut.enclitic == "ه":
                continue
            for entry in self._index.get(cut.stem, ()):
                if entry.rest or (entry.needs_article and not cut.definite):
                    continue
                if not _beaten(found, entry, cut):
                    found.append(
                        Hit(entry.label, entry.value, entry.name, (), cut.proclitics, cut.definite, cut.enclitic)
                    )
        return tuple(found)

    def _at(self, tokens: Tokens, at: int, cuts: Iterable[Cut], seconds: set[str], out: list[Item]) -> None:
        """Add the items at token ``at``; of phrases of several words, those whose second is one of ``seconds``."""
        best: dict[str, int] = {}
        found: list[Item] = []
        for cut in cuts:
            for entry in self._index.get(cut.stem, ()):
                if entry.rest and entry.rest[0][0] not in seconds:
                    continue
                end = at + 1 + len(entry.rest)
                if cut.enclitic and (entry.rest or (cut.enclitic == "ه" and _is_feminine(tokens, at))):
                    continue
                if end < best.get(entry.label, 0) or (entry.needs_article and not cut.definite):
                    continue
                if entry.rest and not self._rest(tokens, at + 1, entry.rest):
                    continue
                if end == best.get(entry.label, 0) and _beaten(found, entry, cut):
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


def _beaten(found: Iterable[Item | Hit], entry: Entry, cut: Cut) -> bool:
    """Say whether a hit of the label is there already that has the same value or was cut less."""
    cost = _cost(cut.proclitics, cut.enclitic)
    return any(
        hit.label == entry.label and (hit.value == entry.value or _cost(hit.proclitics, hit.enclitic) < cost)
        for hit in found
    )


def _is_feminine(tokens: Tokens, at: int) -> bool:
    """Say whether the final "ه" of token ``at`` is printed as a ta marbuta, and so no pronoun."""
    return tokens.text[tokens.starts[at] : tokens.ends[at]].rstrip(_VOWELS).endswith("ة")
