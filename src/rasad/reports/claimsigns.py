"""Signs of claiming: the words of claiming, denying and accusing in an article, with who stands behind them."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Final

from rasad.codebook.table import read_table
from rasad.grammar.item import Item
from rasad.reports.saying import Saying
from rasad.reports.sayings import sayings_of
from rasad.reports.view import View
from rasad.text.fold import fold


@cache
def claim_words(language: str = "ar") -> dict[str, frozenset[str]]:
    """Return the words of ``claims.tsv`` by class, folded. Raises ``TableError`` for a malformed file."""
    rows = read_table("rasad.reports", f"{language}/claims.tsv", ("class", "words"))
    return {class_: frozenset(fold(words).split()) for class_, words in rows}


_WORDS: Final = claim_words()
_RESPONSIBILITY: Final = tuple(_WORDS["responsibility"])
_ANNOUNCING: Final = tuple(_WORDS["announcing"])
_LAYING: Final = tuple(_WORDS["laying"])


@lru_cache(maxsize=2)
def signs_of(view: View) -> Signs:
    """Return the signs of an article; kept for the last two articles asked for."""
    return Signs(view)


class Signs:
    """An article's words of claiming, denying and accusing, with who stands behind them."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.sayings = sayings_of(view)
        self.claimers: list[tuple[Item, int]] = []
        self.deniers: list[tuple[Item, int]] = []
        self.accused: list[tuple[Item, int]] = []
        for saying in self.sayings:
            self._of_saying(saying)
        for at, classes in view.cues.items():
            if classes & {"claim", "blame"}:
                self._of_cue(at, classes)

    def _of_saying(self, saying: Saying) -> None:
        lemma, at = saying.say.lemma, saying.word.start
        speaker = self._speaker(saying)
        if speaker is not None and fold(lemma) in _WORDS["claiming"]:
            self.claimers.append((speaker, at))
        if speaker is not None and saying.say.kind == "denial":
            self.deniers.append((speaker, at))
        if fold(lemma) in _WORDS["accusing"]:
            begin = saying.speaker.end if saying.speaker.start > at else saying.word.end
            self.accused += [(item, at) for item in self._actors(begin, begin + 6) if item is not speaker][:2]

    def _of_cue(self, at: int, classes: frozenset[str]) -> None:
        view = self.view
        first, last = view.sentences[view.tokens.sentence_of[at]]
        if view.tokens.forms[at].startswith(_RESPONSIBILITY):
            head = view.tokens.forms[max(first, at - 12) : at]
            before = self._actors(max(first, at - 12), at)
            if any(w.removeprefix("و").startswith(_ANNOUNCING) for w in head) and not any(
                w in _WORDS["not"] for w in head
            ):
                self.claimers += [(item, at) for item in before[-1:]]
            elif any(w.removeprefix("و").startswith(_LAYING) for w in head):
                self.accused += [(item, at) for item in before[-1:]]
        elif "blame" in classes:
            self.accused += [(item, at) for item in self._actors(at + 1, min(last, at + 8))[:1]]

    def _speaker(self, saying: Saying) -> Item | None:
        found = self._actors(saying.speaker.start, saying.speaker.end)
        return found[0] if found else None

    def speakers(self, saying: Saying) -> list[Item]:
        """Return the actors that speak in ``saying``: those in its phrase, or the one that a surname stands for."""
        found = self._actors(saying.speaker.start, saying.speaker.end)
        wanted = saying.speaker.ident
        if found or wanted is None:
            return found
        known = [i for i in self.view.chart.by_label.get("actor", ()) if wanted in {i.value.id, i.value.government}]
        return sorted(known, key=lambda i: (i.start > saying.word.start, abs(i.start - saying.word.start)))[:1]

    def _actors(self, start: int, end: int) -> list[Item]:
        sentence = self.view.tokens.sentence_of[min(start, len(self.view.tokens) - 1)]
        return [i for i in self.view.mentions("actor", sentence) if start <= i.start < end]
