"""Independence: which articles carry one text, so that ten outlets with one agency's copy count as one source."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Final

import rensa  # type: ignore[import-untyped]

from rasad.records import Source
from rasad.text.fold import fold

_WORD = re.compile(r"[^\W_]+")
_SHINGLE: Final = 4
"""Words in a row that are compared as one; single words are shared by all news of a subject."""
_PERMUTATIONS: Final = 126
_BANDS: Final = 42
"""126 hashes in 42 bands of 3: texts that share 0.3 of their shingles meet with probability 0.68, those that share
half with 0.99, strangers (0.01) hardly ever."""
_SEED: Final = 20_240_716
COPY: Final = 0.5
"""The share of shingles (Jaccard) from which two texts are one."""
AGENCY_COPY: Final = 0.3
"""The same where both credit one agency: an outlet may have cut its copy or put a paragraph of its own before it."""
_SHORTEST: Final = 12
"""Words under which a text is too short to tell a copy from a commonplace; it is a copy only of its equal."""


class Copies:
    """Finds the groups of articles that carry one text; articles may come in any order, one by one.

    A group is named after the least of its documents' ids, whatever the order.
    """

    def __init__(self) -> None:
        self._index: Any = rensa.RMinHashLSH(COPY, _PERMUTATIONS, _BANDS)
        self._docs: list[str] = []
        self._number: dict[str, int] = {}
        self._signatures: list[Any] = []
        self._agencies: list[frozenset[str]] = []
        self._short: dict[str, int] = {}
        self._home: list[int] = []

    def add(self, source: Source, text: str) -> str:
        """Take an article in and return the group that it is in now; one that is there already is left as it is."""
        if source.doc in self._number:
            return self.group_of(source.doc)
        number = len(self._docs)
        self._docs.append(source.doc)
        self._number[source.doc] = number
        self._home.append(number)
        self._agencies.append(frozenset(source.agencies))
        words = _WORD.findall(fold(text))
        if len(words) < _SHORTEST:
            self._signatures.append(None)
            self._join(number, self._short.setdefault(" ".join(words), number) if words else number)
            return self.group_of(source.doc)
        signature = rensa.RMinHash(_PERMUTATIONS, _SEED)
        signature.update([" ".join(words[at : at + _SHINGLE]) for at in range(len(words) - _SHINGLE + 1)])
        self._signatures.append(signature)
        for other in sorted(self._index.query(signature)):
            if signature.jaccard(self._signatures[other]) >= self._least(number, other):
                self._join(number, other)
        self._index.insert(number, signature)
        return self.group_of(source.doc)

    def _least(self, a: int, b: int) -> float:
        return AGENCY_COPY if self._agencies[a] & self._agencies[b] else COPY

    def _root(self, number: int) -> int:
        while self._home[number] != number:
            self._home[number] = self._home[self._home[number]]
            number = self._home[number]
        return number

    def _join(self, a: int, b: int) -> None:
        """Join two groups under the document with the least id."""
        x, y = sorted((self._root(a), self._root(b)), key=lambda number: self._docs[number])
        self._home[y] = x

    def group_of(self, doc: str) -> str:
        """Return the group of a document. Raises ``KeyError`` naming one that was not added."""
        if doc not in self._number:
            raise KeyError(f"no article {doc!r} was added")
        return self._docs[self._root(self._number[doc])]

    def groups(self) -> dict[str, str]:
        """Return the group of every document."""
        return {doc: self.group_of(doc) for doc in self._docs}


def independence(articles: Iterable[tuple[Source, str]]) -> dict[str, str]:
    """Return the group of every article, given with its text, by document id; the order does not matter."""
    copies = Copies()
    for source, text in articles:
        copies.add(source, text)
    return copies.groups()
