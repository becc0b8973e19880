"""Relations: how a mention stands to a trigger, as named features that every link decision shares."""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache
from typing import Final

from rasad.grammar.item import Item
from rasad.reports.view import View

_STEPS: Final = (0, 1, 2, 3, 5, 8, 13, 21, 34)
_GOVERNING: Final = frozenset(
    {
        "in",
        "against",
        "from",
        "to",
        "by",
        "near",
        "toward",
        "with",
        "possession",
        "via",
        "between",
        "about",
        "aim",
        "time",
        "say",
        "title",
        "that",
        "claim",
        "blame",
    }
)
_CROSSED: Final = frozenset(
    {"that", "say", "while", "addition", "relative", "time", "result", "response", "by", "against", "light"}
)

_NOTHING: Final[frozenset[str]] = frozenset()
_INSIDE: Final = ("inside",)


def bucket(number: int) -> int:
    """Return the step of a rough scale that ``number`` reaches (distances in tokens)."""
    return bisect_left(_STEPS, number)


def relation(view: View, trigger: Item, mention: Item) -> tuple[str, ...]:
    """Return the features of where ``mention`` stands seen from ``trigger``."""
    sentence_of = view.tokens.sentence_of
    here, there = sentence_of[trigger.start], sentence_of[mention.start]
    if here != there:
        return _elsewhere(view, here, there, mention)
    if mention.start < trigger.end and trigger.start < mention.end:
        return _INSIDE
    if mention.start >= trigger.end:
        way, low, high = "a", trigger.end, mention.start
    else:
        way, low, high = "b", mention.end, trigger.start
    between = min(view.trigger_count[high] - view.trigger_count[low], 3)
    # A comma counts to the token it stands before, so the later of the two is looked at too.
    commas = min(view.commas[high + 1] - view.commas[low], 3)
    below = min(view.subordinate_count[high] - view.subordinate_count[low], 2)
    crossed = _CROSSED & view.cue_classes(low, high) if high > low else _NOTHING
    return _between(way, bucket(high - low), between, commas, below, crossed)


@lru_cache(maxsize=10_000)
def _between(way: str, step: int, between: int, commas: int, below: int, crossed: frozenset[str]) -> tuple[str, ...]:
    """Return the features of a mention in the trigger's sentence by what lies between them."""
    return (
        way,  # first: the callers pair it with other features
        f"{way}d{step}",
        f"{way}t{between}",
        f"{way}c{commas}",
        f"{way}s{below}",
        f"{way}t{between}c{commas}",
        f"{way}t{between}s{below}",
        f"{way}d{min(step, 4)}t{min(between, 1)}",
        *(f"{way}~{name}" for name in sorted(crossed)),
    )


def _elsewhere(view: View, here: int, there: int, mention: Item) -> tuple[str, ...]:
    return _apart(there - here, there == 0, view.order[there], mention.start == view.sentences[there][0])


@lru_cache(maxsize=4_000)
def _apart(gap: int, begins: bool, order: int, opens: bool) -> tuple[str, ...]:
    """Return the features of a mention in another sentence: the first one, or of that order, ``gap`` further on."""
    zone = ("xtitle" if begins else "xabstract") if order == 0 else "xlead" if order == 1 else ""
    gap = max(-4, min(4, gap))
    return (f"x{gap}", "x", *([zone] if zone else []), *(["xopens"] if opens else []))


def governors(view: View, mention: Item) -> list[str]:
    """Return what governs ``mention``: the preposition on it and the cue words just before it."""
    at, cues = mention.start, view.cues
    return list(_governing(mention.proclitics[-1:], cues.get(at - 1, _NOTHING), cues.get(at - 2, _NOTHING)))


@lru_cache(maxsize=10_000)
def _governing(proclitic: str, first: frozenset[str], second: frozenset[str]) -> tuple[str, ...]:
    """Return the features of a proclitic and of the cues one and two words before it."""
    out = [f"p{proclitic}"] if proclitic else []
    out += [f"g1{name}" for name in sorted(first & _GOVERNING)]
    out += [f"g2{name}" for name in sorted(second & _GOVERNING)]
    if not proclitic and first.isdisjoint(_GOVERNING):
        out.append("g0")
    return tuple(out)


def nearness(trigger: Item, items: list[Item]) -> dict[int, int]:
    """Return by start token how many of ``items`` stand nearer to ``trigger`` than each (0 for the nearest)."""
    if len(items) == 1:
        return {items[0].start: 0}
    start, end = trigger.start, trigger.end
    ordered = sorted([(at - end if at >= end else start - to, n) for n, (at, to, *_) in enumerate(items)])
    return {items[n].start: rank for rank, (_, n) in enumerate(ordered)}
