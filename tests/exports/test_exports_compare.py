"""The ledger against a user's file (all rows invented): what is detected, matched, lacking and different."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from invented import ARMY, CIVILIANS, HEZBOLLAHIS, US, event, kind_of, place

from rasad.exports.columns import columns
from rasad.exports.comparing import FileComparison, compare
from rasad.exports.userfile import Deaths, UserFileError, read_user_file
from rasad.records import Actor, Toll

ROW = {
    "event_id_cnty": "IRQ1",
    "event_date": "2024-03-08",
    "year": "2024",
    "time_precision": "1",
    "event_type": "Explosions/Remote violence",
    "sub_event_type": "Shelling/artillery/missile attack",
    "actor1": "Kataib Hezbollah",
    "actor2": "Military Forces of the United States (2021-2025)",
    "country": "Iraq",
    "location": "Ain al-Asad Air Base",
    "latitude": "33.80",
    "longitude": "42.43",
    "geo_precision": "1",
    "fatalities": "0",
}


def acled(
    tmp_path: Path, *rows: dict[str, str], delimiter: str = ",", upper: bool = False, bom: bool = False
) -> Path:
    path = tmp_path / "acled.csv"
    with path.open("w", encoding="utf-8-sig" if bom else "utf-8", newline="") as out:
        writer = csv.DictWriter(out, columns("acled"), delimiter=delimiter, restval="")
        if upper:
            out.write(delimiter.join(columns("acled")).upper() + "\n")
        else:
            writer.writeheader()
        writer.writerows([ROW | row for row in rows])
    return path


def compared(path: Path, *events: object, everything: bool = False) -> FileComparison:
    return compare(events, read_user_file(path), everything=everything)  # type: ignore[arg-type]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("upper", [False, True])
@pytest.mark.parametrize("bom", [False, True])
def test_acled_is_told_by_its_columns(tmp_path: Path, delimiter: str, upper: bool, bom: bool) -> None:
    file = read_user_file(acled(tmp_path, {}, delimiter=delimiter, upper=upper, bom=bom))
    assert file.form == "acled"
    assert file.rows[0].deaths == Deaths(0, 0, 0)
    assert file.rows[0].line == 2


@pytest.mark.parametrize("written", ["2024-03-08", "08 March 2024", "8-March-2024", "08-Mar-24", "2024-03-08T00:00"])
def test_dates_are_read_as_the_files_write_them(tmp_path: Path, written: str) -> None:
    file = read_user_file(acled(tmp_path, {"event_date": written}))
    assert file.rows[0].first.isoformat() == "2024-03-08"


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"event_date": "03/08/2024"}, "day or month first"),
        ({"event_date": "soon"}, "'soon' is no date"),
        ({"fatalities": "many"}, "fatalities 'many' is no number"),
        ({"latitude": "north"}, "latitude 'north' is no number"),
    ],
)
def test_a_row_that_cannot_be_read_is_told_and_the_rest_compared(
    tmp_path: Path, cells: dict[str, str], reason: str
) -> None:
    found = compared(acled(tmp_path, cells, {}), event())
    assert [one.line for one in found.unread] == [2]
    assert reason in found.unread[0].reason
    assert len(found.pairs) == 1


def test_a_file_that_is_neither_is_refused_with_what_it_lacks(tmp_path: Path) -> None:
    path = tmp_path / "other.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(UserFileError, match="neither ACLED nor UCDP GED: acled lacks actor1"):
        read_user_file(path)
    path.write_bytes("event_date,ä".encode("latin-1"))
    with pytest.raises(UserFileError, match="no UTF-8"):
        read_user_file(path)
    with pytest.raises(UserFileError, match="cannot be read"):
        read_user_file(tmp_path / "missing.csv")


def test_the_same_event_is_matched_over_small_differences(tmp_path: Path) -> None:
    found = compared(acled(tmp_path, {"event_date": "2024-03-10", "fatalities": "2"}), event(killed=Toll(3, 3)))
    [pair] = found.pairs
    assert (pair.event, pair.theirs.id, pair.days) == ("e-aaaa2222", "IRQ1", 1)
    assert pair.km is not None
    assert pair.km < 3
    assert {one.field: (one.ours, one.theirs) for one in pair.differences}["deaths"] == (
        Deaths(3, 3, 3),
        Deaths(2, 2, 2),
    )
    assert [one.field for one in pair.differences] == ["date", "deaths"]
    assert (found.only_ours, found.only_theirs) == ((), ())


def test_an_unknown_toll_agrees_with_their_zero_but_not_with_a_count(tmp_path: Path) -> None:
    [zero] = compared(acled(tmp_path, {}), event()).pairs
    [three] = compared(acled(tmp_path, {"fatalities": "3"}), event()).pairs
    assert zero.differences == ()
    assert [(one.field, one.ours) for one in three.differences] == [("deaths", None)]


@pytest.mark.parametrize(
    "other",
    [
        {"event_date": "2024-03-20"},
        {"latitude": "36.3", "longitude": "43.1", "location": "Mosul"},
        {"event_type": "Protests", "sub_event_type": "Peaceful protest", "actor1": "Protesters (Iraq)", "actor2": ""},
        {"sub_event_type": "Air/drone strike", "actor1": "Military Forces of Turkey", "actor2": "PKK: Kurdistan"},
    ],
)
def test_another_event_is_not_matched(tmp_path: Path, other: dict[str, str]) -> None:
    elsewhere = event(id="e-far", date=event().date, place=place(lat=36.0, lon=44.0, ref=None))
    late = event(id="e-late", date=type(event().date)(start="2024-04-01", end="2024-04-01"))  # type: ignore[misc]
    found = compared(acled(tmp_path, other), event(), elsewhere, late)
    assert found.pairs == ()
    assert len(found.only_theirs) == 1
    assert len(found.only_ours) == 3


def test_each_row_is_matched_once_the_likest_first(tmp_path: Path) -> None:
    near = {"event_id_cnty": "IRQ2", "event_date": "2024-03-10", "latitude": "33.9"}
    found = compared(acled(tmp_path, near, {}), event(), event(id="e-second", targets=(ARMY,)))
    assert {(pair.event, pair.theirs.id) for pair in found.pairs} == {("e-aaaa2222", "IRQ1"), ("e-second", "IRQ2")}


def test_rows_beyond_the_ledgers_days_and_lands_are_left_aside_unless_asked_for(tmp_path: Path) -> None:
    rows = ({}, {"event_date": "2019-01-01"}, {"country": "Chile"})
    path = acled(tmp_path, *rows)
    assert compared(path, event()).outside == 2
    whole = compared(path, event(), everything=True)
    assert (whole.outside, len(whole.only_theirs)) == (0, 2)
    assert compared(path).outside == 3, "an empty ledger has no days"


def test_what_their_format_cannot_hold_is_told_apart_from_what_they_lack(tmp_path: Path) -> None:
    found = compared(acled(tmp_path, {}), event(), event(id="e-undated", date=None))
    assert found.not_codable == {"have no date": 1}
    assert found.only_ours == ()


def test_ucdp_is_told_by_its_columns_and_matched(tmp_path: Path) -> None:
    path = tmp_path / "ged.csv"
    row = {
        "id": "77",
        "type_of_violence": "1",
        "side_a": "Government of United States of America",
        "side_b": "Kata'ib Hezbollah",
        "where_prec": "2",
        "where_coordinates": "Al Baghdadi",
        "latitude": "33.85",
        "longitude": "42.55",
        "country": "Iraq",
        "date_start": "2024-03-08 00:00:00.000",
        "date_end": "2024-03-09 00:00:00.000",
        "best": "2",
        "low": "1",
        "high": "4",
    }
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, columns("ucdp"), restval="")
        writer.writeheader()
        writer.writerows([row])
    found = compare([event(killed=Toll(2, 3)), kind_of("talks")], read_user_file(path))
    [pair] = found.pairs
    assert found.form == "ucdp"
    assert {one.field for one in pair.differences} == {"place", "deaths"}
    assert pair.theirs.deaths == Deaths(1, 2, 4)
    assert found.not_codable == {"are no organised violence": 1}


def test_the_same_file_as_exported_has_no_difference(tmp_path: Path) -> None:
    from rasad.exports.acled import write_acled

    events = [
        event(killed=Toll(3, 3)),
        kind_of("protest", id="e-protest", initiators=(Actor(id="protesters", text="متظاهرين"),), targets=()),
        kind_of("armed_attack", id="e-attack", initiators=(HEZBOLLAHIS,), targets=(CIVILIANS,)),
        event(id="e-there", place=place(lat=33.3, lon=44.4, name="بغداد"), initiators=(US,), targets=(HEZBOLLAHIS,)),
    ]
    path = tmp_path / "own.csv"
    with path.open("wb") as out:
        write_acled(events, out)
    found = compare(events, read_user_file(path))
    assert len(found.pairs) == 4
    assert [pair.differences for pair in found.pairs] == [()] * 4
