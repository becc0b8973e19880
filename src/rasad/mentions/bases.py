"""Bases: a military base named as target stands for the forces that hold it."""

from __future__ import annotations

import datetime
from functools import cache
from typing import Final

from rasad.codebook.table import read_table
from rasad.grammar.chart import Chart
from rasad.grammar.item import Item
from rasad.mentions.actor import ActorMention
from rasad.mentions.nations import state_actors

_COLUMNS: Final = ("place", "actor", "since", "until")
_MILITARY: Final = frozenset({"العسكري", "العسكريه", "الجويه", "الجوي", "البحريه", "الحربي"})


@cache
def _holders() -> dict[str, tuple[str, str, str]]:
    return {
        place: (actor, since, until)
        for place, actor, since, until in read_table("rasad.mentions", "ar/bases.tsv", _COLUMNS)
    }


def holder(ident: str, country: str, day: datetime.date | None) -> str | None:
    """Return the actor id of whoever holds the base ``ident`` on ``day``: the table's, else the country's forces."""
    held = _holders().get(ident)
    if held is not None:
        actor, since, until = held
        on = day.isoformat() if day else "9999"
        if since <= on and (not until or on <= until):
            return actor
    return state_actors(country, day)[1]


def bases(chart: Chart, day: datetime.date | None) -> list[Item]:
    """Return the bases and military airports of ``chart`` as actors of type ``base``."""
    out = []
    forms = chart.tokens.forms
    for item in chart.by_label.get("place", ()):
        value = item.value
        after = forms[item.end] if item.end < len(forms) else ""
        military = after in _MILITARY
        ident = value.place.id if value.place is not None else ""
        if not value.country or not (
            value.type == "base" or (value.type == "airport" and military) or ident in _holders()
        ):
            continue
        actor = holder(ident, value.country, day)
        if actor is not None and actor != "palestinian-factions":
            mention = ActorMention(id=actor, type="base", forces=actor, country=value.country, class_="base")
            end = item.end + 1 if military else item.end
            out.append(Item(item.start, end, "actor", mention, item.rule, (), item.proclitics, item.definite))
    return out
