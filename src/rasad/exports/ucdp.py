"""UCDP GED's export: 49 columns, one event a row (codebook of the Georeferenced Event Dataset, version 24)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, BinaryIO, Final

from rasad.codebook.gazetteer import gazetteer
from rasad.exports.archive import Archive, Articles, number_of, source_name
from rasad.exports.cells import Cell, write_table
from rasad.exports.columns import columns
from rasad.exports.countries import Country, country_of
from rasad.exports.days import first_and_last, length, stated, ucdp_precision
from rasad.exports.deaths import Deaths, deaths_of
from rasad.exports.kinds import organised_violence
from rasad.exports.precision import precision_of
from rasad.exports.priogrid import gid
from rasad.exports.prose import location_name
from rasad.exports.sides import sides_of
from rasad.exports.ucdpsides import ONE_SIDED, Dyad, dyad_of, gw_of
from rasad.exports.uncodable import LeftOut, Uncodable
from rasad.records import DateValue, Event, PlaceValue

ACTIVE: Final = 25
"""Deaths of a dyad in a calendar year from which UCDP counts the year as active."""


def write_ucdp(
    events: Sequence[Event], out: BinaryIO, archive: Archive | None = None, *, bom: bool = False
) -> LeftOut:
    """Write ``events`` as UCDP GED's CSV to ``out``; return what was left out.

    ``active_year`` is counted over the events written: 1 where the dyad's best estimates of that year reach 25.
    """
    left, articles = LeftOut(), Articles(archive)
    rows = list(left.rows(events, lambda event: ucdp_row(event, articles)))
    years: Counter[Any] = Counter()
    for row in rows:
        years[row["dyad_name"], row["year"]] += int(row["best"] or 0)
    for row in rows:
        row["active_year"] = int(years[row["dyad_name"], row["year"]] >= ACTIVE)
    write_table(out, columns("ucdp"), rows, bom=bom)
    return left


def ucdp_row(event: Event, articles: Articles) -> dict[str, Cell]:
    """Return the row of an event; its ``active_year`` is left open, since it hangs on the other rows.

    Raises ``Uncodable`` for an event that UCDP's definition leaves out: no organised armed force, no known side, no
    day or country, or stated to have cost no life. An unknown toll is written 0, and ``code_status`` says so.
    """
    date, place, country = _settled(event)
    dyad = dyad_of(sides_of(event))
    deaths = deaths_of(event, dyad.a, dyad.b)
    if event.killed is not None and deaths.high == 0:
        raise Uncodable("cost no life")
    first, last = first_and_last(date)
    return {
        "id": number_of(event.id),
        "relid": f"{country.iso3}-{first.year}-{dyad.type_of_violence}-{event.id}",
        "year": first.year,
        "active_year": None,
        "code_status": _status(event),
        **_dyad(dyad),
        **_sources(event, articles),
        **_where(place, country),
        "event_clarity": 2 if event.more_places or length(date) > 2 else 1,
        "date_prec": ucdp_precision(length(date)),
        "date_start": first.isoformat(),
        "date_end": last.isoformat(),
        **_deaths(deaths),
        "gwnoa": gw_of(dyad.a[0]),
        "gwnob": gw_of(dyad.b[0]),
    }


def _settled(event: Event) -> tuple[DateValue, PlaceValue, Country]:
    if event.kind not in organised_violence():
        raise Uncodable("are no organised violence")
    date = stated(event)
    if date is None:
        raise Uncodable("have no date")
    country = country_of(event.place.country) if event.place else None
    if event.place is None or country is None or country.gw is None:
        raise Uncodable("have no country")
    return date, event.place, country


def _status(event: Event) -> str:
    if event.killed is None and event.best is None:
        return "Check: deaths unknown, no source says; the zeros are UCDP's convention"
    disputed = sorted(name for name, how in event.derived.items() if how.disputed)
    return f"Check: sources differ on {', '.join(disputed)}" if disputed else "Clear"


def _dyad(dyad: Dyad) -> dict[str, Cell]:
    """Names without UCDP's numbers, which only UCDP can give."""
    return {
        "type_of_violence": dyad.type_of_violence,
        "conflict_dset_id": None,
        "conflict_new_id": None,
        "conflict_name": dyad.name,
        "dyad_dset_id": None,
        "dyad_new_id": None,
        "dyad_name": dyad.name,
        "side_a_dset_id": None,
        "side_a_new_id": None,
        "side_a": dyad.side_a,
        "side_b_dset_id": None,
        "side_b_new_id": None,
        "side_b": "Civilians" if dyad.type_of_violence == ONE_SIDED else dyad.side_b,
    }


def _sources(event: Event, articles: Articles) -> dict[str, Cell]:
    offices, days, headlines, whole = [], [], [], []
    original: list[str] = []
    for ref in {ref.doc: ref for ref in event.reports}.values():
        article = articles.article(ref.doc)
        office, day = source_name(ref, articles), (ref.published or "")[:10]
        headline = (article.title if article else None) or ""
        offices.append(office)
        days.append(day)
        headlines.append(headline)
        whole.append(f'"{office},{day},{headline}"')
    for ref in event.reports:
        report = articles.report(ref)
        original += [one.text for one in report.attribution] if report else []
    return {
        "number_of_sources": len({ref.group or ref.doc for ref in event.reports}),
        "source_article": ";".join(whole),
        "source_office": ";".join(offices),
        "source_date": ";".join(days),
        "source_headline": ";".join(headlines),
        "source_original": ";".join(dict.fromkeys(original)),
    }


def _where(place: PlaceValue, country: Country) -> dict[str, Cell]:
    """A place without coordinates gets its country's, and the code that says so (6), as UCDP does."""
    lat, lon, code = place.lat, place.lon, precision_of(place).ucdp
    described = f"{place.name} ({place.precision or 'precision unknown'})"
    if lat is None or lon is None:
        lat, lon = _country_point(country.country)
        code, described = 6, f"{place.name} (in no gazetteer: the country's coordinates)"
    return {
        "where_prec": code,
        "where_coordinates": location_name(place),
        "where_description": described,
        "adm_1": place.admin1,
        "adm_2": None,
        "latitude": lat,
        "longitude": lon,
        "geom_wkt": f"POINT ({lon:g} {lat:g})",
        "priogrid_gid": gid(lat, lon),
        "country": country.ucdp_name,
        "country_id": country.gw,
        "region": country.ucdp_region,
    }


def _country_point(code: str) -> tuple[float, float]:
    found = next((one for one in gazetteer() if one.type == "country" and one.country == code), None)
    if found is None:
        raise Uncodable("have no coordinates")
    return found.lat, found.lon


def _deaths(deaths: Deaths) -> Mapping[str, Cell]:
    return {
        "deaths_a": deaths.a,
        "deaths_b": deaths.b,
        "deaths_civilians": deaths.civilians,
        "deaths_unknown": deaths.unknown,
        "best": deaths.best,
        "high": deaths.high,
        "low": deaths.low,
    }
