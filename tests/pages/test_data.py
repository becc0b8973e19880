"""The data files hold what the loaders say, and a bad row is named."""

from pathlib import Path

import pytest

from rasad.pages import tables
from rasad.pages.credits import agencies_in
from rasad.pages.markers import agency_names, markers
from rasad.pages.outlets import known_outlets
from rasad.pages.tables import rows
from rasad.text.fold import fold


def test_every_table_loads() -> None:
    assert len(rows("zones.tsv", 4)) > 150
    assert {int(number) for number, _ in rows("months.tsv", 2)} == set(range(1, 13))
    assert all(int(least) >= 30 for _, least in rows("habits.tsv", 2))
    assert agency_names()[fold("رويترز")] == "reuters"
    assert markers() is markers()


def test_no_alias_stands_for_two_agencies() -> None:
    ids = {outlet.id for outlet in known_outlets().values()} | {"وكالات"}
    assert {name for name, _ in rows("agencies.tsv", 2)} <= ids
    aliases = [fold(alias) for _, alias in rows("agencies.tsv", 2)]
    names = {(fold(alias), name) for name, alias in rows("agencies.tsv", 2)}
    assert len(names) == len(set(aliases))


def test_agencies_in_order_each_once() -> None:
    assert agencies_in(fold("أ ف ب / رويترز، أ ف ب")) == ("afp", "reuters")


@pytest.mark.parametrize("row", ["one cell", "a\t", "a\tb\na\tb"])
def test_a_bad_row_is_named(row: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "data" / "ar"
    folder.mkdir(parents=True)
    (folder / "bad.tsv").write_text(f"# comment\n{row}\n", encoding="utf-8")
    monkeypatch.setattr(tables, "files", lambda _: tmp_path)
    with pytest.raises(ValueError, match=r"bad\.tsv line [23]"):
        rows.__wrapped__("bad.tsv", 2)
