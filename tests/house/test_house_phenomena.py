"""What real pages do to a reader: every phenomenon has examples, and those named stand where they are said to stand.

The corpora's own tests run the examples; this one holds that none is taken away unseen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
DATA: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "phenomena.yaml").read_text(encoding="utf-8"))
SIDES = ("positive", "negative")


@cache
def examples(corpus: str) -> frozenset[str]:
    """Return what a corpus file holds: its strings and keys, or the names of a test file's tests."""
    path = ROOT / DATA["corpora"][corpus]
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        return frozenset(re.findall(r"^def (test_\w+)", text, re.MULTILINE))
    return frozenset(strings(yaml.safe_load(text)))


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield str(key)
            yield from strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)
    else:
        yield str(value)


@pytest.mark.parametrize("name", DATA["phenomena"])
def test_a_phenomenon_has_examples_that_show_it(name: str) -> None:
    shown = DATA["phenomena"][name]
    assert shown and shown.keys() <= set(SIDES), f"{name}: give positive or negative examples"
    for side in shown:
        assert shown[side], f"{name}: no {side} example"
        for corpus, wanted in shown[side].items():
            assert wanted, f"{name}: names {corpus} without an example"
            missing = [one for one in wanted if str(one) not in examples(corpus)]
            assert not missing, f"{name}: {DATA['corpora'][corpus]} holds no {missing}"


def test_every_case_of_the_reports_belongs_to_a_phenomenon() -> None:
    cases = yaml.safe_load((ROOT / DATA["corpora"]["reports"]).read_text(encoding="utf-8"))["cases"]
    named = {
        one
        for shown in DATA["phenomena"].values()
        for side in SIDES
        for one in shown.get(side, {}).get("reports", ())
    }
    assert cases.keys() - named == set()
