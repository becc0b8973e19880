"""Kin: the words around a decision as vectors, so that a word never seen in training speaks like its neighbours."""

from __future__ import annotations

from collections.abc import Iterable
from operator import mul
from typing import Any, Final, NamedTuple

from rasad.grammar.item import Item
from rasad.reports.view import View
from rasad.text.vectors import NOTHING, Vector, vectors

_STEPS: Final = (-4, -3, -2, -1, 1, 2, 3, 4)
_REACH: Final = 4
_WHOLE: Final = 600
"""So many words of an article speak for the whole."""
PLACES: Final = ("~0", *(f"~{step}" for step in _STEPS))
"""The names of the words of a trigger's company."""
MEANS: Final = ("~sentence", "~head", "~article")
"""The names of its means."""


class Kin(NamedTuple):
    """A vector that a decision looks at: where it is from (``name``), and the word or, for ``None``, a ``mean``."""

    name: str
    form: str | None
    mean: Vector = NOTHING

    @property
    def vector(self) -> Vector:
        """The vector itself; a word's is looked up only when it is asked for."""
        return self.mean if self.form is None else vectors()[self.form]

    def under(self, prefix: str) -> Kin:
        """Return the same vector seen as speaking for the option ``prefix``."""
        return Kin(prefix + self.name, self.form, self.mean)


class Company(NamedTuple):
    """The words at ``PLACES`` around a trigger ("" where none stands in its sentence), and the ``MEANS``."""

    words: tuple[str, ...]
    means: tuple[Vector, ...]


def word(name: str, form: str) -> Kin:
    """Return the vector of the word ``form`` under ``name``."""
    return Kin(name, form)


def around(view: View, item: Item) -> list[Kin]:
    """Return the words around the trigger ``item``, and the means of its sentence, the headline and the article."""
    words, means = company(view, item)
    near = [word(name, form) for name, form in zip(PLACES, words, strict=True) if form]
    return [*near, *(Kin(name, None, mean) for name, mean in zip(MEANS, means, strict=True))]


def company(view: View, item: Item) -> Company:
    """Return the same as the coder weighs it, without a record for each word."""
    known: dict[int, Company] = view.memo.setdefault("kin", {})
    held = known.get(item.start)
    if held is None:
        held = known[item.start] = _company(view, item)
    return held


def _company(view: View, item: Item) -> Company:
    forms, sentence = view.tokens.forms, view.tokens.sentence_of[item.start]
    first, last = view.sentences[sentence]
    start, end = item.start, item.end
    before = forms[max(first, start - _REACH) : start]
    after = forms[end : min(last, end + _REACH)]
    blank = [""] * _REACH
    words = (forms[start], *blank[len(before) :], *before, *after, *blank[len(after) :])
    return Company(words, (_mean(view, sentence), *_whole(view)))


def _whole(view: View) -> tuple[Vector, Vector]:
    """Return the means of the headline and of the whole article."""
    known: dict[int, Any] = view.memo.setdefault("kin-whole", {})
    if 0 not in known:
        known[0] = _mean(view, 0), _article(view)
    out: tuple[Vector, Vector] = known[0]
    return out


def _article(view: View) -> Vector:
    """Return the mean of the first ``_WHOLE`` words, from what its sentences add up to."""
    table, total, end = vectors(), 0, 0
    for sentence, (_, last) in enumerate(view.sentences):
        if last > _WHOLE:
            break
        total += _total(view, sentence)
        end = last
    rest = view.tokens.forms[end:_WHOLE]
    return table.mean_of(total + table.total(rest), end + len(rest))


def _total(view: View, sentence: int) -> int:
    known: dict[int, int] = view.memo.setdefault("kin-total", {})
    held = known.get(sentence)
    if held is None:
        first, last = view.sentences[sentence]
        held = known[sentence] = vectors().total(view.tokens.forms[first:last])
    return held


def _mean(view: View, sentence: int) -> Vector:
    known: dict[int, Vector] = view.memo.setdefault("kin-mean", {})
    held = known.get(sentence)
    if held is None:
        first, last = view.sentences[sentence]
        held = known[sentence] = vectors().mean_of(_total(view, sentence), last - first)
    return held


def sentence_mean(view: View, sentence: int) -> Vector:
    """Return the mean of the vectors of a sentence's words."""
    return _mean(view, sentence)


def likeness(a: Vector, b: Vector) -> float:
    """Return the cosine of two vectors, between -1 and 1 (0 where either is nothing)."""
    across = sum(map(mul, a, b))
    sizes = sum(map(mul, a, a)) * sum(map(mul, b, b))
    return float(across / sizes**0.5) if sizes else 0.0


def split(features: Iterable[str | Kin]) -> tuple[list[str], list[Kin]]:
    """Part named features from vectors."""
    named: list[str] = []
    dense: list[Kin] = []
    for one in features:
        if isinstance(one, Kin):
            dense.append(one)
        else:
            named.append(one)
    return named, dense
