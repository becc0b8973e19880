"""Versions: the different values that an event's reports give for one field, and whether they exclude each other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import msgspec

from rasad.merging.features import distance_km
from rasad.merging.profile import _spot
from rasad.merging.tolls import group_of
from rasad.records import Actor, DateValue, PlaceValue, SourcedReport, Toll, Version

_FAR_KM = {"point": 30.0, "area": 75.0, "admin1": 150.0}
"""How far apart two places of a precision can be and still be one, after the evaluation's own radii."""


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """One value with the reports that give it."""

    value: Any
    items: tuple[SourcedReport, ...]

    @property
    def groups(self) -> int:
        """The number of independent sources behind it."""
        return len({group_of(item) for item in self.items})

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the reports that give it, sorted."""
        return tuple(sorted(item.key for item in self.items))

    @property
    def latest(self) -> str:
        """When it was last published; empty where unknown, so that it comes first."""
        return max(item.source.published or "" for item in self.items)

    def version(self) -> Version:
        """Return the record of it, in JSON form."""
        return Version(value=plain(self.value), reports=self.keys, groups=self.groups)


def plain(value: Any) -> Any:
    """Return a field's value in JSON form, without the spans, which point into one article only."""
    made = msgspec.to_builtins(value)
    return _without_spans(made)


def _without_spans(made: Any) -> Any:
    if isinstance(made, dict):
        return {name: _without_spans(one) for name, one in made.items() if name != "span"}
    return [_without_spans(one) for one in made] if isinstance(made, list | tuple) else made


def told(reports: Sequence[SourcedReport], value_of: Callable[[SourcedReport], Any], same: Any = None) -> list[Told]:
    """Return the values that the reports give, each with its reports; those that say nothing are left out.

    ``same`` turns a value into what makes two values one (``None``: its JSON form). The order: most independent
    sources first, then by what they say.
    """
    found: dict[str, list[SourcedReport]] = {}
    values: dict[str, Any] = {}
    for item in sorted(reports, key=lambda one: one.key):
        value = value_of(item)
        if value is None or (not isinstance(value, Toll) and hasattr(value, "__len__") and not len(value)):
            continue
        name = repr(same(value) if same else plain(value))
        values.setdefault(name, value)
        found.setdefault(name, []).append(item)
    made = {name: Told(value=values[name], items=tuple(items)) for name, items in found.items()}
    return [made[name] for name in sorted(made, key=lambda n: (-made[n].groups, n))]


def date_same(value: DateValue) -> Any:
    """Two dates are one version where they are the same interval."""
    return value.start[:10], value.end[:10]


def place_same(value: PlaceValue) -> Any:
    """Two places are one version where the gazetteer says so, or else their names."""
    return value.ref or (value.name, value.country)


def cast_same(value: tuple[Actor, ...]) -> Any:
    """Two lists of actors are one version where they hold the same ids (words, where there is none)."""
    return sorted({actor.id or actor.text for actor in value})


def dates_exclude(a: DateValue, b: DateValue) -> bool:
    """Say whether two dates cannot both be right."""
    return a.start[:10] > b.end[:10] or b.start[:10] > a.end[:10]


def places_exclude(a: PlaceValue, b: PlaceValue) -> bool:
    """Say whether two places cannot both be right (a town lies in its country and does not exclude it)."""
    if a.country and b.country and a.country != b.country:
        return True
    if "country" in (a.precision, b.precision) or place_same(a) == place_same(b):
        return False
    x, y = (_spot(p.name, p.ref, p.country, p.lat, p.lon, p.precision) for p in (a, b))
    far = distance_km(x, y)
    return far is not None and far > max(_FAR_KM.get(p.precision or "point", 30.0) for p in (a, b))


def tolls_exclude(a: Toll, b: Toll) -> bool:
    """Say whether two tolls cannot both be right."""
    return (a.max is not None and b.min > a.max) or (b.max is not None and a.min > b.max)


def casts_exclude(a: tuple[Actor, ...], b: tuple[Actor, ...]) -> bool:
    """Say whether two lists of actors name nobody in common."""
    return not set(cast_same(a)) & set(cast_same(b))


def counts_exclude(a: dict[str, int], b: dict[str, int]) -> bool:
    """Say whether two counts of weapons differ in one that both give."""
    return any(a[name] != b[name] for name in a.keys() & b.keys())


def differ(a: Any, b: Any) -> bool:
    """Say whether two plain values differ."""
    return bool(a != b)


def sets_exclude(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Say whether two lists have nothing in common."""
    return not set(a) & set(b)


def disputed(values: Iterable[Told], exclude: Callable[[Any, Any], bool]) -> bool:
    """Say whether any two of the values exclude each other."""
    listed = list(values)
    return any(exclude(a.value, b.value) for n, a in enumerate(listed) for b in listed[:n])
