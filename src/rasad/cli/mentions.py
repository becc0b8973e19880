"""``--mentions``: every mention of an article as the contract's JSON, used by an event or not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeAlias

import msgspec

from rasad.grammar.chart import Chart
from rasad.grammar.item import Item
from rasad.mentions.context import Context
from rasad.mentions.date import DateMention
from rasad.mentions.place import PlaceMention
from rasad.mentions.reader import Reader
from rasad.mentions.toll import TollMention
from rasad.pages import Article

Mention: TypeAlias = dict[str, Any]


def mentions_of(reader: Reader, article: Article, context: Context) -> dict[str, list[Mention]]:
    """Return the mentions of ``article`` by group, in text order, each with span, text, rule and value.

    A value that could not be resolved is ``None`` with a ``reason``.
    """
    chart = reader.read(reader.open(article.text), context)
    return {
        name: [_mention(chart, item, form) for item in chart.all(label)] for name, (label, form) in _GROUPS.items()
    }


def _mention(chart: Chart, item: Item, form: Callable[[Any], Mention]) -> Mention:
    tokens = chart.tokens
    place = {
        "text": tokens.words(item.start, item.end),
        "span": tokens.span(item.start, item.end),
        "rule": item.rule,
    }
    return form(item.value) | place


def _date(value: DateMention) -> Mention:
    return {
        "start": value.start.isoformat() if value.start else None,
        "end": value.end.isoformat() if value.end else None,
        "basis": value.basis,
        "reason": value.reason,
        "note": value.contradiction,
    }


def _place(value: PlaceMention) -> Mention:
    place = value.place
    return {
        "country": value.country,
        "admin1": (place.admin1 or None) if place else None,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "precision": value.precision,
        "type": value.type,
        "ref": place.id if place else None,
        "near": value.near,
        "rivals": list(value.rivals),
        "reason": value.reason,
    }


def _toll(value: TollMention) -> Mention:
    return _record(value) | {
        "victims": [
            {"class": one.victim_class, "actor": one.actor_id, "min": one.min, "max": one.max, "part": one.part}
            for one in value.victims
        ]
    }


def _record(value: msgspec.Struct) -> Mention:
    """Return a record's own fields; token ranges, which mean nothing outside the program, left out."""
    names = (name for name in value.__struct_fields__ if not name.endswith("_span") and name != "victims")
    return {name.rstrip("_"): getattr(value, name) for name in names}


_GROUPS: Final[dict[str, tuple[str, Callable[[Any], Mention]]]] = {
    "dates": ("date", _date),
    "numbers": ("number", _record),
    "places": ("place", _place),
    "actors": ("actor", _record),
    "weapons": ("weapon", _record),
    "tolls": ("toll", _toll),
}
"""The contract's groups: the chart's label, and how its values are written."""
