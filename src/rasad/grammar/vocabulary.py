"""The vocabulary: every stem that a lexicon or rule knows, and the readings of a written word over it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from rasad.text.clitics import Cut, article_of, cuts
from rasad.text.fold import fold
from rasad.text.variants import variants

Word = tuple[str, bool]
"""A lexicon word as compared: its folded canonical stem, and whether the article must stand."""

_CACHE_BOUND = 60_000
_NONE: frozenset[str] = frozenset()
_NO_WORDS: frozenset[Word] = frozenset()
_ARTICLE: Final = "ال"


def word_of(written: str) -> Word:
    """Return the folded, canonical ``(stem, needs_article)`` of one word of a lexicon entry or rule.

    A word written with the article asks for it; a bare word matches bare or definite. A leading ``=`` marks a
    word that is compared whole: ``("=كان", False)``.
    """
    exact = written.startswith("=")
    # Folding makes the hamza of "ألغام" look like an article's alef: only a bare alef is one.
    bare = exact or not written.startswith(_ARTICLE)
    stem, definite = (fold(written.removeprefix("=")), False) if bare else article_of(fold(written))
    stem = variants().get(stem, stem)
    return ("=" + stem if exact else stem, definite)


class _Stems(dict[str, frozenset[str]]):
    """The stems of the readings without proclitics, of the forms met so far, up to a bound."""

    def __init__(self, readings: Callable[[str], tuple[Cut, ...]]) -> None:
        super().__init__()
        self._readings = readings

    def __missing__(self, form: str) -> frozenset[str]:
        if len(self) >= _CACHE_BOUND:
            self.clear()
        found = self[form] = frozenset(cut.stem for cut in self._readings(form) if not cut.proclitics) or _NONE
        return found


class _Words(dict[str, frozenset[Word]]):
    """The words that a form may be, of the forms met so far, up to a bound."""

    def __init__(self, readings: Callable[[str], tuple[Cut, ...]]) -> None:
        super().__init__()
        self._readings = readings

    def __missing__(self, form: str) -> frozenset[Word]:
        if len(self) >= _CACHE_BOUND:
            self.clear()
        cuts = self._readings(form)
        bare = {(cut.stem, False) for cut in cuts}
        found = self[form] = frozenset(bare | {(cut.stem, True) for cut in cuts if cut.definite}) or _NO_WORDS
        return found


class Vocabulary:
    """Known stems; ``readings(form)`` gives the cuts of a token that end in a known stem, least cut first.

    ``bare_stems[form]`` are the stems of those readings that have no proclitics,
    ``words[form]`` all the words that the form may be in a rule.
    The readings of a form are cached up to a bound, so that memory stays flat over any corpus.
    """

    def __init__(self) -> None:
        self._stems: set[str] = set()
        self._cache: dict[str, tuple[Cut, ...]] = {}
        self._variants = variants()
        self.bare_stems = _Stems(self.readings)
        self.words = _Words(self.readings)

    def add(self, words: Iterable[Word]) -> None:
        """Make the stems of ``words`` known."""
        self._stems.update(stem for stem, _ in words)
        self._cache.clear()
        self.bare_stems.clear()
        self.words.clear()

    def readings(self, form: str) -> tuple[Cut, ...]:
        """Return the readings of the folded ``form`` whose stem is known."""
        found = self._cache.get(form)
        if found is None:
            if len(self._cache) >= _CACHE_BOUND:
                self._cache.clear()
            found = self._cache[form] = self._read(form)
        return found

    def _read(self, form: str) -> tuple[Cut, ...]:
        stems, canonical = self._stems, self._variants
        out: list[Cut] = []
        if "=" + form in stems:
            out.append(Cut("=" + form, False, "", ""))
        for cut in cuts(form):
            stem = canonical.get(cut.stem, cut.stem)
            if stem in stems:
                out.append(cut if stem == cut.stem else cut._replace(stem=stem))
        return tuple(out)
