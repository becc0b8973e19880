"""Objects: what may be hit and is neither people nor a force, with its attributes."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from rasad.codebook.table import read_table
from rasad.mentions.context import Context
from rasad.mentions.reader import Reader

CORPUS = Path(__file__).parent / "corpus/ar"


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def objects(reader: Reader, text: str) -> list[str]:
    chart = reader.read(reader.open(text), Context(published=None, language="ar"))
    return [chart.tokens.words(item.start, item.end) for item in chart.by_label.get("object", ())]


def cases() -> list[tuple[list[str], str]]:
    groups = yaml.safe_load((CORPUS / "objects.yaml").read_text(encoding="utf-8"))["groups"]
    return [(group["expected"], example) for group in groups for example in group["examples"]]


@pytest.mark.parametrize(("expected", "example"), cases())
def test_says(reader: Reader, expected: list[str], example: str) -> None:
    assert objects(reader, example) == expected


@pytest.mark.parametrize(
    "example", yaml.safe_load((CORPUS / "objects.negative.yaml").read_text(encoding="utf-8"))["examples"]
)
def test_says_no_object(reader: Reader, example: str) -> None:
    assert objects(reader, example) == []


def test_an_object_has_no_id_and_says_why(reader: Reader) -> None:
    chart = reader.read(reader.open("استهدف المسلحون ناقلة نفط"), Context(published=None, language="ar"))
    value = chart.by_label["object"][0].value
    assert (value.id, value.type, value.class_) == (None, "object", "vessel")
    assert value.reason


def test_every_noun_of_the_table_is_read_alone(reader: Reader) -> None:
    for words, class_ in read_table("rasad.mentions", "ar/objects.tsv", ("words", "class")):
        for form in words.split("|"):
            chart = reader.open(form)
            found = [
                i.value for i in chart.by_label.get("objectnoun", ()) if (i.start, i.end) == (0, len(chart.tokens))
            ]
            assert class_ in found, form
