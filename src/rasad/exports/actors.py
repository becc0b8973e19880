"""Actors as ACLED, UCDP and PLOVER write them: registry entry and code table put together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import msgspec

from rasad.codebook.actors import ActorEntry, actors
from rasad.codebook.table import TableError, read_table
from rasad.exports.countries import country_of
from rasad.records import Actor

_COLUMNS = ("key", "acled_name", "acled_assoc", "inter", "ucdp_name", "ucdp_side")
_SIDES = frozenset({"state", "group", "civilians", "unknown", "none"})
_ASIDE = re.compile(r"\s*(\([^)]*\)|/.*)")
STATE, EXTERNAL, CIVILIANS, PROTESTERS, RIOTERS, MILITIA = 1, 8, 7, 6, 5, 3
"""ACLED's inter codes that the exports reason with; all eight stand in the actor registry."""


class Naming(NamedTuple):
    """A row of the code table."""

    acled_name: str
    acled_assoc: str
    inter: int | None
    ucdp_name: str
    ucdp_side: str


class CodedActor(msgspec.Struct, frozen=True, kw_only=True):
    """An actor in others' codes; ``inter`` is ``None`` and ``ucdp_side`` ``unknown`` for one the registry lacks.

    ``country`` is the actor's own, ISO-2; ``sector`` PLOVER's, ``None`` for bodies that PLOVER codes by organisation.
    """

    id: str | None
    text: str
    acled_name: str
    acled_assoc: str
    inter: int | None
    ucdp_name: str
    ucdp_side: str
    sector: str | None
    country: str | None
    kind: str | None
    name: str


@cache
def namings() -> dict[str, Naming]:
    """Return the code table by key. Raises ``TableError`` for an id that is no actor or a side that is none."""
    out: dict[str, Naming] = {}
    for key, acled, assoc, inter, ucdp, side in read_table("rasad.exports", "data/actors.tsv", _COLUMNS):
        if not key.startswith("@") and key not in actors():
            raise TableError(f"data/actors.tsv: {key!r} is no id of the actor registry")
        if side not in _SIDES:
            raise TableError(f"data/actors.tsv: {key!r} has the side {side!r}, expected one of {sorted(_SIDES)}")
        out[key] = Naming(acled, assoc, int(inter) if inter else None, ucdp, side)
    return out


def coded(actor: Actor, where: str | None) -> CodedActor:
    """Return ``actor`` in others' codes for an event in the country ``where`` (ISO-2).

    ACLED codes a state's forces outside their own country as external (8). An actor without an id keeps its words as
    name: nothing is known of what it is.
    """
    entry = actors().get(actor.id) if actor.id else None
    if entry is None:
        return CodedActor(
            id=actor.id, text=actor.text, acled_name=actor.text, acled_assoc="", inter=None,
            ucdp_name=actor.text, ucdp_side="unknown", sector=None, country=None, kind=None, name=actor.text,
        )  # fmt: skip
    naming = namings().get(entry.id) or namings()[f"@{entry.kind}"]
    names = _names(entry, where)
    return CodedActor(
        id=entry.id,
        text=actor.text,
        acled_name=_tidy(naming.acled_name.format(**names)),
        acled_assoc=_tidy(naming.acled_assoc.format(**names)),
        inter=_inter(entry, naming, where),
        ucdp_name=_tidy(naming.ucdp_name.format(**names)),
        ucdp_side=naming.ucdp_side,
        sector=entry.plover_sector or None,
        country=entry.country or (where if "{ucdp_where}" in naming.ucdp_name else None),
        kind=entry.kind,
        name=entry.name_en,
    )


def all_coded(several: Sequence[Actor], where: str | None) -> list[CodedActor]:
    """Return ``coded`` of each."""
    return [coded(actor, where) for actor in several]


def named(kind: str, where: str | None) -> str:
    """Return ACLED's name for those of an actor kind whom nobody names ("Civilians (Iraq)")."""
    country = country_of(where)
    return _tidy(namings()[f"@{kind}"].acled_name.format(where=country.acled_name if country else ""))


def _names(entry: ActorEntry, where: str | None) -> dict[str, str]:
    home, there = country_of(entry.country), country_of(where)
    short = _ASIDE.sub("", entry.name_en).strip() or entry.name_en
    return {
        "name": short,
        "country": home.acled_name if home else short,
        "ucdp_country": home.ucdp_name if home else short,
        "where": there.acled_name if there else "",
        "ucdp_where": there.ucdp_name if there else "",
    }


def _inter(entry: ActorEntry, naming: Naming, where: str | None) -> int:
    code = naming.inter or int(entry.acled_inter)
    abroad = bool(where) and bool(entry.country) and entry.country != where
    return EXTERNAL if code == STATE and abroad else code


def _tidy(name: str) -> str:
    """Take away brackets that stayed empty because the event's country is not known."""
    return name.replace("()", "").strip()
