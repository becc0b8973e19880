"""ACLED's file: its columns, the ranges of its codes, and what its conventions make of an event."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from invented import ARMY, CIVILIANS, HEZBOLLAHIS, US, day, disputed, event, kind_of, place

from rasad.codebook.kinds import kinds
from rasad.exports.acled import write_acled
from rasad.exports.actors import namings
from rasad.exports.countries import countries
from rasad.exports.kinds import sub_events
from rasad.exports.outlets import SCALES, source_scale
from rasad.records import Actor, Derived, Event, PlaceValue, ReportRef, Toll, Version

COLUMNS = (
    "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,assoc_actor_1,inter1,"
    "actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,country,admin1,admin2,admin3,location,"
    "latitude,longitude,geo_precision,source,source_scale,notes,fatalities,tags,timestamp"
)
PROTESTERS = Actor(id="protesters", text="متظاهرين")


def table(*events: Event) -> list[dict[str, str]]:
    out = io.BytesIO()
    write_acled(events, out)
    return list(csv.DictReader(io.StringIO(out.getvalue().decode("utf-8"))))


def row(made: Event) -> dict[str, str]:
    [only] = table(made)
    return only


def test_the_file_has_acleds_columns_in_their_order() -> None:
    out = io.BytesIO()
    write_acled([], out)
    assert out.getvalue().decode() == COLUMNS + "\n"
    assert len(COLUMNS.split(",")) == 31


@pytest.mark.parametrize("kind", kinds())
@pytest.mark.parametrize("targets", [(), (CIVILIANS,), (ARMY,), (US, CIVILIANS), (PROTESTERS,)])
@pytest.mark.parametrize("initiators", [(), (HEZBOLLAHIS,), (US, ARMY), (Actor(id=None, text="مجموعة"),)])
def test_every_code_is_within_acleds_ranges(
    kind: str, targets: tuple[Actor, ...], initiators: tuple[Actor, ...]
) -> None:
    for made in table(kind_of(kind, targets=targets, initiators=initiators)):
        sub = sub_events()[made["event_type"], made["sub_event_type"]]
        assert made["disorder_type"] == sub.disorder_type
        assert made["time_precision"] in {"1", "2", "3"}
        assert made["geo_precision"] in {"1", "2", "3"}
        assert made["inter1"] in set("12345678") | ({""} if sub.event_type == "Strategic developments" else set())
        assert made["inter2"] in {"", *"12345678"}
        assert bool(made["inter2"]) == bool(made["actor2"])
        assert made["civilian_targeting"] in {"", "Civilian targeting"}
        assert made["source_scale"] in SCALES
        assert made["fatalities"].isdigit()
        assert made["actor1"]
        assert int(made["year"]) == int(made["event_date"][:4])


@pytest.mark.parametrize(
    ("start", "end", "coded", "precision"),
    [
        ("2024-03-08", "2024-03-08", "2024-03-08", "1"),
        ("2024-03-08", "2024-03-09", "2024-03-08", "2"),
        ("2024-03-04", "2024-03-10", "2024-03-07", "2"),
        ("2024-03-01", "2024-03-31", "2024-03-16", "3"),
        ("2024-02-01", "2024-02-29", "2024-02-15", "3"),
    ],
)
def test_an_interval_has_its_middle_day_and_its_precision(start: str, end: str, coded: str, precision: str) -> None:
    made = row(event(date=day(start, end)))
    assert (made["event_date"], made["time_precision"]) == (coded, precision)


def test_an_interval_that_a_rule_cut_to_a_day_keeps_its_precision() -> None:
    month = Version(value={"start": "2024-03-01", "end": "2024-03-31"}, reports=("wire/1",), groups=1)
    first = Version(value={"start": "2024-03-01", "end": "2024-03-01"}, reports=("wire/1",), groups=1)
    exact = Version(value={"start": "2024-03-01", "end": "2024-03-01"}, reports=("daily/1",), groups=1)
    cut = Derived(field="date", reason="the first day", versions=(first, month))
    said = Derived(field="date", reason="the first day", versions=(exact, month))
    a_month, a_day = (row(event(date=day("2024-03-01"), derived={"date": one})) for one in (cut, said))
    assert (a_month["event_date"], a_month["time_precision"]) == ("2024-03-16", "3")
    assert (a_day["event_date"], a_day["time_precision"]) == ("2024-03-01", "1"), "a report says the day itself"


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({}, "1"),
        ({"ref": "iq-ain-al-asad", "precision": "area"}, "2"),
        ({"precision": "area"}, "2"),
        ({"precision": "admin1"}, "3"),
        ({"precision": "country"}, "3"),
        ({"lat": None, "lon": None, "precision": None}, "3"),
    ],
)
def test_a_place_has_its_precision(changed: dict[str, Any], code: str) -> None:
    made = row(event(place=place(**changed)))
    assert made["geo_precision"] == code
    if changed.get("lat", 0) is None:
        assert (made["latitude"], made["longitude"]) == ("", ""), "no coordinates are made up"
        assert "in no gazetteer" in made["notes"]


def test_an_unknown_toll_is_written_zero_and_said_to_be_unknown() -> None:
    unknown, none, some = row(event()), row(event(killed=Toll(0, 0))), row(event(killed=Toll(3, None)))
    assert (unknown["fatalities"], none["fatalities"], some["fatalities"]) == ("0", "0", "3")
    assert "Killed: unknown, no source says; the 0 is ACLED's convention." in unknown["notes"]
    assert "Killed: none." in none["notes"]
    assert "Killed: at least 3." in some["notes"]
    assert "fatalities=unknown" in unknown["tags"]
    assert "fatalities=none" in none["tags"]


def test_a_states_forces_are_external_abroad() -> None:
    abroad = row(event(initiators=(US,), targets=(HEZBOLLAHIS,)))
    at_home = row(event(initiators=(ARMY,), targets=(HEZBOLLAHIS,)))
    assert (abroad["actor1"], abroad["inter1"], abroad["inter2"], abroad["interaction"]) == (
        "Military Forces of the United States",
        "8",
        "3",
        "38",
    )
    assert (at_home["actor1"], at_home["inter1"], at_home["interaction"]) == ("Military Forces of Iraq", "1", "13")


def test_the_rest_of_a_side_are_associates_and_a_lone_actor_ends_in_0() -> None:
    both = row(event(initiators=(HEZBOLLAHIS, Actor(id="islamic-resistance-in-iraq", text="المقاومة"))))
    assert both["assoc_actor_1"] == "Islamic Resistance in Iraq"
    assert row(event(targets=()))["interaction"] == "30"


def test_nobody_named_is_acleds_unidentified_group_and_his_words_stay() -> None:
    nobody, words = row(event(initiators=())), row(event(initiators=(Actor(id=None, text="سرايا الوادي"),)))
    assert (nobody["actor1"], nobody["inter1"]) == ("Unidentified Armed Group (Iraq)", "3")
    assert words["assoc_actor_1"] == "سرايا الوادي"


@pytest.mark.parametrize(
    ("initiators", "targets", "expected"),
    [
        ((ARMY,), (HEZBOLLAHIS,), "Government regains territory"),
        ((HEZBOLLAHIS,), (ARMY,), "Non-state actor overtakes territory"),
        ((US,), (HEZBOLLAHIS,), "Non-state actor overtakes territory"),
        ((), (ARMY,), "Non-state actor overtakes territory"),
        ((), (HEZBOLLAHIS,), "Government regains territory"),
        ((), (), "Armed clash"),
    ],
)
def test_who_takes_a_place_decides_the_sub_event(
    initiators: tuple[Actor, ...], targets: tuple[Actor, ...], expected: str
) -> None:
    made = row(kind_of("territory_change", initiators=initiators, targets=targets))
    assert (made["event_type"], made["sub_event_type"]) == ("Battles", expected)


@pytest.mark.parametrize(
    ("made", "expected", "civilian"),
    [
        (kind_of("armed_attack", targets=(CIVILIANS,)), "Attack", True),
        (kind_of("armed_attack", targets=()), "Attack", True),
        (kind_of("armed_attack", targets=(ARMY,)), "Armed clash", False),
        (kind_of("armed_attack", targets=(ARMY, CIVILIANS)), "Attack", True),
        (kind_of("armed_attack", targets=(PROTESTERS,)), "Excessive force against protesters", True),
        (kind_of("armed_attack", weapons=("grenade",), targets=(ARMY,)), "Grenade", False),
        (kind_of("bombing", weapons=("grenade",)), "Grenade", False),
        (kind_of("bombing", weapons=("ied",), targets=(CIVILIANS,)), "Remote explosive/landmine/IED", True),
        (kind_of("air_strike", targets=(CIVILIANS, HEZBOLLAHIS)), "Air/drone strike", False),
        (kind_of("protest"), "Peaceful protest", False),
        (kind_of("protest", killed=Toll(2, 2)), "Excessive force against protesters", True),
        (kind_of("riot", targets=(ARMY,)), "Violent demonstration", False),
        (kind_of("riot", targets=(CIVILIANS,)), "Mob violence", True),
        (kind_of("withdrawal", initiators=(US,), targets=()), "Non-violent transfer of territory", False),
        (kind_of("withdrawal", initiators=(CIVILIANS,), targets=()), "Other", False),
    ],
)
def test_parties_weapons_and_toll_decide_the_sub_event(made: Event, expected: str, civilian: bool) -> None:
    written = row(made)
    assert written["sub_event_type"] == expected
    assert written["civilian_targeting"] == ("Civilian targeting" if civilian else "")


def test_protesters_come_first_though_force_is_used_on_them() -> None:
    made = row(kind_of("armed_attack", initiators=(ARMY,), targets=(PROTESTERS,), killed=Toll(2, 2)))
    assert (made["actor1"], made["inter1"], made["actor2"], made["interaction"]) == (
        "Protesters (Iraq)",
        "6",
        "Military Forces of Iraq",
        "16",
    )
    assert made["disorder_type"] == "Political violence; Demonstrations"
    assert "by Military Forces of Iraq against Protesters (Iraq)" in made["notes"]


def test_whom_a_protest_is_against_is_no_actor_of_it() -> None:
    made = row(kind_of("protest", initiators=(PROTESTERS,), targets=(Actor(id="iraq-government", text="الحكومة"),)))
    assert (made["actor1"], made["actor2"], made["interaction"]) == ("Protesters (Iraq)", "", "60")
    assert "crowd size=no report" in made["tags"]


def test_the_parties_of_a_talk_stand_on_both_sides() -> None:
    parties = (Actor(id="iraq-government", text="بغداد"), Actor(id="us-government", text="واشنطن"))
    made = row(kind_of("talks", initiators=parties, targets=()))
    assert (made["actor1"], made["actor2"]) == ("Government of Iraq", "Government of the United States")
    assert "Killed" not in made["notes"], "no toll is missed where there can be none"


def test_what_acled_cannot_hold_is_left_out_and_told() -> None:
    undated, nowhere, sea = event(date=None), event(place=None), event(place=place(country=None))
    vague = event(date=day("2024-01-01", "2024-12-31"))
    out = io.BytesIO()
    left = write_acled([undated, nowhere, sea, vague, event()], out)
    assert left.written == 1
    assert dict(left.reasons) == {"have no date": 1, "have no country": 2, "have no day more exact than a month": 1}
    assert left.sentence("ACLED") is not None
    assert "4 of 5 events" in str(left.sentence("ACLED"))


def test_country_region_and_source_scale() -> None:
    made = row(event())
    assert (made["iso"], made["region"], made["country"]) == ("368", "Middle East", "Iraq")
    assert made["event_id_cnty"].startswith("IRQ")
    assert made["event_id_cnty"][3:].isdigit()
    assert made["source"] == "رويترز; شفق نيوز"
    assert made["source_scale"] == "International"
    assert source_scale(["شفق نيوز"], "IQ") == "National"
    assert source_scale(["Agence France-Presse"], "IQ") == source_scale(["afp"], "IQ") == "International"
    assert source_scale(["شفق نيوز"], "YE") == "International"
    assert source_scale(["صحيفة لا يعرفها أحد", None], "IQ") == "Other"
    assert made["timestamp"] == "1710018000", "the last publication, a bare day in the region's own time"


def test_disputes_and_claims_are_in_the_notes() -> None:
    made = row(event(claimed_by=(HEZBOLLAHIS,), denied_by=(ARMY,), derived={"killed": disputed()}))
    assert "Claimed by Kataib Hezbollah. Denied by Military Forces of Iraq." in made["notes"]
    assert "Sources differ on: killed." in made["notes"]


def test_no_cell_is_a_formula() -> None:
    made = row(
        event(
            initiators=(Actor(id=None, text="=HYPERLINK(1)"),),
            reports=(ReportRef(doc="a", event="a/1", outlet="@SUM(1)"),),
            place=PlaceValue(name="+cmd", country="IQ", admin1="-1", lat=-1.5, lon=-2.0, precision="point", ref=None),
        )
    )
    assert (made["source"], made["location"], made["admin1"]) == ("'@SUM(1)", "'+cmd", "'-1")
    assert made["assoc_actor_1"] == "'=HYPERLINK(1)"
    assert (made["latitude"], made["longitude"]) == ("-1.5", "-2"), "numbers stay numbers"


def test_the_tables_of_codes_are_whole() -> None:
    assert len(sub_events()) == 25
    assert {f"@{kind}" for kind in ("state-forces", "government", "civilians", "unidentified")} <= set(namings())
    assert {country.acled_region for country in countries().values()} >= {"Middle East", "Northern Africa"}
    assert len({country.acled_region for country in countries().values()}) == 17
    numbers = [country.iso for country in countries().values() if country.iso]
    assert len(numbers) == len(set(numbers))


def test_files_are_the_same_for_the_same_events(tmp_path: Path) -> None:
    first, second = io.BytesIO(), io.BytesIO()
    write_acled([event(), event(id="e-bbbb3333")], first)
    write_acled([event(), event(id="e-bbbb3333")], second)
    assert first.getvalue() == second.getvalue()
