"""The outlets and agencies that the codebook knows, by the names that pages give them."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from rasad.codebook.table import read_table
from rasad.text.fold import fold


class Outlet(NamedTuple):
    """A known source of news: its id, the first of its names in the codebook, whether it is an agency."""

    id: str
    name: str
    agency: bool


@cache
def known_outlets() -> dict[str, Outlet]:
    """Return folded alias -> outlet for agencies and outlets (not monitors or platforms) of ``outlets.tsv``.

    Raises the codebook's ``TableError`` where the file is missing or malformed.
    """
    out: dict[str, Outlet] = {}
    names: dict[str, str] = {}
    for alias, outlet, kind in read_table("rasad.codebook", "data/ar/outlets.tsv", ("alias", "id", "type")):
        if kind in {"agency", "state-agency", "outlet"}:
            name = names.setdefault(outlet, alias)
            out.setdefault(fold(alias), Outlet(outlet, name, kind != "outlet"))
    return out
