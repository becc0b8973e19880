"""Marks: what the net is told of a token beside its word: mentions, cues, stops, zone, place in the article."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Final

from rasad.grammar.item import Item
from rasad.mentions.date import DateMention
from rasad.reports.view import View
from rasad.text.kept import Kept
from rasad.text.vectors import bare

_STOPS: Final = '،,؛:"«».()-–'
_LAST_ORDER: Final = 6
_SHORTEST_RECALLED: Final = 3
_OPENS: Final = ("opens",)
_AGAIN: Final = (("again",),)
_HEADED: Final = (("headed",),)

Groups = tuple[tuple[str, ...], ...]
"""A token's marks, in groups that come together."""


def age(value: DateMention, published: datetime.date | None) -> str:
    """Return how far back a date lies from the day of publication, in words."""
    if value.end is None or published is None:
        return "unknown"
    days = (published - value.end).days
    if days < 0:
        return "future"
    return "now" if days <= 1 else "week" if days < 8 else "months" if days < 200 else "years"


def _trigger(item: Item) -> tuple[str, ...]:
    of = item.value
    return f"trigger={of.kind}", f"trigger:{of.pos}", f"trigger:{of.pos}:{of.tense}"


def _actor(item: Item) -> tuple[str, ...]:
    value = item.value
    return f"actor={value.type}", f"actor:{value.class_}", "actor:known" if value.id or value.forces else "actor:new"


def _place(item: Item) -> tuple[str, ...]:
    return f"place={item.value.precision}", f"place:{item.value.type}"


def _toll(item: Item) -> tuple[str, ...]:
    value = item.value
    flags = [f"toll:{flag}" for flag in ("none", "partial", "prior", "cumulative") if getattr(value, flag)]
    return f"toll={value.kind}", *flags


_DESCRIBE: Final[dict[str, Callable[[Item], tuple[str, ...]]]] = {
    "actor": _actor,
    "object": lambda item: (f"object:{item.value.class_}",),
    "place": _place,
    "toll": _toll,
    "weapon": lambda item: (f"weapon={item.value.weapon}",),
    "number": lambda item: (),
}


def marks_of(view: View) -> list[list[str]]:
    """Return the marks of every token of ``view``, at least one each."""
    return [[name for group in groups for name in group] for groups in groups_of(view)]


def groups_of(view: View) -> list[Groups]:
    """Return the same in groups that recur: many tokens have the same ones."""
    out: list[Groups] = []
    for number, (first, last) in enumerate(view.sentences):
        plain = ((f"zone={view.zone[number]}", f"order={min(view.order[number], _LAST_ORDER)}"),)
        out += [plain] * (last - first)
        if first < last:
            out[first] = (*plain, _OPENS)
    _recall(view, out)
    for at, gap in enumerate(view.tokens.gaps):
        if gap != " " and gap:
            out[at] += (_GAPS[gap],)
    for at, classes in view.cues.items():
        out[at] += (_named(classes),)
    for item in view.triggers:
        _put(out, item, "trigger", _trigger(item))
    for label, describe in _DESCRIBE.items():
        for item in view.chart.by_label.get(label, ()):
            _put(out, item, label, describe(item))
    published = view.context.published
    for item in view.chart.by_label.get("date", ()):
        _put(out, item, "date", (f"date={item.value.kind}", f"date:{age(item.value, published)}"))
    return out


def _recall(view: View, out: list[Groups]) -> None:
    """Mark the words that stand in headline or abstract ("headed"), and those that the text said before ("again")."""
    forms = view.tokens.forms
    head = {
        bare(form)
        for (a, b), order in zip(view.sentences, view.order, strict=True)
        if not order
        for form in forms[a:b]
    }
    said: set[str] = set()
    for at, rest in enumerate(map(bare, forms)):
        if len(rest) >= _SHORTEST_RECALLED:
            if rest in said:
                out[at] += _AGAIN
            else:
                said.add(rest)
            if rest in head:
                out[at] += _HEADED


def _put(out: list[Groups], item: Item, label: str, described: tuple[str, ...]) -> None:
    """Mark the tokens of ``item``: the first as its beginning, with what it is, the others as going on."""
    start, end = item.start, item.end
    out[start] += ((label, *described),)
    if end > start + 1:
        going_on = ((f"{label}+",),)
        for at in range(start + 1, end):
            out[at] += going_on


@lru_cache(maxsize=4_000)
def _named(classes: frozenset[str]) -> tuple[str, ...]:
    return tuple([f"cue={name}" for name in sorted(classes)])


def _stops(gap: str) -> tuple[str, ...]:
    return tuple(f"stop={sign}" for sign in _STOPS if sign in gap)


_GAPS: Final[dict[str, tuple[str, ...]]] = Kept(_stops, 2000)


def known_rows(marks: Iterable[Groups], rows: Mapping[tuple[str, ...], list[int]]) -> tuple[list[int], list[int]]:
    """Return the ``rows`` of all ``marks``, one after the other, and where those of each begin.

    Each has the row 0, which adds nothing, so that none is without.
    """
    flat: list[int] = []
    begins: list[int] = []
    for groups in marks:
        begins.append(len(flat))
        flat.append(0)
        for group in groups:
            flat += rows[group]
    return flat, begins
