"""Marks: what the net is told of a token beside its word: mentions, cues, stops, zone, place in the article."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any, Final

from rasad.grammar.item import Item
from rasad.mentions.date import DateMention
from rasad.reports.view import View
from rasad.text.kept import Kept

_STOPS: Final = '،,؛:"«».()-–'
_LAST_ORDER: Final = 6


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
    "place": _place,
    "toll": _toll,
    "weapon": lambda item: (f"weapon={item.value.weapon}",),
    "number": lambda item: (),
}


def marks_of(view: View) -> list[list[str]]:
    """Return the marks of every token of ``view``, at least one each."""
    out: list[list[str]] = []
    for number, (first, last) in enumerate(view.sentences):
        plain = [f"zone={view.zone[number]}", f"order={min(view.order[number], _LAST_ORDER)}"]
        out += [list(plain) for _ in range(last - first)]
        if first < last:
            out[first].append("opens")
    for at, gap in enumerate(view.tokens.gaps):
        if gap != " " and gap:
            out[at] += _GAPS[gap]
    for at, classes in view.cues.items():
        out[at] += [f"cue={name}" for name in sorted(classes)]
    for item in view.triggers:
        _put(out, item, "trigger", _trigger(item))
    for label, describe in _DESCRIBE.items():
        for item in view.chart.by_label.get(label, ()):
            _put(out, item, label, describe(item))
    published = view.context.published
    for item in view.chart.by_label.get("date", ()):
        _put(out, item, "date", (f"date={item.value.kind}", f"date:{age(item.value, published)}"))
    return out


def _put(out: list[list[str]], item: Item, label: str, described: tuple[str, ...]) -> None:
    """Mark the tokens of ``item``: the first as its beginning, with what it is, the others as going on."""
    out[item.start] += (label, *described)
    going_on = f"{label}+"
    for at in range(item.start + 1, item.end):
        out[at].append(going_on)


def _stops(gap: str) -> tuple[str, ...]:
    return tuple(f"stop={sign}" for sign in _STOPS if sign in gap)


_GAPS: Final[dict[str, tuple[str, ...]]] = Kept(_stops, 2000)


def known_rows(marks: list[list[str]], rows: dict[str, int]) -> tuple[list[int], list[int]]:
    """Return the rows of all ``marks`` that ``rows`` knows, one after the other, and where each token's begin.

    Each token has the row 0, which adds nothing, so that none is without.
    """
    flat: list[int] = []
    begins: list[int] = []
    get: Any = rows.get
    for names in marks:
        begins.append(len(flat))
        flat.append(0)
        flat += [row for row in map(get, names) if row is not None]
    return flat, begins
