"""Sentences that tell an event, by kind, and sentences that tell none, by class: floors on how many are coded right.

Sentences and floors stand in ``corpus/positive.yaml`` and ``corpus/negative.yaml``; they are there to be extended.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import pytest
from coding import code, coder, load, view_of

from rasad.codebook.kinds import kinds
from rasad.records import EventReport


class Row(NamedTuple):
    """A sentence, the class or kind it is listed under, what was coded, and whether that is right."""

    class_: str
    sentence: str
    found: list[str]
    right: bool


def whole(sentence: str, published: str) -> tuple[EventReport, ...]:
    return code(sentence, published).events


def read(sentence: str, published: str) -> tuple[EventReport, ...]:
    return coder().events(view_of(sentence, published))


WAYS: dict[str, Callable[[str, str], tuple[EventReport, ...]]] = {"whole": whole, "read": read}


def rows(name: str, way: str) -> list[Row]:
    """Return every sentence of a corpus with what it was taken for."""
    data = load(name)
    out = []
    for class_, sentences in data["sentences"].items():
        wanted = {class_, *data.get("taken_too", {}).get(class_, ())}
        for sentence in sentences:
            found = [event.kind for event in WAYS[way](sentence, str(data["published"]))]
            right = not found if name == "negative" else bool(wanted & set(found[:1]))
            out.append(Row(class_, sentence, found, right))
    return out


def report(rows: list[Row]) -> str:
    """Return the accuracy by class, with every sentence that was coded wrong and what it was taken for."""
    lines = []
    for class_ in dict.fromkeys(row.class_ for row in rows):
        mine = [row for row in rows if row.class_ == class_]
        lines.append(f"{class_}: {sum(row.right for row in mine)} of {len(mine)}")
        lines += [f"    {', '.join(row.found) or 'nothing'}: {row.sentence}" for row in mine if not row.right]
    return "\n".join(lines)


@pytest.mark.parametrize("name", ["negative", "positive"])
@pytest.mark.parametrize("way", WAYS)
def test_sentences_are_coded_right(name: str, way: str) -> None:
    found, floor = rows(name, way), load(name)["floors"][way]
    accuracy = sum(row.right for row in found) / len(found)
    print(f"\n{name} sentences, {way}: {accuracy:.3f} right of {len(found)}, floor {floor}\n{report(found)}")
    assert len(found) >= 60
    assert accuracy >= floor, "fewer sentences are coded right than when the floor was set: see above, by class"


def test_every_kind_has_sentences() -> None:
    assert set(load("positive")["sentences"]) == set(kinds())


def test_no_sentence_stands_twice() -> None:
    listed = [one for name in ("negative", "positive") for group in load(name)["sentences"].values() for one in group]
    assert len(listed) == len(set(listed))
