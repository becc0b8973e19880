"""Matching: compiled patterns over a chart, as steps that each call the next."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from rasad.grammar.chart import Chart
from rasad.grammar.pattern import Captures, Choice, Comma, Gap, Label, Sequence, Words
from rasad.grammar.vocabulary import Vocabulary, Word
from rasad.text.tokens import Break

Hit = tuple[int, Captures]
"""The token after a match, and what it captured."""

Step = Callable[["Matcher", int, int], "Hit | None"]
"""Matches the rest of a pattern from a token on, over a break of at most that strength."""

_QUOTE: Final = int(Break.QUOTE)
_COMMA: Final = int(Break.COMMA)


class Matcher:
    """One chart as the steps see it; ``start`` is where the match under way began."""

    __slots__ = ("breaks", "by_start", "forms", "size", "start", "words")

    def __init__(self, chart: Chart, vocabulary: Vocabulary) -> None:
        self.forms = chart.tokens.forms
        self.breaks = chart.tokens.breaks
        self.by_start = chart.by_start
        self.words = vocabulary.words
        self.size = len(self.forms)
        self.start = 0

    def match(self, step: Step, at: int) -> Hit | None:
        """Return the end and captures of the first (longest-first) match of ``step`` at ``at``, or ``None``."""
        self.start = at
        return step(self, at, _QUOTE)


def steps_of(sequence: Sequence) -> Step:
    """Return ``sequence`` as steps: a matcher that looks at no node's kind and keeps no list of what is left."""
    return _steps(sequence, _end)


def _end(matcher: Matcher, at: int, widest: int) -> Hit | None:
    return at, ()


def _steps(sequence: Sequence, then: Step) -> Step:
    for node in reversed(sequence):
        if isinstance(node, Words):
            then = _words(node.choices, then)
        elif isinstance(node, Label):
            then = _label(node, then)
        elif isinstance(node, Comma):
            then = _comma(then)
        elif isinstance(node, Gap):
            then = _gap(node.most, then)
        else:
            then = _choice(node, then)
    return then


def _words(choices: frozenset[Word], then: Step) -> Step:
    def step(matcher: Matcher, at: int, widest: int) -> Hit | None:
        if at >= matcher.size or (matcher.breaks[at] > widest and at > matcher.start):
            return None
        if choices.isdisjoint(matcher.words[matcher.forms[at]]):
            return None
        return then(matcher, at + 1, _QUOTE)

    return step


def _label(node: Label, then: Step) -> Step:
    labels, name = node

    def step(matcher: Matcher, at: int, widest: int) -> Hit | None:
        held = matcher.by_start.get(at)
        if held is None or (matcher.breaks[at] > widest and at > matcher.start):
            return None
        items = [item for item in held if item[2] in labels]
        if len(items) > 1:
            items.sort(key=lambda item: -item.end)
        for item in items:
            hit = then(matcher, item[1], _QUOTE)
            if hit is not None:
                return hit[0], ((name, item), *hit[1])
        return None

    return step


def _comma(then: Step) -> Step:
    def step(matcher: Matcher, at: int, widest: int) -> Hit | None:
        return then(matcher, at, _COMMA)

    return step


def _gap(most: int, then: Step) -> Step:
    def step(matcher: Matcher, at: int, widest: int) -> Hit | None:
        size, breaks, start = matcher.size, matcher.breaks, matcher.start
        if at >= size or (at > start and breaks[at] > widest):
            return then(matcher, at, widest)
        hit = then(matcher, at, widest)
        for here in range(at + 1, min(at + most, size) + 1):
            if hit is not None or (here - 1 > start and breaks[here - 1] > _COMMA):
                break
            hit = then(matcher, here, _COMMA)
        return hit

    return step


def _choice(node: Choice, then: Step) -> Step:
    branches = tuple(_steps(branch, then) for branch in node.branches)

    def step(matcher: Matcher, at: int, widest: int) -> Hit | None:
        for branch in branches:
            hit = branch(matcher, at, widest)
            if hit is not None:
                return hit
        return None

    return step
