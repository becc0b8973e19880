"""Patterns: the small language in which rules are written.

========================  =====================================================================
``قبل|منذ``                a word, or one of several (bare matches with or without the article;
                          with the article only with it; ``=كان`` compares the whole word)
``<number>``              an item with that label; ``<n:number>`` captures it under the name ``n``;
                          ``<a:day|month>`` takes any of several labels
``( a b | c )``           one of several sequences (the bar stands between spaces)
``x?``                    ``x`` or nothing
``...3``                  up to three tokens of anything (the fewest that fit)
``,``                     here a comma may stand (elsewhere only spaces and quotation marks may)
========================  =====================================================================

A word's proclitics are allowed for: ``يوم`` also matches "ليوم" and "ويوم".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from rasad.grammar.item import Item
from rasad.grammar.vocabulary import Word, word_of

Captures = tuple[tuple[str, Item], ...]
_LEXEME: Final = re.compile(r"\s*(<[^<>\s]+>|\.\.\.\d+|[()?,]|[^\s()?,<>]+)")


class Words(NamedTuple):
    """One word out of ``choices``."""

    choices: frozenset[Word]


class Label(NamedTuple):
    """An item of one of ``labels``, captured under ``name``."""

    labels: tuple[str, ...]
    name: str


class Gap(NamedTuple):
    """Up to ``most`` tokens of anything."""

    most: int


class Comma(NamedTuple):
    """A comma may stand before the next token."""


class Choice(NamedTuple):
    """One of several sequences; an empty one makes it optional."""

    branches: tuple[Sequence, ...]


Node = Words | Label | Gap | Comma | Choice
Sequence = tuple[Node, ...]


class PatternError(ValueError):
    """The pattern cannot be read."""


def compile_pattern(source: str) -> Sequence:
    """Compile ``source``. Raises ``PatternError`` naming the pattern and what is wrong with it."""
    lexemes = _LEXEME.findall(source)
    if "".join(lexemes) != re.sub(r"\s", "", source):
        raise PatternError(f"pattern {source!r}: unreadable characters")
    nodes, rest = _branches(lexemes, source, depth=0)
    if rest:
        raise PatternError(f"pattern {source!r}: a ')' without its '('")
    return nodes[0] if len(nodes) == 1 else (Choice(tuple(nodes)),)


def _branches(lexemes: list[str], source: str, depth: int) -> tuple[list[Sequence], list[str]]:
    branches: list[list[Node]] = [[]]
    while lexemes:
        lexeme, lexemes = lexemes[0], lexemes[1:]
        if lexeme == ")":
            if depth == 0:
                return [tuple(b) for b in branches], [lexeme, *lexemes]
            return [tuple(b) for b in branches], lexemes
        if lexeme == "|":
            branches.append([])
        elif lexeme == "?":
            if not branches[-1]:
                raise PatternError(f"pattern {source!r}: '?' has nothing before it")
            branches[-1].append(Choice(((branches[-1].pop(),), ())))
        elif lexeme == "(":
            inner, lexemes = _branches(lexemes, source, depth + 1)
            branches[-1].append(Choice(tuple(inner)))
        else:
            branches[-1].append(_atom(lexeme))
    if depth:
        raise PatternError(f"pattern {source!r}: a '(' is not closed")
    return [tuple(b) for b in branches], []


def _atom(lexeme: str) -> Node:
    if lexeme.startswith("<"):
        name, _, labels = lexeme[1:-1].rpartition(":")
        return Label(tuple(labels.split("|")), name or labels.split("|")[0])
    if lexeme.startswith("..."):
        return Gap(int(lexeme[3:]))
    if lexeme == ",":
        return Comma()
    return Words(frozenset(word_of(word) for word in lexeme.split("|") if word))


def words_of(sequence: Sequence) -> Iterator[Word]:
    """Yield every word that ``sequence`` names (for the vocabulary)."""
    for node in sequence:
        if isinstance(node, Words):
            yield from node.choices
        elif isinstance(node, Choice):
            for branch in node.branches:
                yield from words_of(branch)


def firsts(sequence: Sequence) -> set[str]:
    """Return what a match can begin with: stems, and labels written ``<label>``.

    Raises ``PatternError`` if a match could begin with anything (a gap) or be empty.
    """
    out: set[str] = set()
    for node in sequence:
        if isinstance(node, Words):
            return out | {stem for stem, _ in node.choices}
        if isinstance(node, Label):
            return out | {f"<{label}>" for label in node.labels}
        if isinstance(node, Gap):
            raise PatternError("a pattern cannot begin with a gap")
        if isinstance(node, Choice):
            for branch in node.branches:
                if branch:
                    out |= firsts(branch)
            if all(node.branches):
                return out
    raise PatternError("a pattern that may be empty matches everywhere")


def second_labels(sequence: Sequence) -> frozenset[str]:
    """Return the labels of which one must begin right after the first word of a match of ``sequence``.

    Empty where that cannot be told: a cheap test before matching rules that begin with a common word.
    """
    if not isinstance(sequence[0], Words):
        return frozenset()
    try:
        seconds = firsts(sequence[1:])
    except PatternError:
        return frozenset()
    if not all(second.startswith("<") for second in seconds):
        return frozenset()
    return frozenset(second.strip("<>") for second in seconds)


def needed_labels(sequence: Sequence) -> tuple[frozenset[str], ...]:
    """Return sets of labels: a chart that holds none of one of them holds no match of ``sequence``."""
    return tuple(frozenset(node.labels) for node in sequence if isinstance(node, Label))
