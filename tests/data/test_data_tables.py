"""Every data file loads, says where it comes from, and holds what its readers expect."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
import yaml

import rasad
from rasad.codebook.actors import actors, aliases, country_actors
from rasad.codebook.gazetteer import gazetteer
from rasad.codebook.kinds import kinds
from rasad.text.variants import variants

HOUSE = Path(rasad.__file__).parent
TABLES = sorted(HOUSE.rglob("*.tsv"))
RULES = sorted(HOUSE.rglob("*.yaml"))


def name(path: Path) -> str:
    return str(path.relative_to(HOUSE))


@pytest.mark.parametrize("path", TABLES, ids=name)
def test_a_table_has_provenance_and_even_rows(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("#"), f"{name(path)} does not say on its first line where it comes from"
    rows = [(n, line) for n, line in enumerate(lines, 1) if line.strip() and not line.startswith("#")]
    assert len(rows) > 1, f"{name(path)} holds no rows"
    width = len(rows[0][1].split("\t"))
    for number, row in rows[1:]:
        assert len(row.split("\t")) <= width, f"{name(path)} line {number} has more cells than its header: {row!r}"


@pytest.mark.parametrize("path", TABLES, ids=name)
def test_no_row_stands_twice(path: Path) -> None:
    rows = [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip() and line[0] != "#"]
    twice = {row for row in rows if rows.count(row) > 1} if len(rows) < 1500 else set()
    assert twice == set(), f"{name(path)}: {sorted(twice)[:5]}"


@pytest.mark.parametrize("path", RULES, ids=name)
def test_a_rule_file_has_provenance_and_named_rules(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.startswith("#"), f"{name(path)} does not say on its first line where it comes from"
    stages = yaml.safe_load(text)["stages"]
    names = [rule["name"] for stage in stages for rule in stage]
    assert names
    assert len(names) == len(set(names)), (
        f"{name(path)}: {sorted({n for n in names if names.count(n) > 1})} stand twice"
    )


def test_no_table_holds_direction_marks_or_tatweel() -> None:
    """An entry with an invisible mark looks right and is hard to search for."""
    marks = re.compile("[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
    held = [name(path) for path in (*TABLES, *RULES) if marks.search(path.read_text(encoding="utf-8"))]
    assert held == []


def test_the_codebook_loads() -> None:
    assert len(kinds()) == 27
    assert len(actors()) > 200
    assert len(aliases()) > 500
    assert len(gazetteer()) > 5000
    assert len(variants()) > 40
    assert country_actors()["IQ"] == ("iraq-government", "iraq-forces")


def test_country_actors_are_in_the_registry() -> None:
    used = {one for pair in country_actors().values() for one in pair if one}
    assert used - actors().keys() == set()


def test_kinds_have_names_in_both_languages() -> None:
    assert all(kind.name_ar and kind.name_en and kind.plover and kind.acled for kind in kinds().values())


def test_no_module_holds_long_lists_of_arabic_words() -> None:
    """Language lives in data files: a module with hundreds of Arabic words should be a table."""
    arabic = re.compile("[\u0621-\u064a]{2,}")
    full = {}
    for path in sorted(HOUSE.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        docs = {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Expr) and isinstance(n.value, ast.Constant)}
        strings = [n for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str)]
        words = sum(len(arabic.findall(str(n.value))) for n in strings if id(n) not in docs)
        if words > 150:
            full[name(path)] = words
    assert full == {}
