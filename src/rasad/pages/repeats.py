"""Sentences and paragraphs that an article tells twice, word for word or nearly so."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Final, NamedTuple

from rasad.pages.article import Repeat
from rasad.pages.lines import Line
from rasad.records import Span

LIKENESS: Final = 0.9
"""Least Jaccard likeness of two sentences' word sets; exact equality after folding is 1."""

_LEAST_WORDS: Final = 4
_LONGEST: Final = 200_000
"""Only the first so many characters of an article are compared: no newsroom's article is longer."""
_FEW: Final = 60
"""Up to so many sentences are compared one by one; an index pays only beyond."""
_STOP: Final = re.compile(r'[.!؟?]+["”»)]*(?=\s|$)')
_WORD: Final = re.compile(r"\w+")


class _Unit(NamedTuple):
    span: Span
    words: frozenset[str]


def find_repeats(lines: Sequence[Line]) -> tuple[Repeat, ...]:
    """Return ``(span, of_span)`` pairs in order of ``span``: each retelling with the first telling it repeats.

    Compared are the sentences (of four words and more) of headline, abstract and body; of a paragraph that
    stands twice the whole is one pair. Likeness is Jaccard's over folded words (Jaccard 1901), at least 0.9.
    """
    units: list[_Unit] = []
    out: list[Repeat] = []
    paragraphs: dict[str, Span] = {}
    for line in lines:
        if line.zone not in {"headline", "abstract", "body"} or line.end > _LONGEST:
            continue
        folded = line.whole
        known = paragraphs.get(folded)
        if known is not None and folded.count(" ") >= _LEAST_WORDS - 1:
            out.append(((line.start, line.end), known))
            continue
        paragraphs[folded] = (line.start, line.end)
        units += _units(line, folded)
    out += _near(units)
    return tuple(sorted(out))


def _units(line: Line, folded: str) -> list[_Unit]:
    """Return the line's sentences, cut after stops, which folding neither adds nor drops."""
    text = line.text
    cuts = _cuts(text)
    places = cuts if len(folded) == len(text) else _cuts(folded)
    found = []
    start = begin = 0
    for end, stop in zip(cuts, places, strict=False) if len(cuts) == len(places) else ((len(text), len(folded)),):
        words = frozenset(_WORD.findall(folded[begin:stop]))
        if len(words) >= _LEAST_WORDS:
            while text[start].isspace():
                start += 1
            found.append(_Unit((line.start + start, line.start + end), words))
        start, begin = end, stop
    return found


def _cuts(text: str) -> list[int]:
    """Return where sentences end, the end of ``text`` last."""
    cuts = [match.end() for match in _STOP.finditer(text)]
    if not cuts or cuts[-1] < len(text):
        cuts.append(len(text))
    return cuts


def _near(units: Sequence[_Unit]) -> list[Repeat]:
    """Pair each unit with the first earlier one that is near it and repeats none itself."""
    return _near_of_few(units) if len(units) <= _FEW else _near_of_many(units)


def _near_of_few(units: Sequence[_Unit]) -> list[Repeat]:
    """Compare each unit with all before it: nearly all pairs differ in size, which costs one look."""
    told: list[tuple[int, _Unit]] = []
    out: list[Repeat] = []
    for unit in units:
        size = len(unit.words)
        low = LIKENESS * size
        for other, earlier in told:
            if other >= low and size >= LIKENESS * other and _likeness(earlier.words, unit.words) >= LIKENESS:
                out.append((unit.span, earlier.span))
                break
        else:
            told.append((size, unit))
    return out


def _near_of_many(units: Sequence[_Unit]) -> list[Repeat]:
    """Pair each unit with the first earlier one that is near it, by prefix filtering (Chaudhuri et al. 2006).

    Words that stand in one unit only are shared with none, which rules out most units at once. Two sets as like
    as ``LIKENESS`` share a word among the rarest few of each, so only those are looked up.
    """
    counts: Counter[str] = Counter()
    for unit in units:
        counts.update(unit.words)
    index: dict[str, list[int]] = defaultdict(list)
    out: list[Repeat] = []
    for at, unit in enumerate(units):
        size = len(unit.words)
        least = math.ceil(LIKENESS * size)
        shared = [word for word in unit.words if counts[word] > 1]
        if len(shared) < least:
            continue
        rare = sorted(shared, key=lambda word: (counts[word], word))[: len(shared) - least + 1]
        near = sorted({other for word in rare for other in index[word]})
        first = next((i for i in near if _likeness(units[i].words, unit.words) >= LIKENESS), None)
        if first is not None:
            out.append((unit.span, units[first].span))
            continue
        for word in rare:
            index[word].append(at)
    return out


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    small, large = sorted((len(one), len(other)))
    if small < LIKENESS * large:
        return 0.0
    shared = len(one & other)
    return shared / (small + large - shared)
