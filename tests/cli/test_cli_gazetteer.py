"""``rasad gazetteer import``: a GeoNames country file becomes the user's own gazetteer."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import pytest

from rasad.codebook.gazetteer import gazetteer
from rasad.codebook.geonames import read_country
from rasad.codebook.userdata import user_data_folder
from rasad.mentions.places import place_names


def row(ident: int, name: str, names: str, feature: str, people: int = 0, admin1: str = "01") -> str:
    class_, code = feature.split(".")
    cells = [str(ident), name, name, names, "33.5", "43.25", class_, code, "IQ", "", admin1, "", "", "", str(people)]
    return "\t".join([*cells, "", "60", "Asia/Baghdad", "2024-01-01"])


COUNTRY = "\n".join(
    [
        row(900001, "Anbar Province", "محافظة تجريبية", "A.ADM1"),
        row(900002, "Testville", "Testville,مدينة الاختبار,Тест", "P.PPL", 120_000),
        row(900003, "Hamlet", "دسكرة الفحص", "P.PPL", 300),
        row(900004, "No Arabic", "Nothing", "P.PPL", 5000),
        row(900005, "Test Air Base", "قاعدة الفحص الجوية", "S.AIRB"),
        row(900006, "Test Stream", "نهر الفحص", "H.STM"),
    ]
)
NAMES = "\n".join(
    [
        "1\t900004\tar\tبلدة الاسم\t\t\t\t",
        "2\t900004\tar\tالبلدة المفضلة\t1\t\t\t",
        "3\t900004\tar\tاسم قديم\t\t\t\t1",
        "4\t900004\ten\tNamed\t\t\t\t",
        "5\t900002\tlink\thttps://example.org\t\t\t\t",
    ]
)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setenv("RASAD_DATA", str(tmp_path / "own"))
    for cached in (gazetteer, place_names):
        cached.cache_clear()
    yield tmp_path
    for cached in (gazetteer, place_names):
        cached.cache_clear()


def test_places_with_arabic_names_are_imported_and_read(run: Any, home: Path) -> None:
    file = home / "IQ.txt"
    file.write_text(COUNTRY, encoding="utf-8")
    result = run("gazetteer", "import", file)
    assert result.exit_code == 0, result.output
    assert "4 places" in result.stdout
    known = {place.id: place for place in gazetteer()}
    city, hamlet, base = known["gn-900002"], known["gn-900003"], known["gn-900005"]
    assert (city.type, city.precision, city.admin1, city.names) == (
        "city",
        "point",
        "Anbar Province",
        ("مدينة الاختبار",),
    )
    assert not city.weak
    assert hamlet.weak == {"دسكرة الفحص"}, "a hamlet's name counts only behind a generic noun"
    assert base.type == "base"
    assert known["gn-900001"].precision == "admin1"


def test_a_zip_and_alternate_names_are_read(run: Any, home: Path) -> None:
    with zipfile.ZipFile(home / "IQ.zip", "w") as archive:
        archive.writestr("readme.txt", "GeoNames")
        archive.writestr("IQ.txt", COUNTRY)
    (home / "alternate.txt").write_text(NAMES, encoding="utf-8")
    result = run("gazetteer", "import", home / "IQ.zip", "--alternate-names", home / "alternate.txt")
    assert result.exit_code == 0, result.output
    assert {p.id: p for p in gazetteer()}["gn-900004"].names == ("البلدة المفضلة", "بلدة الاسم")


def test_small_places_can_be_left_out(home: Path) -> None:
    file = home / "IQ.txt"
    file.write_text(COUNTRY, encoding="utf-8")
    assert [place.id for place in read_country(file, smallest=1000)] == ["gn-900001", "gn-900002", "gn-900005"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a\tb\n", "line 1: expected 19 cells"),
        (COUNTRY.replace("33.5", "north"), "coordinates 'north'"),
        (row(900004, "No Arabic", "Nothing", "P.PPL", 5000), "none of its places has an Arabic name"),
    ],
)
def test_a_file_that_is_none_is_told(run: Any, home: Path, text: str, says: str) -> None:
    file = home / "XX.txt"
    file.write_text(text, encoding="utf-8")
    result = run("gazetteer", "import", file)
    assert result.exit_code == 1
    assert says in result.stderr
    assert "XX.txt" in result.stderr


def test_a_damaged_table_of_the_user_is_told_in_a_sentence(run: Any, home: Path, examples: Path) -> None:
    folder = home / "own" / "gazetteer"
    folder.mkdir(parents=True)
    (folder / "bad.tsv").write_text("id\tname\n1\tx\n", encoding="utf-8")
    result = run("lexicon", "test", "بغداد")
    assert result.exit_code == 1
    assert "bad.tsv line 1: header is" in result.stderr


def test_where_the_users_data_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RASAD_DATA", "/somewhere")
    assert user_data_folder() == Path("/somewhere")
    monkeypatch.delenv("RASAD_DATA")
    monkeypatch.setenv("XDG_DATA_HOME", "/data")
    assert user_data_folder() == Path("/data/rasad")
    monkeypatch.setenv("XDG_DATA_HOME", "relative")
    assert user_data_folder() == Path.home() / ".local/share/rasad"
