"""PLOVER, GeoJSON, Parquet, CSV and JSON Lines: read back by others' readers, unknown apart from none."""

from __future__ import annotations

import csv
import io
import json
import math
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from invented import BASE, CIVILIANS, HEZBOLLAHIS, US, FakeLedger, disputed, event, kind_of, place

from rasad.codebook.kinds import kinds
from rasad.exports.cells import cell, safe
from rasad.exports.circle import circle
from rasad.exports.formats import FORMATS
from rasad.exports.kinds import plover_types
from rasad.exports.precision import precision_of
from rasad.records import Actor, Event, Toll

EVENTS = [
    event(),
    event(id="e-b", killed=Toll(0, 0), injured=Toll(3, None), derived={"killed": disputed()}),
    event(id="e-c", place=place(precision="admin1"), killed=Toll(3, 5), date=None),
    event(id="e-d", place=None, victims={"children": {"killed": Toll(1, 1)}}),
]


def written(form: str, events: list[Event], **options: Any) -> bytes:
    out = io.BytesIO()
    FORMATS[form].write(events, out, FakeLedger(), bom=options.get("bom", False))
    return out.getvalue()


def rows(form: str, events: list[Event]) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(written(form, events).decode("utf-8"))))


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_events_give_the_same_bytes(form: str) -> None:
    assert written(form, EVENTS) == written(form, EVENTS)


@pytest.mark.parametrize("form", FORMATS)
def test_no_events_give_a_whole_empty_file(form: str) -> None:
    assert written(form, []) or form == "jsonl"


# CSV


def test_unknown_is_empty_and_none_is_zero() -> None:
    unknown, none, some, _ = rows("csv", EVENTS)
    assert (unknown["killed"], unknown["killed_min"], unknown["killed_max"]) == ("", "", "")
    assert (none["killed"], none["killed_min"], none["killed_max"]) == ("0", "0", "0")
    assert (none["injured"], none["injured_min"], none["injured_max"]) == ("3+", "3", "")
    assert some["killed"] == "3–5", "no hyphen, by which a spreadsheet would see a date"
    assert none["disputed"] == "killed"


def test_a_byte_order_mark_comes_only_when_asked_for() -> None:
    assert written("csv", EVENTS, bom=True).startswith(b"\xef\xbb\xbfid,")
    assert written("csv", EVENTS).startswith(b"id,")
    assert not written("jsonl", EVENTS, bom=True).startswith(b"\xef\xbb\xbf")


FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "\u200f=1", "\ufeff=1", "＝1", "\u2068@x"]


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_gets_an_apostrophe(text: str) -> None:
    assert safe(text).startswith("'")


@pytest.mark.parametrize("text", ["القائم", "a-b", "5 = 5", "", "3-5", "'quoted'"])
def test_ordinary_text_stays(text: str) -> None:
    assert safe(text) == text


@given(st.text())
def test_no_cell_can_act_as_a_formula(text: str) -> None:
    shown = safe(text)
    assert not shown.lstrip().startswith(("=", "+", "-", "@", "\t", "\r"))
    assert "\n" not in shown
    assert "\r" not in shown


def test_numbers_are_never_taken_for_formulas() -> None:
    assert (cell(-33.5), cell(-4), cell(42.0), cell(None)) == ("-33.5", "-4", "42", "")


@pytest.mark.parametrize("form", ["acled", "ucdp", "plover", "csv"])
def test_no_table_carries_a_formula(form: str) -> None:
    wicked = Actor(id=None, text='=HYPERLINK("http://x","y")')
    made = event(initiators=(HEZBOLLAHIS, wicked), place=place(name="=cmd|'/c calc'!A1"), killed=Toll(1, 1))
    for line in rows(form, [made]):
        assert [value for value in line.values() if value.startswith(("=", "+", "@"))] == []


# PLOVER


@pytest.mark.parametrize("kind", kinds())
def test_every_kind_has_plovers_type_and_mode(kind: str) -> None:
    [made] = rows("plover", [kind_of(kind)])
    assert made["Event Type"] in plover_types()
    assert made["Event Mode"] in {"", *plover_types()[made["Event Type"]].modes}
    assert made["Quad Code"] in {"V-COOP", "M-COOP", "V-CONF", "M-CONF"}


def test_plovers_types_are_the_sixteen() -> None:
    assert len(plover_types()) == 16
    assert plover_types()["ASSAULT"].modes >= {"aerial", "drone", "heavy-weapons", "suicide-attack"}


def test_actors_have_their_sectors_and_countries() -> None:
    [made] = rows("plover", [event(targets=(US, CIVILIANS))])
    assert (made["Primary Actor Sector"], made["Actor Country"]) == ("PRM", "IRQ")
    assert (made["Primary Recipient Sector"], made["Recipient Sectors"]) == ("MIL", "MIL; CVL")
    assert (made["Killed"], made["Country"]) == ("", "IRQ")
    [unknown] = rows("plover", [event(initiators=(Actor(id=None, text="مجموعة"),))])
    assert unknown["Primary Actor Sector"] == "UNK"


@pytest.mark.parametrize(
    ("weapons", "mode"),
    [(("blade",), "primitive"), (("vehicle", "blade"), "primitive"), (("blade", "small-arms"), "firearms")],
)
def test_an_attack_with_blades_or_vehicles_is_primitive(weapons: tuple[str, ...], mode: str) -> None:
    [made] = rows("plover", [kind_of("armed_attack", weapons=weapons)])
    assert made["Event Mode"] == mode


def test_a_mode_that_is_none_is_an_error_that_names_it() -> None:
    with pytest.raises(ValueError, match="ASSAULT/tickling"):
        written("plover", [event(plover="ASSAULT/tickling")])


# JSON Lines


def test_json_lines_hold_the_whole_event() -> None:
    lines = written("jsonl", EVENTS).splitlines()
    assert [msgspec.json.decode(line, type=Event) for line in lines] == EVENTS


# GeoJSON


def features(events: list[Event]) -> list[dict[str, Any]]:
    made = json.loads(written("geojson", events))
    assert made["type"] == "FeatureCollection"
    found: list[dict[str, Any]] = made["features"]
    return found


def rings(geometry: dict[str, Any]) -> list[list[list[float]]]:
    whole = geometry["coordinates"]
    return [whole[0]] if geometry["type"] == "Polygon" else [part[0] for part in whole]


def area(ring: list[list[float]]) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:], strict=False)) / 2


def test_points_are_points_areas_are_areas_and_nowhere_is_null() -> None:
    point, _, region, nowhere = features(EVENTS)
    assert point["geometry"] == {"type": "Point", "coordinates": [BASE.lon, BASE.lat]}
    assert point["properties"]["radius_km"] is None
    assert region["geometry"]["type"] == "Polygon"
    assert region["properties"]["radius_km"] == 75
    assert nowhere["geometry"] is None
    assert nowhere["properties"]["killed"] is None


def test_a_stated_point_stays_one_and_an_area_has_its_types_radius() -> None:
    quarter = {"ref": "sy-aleppo-sukkari", "name": "السكري"}
    assert precision_of(place(precision="point", **quarter)).radius_km is None
    assert precision_of(place(precision="area", ref="iq-baghdad")).radius_km == 25, (
        "a city told of vaguely is no point"
    )
    assert precision_of(place(precision="area", ref="xx-red-sea")).radius_km == 150
    assert precision_of(place(precision=None, ref=None)).radius_km == 25


def test_a_name_without_coordinates_has_no_geometry() -> None:
    [made] = features([event(place=place(lat=None, lon=None, precision=None))])
    assert made["geometry"] is None
    assert made["properties"]["place"] == BASE.name


def test_a_circle_has_its_radius_everywhere() -> None:
    from geographiclib.geodesic import Geodesic

    [ring] = rings(circle(33.3, 44.4, 25))
    for lon, lat in ring:
        distance = Geodesic.WGS84.Inverse(33.3, 44.4, lat, lon)["s12"]
        assert distance == pytest.approx(25_000, abs=2)


@example(81.0, 1.7179133504697078e-09, 1006.0)
@settings(max_examples=60, deadline=None)
@given(st.floats(-89, 89), st.floats(-180, 180), st.floats(1, 2500))
def test_rings_are_closed_counterclockwise_and_on_the_map(lat: float, lon: float, radius: float) -> None:
    found = rings(circle(lat, lon, radius))
    assert found
    for ring in found:
        assert ring[0] == ring[-1]
        assert len(ring) >= 4
        assert area(ring) > 0
        assert all(-180 <= x <= 180 and -90 <= y <= 90 for x, y in ring)


def test_a_circle_over_the_antimeridian_is_cut_in_two() -> None:
    made = circle(-17.8, 179.9, 100)
    assert made["type"] == "MultiPolygon"
    whole, parts = area(rings(circle(-17.8, 100, 100))[0]), sum(area(ring) for ring in rings(made))
    assert parts == pytest.approx(whole, rel=1e-3)


def test_a_circle_over_the_pole_reaches_up_to_it() -> None:
    made = circle(89, 10, 500)
    assert max(y for ring in rings(made) for _, y in ring) == 90
    assert sum(area(ring) for ring in rings(made)) > 360 * 4


def test_a_country_is_as_large_as_it_is() -> None:
    radius = precision_of(place(precision="country", ref="country-iraq")).radius_km
    assert radius is not None
    assert math.pi * radius**2 == pytest.approx(437_072, rel=0.01)


# Parquet


@pytest.fixture(scope="module")
def parquet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("parquet") / "events.parquet"
    path.write_bytes(written("parquet", EVENTS))
    return path


def test_duckdb_reads_types_and_nested_lists(parquet: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    found = duckdb.sql(f"select id, killed.min, killed.max, date.start, len(reports) from '{parquet}'").fetchall()
    assert [one[:3] for one in found] == [
        ("e-aaaa2222", None, None),
        ("e-b", 0, 0),
        ("e-c", 3, 5),
        ("e-d", None, None),
    ]
    assert found[0][3].isoformat() == "2024-03-08"
    assert found[0][4] == 2
    told = duckdb.sql(f"select r.outlet from (select unnest(reports) r from '{parquet}' where id = 'e-b')").fetchall()
    assert told == [("رويترز",), ("شفق نيوز",)]
    unknown = duckdb.sql(f"select count(*) from '{parquet}' where killed is null").fetchall()
    assert unknown == [(2,)]


def test_polars_reads_types_and_nested_lists(parquet: Path) -> None:
    polars = pytest.importorskip("polars")
    frame = polars.read_parquet(parquet)
    assert frame.height == len(EVENTS)
    assert frame["killed"].struct.field("min").to_list() == [None, 0, 3, None]
    assert frame["date"].struct.field("start").dtype == polars.Date
    assert frame["initiators"].to_list()[0] == [{"id": "kataib-hezbollah", "text": HEZBOLLAHIS.text}]
    versions = frame["derived"].to_list()[1][0]["versions"]
    assert json.loads(versions[0]["value"]) == {"min": 3, "max": 3}
    assert frame["weapon_counts"].to_list()[0] == [{"weapon": "rocket", "count": 4}]
    assert frame["victims"].to_list()[3] == [
        {"victims": "children", "measure": "killed", "toll": {"min": 1, "max": 1}}
    ]
