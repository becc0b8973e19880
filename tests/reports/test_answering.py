"""What answers what inside an article: a corpus of articles that say so, and of those that do not."""

from __future__ import annotations

from typing import Any

import pytest
from coding import coder, load, view_of

from rasad.codebook.table import TableError
from rasad.records import EventReport
from rasad.reports import answering

DATA: dict[str, Any] = load("answers")


def events(text: str) -> dict[str, EventReport]:
    return {event.id: event for event in coder().events(view_of(text, str(DATA["published"])))}


def linked(text: str) -> list[tuple[str, str]]:
    """The evidence of every report that answers another, and of what it answers."""
    found = events(text)
    return [(e.evidence.quote, found[e.responds_to].evidence.quote) for e in found.values() if e.responds_to]


def test_articles_that_say_what_answers_what() -> None:
    wrong = []
    for row in DATA["positive"]:
        found = linked(row["text"])
        if not any(row["answer"] in answer and row["to"] in to for answer, to in found):
            wrong.append(f"{found} in {row['text']}")
    share = 1 - len(wrong) / len(DATA["positive"])
    assert share >= DATA["floors"]["positive"], "\n".join(wrong)


def test_articles_in_which_nothing_answers() -> None:
    wrong = [f"{linked(text)} in {text}" for text in DATA["negative"] if linked(text)]
    share = 1 - len(wrong) / len(DATA["negative"])
    assert share >= DATA["floors"]["negative"], "\n".join(wrong)


def test_the_words_that_say_so_are_kept() -> None:
    text = DATA["positive"][0]["text"]
    article = view_of(text, str(DATA["published"])).article.text
    for event in events(text).values():
        if event.responds_to:
            start, end = event.spans["responds_to"]
            assert article[start:end] == "ردا على"
            assert event.rules["responds_to"] == "answers:link"


def test_articles_without_the_words_cost_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def tellings(drafts: object) -> list[Any]:
        raise AssertionError("looked at the tellings without a word of answering")

    monkeypatch.setattr(answering, "_tellings", tellings)
    events("قتل أربعة جنود في هجوم في الموصل يوم الاثنين، وقتل مدنيان في تفجير في بغداد الثلاثاء.")


def test_a_class_that_is_none_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answering, "read_table", lambda *_: [("answerr", "ردا على")])
    with pytest.raises(TableError, match="answerr"):
        answering.answer_words.__wrapped__()
