"""Actors: every example of the corpus has exactly the actors that its group says."""

from __future__ import annotations

import datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from rasad.grammar.chart import Chart
from rasad.grammar.item import Item
from rasad.grammar.lexicon import Lexicon
from rasad.grammar.vocabulary import Vocabulary
from rasad.mentions.actors import ActorFinder
from rasad.mentions.bases import holder
from rasad.mentions.context import Context
from rasad.mentions.nations import demonyms, state_actors
from rasad.mentions.places import PlaceFinder
from rasad.mentions.victims import VictimFinder
from rasad.text.tokens import Tokens

CORPUS = Path(__file__).parent / "corpus" / "ar"
REFERENCE = datetime.date(2024, 5, 1)


@cache
def finders() -> tuple[Lexicon, tuple[Any, ...]]:
    vocabulary = Vocabulary()
    lexicon = Lexicon(vocabulary)
    found = tuple(make(vocabulary, lexicon) for make in (PlaceFinder, VictimFinder, ActorFinder))
    lexicon.freeze()
    return lexicon, found


def actors(text: str, day: datetime.date = REFERENCE) -> tuple[Chart, list[Item]]:
    lexicon, found = finders()
    tokens = Tokens(text)
    chart = Chart(tokens, lexicon.find(tokens))
    for finder in found:
        finder.run(chart, Context(published=day))
    return chart, chart.all("actor")


def named(items: list[Item]) -> list[Item]:
    """The items without nameless persons, who are everywhere and on no side."""
    return [item for item in items if item.value.type != "persons" or item.value.id]


def cases() -> list[Any]:
    data = yaml.safe_load((CORPUS / "actors.yaml").read_text(encoding="utf-8"))
    return [pytest.param(group, e, id=e) for group in data["groups"] for e in group["examples"]]


def negatives() -> list[str]:
    examples: list[str] = yaml.safe_load((CORPUS / "actors.negative.yaml").read_text(encoding="utf-8"))["examples"]
    return examples


@pytest.mark.parametrize(("group", "example"), cases())
def test_says(group: dict[str, Any], example: str) -> None:
    _, items = actors(example, group.get("published", REFERENCE))
    military = group.get("reading") != "government"
    found = [item.value.reading(military=military) or "-" for item in named(items)]
    expected = group["expected"]
    assert found, f"empty: no actor in {example!r}, expected {expected}"
    assert found == expected, f"{'partial' if len(found) < len(expected) else 'ambiguous'}: {found}, not {expected}"


@pytest.mark.parametrize("example", negatives())
def test_says_no_actor(example: str) -> None:
    _, items = actors(example)
    assert [item.value for item in named(items)] == []


def test_forces_named_as_such_stay_forces_where_they_sign() -> None:
    _, items = actors("وقعت القوات الروسية الاتفاق")
    assert items[0].value.reading(military=False) == "russia-forces"


def test_a_state_is_forces_or_government() -> None:
    _, items = actors("أعلنت روسيا")
    assert items[0].value.type == "state"
    assert items[0].value.reading(military=True) == "russia-forces"
    assert items[0].value.reading(military=False) == "russia-government"


def test_nationals_at_a_protest_are_protesters() -> None:
    _, items = actors("تجمع متظاهرون قرب السياج ثم قتل 3 فلسطينيين")
    assert [item.value.id for item in items if item.value.type == "nationals"] == ["palestinian-protesters"]


def test_a_country_named_once_far_off_does_not_own_the_police() -> None:
    text = "في تركيا وفي إسطنبول وفي أنقرة انتشرت الشرطة التي قال مسؤول زار بغداد إنها تتابع الحادث"
    _, items = actors(text)
    police = [item.value.id for item in items if item.value.type == "generic" and item.value.country != "IQ"]
    assert "iraq-forces" not in police


def test_successions_follow_the_day() -> None:
    assert state_actors("SY", datetime.date(2024, 12, 7))[1] == "syria-government-forces"
    assert state_actors("SY", datetime.date(2024, 12, 8))[1] == "syria-transitional-forces"
    assert state_actors("AF", None) == ("afghanistan-government", "afghanistan-forces")


def test_bases_have_holders() -> None:
    assert holder("iq-ain-al-asad", "IQ", REFERENCE) == "us-forces"
    assert holder("sy-shayrat-air-base", "SY", datetime.date(2018, 1, 1)) == "syria-government-forces"


def test_doubtful_demonyms_are_left_out() -> None:
    assert len(demonyms()) > 300
    assert not [form for form, _ in demonyms() if "?" in form]


def test_empty_text_has_no_actor() -> None:
    assert actors("")[1] == []
