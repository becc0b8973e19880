"""Countries as ACLED and UCDP write them, with their codes and areas."""

from __future__ import annotations

from functools import cache

import msgspec

from rasad.codebook.table import TableError, read_table

_COLUMNS = ("country", "iso", "iso3", "acled_name", "acled_region", "ucdp_name", "gw", "area_km2")
_UCDP_REGIONS = ((200, "Americas"), (400, "Europe"), (630, "Africa"), (700, "Middle East"), (1000, "Asia"))


class Country(msgspec.Struct, frozen=True, kw_only=True):
    """A country by ISO-2 code: numeric ``iso``, ``iso3``, names, regions, Gleditsch-Ward number ``gw``, km²."""

    country: str
    iso: int
    iso3: str
    acled_name: str
    acled_region: str
    ucdp_name: str
    gw: int | None
    area_km2: int

    @property
    def ucdp_region(self) -> str:
        """UCDP's region, told by the Gleditsch-Ward number (codebook of the UCDP/PRIO Armed Conflict Dataset)."""
        number = self.gw if self.gw is not None else 0
        return next((name for below, name in _UCDP_REGIONS if 0 < number < below), "")


@cache
def countries() -> dict[str, Country]:
    """Return the countries by ISO-2 code. Raises ``TableError`` for a number that is none."""
    out = {}
    for row in read_table("rasad.exports", "data/countries.tsv", _COLUMNS):
        country, iso, iso3, acled_name, region, ucdp_name, gw, area = row
        try:
            out[country] = Country(
                country=country,
                iso=int(iso),
                iso3=iso3,
                acled_name=acled_name,
                acled_region=region,
                ucdp_name=ucdp_name,
                gw=int(gw) if gw else None,
                area_km2=int(area),
            )
        except ValueError as error:
            raise TableError(f"data/countries.tsv: {country!r} has a number that is none: {error}") from error
    return out


def country_of(code: str | None) -> Country | None:
    """Return the country of an ISO-2 code; ``None`` for none and for a code that is not in the table."""
    return countries().get(code) if code else None
