"""The vocabulary: every stem that a lexicon or rule knows, and the readings of a written word over it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from rasad.text.clitics import Cut, article_of, cuts
from rasad.text.fold import fold
from rasad.text.kept import Kept
from rasad.text.variants import variants

Word = tuple[str, bool]
"""A lexicon word as compared: its folded canonical stem, and whether the article must stand."""

_CACHE_BOUND = 15_000
_NONE: frozenset[str] = frozenset()
_NO_WORDS: frozenset[Word] = frozenset()
_ARTICLE: Final = "ال"


@lru_cache(maxsize=10_000)
def word_of(written: str, verb: bool = False) -> Word:
    """Return the folded, canonical ``(stem, needs_article)`` of one word of a lexicon entry or rule.

    A word written with the article asks for it; a bare word matches bare or definite. A ``verb`` has no article,
    whatever it begins with ("التقى"). A leading ``=`` marks a word that is compared whole: ``("=كان", False)``.
    """
    exact = written.startswith("=")
    # Folding makes the hamza of "ألغام" look like an article's alef: only a bare alef is one.
    bare = exact or verb or not written.startswith(_ARTICLE)
    stem, definite = (fold(written.removeprefix("=")), False) if bare else article_of(fold(written))
    stem = variants().get(stem, stem)
    return ("=" + stem if exact else stem, definite)


class Vocabulary:
    """Known stems; ``readings(form)`` gives the cuts of a token that end in a known stem, least cut first.

    ``bare_stems[form]`` are the stems of those readings that have no proclitics,
    ``words[form]`` all the words that the form may be in a rule.
    The readings of a form are cached up to a bound, so that memory stays flat over any corpus.
    """

    def __init__(self) -> None:
        self._stems: set[str] = set()
        self._variants = variants()
        self._written: set[str] | None = None
        self._readings = Kept(self._read, _CACHE_BOUND)
        self.readings = self._readings.__getitem__
        self.bare_stems = Kept(self._bare, _CACHE_BOUND)
        self.words = Kept(self._words, _CACHE_BOUND)

    def add(self, words: Iterable[Word]) -> None:
        """Make the stems of ``words`` known."""
        for stem, _ in words:
            self._stems.add(stem)
        self._written = None
        if self._readings:
            self._readings.clear()
            self.bare_stems.clear()
            self.words.clear()

    def _read(self, form: str) -> tuple[Cut, ...]:
        """Return the readings of the folded ``form`` whose stem is known."""
        canonical = self._variants
        if self._written is None:
            # As written, before variants are made one.
            known = {stem for stem in self._stems if canonical.get(stem, stem) in self._stems}
            self._written = known | {written for written, stem in canonical.items() if stem in self._stems}
        found = cuts(form, self._written)
        out = [cut._replace(stem=canonical[cut.stem]) if cut.stem in canonical else cut for cut in found]
        if "=" + form in self._stems:
            out.insert(0, Cut("=" + form, False, "", ""))
        return tuple(out)

    def _bare(self, form: str) -> frozenset[str]:
        found = self.readings(form)
        return frozenset([cut.stem for cut in found if not cut.proclitics]) if found else _NONE

    def _words(self, form: str) -> frozenset[Word]:
        found = self.readings(form)
        bare = [(cut.stem, False) for cut in found]
        return frozenset([*bare, *((cut.stem, True) for cut in found if cut.definite)]) or _NO_WORDS
