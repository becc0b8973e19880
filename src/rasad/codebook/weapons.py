"""Weapons: the classes of the coding rules and the kinds of event they are used in."""

from __future__ import annotations

from functools import cache

from rasad.codebook.kinds import kinds
from rasad.codebook.table import TableError, read_table


@cache
def weapons_of_kind() -> dict[str, frozenset[str]]:
    """Return the weapons that an event of each kind can have. Raises ``TableError`` for an unknown kind."""
    out: dict[str, frozenset[str]] = {}
    for kind, weapons in read_table("rasad.codebook", "data/kind-weapons.tsv", ("kind", "weapons")):
        if kind not in kinds():
            raise TableError(f"data/kind-weapons.tsv: unknown kind {kind!r}")
        out[kind] = frozenset(weapons.split())
    return out
