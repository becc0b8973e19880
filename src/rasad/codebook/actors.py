"""The actor registry: who acts in conflicts, under stable ids."""

from __future__ import annotations

from functools import cache

import msgspec

from rasad.codebook.table import TableError, read_table

_COLUMNS = ("id", "name_en", "name_ar", "kind", "country", "acled_inter", "plover_sector", "forces_of")
_ALIAS_COLUMNS = ("alias", "id", "type", "scope", "note")
_COUNTRY_COLUMNS = ("country", "government", "forces")


class ActorEntry(msgspec.Struct, frozen=True, kw_only=True):
    """A registry entry. ``counterpart`` is a government's forces, or the government that forces belong to."""

    id: str
    name_en: str
    name_ar: str
    kind: str
    country: str
    acled_inter: str
    plover_sector: str
    counterpart: str


class Alias(msgspec.Struct, frozen=True, kw_only=True):
    """One way a text names an actor; ``scope`` limits where it holds (``country:SY``)."""

    alias: str
    id: str | None
    type: str
    scope: str
    note: str


@cache
def actors() -> dict[str, ActorEntry]:
    """Return the registry by id. Raises ``TableError`` for an id that stands twice."""
    out: dict[str, ActorEntry] = {}
    for row in read_table("rasad.codebook", "data/actors.tsv", _COLUMNS):
        entry = ActorEntry(**dict(zip((*_COLUMNS[:-1], "counterpart"), row, strict=True)))
        if entry.id in out:
            raise TableError(f"data/actors.tsv: actor id {entry.id!r} stands twice")
        out[entry.id] = entry
    return out


@cache
def adversaries() -> dict[str, frozenset[str]]:
    """Return by actor id the ids that it fights. Raises ``TableError`` for an id not in the registry."""
    known = actors()
    out: dict[str, set[str]] = {}
    for actor, against in read_table("rasad.codebook", "data/adversaries.tsv", ("actor", "against")):
        for other in against.split():
            for ident in (actor, other):
                if ident not in known:
                    raise TableError(f"data/adversaries.tsv: {actor!r} has the unknown actor id {ident!r}")
            out.setdefault(actor, set()).add(other)
            out.setdefault(other, set()).add(actor)
    return {actor: frozenset(others) for actor, others in out.items()}


@cache
def aliases(language: str = "ar") -> tuple[Alias, ...]:
    """Return the aliases of a language in the file's order. Raises ``TableError`` for an id not in the registry."""
    known, out = actors(), []
    for row in read_table("rasad.codebook", f"data/{language}/actors.tsv", _ALIAS_COLUMNS):
        alias, ident, kind, scope, note = row
        if ident and ident not in known:
            raise TableError(f"data/{language}/actors.tsv: alias {alias!r} names the unknown actor id {ident!r}")
        out.append(Alias(alias=alias, id=ident or None, type=kind, scope=scope, note=note))
    return tuple(out)


@cache
def country_actors() -> dict[str, tuple[str | None, str | None]]:
    """Return ``(government id, forces id)`` by ISO-2 country."""
    rows = read_table("rasad.codebook", "data/ar/countries.tsv", _COUNTRY_COLUMNS)
    return {country: (government or None, forces or None) for country, government, forces in rows}


@cache
def airborne() -> frozenset[str]:
    """Return the ids of the armed groups that fly crewed aircraft. Raises ``TableError`` for an id nobody has."""
    found = [ident for (ident,) in read_table("rasad.codebook", "data/airborne.tsv", ("actor",))]
    unknown = [ident for ident in found if ident not in actors()]
    if unknown:
        raise TableError(f"data/airborne.tsv: {unknown[0]!r} is not in data/actors.tsv")
    return frozenset(found)
