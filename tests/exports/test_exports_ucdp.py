"""UCDP GED's file: its columns, the ranges of its codes, sides, deaths, and what its definition leaves out."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented import ARMY, CIVILIANS, HEZBOLLAHIS, US, FakeLedger, day, disputed, event, kind_of, place

from rasad.codebook.kinds import kinds
from rasad.exports.countries import countries
from rasad.exports.priogrid import gid
from rasad.exports.ucdp import write_ucdp
from rasad.records import Actor, Event, Toll

COLUMNS = (
    "id,relid,year,active_year,code_status,type_of_violence,conflict_dset_id,conflict_new_id,conflict_name,"
    "dyad_dset_id,dyad_new_id,dyad_name,side_a_dset_id,side_a_new_id,side_a,side_b_dset_id,side_b_new_id,side_b,"
    "number_of_sources,source_article,source_office,source_date,source_headline,source_original,where_prec,"
    "where_coordinates,where_description,adm_1,adm_2,latitude,longitude,geom_wkt,priogrid_gid,country,country_id,"
    "region,event_clarity,date_prec,date_start,date_end,deaths_a,deaths_b,deaths_civilians,deaths_unknown,best,high,"
    "low,gwnoa,gwnob"
)
ISLAMIC_STATE = Actor(id="islamic-state", text="داعش")


def table(*events: Event) -> list[dict[str, str]]:
    out = io.BytesIO()
    write_ucdp(events, out, FakeLedger())
    return list(csv.DictReader(io.StringIO(out.getvalue().decode("utf-8"))))


def row(made: Event) -> dict[str, str]:
    [only] = table(made)
    return only


def numbers(made: dict[str, str], *names: str) -> list[int]:
    return [int(made[name]) for name in names]


def test_the_file_has_ucdps_columns_in_their_order() -> None:
    out = io.BytesIO()
    write_ucdp([], out)
    assert out.getvalue().decode() == COLUMNS + "\n"
    assert len(COLUMNS.split(",")) == 49


@pytest.mark.parametrize("kind", kinds())
@pytest.mark.parametrize("targets", [(), (CIVILIANS,), (ARMY,), (ISLAMIC_STATE, CIVILIANS)])
@pytest.mark.parametrize("killed", [None, Toll(4, 4), Toll(4, None), Toll(0, 0)])
def test_every_code_is_within_ucdps_ranges(kind: str, targets: tuple[Actor, ...], killed: Toll | None) -> None:
    for made in table(kind_of(kind, targets=targets, killed=killed)):
        assert made["type_of_violence"] in {"1", "2", "3"}
        assert made["where_prec"] in set("1234567")
        assert made["date_prec"] in set("12345")
        assert made["event_clarity"] in {"1", "2"}
        assert made["active_year"] in {"0", "1"}
        low, best, high = numbers(made, "low", "best", "high")
        assert low <= best <= high
        assert sum(numbers(made, "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")) == best
        assert 1 <= int(made["priogrid_gid"]) <= 720 * 360
        assert made["region"] in {"Africa", "Americas", "Asia", "Europe", "Middle East"}
        assert int(made["id"]) < 2**53


@pytest.mark.parametrize(
    ("end", "code"),
    [("08", "1"), ("09", "2"), ("13", "2"), ("14", "3"), ("15", "4"), ("31", "4")],
)
def test_date_prec(end: str, code: str) -> None:
    made = row(event(date=day("2024-03-08", f"2024-03-{end}")))
    assert made["date_prec"] == code
    assert (made["date_start"], made["date_end"]) == ("2024-03-08", f"2024-03-{end}")


def test_longer_than_a_month_is_5() -> None:
    assert row(event(date=day("2024-01-01", "2024-03-08")))["date_prec"] == "5"


@pytest.mark.parametrize(
    ("precision", "ref", "code"),
    [
        ("point", "iq-ain-al-asad", "1"),
        ("area", None, "2"),
        ("area", "iq-baghdad", "2"),
        ("admin1", "iq-al-anbar-admin1", "4"),
        ("country", "country-iraq", "6"),
        ("area", "xx-iraq-syria-border", "5"),
        ("area", "xx-red-sea", "7"),
    ],
)
def test_where_prec(precision: str, ref: str | None, code: str) -> None:
    assert row(event(place=place(precision=precision, ref=ref)))["where_prec"] == code


def test_a_place_in_no_gazetteer_has_the_countrys_coordinates_and_the_code_that_says_so() -> None:
    made = row(event(place=place(name="قرية مجهولة", lat=None, lon=None, precision=None)))
    assert made["where_prec"] == "6"
    assert "in no gazetteer" in made["where_description"]


@pytest.mark.parametrize(
    ("initiators", "targets", "kind", "a", "b"),
    [
        ((HEZBOLLAHIS,), (US,), "1", "Government of United States of America", "Kata'ib Hezbollah"),
        ((US,), (HEZBOLLAHIS,), "1", "Government of United States of America", "Kata'ib Hezbollah"),
        ((ISLAMIC_STATE,), (HEZBOLLAHIS,), "2", "IS", "Kata'ib Hezbollah"),
        ((ISLAMIC_STATE,), (CIVILIANS,), "3", "IS", "Civilians"),
        ((ARMY,), (CIVILIANS,), "3", "Government of Iraq", "Civilians"),
        ((ISLAMIC_STATE,), (ARMY, CIVILIANS), "1", "Government of Iraq", "IS"),
    ],
)
def test_sides_and_type_of_violence(
    initiators: tuple[Actor, ...], targets: tuple[Actor, ...], kind: str, a: str, b: str
) -> None:
    made = row(event(initiators=initiators, targets=targets))
    assert (made["type_of_violence"], made["side_a"], made["side_b"]) == (kind, a, b)
    assert made["dyad_name"] == f"{a} - {b}"


def test_states_have_their_gleditsch_ward_numbers() -> None:
    iran = Actor(id="irgc", text="الحرس")
    made = row(event(initiators=(iran,), targets=(US,)))
    assert (made["gwnoa"], made["gwnob"], made["country_id"]) == ("630", "2", "645")
    assert row(event())["gwnob"] == "", "a group has none"
    assert countries()["YE"].gw == 678


def test_deaths_are_parted_by_what_the_victims_are() -> None:
    told = {"soldiers": 2, "fighters": 3, "civilians": 1, "women": 1}
    victims = {name: {"killed": Toll(count, count)} for name, count in told.items()}
    made = row(event(killed=Toll(8, 8), victims=victims))
    parts = numbers(made, "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best")
    assert parts == [2, 3, 1, 2, 8], "a woman among the civilians is not counted twice"


def test_where_only_civilians_were_targets_the_dead_are_civilians() -> None:
    made = row(event(targets=(CIVILIANS,), killed=Toll(4, 4)))
    assert numbers(made, "deaths_civilians", "deaths_unknown") == [4, 0]


def test_the_estimates_are_ucdps_own_where_they_are_derived() -> None:
    made = row(event(killed=Toll(3, None), best=4, high=7, low=3))
    assert numbers(made, "low", "best", "high") == [3, 4, 7]


def test_an_unknown_toll_is_written_zero_and_said_to_be_unknown() -> None:
    assert row(event())["code_status"].startswith("Check: deaths unknown")
    assert row(event(killed=Toll(2, 2)))["code_status"] == "Clear"
    assert row(event(killed=Toll(3, 5), derived={"killed": disputed()}))["code_status"] == (
        "Check: sources differ on killed"
    )


def test_a_year_is_active_from_25_deaths_of_the_dyad() -> None:
    many = [event(id=f"e-{n}", killed=Toll(n, n)) for n in (12, 13)]
    assert [made["active_year"] for made in table(*many)] == ["1", "1"]
    assert [made["active_year"] for made in table(many[0])] == ["0"]


def test_what_ucdp_does_not_count_is_left_out_and_told() -> None:
    events = [
        kind_of("talks"),
        event(date=None),
        event(place=None),
        event(initiators=()),
        event(targets=()),
        event(killed=Toll(0, 0)),
        event(),
    ]
    left = write_ucdp(events, io.BytesIO())
    assert left.written == 1
    assert sum(left.reasons.values()) == 6
    assert len(left.reasons) == 6


def test_sources_are_told_each_once_with_headline_and_day() -> None:
    made = row(event())
    assert made["number_of_sources"] == "2"
    assert made["source_office"] == "رويترز;شفق نيوز"
    assert made["source_date"] == "2024-03-09;2024-03-10"
    assert made["source_headline"] == "عنوان wire <i>;عنوان daily <i>"
    assert made["source_original"] == "مصدر طبي"


def test_priogrid_agrees_with_published_cells() -> None:
    assert gid(10.51, 2.29) == 145085
    assert gid(-90, -180) == 1
    assert gid(90, 180) == 720 * 360
    with pytest.raises(ValueError, match="no point of the globe"):
        gid(91, 0)


@given(st.floats(-89.99, 89.99), st.floats(-179.99, 179.99))
def test_a_point_lies_in_its_cell(lat: float, lon: float) -> None:
    number = gid(lat, lon) - 1
    south, west = number // 720 / 2 - 90, number % 720 / 2 - 180
    assert south <= lat <= south + 0.5
    assert west <= lon <= west + 0.5
