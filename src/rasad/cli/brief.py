"""``rasad brief``: a one-page account as text or JSON."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Final

import click
import msgspec

from rasad.cli.layout import FSI, PDI, plain, wrap
from rasad.cli.ledger import columns, write_json
from rasad.cli.storylines import told
from rasad.records import EventFilter, Source
from rasad.story.brief import Brief, brief, compact
from rasad.story.sentence import Sentence
from rasad.story.wording import Wording

_MOST_COLUMNS: Final = 100
"""Longer lines are tiring to read."""
_MOST_SOURCES: Final = 20
_NO_LIMIT: Final = 10_000


def run(target: str, wanted: EventFilter, rule: str, language: str, as_json: bool, width: int | None) -> int:
    """Print the brief of the ledger at ``target`` in ``language``; return 0."""
    with told(target, wanted, rule) as telling:
        made = brief(telling, language)
    if as_json:
        write_json(msgspec.to_builtins(made))
    else:
        click.echo("\n".join(page(made, width or min(columns(), _MOST_COLUMNS))))
    return 0


def page(made: Brief, width: int) -> Iterator[str]:
    """Yield the lines of the page: a paragraph to each part, the citations in brackets, then the sources.

    In Arabic each citation stands within an isolate (UAX 9), so that it moves nothing beside it.
    """
    words = Wording(made.language)
    yield words("title")
    if not made.sentences:
        yield words("nothing")
        return
    for section, group in groupby(made.sentences, key=lambda one: one.section):
        yield ""
        yield words(f"section-{section}")
        for sentence in group:
            yield from wrap(_line(sentence, words), width, _NO_LIMIT)
    yield ""
    yield words("sources")
    for source in made.sources[:_MOST_SOURCES]:
        yield from wrap(_source(source, words), width, 2)
    if len(made.sources) > _MOST_SOURCES:
        yield words("more", n=len(made.sources) - _MOST_SOURCES)


def _line(sentence: Sentence, words: Wording) -> str:
    parts, left = compact(sentence.cites)
    more = f"{words.semicolon}{words('more', n=left)}" if left else ""
    return f"{plain(sentence.text)} {_apart(f'[{words.semicolon.join(parts)}{more}]', words)}"


def _source(source: Source, words: Wording) -> str:
    when = source.published[:10] if source.published else ""
    parts = [_apart(plain(source.doc), words), plain(source.outlet or ""), when, plain(source.title or "")]
    return words.comma.join(part for part in parts if part)


def _apart(text: str, words: Wording) -> str:
    return f"{FSI}{text}{PDI}" if words.language == "ar" else text
