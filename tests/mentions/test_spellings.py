"""Spellings, characters and weapons: every example of the corpora says exactly what its group says."""

from __future__ import annotations

import datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from rasad.grammar.chart import Chart
from rasad.mentions.context import Context
from rasad.mentions.reader import Reader

CORPUS = Path(__file__).parent / "corpus" / "ar"
DAY = datetime.date(2024, 7, 26)


@cache
def reader() -> Reader:
    return Reader()


def read(text: str) -> Chart:
    return reader().read(reader().open(text), Context(published=DAY))


def told(chart: Chart) -> list[str]:
    """Return what the finders say of a text, the actors left out."""
    out = [f"date {item.value.start}..{item.value.end}" for item in chart.all("date")]
    for item in chart.all("place"):
        place = item.value.place
        out.append(f"place {place.id if place else '?'}")
    for item in chart.all("weapon"):
        count = item.value.count
        out.append(f"weapon {item.value.weapon}" + (f" {count}" if count and count > 1 else ""))
    for item in chart.all("toll"):
        low, high = item.value.min, item.value.max
        out.append(f"{item.value.kind} {low}" + ("+" if high is None else "" if high == low else f"-{high}"))
    return out


def actors(chart: Chart) -> set[str]:
    readings = (item.value.reading(military=True) for item in chart.all("actor"))
    return {f"actor {one}" for one in readings if one}


def cases(name: str) -> list[Any]:
    groups = yaml.safe_load((CORPUS / f"{name}.yaml").read_text(encoding="utf-8"))["groups"]
    return [pytest.param(group["expected"], str(e), id=ascii(e)) for group in groups for e in group["examples"]]


@pytest.mark.parametrize(("expected", "example"), [*cases("spellings"), *cases("weapons")])
def test_says(expected: list[str], example: str) -> None:
    chart = read(example)
    wanted = [one for one in expected if not one.startswith("actor ")]
    assert sorted(told(chart)) == sorted(wanted)
    assert actors(chart) >= {one for one in expected if one.startswith("actor ")}


@pytest.mark.parametrize(("expected", "example"), [*cases("spellings"), *cases("weapons")])
def test_spans_hold_the_words(expected: list[str], example: str) -> None:
    chart = read(example)
    for label in ("date", "place", "actor", "weapon", "toll"):
        for item in chart.all(label):
            start, end = chart.tokens.span(item.start, item.end)
            assert 0 <= start < end <= len(example)
            assert example[start:end].strip() == example[start:end]
