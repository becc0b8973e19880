"""Persons: words for people ("مدنيا", "مشتبه بهم", "جنود") as actors."""

from __future__ import annotations

import datetime
from functools import cache
from typing import Final

from rasad.codebook.actors import aliases
from rasad.grammar.chart import Chart
from rasad.grammar.item import Item
from rasad.mentions.actor import ActorMention
from rasad.mentions.context import Context
from rasad.mentions.homographs import is_attributive
from rasad.mentions.nations import Home, state_actors
from rasad.mentions.scopes import ScopedAlias, read_alias, scoped

_PERSON_IDS: Final = {
    "civilians": "civilians",
    "children": "civilians",
    "women": "civilians",
    "men": "civilians",
    "journalists": "journalists",
    "aid-workers": "aid-workers",
    "protesters": "protesters",
    "police": "police",
    "settlers": "israeli-settlers",
}


def persons(chart: Chart, home: Home, context: Context) -> list[Item]:
    """Read words for persons ("مدنيا", "مشتبه بهم") as actors: nameless ones have no id."""
    out = []
    for item in chart.by_label.get("victim", ()):
        class_ = item.value.victim_class
        if item.value.lemma in {"عسكري", "مدني"} and is_attributive(chart, item):
            continue  # "مطار عسكري", "هدف مدني"
        if item.enclitic and class_ in {"soldiers", "fighters", "leaders"}:
            mention = ActorMention(id=None, type="possessed", class_=class_)
            out.append(item._replace(label="actor", value=mention, parts=()))
            continue
        ident = item.value.actor_id or _PERSON_IDS.get(class_)
        if ident is None and class_ == "soldiers":
            ident = _own_forces(item, home, context.published)
        elif ident is None and item.value.lemma == "متمرد":
            rebels = read_alias(item._replace(value=_rebels()), home, context)
            ident = rebels.id if rebels is not None else None
        reason = None if ident else "persons whom the text does not place on a side"
        mention = ActorMention(id=ident, type="persons", class_=class_, reason=reason)
        out.append(Item(item.start, item.end, "actor", mention, item.rule, (), item.proclitics, item.definite))
    return out


@cache
def _rebels() -> tuple[ScopedAlias, ...]:
    return tuple(scoped(alias) for alias in aliases() if alias.alias == "المتمردين")


def _own_forces(item: Item, home: Home, day: datetime.date | None) -> str | None:
    """Return the forces of the country next to a word for soldiers ("مقتل 3 جنود في سيناء")."""
    weights = home.weigh(item.start)
    weights.pop("PS", None)  # its factions have fighters, no soldiers
    if not weights:
        return None
    best, weight = weights.most_common(1)[0]
    return state_actors(best, day)[1] if weight >= 8 else None
