"""Weapons: the classes of the coding rules and the kinds of event they are used in."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from rasad.codebook.kinds import kinds
from rasad.codebook.table import TableError, read_table

UNTYPED = "rocket-or-missile"
"""Missiles or rockets whose type the text leaves open."""


class KindWeapons(NamedTuple):
    """The weapons that events of a kind can have used, and the one that the kind itself implies, if any."""

    possible: frozenset[str]
    implied: str | None


@cache
def weapons_of_kind() -> dict[str, KindWeapons]:
    """Return the weapons by kind. Raises ``TableError`` for an unknown kind."""
    out: dict[str, KindWeapons] = {}
    for kind, weapons, implied in read_table(
        "rasad.codebook", "data/kind-weapons.tsv", ("kind", "weapons", "implied")
    ):
        if kind not in kinds():
            raise TableError(f"data/kind-weapons.tsv: unknown kind {kind!r}")
        out[kind] = KindWeapons(frozenset(weapons.split()), implied or None)
    return out
