"""``rasad lexicon test``: what the lexicons, rules and finders make of a word or phrase, for linguists."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, Final

import click
import msgspec

from rasad.cli.layout import cut, plain
from rasad.grammar.chart import Chart
from rasad.grammar.item import Item
from rasad.grammar.lexicon import Lexicon
from rasad.grammar.vocabulary import Vocabulary
from rasad.mentions.context import Context
from rasad.mentions.reader import Reader
from rasad.pages.publication import REGION
from rasad.reports.trigger import register_cues, register_triggers
from rasad.text.clitics import Cut, cuts
from rasad.text.fold import fold

_MOST_PLACES: Final = 5
_COLUMNS: Final = 200
_READINGS: Final = ("number", "dual", "date", "time", "place", "actor", "object", "weapon", "toll", "trigger")
_ROOMS: Final = ("codebook", "mentions", "reports")


def run(phrase: str, published: datetime | None) -> int:
    """Print what is known of ``phrase``; return 0, or 1 where no lexicon and no rule knows any of it."""
    reader = Reader(_register)
    chart = reader.open(phrase)
    if not len(chart.tokens):
        raise click.ClickException(f"{phrase!r} holds no word; give one or more Arabic or Latin words")
    hits = [item for start in sorted(chart.by_start) for item in chart.by_start[start]]
    reader.read(chart, _context(published))
    lines = [*_words(chart, reader.vocabulary), *_entries(chart, hits), *_readings(chart, hits)]
    click.echo("\n".join(lines))
    return 0 if hits or any(chart.by_label.get(label) for label in _READINGS) else 1


def _register(vocabulary: Vocabulary, lexicon: Lexicon) -> None:
    register_triggers(lexicon)
    register_cues(lexicon)


def _context(published: datetime | None) -> Context:
    if published is None:
        return Context()
    local = published.astimezone(REGION) if published.tzinfo else published
    return Context(published=local.date(), published_at=local)


def _words(chart: Chart, vocabulary: Vocabulary) -> Iterator[str]:
    """Yield each word folded, with the cuts whose stem a lexicon knows, and the other cuts that were tried."""
    yield "words"
    for index, form in enumerate(chart.tokens.forms):
        known = vocabulary.readings(form)
        yield f"  {chart.tokens.words(index, index + 1)}  folded {form}"
        for one in known:
            yield f"    known   {_cut(one)}"
        stems = {one.stem for one in known}
        tried = [_cut(one) for one in cuts(form) if one.stem not in stems]
        if not known:
            yield "    no lexicon knows this word under any cut"
        if tried:
            yield f"    tried   {' | '.join(tried)}"


def _cut(one: Cut) -> str:
    parts = [f"{one.proclitics}+" if one.proclitics else "", "ال+" if one.definite else "", one.stem]
    return "".join(parts) + (f"+{one.enclitic}" if one.enclitic else "")


def _entries(chart: Chart, hits: list[Item]) -> Iterator[str]:
    yield f"lexicon entries ({len(hits)})"
    for item in hits:
        source, _, entry = item.rule.partition(":")
        lemma = getattr(item.value, "lemma", None)
        words = chart.tokens.words(item.start, item.end)
        yield f"  {item.label:<10} {words}  entry {entry}  in {_where(source, entry, lemma)}"
        yield f"             {shown(item.value)}"


def _readings(chart: Chart, hits: list[Item]) -> Iterator[str]:
    """Yield the finders' readings: what their rules made of the entries."""
    known = set(map(id, hits))
    found = [
        item
        for label in (*_READINGS, *sorted(set(chart.by_label) - set(_READINGS)))
        for item in chart.all(label)
        if id(item) not in known
    ]
    yield f"readings ({len(found)})"
    for item in found:
        yield f"  {item.label:<10} {chart.tokens.words(item.start, item.end)}  by {item.rule}"
        yield f"             {shown(item.value)}"


def shown(value: Any) -> str:
    """Return a value on one line: records without their empty fields, long lists cut short."""
    return cut(plain(_shown(value)), _COLUMNS)


def _shown(value: Any) -> str:
    if isinstance(value, msgspec.Struct):
        return _pairs(value, value.__struct_fields__)
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return _pairs(value, value._fields)
    if isinstance(value, tuple | list | frozenset | set):
        items = sorted(value) if isinstance(value, frozenset | set) else list(value)
        more = f" and {len(items) - _MOST_PLACES} more" if len(items) > _MOST_PLACES else ""
        return "; ".join(_shown(one) for one in items[:_MOST_PLACES]) + more
    return "no value" if value is None else str(value)


def _pairs(value: Any, names: tuple[str, ...]) -> str:
    held = ((name, getattr(value, name)) for name in names)
    return ", ".join(f"{name} {_shown(one)}" for name, one in held if one not in (None, "", (), False, frozenset()))


def _where(source: str, entry: str, lemma: str | None) -> str:
    """Return the data file and line that hold ``entry``, or its lemma where the entry is an inflected form."""
    for name, lines in _tables():
        if source not in name.rpartition(".")[0].split("/") and not name.endswith(source):
            continue
        for wanted in filter(None, (entry, lemma)):
            for number, line in lines:
                if fold(wanted) in line:
                    return f"{name}:{number}"
    return source


@cache
def _tables() -> tuple[tuple[str, tuple[tuple[int, frozenset[str]], ...]], ...]:
    """Return every table of the rooms that hold lexicons: its path, and the folded words of its lines by number."""
    found = (pair for room in _ROOMS for pair in _walk(files(f"rasad.{room}"), room))
    return tuple((name, tuple(_lines(file))) for name, file in found)


def _walk(folder: Traversable, name: str) -> Iterator[tuple[str, Traversable]]:
    for item in sorted(folder.iterdir(), key=lambda one: one.name):
        if item.is_dir():
            yield from _walk(item, f"{name}/{item.name}")
        elif item.name.endswith(".tsv"):
            yield f"{name}/{item.name}", item


def _lines(file: Traversable) -> Iterator[tuple[int, frozenset[str]]]:
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        if not line.startswith("#"):
            words = line.replace("\t", "|").replace("/", "|").split("|")
            yield number, frozenset(fold(word.strip().rstrip("?")) for word in words)
