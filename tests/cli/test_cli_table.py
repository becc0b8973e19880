"""The table for people: fits the terminal, keeps Arabic cells apart, tells unknown from none."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from rasad.cli.layout import FSI, PDI, cut, is_arabic, plain, width, wrap
from rasad.cli.table import Table, toll, when, where, widths_for
from rasad.records import (
    Actor,
    CodedArticle,
    DateValue,
    EventReport,
    Evidence,
    PlaceValue,
    Published,
    Tally,
    Toll,
    Unreadable,
)

TEXT = "قصفت طائرة مسيّرة مخزناً قرب معبر القائم فجر الأحد ولم تقع إصابات بين الجنود"


def place(name: str = "معبر القائم", country: str | None = "IQ") -> PlaceValue:
    return PlaceValue(name=name, country=country, admin1=None, lat=34.4, lon=41.0, precision="point", ref="x")


def event(**changed: Any) -> EventReport:
    values: dict[str, Any] = {
        "id": "a/1",
        "kind": "drone_strike",
        "plover": "ASSAULT/drone",
        "acled": "x|y",
        "date": DateValue(start="2024-03-09", end="2024-03-10"),
        "place": place(),
        "initiators": (Actor(id=None, text="مجموعة مسلحة غير معروفة الانتماء"),),
        "targets": (Actor(id="us-forces", text="الجنود"),),
        "weapons": ("drone", "rocket"),
        "weapon_counts": {"rocket": 4},
        "killed": Toll(0, 0),
        "evidence": Evidence(start=0, end=len(TEXT), quote=TEXT),
        "confidence": 0.876,
    }
    return EventReport(**(values | changed))


def article(*events: EventReport, **changed: Any) -> CodedArticle:
    values: dict[str, Any] = {
        "doc": "a",
        "language": "ar",
        "title": "عنوان الخبر كما ورد في الصفحة",
        "url": None,
        "outlet": "وكالة المرصد",
        "agencies": (),
        "published": Published(value="2024-03-10T08:00", basis="page"),
        "text": TEXT,
        "zones": (),
        "events": events,
    }
    return CodedArticle(**(values | changed))


@pytest.mark.parametrize("columns", [80, 120, 200])
@pytest.mark.parametrize("isolate", [True, False])
def test_no_line_is_wider_than_the_terminal(columns: int, isolate: bool) -> None:
    long_place = place("ناحية ذات اسم طويل جداً يتجاوز عرض العمود المخصص له")
    shown = Table(columns, isolate=isolate).article(article(event(), event(place=long_place), event(place=None)))
    assert max(width(line) for line in shown.splitlines()) <= columns


@pytest.mark.parametrize("columns", [80, 120, 200])
def test_columns_are_shared_out_within_the_terminal(columns: int) -> None:
    widths = widths_for(columns)
    assert sum(widths) + 2 * (len(widths) - 1) <= columns
    assert widths[0] >= len("2024-03-09/10")


def test_arabic_is_isolated_on_a_terminal_and_isolates_are_closed() -> None:
    for columns in (80, 120, 200):
        shown = Table(columns, isolate=True).article(article(event(), event(outcome="intercepted")))
        for line in shown.splitlines():
            assert line.count(FSI) == line.count(PDI)
            assert not is_arabic(re.sub(f"{FSI}[^{FSI}{PDI}]*{PDI}", "", line)), line


def test_a_pipe_gets_no_invisible_marks_and_latin_stands_between_arabic_cells() -> None:
    shown = Table(200, isolate=False).article(article(event()))
    assert FSI not in shown
    (row,) = [line for line in shown.splitlines() if line.startswith("2024-03-09/10")]
    place_cell, actor_cell = row.index("القائم"), row.index("مجموعة")
    assert re.search("[A-Za-z]", row[place_cell:actor_cell])


def test_the_arrow_from_who_to_whom_keeps_its_direction() -> None:
    """Within one isolate an Arabic name first would turn the cell round, and the arrow with it."""
    shown = Table(200, isolate=True).article(article(event()))
    assert f"{FSI}مجموعة مسلحة غير معروفة الانتماء{PDI} (no id) → us-forces" in shown


def test_unknown_and_none_are_told_apart() -> None:
    shown = Table(200, isolate=False).article(article(event(killed=Toll(0, 0), injured=None, initiators=())))
    assert "0/–" in shown
    assert "– → us-forces" in shown


def test_a_row_says_what_the_report_says() -> None:
    shown = Table(200, isolate=False).article(article(event(salience="background", zone="caption")))
    for part in ("2024-03-09/10", "معبر القائم IQ", "Drone strike", "[caption] b", "drone, 4 rocket", "0.88", TEXT):
        assert part in shown
    assert "هجوم بطائرة مسيّرة: " in shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, "–"),
        (Toll(0, 0), "0"),
        (Toll(4, 4), "4"),
        (Toll(3, None), "3+"),
        (Toll(11, 16), "11-16"),
    ],
)
def test_tolls(value: Toll | None, shown: str) -> None:
    assert toll(value) == shown


@pytest.mark.parametrize(
    ("start", "end", "basis", "shown"),
    [
        ("2024-03-09", "2024-03-09", "absolute", "2024-03-09"),
        ("2024-03-09", "2024-03-10", "relative", "2024-03-09/10"),
        ("2024-03-31", "2024-04-01", "relative", "2024-03-31/04-01"),
        ("2023-12-31", "2024-01-01", "relative", "2023-12-31/2024-01-01"),
        ("2023-01-01", "2023-12-31", "absolute", "2023"),
        ("2024-03-09", "2024-03-10", "published", "2024-03-09/10~"),
    ],
)
def test_dates(start: str, end: str, basis: str, shown: str) -> None:
    assert when(DateValue(start=start, end=end, basis=basis)) == shown


def test_no_date_and_no_place_are_dashes() -> None:
    assert when(None) == where(None) == "–"
    assert where(place(country=None)) == "معبر القائم ??"
    assert where(place(), 2) == "معبر القائم IQ and 2 more"


def test_tallies_errors_and_the_closing_line() -> None:
    table = Table(120, isolate=False)
    tally = Tally(
        what="attacks", count=120, start="2018-01-01", end=None, killed=Toll(85, 85), evidence=TEXT, span=(0, 9)
    )
    shown = table.article(article(tallies=(tally,)))
    assert "no event reports" in shown
    assert "tally: 120 attacks, 2018-01-01 to ?, killed 85" in shown
    assert "b  ERROR: b.txt: it is empty" in table.unreadable(
        Unreadable(doc="b", path="b.txt", error="b.txt: it is empty")
    )
    assert "1 article, 0 event reports, 1 tally, 1 not readable." in table.close()


def test_a_page_cannot_steer_the_terminal() -> None:
    hostile = "عنوان \x1b[31m\u202e مقلوب\r\nسطر"
    shown = Table(120, isolate=True).article(article(title=hostile))
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert plain(hostile) == "عنوان [31m مقلوب سطر"


def test_marks_take_no_columns() -> None:
    assert width("مُسيَّرة") == 5
    assert width("abc") == 3
    assert width("中文") == 4


def test_cut_and_wrap_keep_within_columns() -> None:
    assert cut("abcdef", 4) == "abc…"
    assert cut("abc", 3) == "abc"
    assert wrap("one two three", 7, 3) == ["one two", "three"]
    assert wrap("islamic-resistance-in-iraq", 20, 3) == ["islamic-resistance-", "in-iraq"]
    assert wrap("a b c d", 1, 2) == ["a", "…"]
    assert all(width(line) <= 6 for line in wrap("كلمات طويلة جداااااااااا هنا", 6, 4))


@pytest.mark.parametrize("columns", [80, 120, 200])
def test_the_sample_pages_fit(run: Any, examples: Path, columns: int) -> None:
    result = run("code", examples, "--format", "table", "--width", columns)
    lines = result.stdout.splitlines()
    assert result.exit_code == 0
    assert lines[0].startswith("When")
    assert max(map(width, lines)) <= columns
    assert re.search(r"21 articles, \d+ event reports, \d+ tall(y|ies)\.", result.stdout)
