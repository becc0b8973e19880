"""How far the outlets of an event reach: ACLED's source_scale."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Final

from rasad.codebook.table import TableError, read_table
from rasad.text.fold import fold

SCALES: Final = ("International", "Regional", "National", "Subnational", "Local partner", "New media", "Other")
"""ACLED's scales, the widest reach first."""


@cache
def _reach() -> dict[str, tuple[str, str]]:
    out = {}
    for outlet, scale, country in read_table("rasad.exports", "data/outlets.tsv", ("outlet", "scale", "country")):
        if scale not in SCALES:
            raise TableError(f"data/outlets.tsv: {outlet!r} has the scale {scale!r}, expected one of {SCALES}")
        out[outlet] = scale, country
    return out


@cache
def _ids() -> dict[str, str]:
    rows = read_table("rasad.codebook", "data/ar/outlets.tsv", ("alias", "id", "type", "name_en"))
    out: dict[str, str] = {}
    for alias, ident, _, english in rows:
        for name in (alias, english, ident):
            out.setdefault(fold(name), ident)
    return out


@cache
def _english() -> dict[str, str]:
    rows = read_table("rasad.codebook", "data/ar/outlets.tsv", ("alias", "id", "type", "name_en"))
    return {ident: english for _, ident, _, english in rows if english}


def agency_name(ident: str) -> str:
    """Return the English name of an agency by its id; words that are no id stay."""
    return _english().get(ident, ident)


def source_scale(outlets: Iterable[str | None], country: str | None) -> str:
    """Return the widest scale among ``outlets`` (as pages name them) for an event in ``country`` (ISO-2)."""
    scales = {_scale(outlet, country) for outlet in outlets if outlet}
    return min(scales, key=SCALES.index, default="Other")


def _scale(outlet: str, country: str | None) -> str:
    ident = _ids().get(fold(outlet)) or _ids().get(fold(outlet).split(" - ")[0].strip())
    scale, home = _reach().get(ident or "", ("Other", ""))
    foreign = bool(home) and bool(country) and home != country
    return "International" if scale in {"National", "Subnational"} and foreign else scale
