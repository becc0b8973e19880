"""The public names, and the example that shows them."""

from __future__ import annotations

import datetime
import os
import subprocess
import sys
from pathlib import Path

import pytest

import rasad
from rasad.store import Ledger

ROOT = Path(__file__).parents[2]


def python(*arguments: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONIOENCODING": "utf-8"}
    return subprocess.run([sys.executable, *arguments], capture_output=True, text=True, check=True, env=env)


def test_every_public_name_is_there_and_documented() -> None:
    assert sorted(rasad.__all__) == rasad.__all__
    for name in rasad.__all__:
        value = getattr(rasad, name)
        assert value.__doc__, name
        assert name in dir(rasad)
    assert rasad.Ledger is Ledger
    with pytest.raises(AttributeError, match="nothing_of_the_kind"):
        _ = rasad.nothing_of_the_kind


def test_importing_costs_nothing() -> None:
    said = python("-c", "import sys, rasad; print([name for name in sys.modules if name.startswith('rasad.')])")
    assert said.stdout.strip() == "[]"


def test_code_takes_a_text_a_path_and_a_record(tmp_path: Path) -> None:
    text = "قتل ثلاثة جنود في غارة جوية على بغداد أمس."
    path = tmp_path / "page.txt"
    path.write_text(text, encoding="utf-8")
    day = datetime.date(2024, 3, 9)
    coded = [
        rasad.code(text, "2024-03-09"),
        rasad.code(path, day),
        rasad.code({"text": text, "published": "2024-03-09"}),
    ]
    assert [one.events[0].killed for one in coded] == [rasad.Toll(3, 3)] * 3
    assert {one.events[0].date.start for one in coded if one.events[0].date} == {"2024-03-08"}
    assert [one.doc for one in coded] == ["text", "page", "record"]


def test_what_is_no_article_is_named(tmp_path: Path) -> None:
    with pytest.raises(rasad.UnreadableError, match="empty"):
        rasad.code("  ")
    with pytest.raises(rasad.UnreadableError, match=r"none\.txt"):
        rasad.code(tmp_path / "none.txt")
    with pytest.raises(rasad.UnreadableError, match="0 articles|no file"):
        rasad.code(tmp_path)
    assert [type(one) for one in rasad.code_all([tmp_path / "none.txt"])] == [rasad.Unreadable]


def test_the_example_runs() -> None:
    said = python(str(ROOT / "examples" / "ledger.py")).stdout
    assert "21 articles" in said
    assert "nothing was changed" in said
    assert "leads to e-" in said
