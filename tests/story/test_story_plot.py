"""Plots: what is drawn, as data and as pictures."""

from __future__ import annotations

import io
import struct
import warnings
from typing import Any

import pytest
from invented_story import BASE, QAIM, Toll, article, report, tally, telling

from rasad.records import PlaceValue
from rasad.story.days import Days
from rasad.story.drawn import drawn, panels
from rasad.story.outlines import outlines
from rasad.story.plot import plot
from rasad.story.plotmap import extent

PROVINCE = PlaceValue(
    name="الأنبار", country="IQ", admin1="Al Anbar", lat=33.0, lon=42.0, precision="admin1", ref=None
)
COUNTRY = PlaceValue(
    name="العراق", country="IQ", admin1=None, lat=33.2, lon=43.7, precision="country", ref="country-iraq"
)
FAR = PlaceValue(
    name="واشنطن", country="US", admin1=None, lat=38.9, lon=-77.0, precision="point", ref="us-washington"
)
TRUCE = "أوقفت الفصائل العراقية المسلحة هجماتها على القوات الأميركية في 3 آذار 2024، مع إمهال الحكومة ثلاثة أشهر."
TALLY = "أحصت واشنطن 20 هجوماً على القوات الأميركية في العراق منذ 1 شباط حتى 10 آذار 2024."


def shown() -> Any:
    events = [
        report("a/1", start="2024-03-08", killed=Toll(2, None)),
        report("a/2", "air_strike", "2024-03-09", "2024-03-11", place=QAIM, salience="background"),
        report("a/3", "talks", "2024-04-02", place=FAR),
        report("a/4", "shelling", "2024-04-02", place=PROVINCE),
        report("a/5", "bombing", "2021-02-02", place=COUNTRY),
        report("a/6", "protest", "2019-01-01", "2019-12-31", place=BASE),
        report("a/7", "drone_strike", None, place=None),
    ]
    made = tally("20 هجوماً", TALLY, TALLY, "2024-02-01", "2024-03-10", count=20)
    told = telling(article("a", TRUCE, events=events), article("b", TALLY, tallies=(made,)))
    return drawn(told.events, told.truces(), told.tallies())


def test_what_is_left_out_is_counted() -> None:
    made = shown()
    assert {mark.event for mark in made.marks} == {"e-a-1", "e-a-2", "e-a-3", "e-a-4", "e-a-5"}
    assert (made.vague, made.nowhere) == (2, 1)
    assert [spot.place.name for spot in made.outside] == ["واشنطن"]


def test_areas_are_areas_and_points_points() -> None:
    by_name = {spot.place.name: spot for spot in shown().spots}
    assert by_name["عين الأسد"].km is None and not by_name["عين الأسد"].country
    assert by_name["الأنبار"].km == 75
    assert by_name["العراق"].country and by_name["العراق"].km is None


def test_long_gaps_are_cut_out_of_the_time() -> None:
    parts = panels(
        [Days("2021-02-02", "2021-02-02"), Days("2024-03-08", "2024-03-08"), Days("2024-04-02", "2024-04-05")]
    )
    assert len(parts) == 2
    assert parts[0].start < "2021-02-02" < parts[0].end < parts[1].start < "2024-03-08"
    assert panels([]) == ()


def test_truces_and_tallies_are_drawn_where_they_touch() -> None:
    made = shown()
    assert [one.start for one in made.truces] == [Days("2024-03-03", "2024-03-03")]
    assert [one.what for one in made.tallies] == ["20 هجوماً"]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_png_has_its_size_and_every_letter_a_glyph(language: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        data = plot(shown(), "both", "png", language, dpi=50)
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", data[16:24])
    assert width == 550 and height > 400


def test_an_svg_is_the_same_every_time_and_fetches_nothing() -> None:
    from lxml import etree

    first, second = (plot(shown(), "map", "svg", "ar") for _ in range(2))
    assert first == second
    root = etree.parse(io.BytesIO(first)).getroot()
    links = [value for node in root.iter() for name, value in node.attrib.items() if name.endswith("href")]
    assert links and all(link.startswith("#") for link in links)


def test_a_wrong_form_or_an_empty_picture_is_refused() -> None:
    with pytest.raises(ValueError, match="'gif'"):
        plot(shown(), "both", "gif", "en")
    with pytest.raises(ValueError, match="no event"):
        plot(drawn([], [], []), "both", "png", "en")


def test_the_outlines_are_closed_rings_on_the_globe() -> None:
    found = outlines()
    assert {"IQ", "SY", "YE", "FR", "NO"} <= {country for country, _ in found}
    for _, rings in found:
        for ring in rings:
            assert ring[0] == ring[-1] and all(abs(x) <= 180 and abs(y) <= 90 for x, y in ring)


def test_the_map_holds_every_spot_with_its_radius() -> None:
    spots = shown().spots
    west, south, east, north = extent(spots)
    assert all(west < (s.place.lon or 0) < east and south < (s.place.lat or 0) < north for s in spots)
    assert south < 33.0 - 75 / 111.2
