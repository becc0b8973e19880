"""Places: every example of the corpus has exactly the places that its group says."""

from __future__ import annotations

import datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from rasad.codebook.gazetteer import gazetteer
from rasad.grammar.chart import Chart
from rasad.grammar.item import Item
from rasad.grammar.lexicon import Lexicon
from rasad.grammar.vocabulary import Vocabulary
from rasad.mentions.actors import ActorFinder
from rasad.mentions.context import Context
from rasad.mentions.placenames import capitals, place_names
from rasad.mentions.places import PlaceFinder
from rasad.text.tokens import Tokens

CORPUS = Path(__file__).parent / "corpus" / "ar"
REFERENCE = Context(published=datetime.date(2024, 5, 1))


@cache
def finder() -> tuple[Lexicon, PlaceFinder]:
    vocabulary = Vocabulary()
    lexicon = Lexicon(vocabulary)
    places = PlaceFinder(vocabulary, lexicon)
    ActorFinder(vocabulary, lexicon)  # its lexicon holds the adjectives of nationality that places are resolved by
    lexicon.freeze()
    return lexicon, places


def places(text: str) -> tuple[Chart, list[Item]]:
    lexicon, found = finder()
    tokens = Tokens(text)
    chart = Chart(tokens, lexicon.find(tokens))
    found.run(chart, REFERENCE)
    return chart, chart.all("place")


def told(chart: Chart, item: Item) -> str:
    value = item.value
    if value.place is None:
        return f"?{value.country or '-'} {chart.tokens.words(value.name_start, item.end)}"
    own = "" if value.precision == value.place.precision else f":{value.precision}"
    return f"{value.place.id}{own}"


def cases() -> list[Any]:
    data = yaml.safe_load((CORPUS / "places.yaml").read_text(encoding="utf-8"))
    return [pytest.param(g["expected"], e, id=e) for g in data["groups"] for e in g["examples"]]


def negatives() -> list[str]:
    examples: list[str] = yaml.safe_load((CORPUS / "places.negative.yaml").read_text(encoding="utf-8"))["examples"]
    return examples


@pytest.mark.parametrize(("expected", "example"), cases())
def test_says(expected: list[str], example: str) -> None:
    chart, items = places(example)
    found = [told(chart, item) for item in items]
    assert found, f"empty: no place in {example!r}, expected {expected}"
    assert found == expected, f"{'partial' if len(found) < len(expected) else 'ambiguous'}: {found}, not {expected}"


@pytest.mark.parametrize("example", negatives())
def test_says_no_place(example: str) -> None:
    chart, items = places(example)
    assert [told(chart, item) for item in items] == []


def test_an_unknown_name_has_a_country_but_no_point() -> None:
    _, items = places("قصف على قرية الزهيرية في اليمن")
    unknown = items[0].value
    assert (unknown.place, unknown.country, unknown.type) == (None, "YE", "village")
    assert "no place of this name" in unknown.reason


def test_a_village_of_a_country_never_spoken_of_is_left_open() -> None:
    _, items = places("قالت مصادر يمنية في اليمن إن قصفا طال قرية القصر قرب تعز في اليمن")
    village = next(item.value for item in items if item.value.type == "village")
    assert (village.place, village.country) == (None, "YE")
    assert "lb-qasr-lebanon" in village.rivals


def test_words_before_a_name_are_kept() -> None:
    chart, items = places("اشتباكات قرب مدينة حلب")
    assert chart.tokens.words(items[0].start, items[0].end) == "قرب مدينة حلب"
    assert (items[0].value.near, items[0].value.generic) == (True, True)
    assert chart.tokens.words(items[0].value.name_start, items[0].end) == "حلب"


def test_a_compass_part_is_an_area() -> None:
    _, items = places("غارة شرق فنزويلا")
    assert (items[0].value.precision, items[0].value.direction) == ("area", "شرق")


def test_every_capital_is_a_city_of_its_country() -> None:
    assert {(country, place.country) for country, place in capitals().items()} == {(c, c) for c in capitals()}
    assert {place.type for place in capitals().values()} == {"city"}


def test_names_keep_their_surest_level() -> None:
    names = place_names()
    assert len(names) > 5000
    assert all(name.level == min(name.levels) for name in names.values())


def test_geonames_names_are_all_doubtful() -> None:
    assert all(set(place.names) <= place.placed for place in gazetteer() if place.id.startswith("gn-"))


def test_empty_text_has_no_place() -> None:
    assert places("")[1] == []
