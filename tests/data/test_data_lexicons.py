"""Every lexicon entry can match: run through our own folding, tokeniser and lexicon, it finds itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from rasad.grammar.lexicon import Lexicon
from rasad.grammar.vocabulary import Vocabulary
from rasad.mentions.reader import Reader
from rasad.reports.trigger import register_cues, register_triggers
from rasad.text.tokens import Tokens

Added = tuple[str, str, Any, str]


class Recorder:
    """Wraps ``Lexicon.add`` and keeps what was added."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.added: list[Added] = []
        original = Lexicon.add

        def add(
            lexicon: Lexicon,
            phrase: str,
            label: str,
            value: Any = None,
            source: str = "lexicon",
            *,
            verb: bool = False,
        ) -> None:
            self.added.append((phrase, label, value, source))
            original(lexicon, phrase, label, value, source, verb=verb)

        monkeypatch.setattr(Lexicon, "add", add)


def register(vocabulary: Vocabulary, lexicon: Lexicon) -> None:
    register_triggers(lexicon)
    register_cues(lexicon)


@pytest.fixture
def recorded(monkeypatch: pytest.MonkeyPatch) -> tuple[list[Added], Reader]:
    recorder = Recorder(monkeypatch)
    reader = Reader(register)
    return recorder.added, reader


def unmatched(added: list[Added], reader: Reader) -> Iterator[str]:
    """Yield the entries that, written out as a text, are not found in it from its first word to its last."""
    for phrase, label, _, source in added:
        tokens = Tokens(phrase.replace("=", "").replace("_", " "))
        hits = reader.lexicon.find(tokens)
        if not any(hit.label == label and hit.start == 0 and hit.end == len(tokens) for hit in hits):
            yield f"{source}: {phrase!r} ({label})"


def test_every_entry_matches_itself(recorded: tuple[list[Added], Reader]) -> None:
    added, reader = recorded
    assert len(added) > 10_000
    dead = list(unmatched(added, reader))
    assert dead == [], f"{len(dead)} entries can never match, among them {dead[:20]}"


def test_the_check_sees_a_dead_entry(recorded: tuple[list[Added], Reader]) -> None:
    _, reader = recorded
    assert list(unmatched([("قلعةغيرمضافة", "toponym", None, "here")], reader)) == ["here: 'قلعةغيرمضافة' (toponym)"]
