"""Scopes: which row of an alias holds where and when an article speaks."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import Final, NamedTuple

from rasad.codebook.actors import ActorEntry, Alias, actors
from rasad.grammar.item import Item
from rasad.mentions.actor import ActorMention
from rasad.mentions.context import Context
from rasad.mentions.nations import Home, succeeded

TYPE_ORDER: Final = ("name", "partisan", "person", "metonym", "composed", "role", "state", "adjective", "generic")


class ScopedAlias(NamedTuple):
    """An alias row with its scope read: the country that must be spoken of, and the other conditions."""

    id: str | None
    type: str
    country: str
    conditions: tuple[tuple[str, str], ...]


def scoped(alias: Alias) -> ScopedAlias:
    """Return ``alias`` with its scope read."""
    parts = [part.partition(":") for part in alias.scope.split(";") if part]
    country = next((value for key, _, value in parts if key == "country"), "")
    return ScopedAlias(alias.id, alias.type, country, tuple((k, v) for k, _, v in parts if k != "country"))


def read_alias(item: Item, home: Home, context: Context) -> ActorMention | None:
    """Read an alias: the row whose scope fits best, the nearest country deciding between countries."""
    rows: tuple[ScopedAlias, ...] = item.value
    if len(rows) == 1 and not rows[0].country and not rows[0].conditions:
        return succeeded(_entry_mention(rows[0]), context.published)
    weights = home.weigh(item.start)
    least = 0.5 * max(weights.values(), default=0)
    fitting = [
        (weight, row)
        for row in rows
        if (not row.country or weights.get(row.country, 0) >= max(least, 1))
        and (weight := _fit(row, weights, context)) is not None
    ]
    if not fitting:
        return None
    best = max(weight for weight, _ in fitting)
    chosen = min(
        (row for weight, row in fitting if weight == best),
        key=lambda row: TYPE_ORDER.index(row.type) if row.type in TYPE_ORDER else 9,
    )
    return succeeded(_entry_mention(chosen), context.published)


def _fit(row: ScopedAlias, weights: Counter[str], context: Context) -> float | None:
    """Return how well the scope of ``row`` holds (a country by its weight), or ``None`` if it does not.

    Its country has been found to be spoken of at least half as much as the one most spoken of: "الشرطة" in a report
    from Istanbul that names Baghdad once is not Iraq's.
    """
    fit = float(weights[row.country]) if row.country else 0.0
    for key, wanted in row.conditions:
        if key == "outlet":
            if context.outlet != wanted:
                return None
            continue
        day = context.published.isoformat() if context.published else ""
        if not day or (day < wanted if key == "since" else day > wanted):
            return None
        fit += 0.5
    return fit


@cache
def _entry_mention(row: ScopedAlias) -> ActorMention:
    entry = actors().get(row.id) if row.id else None
    if entry is None:
        return ActorMention(id=None, type=row.type, reason="the registry has no actor for this name alone")
    forces, government = _readings(entry, row.type)
    return ActorMention(
        id=entry.id,
        type=row.type,
        forces=forces,
        government=government,
        country=entry.country or None,
        class_=entry.kind,
    )


def _readings(entry: ActorEntry, kind: str) -> tuple[str | None, str | None]:
    """Return the ids as fighting side and as government: forces named as such stay forces where they sign.

    A minister of defence or a general who negotiates does so for the government.
    """
    if entry.kind == "government":
        return entry.counterpart or None, entry.id
    if entry.kind == "state-forces":
        return entry.id, entry.counterpart or None if kind in {"adjective", "partisan", "person"} else None
    return None, None
