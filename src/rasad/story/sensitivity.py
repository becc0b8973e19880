"""Sensitivity: which events' toll, date, place or actor flips with the aggregation rule."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

import msgspec

from rasad.records import Actor, Event

FIELDS: Final = ("kind", "date", "place", "initiators", "targets", "killed", "injured")


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """One value of a field (JSON form, ``None``: not said), and the rules under which it is the value."""

    value: Any
    rules: tuple[str, ...]


class Flip(msgspec.Struct, frozen=True, kw_only=True):
    """A field of an event whose value depends on the rule, and the independent sources behind the event.

    ``convention``: the reports give one value only, and a rule's convention makes another of it (ACLED's first day).
    """

    event: str
    field: str
    readings: tuple[Reading, ...]
    sources: int
    convention: bool


def sensitivity(by_rule: Mapping[str, Sequence[Event]], fields: Iterable[str] = FIELDS) -> list[Flip]:
    """Return the flips among events derived under each rule, in the order of the first rule's events.

    A date or place flips where its days or its place differ, actors where their ids (or words) do; the order in which
    actors stand makes no difference.
    """
    rules = list(by_rule)
    of = {rule: {event.id: event for event in by_rule[rule]} for rule in rules}
    asked = list(fields)
    out = []
    for event in by_rule[rules[0]] if rules else ():
        for field in asked:
            readings = _readings({rule: of[rule][event.id] for rule in rules if event.id in of[rule]}, field)
            if len(readings) > 1:
                groups = len({ref.group or ref.doc for ref in event.reports})
                told = event.derived[field].versions if field in event.derived else ()
                alone = sum(version.value is not None for version in told) < 2
                out.append(Flip(event=event.id, field=field, readings=readings, sources=groups, convention=alone))
    return out


def _readings(events: Mapping[str, Event], field: str) -> tuple[Reading, ...]:
    found: dict[str, tuple[Any, list[str]]] = {}
    for rule, event in events.items():
        value = getattr(event, field)
        found.setdefault(repr(_KEY.get(field, _same)(value)), (msgspec.to_builtins(value), []))[1].append(rule)
    return tuple(Reading(value=value, rules=tuple(rules)) for value, rules in found.values())


def _same(value: Any) -> Any:
    return value


def _days(value: Any) -> Any:
    return None if value is None else (value.start[:10], value.end[:10])


def _place(value: Any) -> Any:
    return None if value is None else value.ref or (value.name, value.country)


def _cast(value: tuple[Actor, ...]) -> Any:
    return sorted(actor.id or actor.text for actor in value)


_KEY: Final[dict[str, Callable[[Any], Any]]] = {
    "date": _days, "place": _place, "initiators": _cast, "targets": _cast,
}  # fmt: skip
