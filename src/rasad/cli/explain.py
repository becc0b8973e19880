"""``rasad explain``: an event report field by field, with its words, its rules, and what was rejected."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

import click
import msgspec

from rasad.cli.layout import cut, plain
from rasad.codebook.kinds import kinds
from rasad.pages import Article, read_path
from rasad.records import CodedArticle, EventReport, Span
from rasad.reports.coder import Coder
from rasad.reports.trace import Rejected, trace

_CONTEXT = 60
_NEAR = 400
_HIDDEN = frozenset({"id", "plover", "acled", "evidence", "spans", "rules", "reasons", "cluster"})
_MOST_ARTICLES = 1_000_000


def run(target: str, published: datetime | None) -> int:
    """Print the explanation of ``FILE``, ``FILE#N``, ``FILE#DOC`` or ``FILE#DOC/N``; return 0.

    Raises ``click.ClickException`` naming what was looked for where there is no such file, article or event.
    """
    path, wanted = _parted(target)
    article, number = _find(path, wanted, published)
    coder = Coder()
    coded, view = coder.code(article), coder.view(article)
    rejected = trace(coder, view) if view is not None else []
    events = [event for place, event in enumerate(coded.events, 1) if number in (None, place)]
    if number is not None and not events:
        raise click.ClickException(
            f"{path}: article {article.doc!r} has {len(coded.events)} events, none is number {number}"
        )
    click.echo(_page(coded))
    for event in events:
        click.echo("\n" + "\n".join(explain(coded, event, rejected)))
    if not events:
        click.echo("\nNo event reports.\n" + "\n".join(_rejected(coded.text, rejected)))
    return 0


def _parted(target: str) -> tuple[str, str]:
    """Return the path and what is wanted of it; a ``#`` in the name of an existing file is part of the name."""
    path, found, wanted = target.rpartition("#")
    return (path, wanted) if found and not Path(target).exists() else (target, "")


def _find(path: str, wanted: str, published: datetime | None) -> tuple[Article, int | None]:
    """Return the article meant by ``wanted``, and the number of the event if one is meant."""
    doc, _, last = wanted.rpartition("/")
    held: list[Article] = []
    for item in islice(read_path(path, published=published), _MOST_ARTICLES):
        if not isinstance(item, Article):
            if not held and not wanted:
                raise click.ClickException(item.error)
            continue
        if item.doc == wanted:
            return item, None
        if doc and item.doc == doc and last.isdecimal():
            return item, int(last)
        if len(held) < 2:
            held.append(item)
    if len(held) == 1 and (not wanted or wanted.isdecimal()):
        return held[0], int(wanted) if wanted else None
    if not held:
        raise click.ClickException(f"{path}: no article in it can be read")
    if len(held) > 1 and not doc:
        raise click.ClickException(
            f"{path} holds several articles; name one: {path}#{held[0].doc} or {path}#{held[0].doc}/1"
        )
    raise click.ClickException(f"{path}: no article has the id {doc or wanted!r}")


def _page(coded: CodedArticle) -> str:
    when = coded.published
    stated = f"published {when.value} ({when.basis})" if when.value else "no publication time stated"
    parts = [coded.doc, coded.outlet, stated, coded.title]
    return " · ".join(plain(part) for part in parts if part)


def explain(coded: CodedArticle, event: EventReport, rejected: Iterable[Rejected]) -> list[str]:
    """Return the lines that explain ``event``: every field with a value, a span, a rule or a reason."""
    kind = kinds().get(event.kind)
    name = f"{kind.name_en} ({kind.name_ar})" if kind else event.kind
    lines = [f"{event.id}  {name}", f"  codes       PLOVER {event.plover}, ACLED {event.acled}"]
    lines.append(f"  evidence    {plain(event.evidence.quote)}  [{event.evidence.start}-{event.evidence.end}]")
    for field, value in _fields(event):
        lines += _field(coded.text, event, field, value)
    near = (event.evidence.start - _NEAR, event.evidence.end + _NEAR)
    number = int(event.id.rpartition("/")[2])
    return lines + _rejected(
        coded.text, [one for one in rejected if one.event in (None, number) and _touches(one.span, near)]
    )


def _fields(event: EventReport) -> Iterator[tuple[str, Any]]:
    """Yield the fields to show with their values, list items one by one, then what only has a span or reason."""
    seen: set[str] = set()
    for field in event.__struct_fields__:
        if field in _HIDDEN:
            continue
        value = getattr(event, field)
        for name, one in _items(field, value):
            seen.add(name)
            yield name, one
    for name in sorted({*event.spans, *event.rules, *event.reasons} - seen):
        yield name, None


def _items(field: str, value: Any) -> list[tuple[str, Any]]:
    if field == "weapons":
        return [(f"{field}.{one}", one) for one in value]
    if isinstance(value, tuple):
        return [(f"{field}.{number}", one) for number, one in enumerate(value)] or [(field, None)]
    return [(field, value)]


def _field(text: str, event: EventReport, name: str, value: Any) -> list[str]:
    base = name.split(".")[0]
    span = event.spans.get(name) or getattr(value, "span", None)
    rule = event.rules.get(name) or event.rules.get(base)
    reason = event.reasons.get(name) or event.reasons.get(base)
    if value in (None, {}) and span is None and rule is None and reason is None:
        return [f"  {name:<11} –"] if base in {"date", "place", "killed", "injured", "initiators", "targets"} else []
    lines = [f"  {name:<11} {_shown(value)}"]
    if span is not None:
        lines.append(f"              words   {_in_context(text, span)}  [{span[0]}-{span[1]}]")
    if rule:
        lines.append(f"              by      {plain(rule)}")
    if reason:
        lines.append(f"              because {plain(reason)}")
    return lines


def _shown(value: Any) -> str:
    """Return a value in a line: records as ``name value`` pairs, unknown as ``–``."""
    if value is None:
        return "–"
    if isinstance(value, msgspec.Struct):
        pairs = ((name, getattr(value, name)) for name in value.__struct_fields__ if name != "span")
        return ", ".join(f"{name} {plain(str(one))}" for name, one in pairs if one not in (None, ""))
    if isinstance(value, dict):
        return ", ".join(f"{name} {_shown(one)}" for name, one in value.items())
    return f"{value:.2f}" if isinstance(value, float) else plain(str(value))


def _in_context(text: str, span: Span) -> str:
    """Return the words of ``span`` in brackets, with some text on both sides of the same line."""
    start, end = span
    before = text[max(0, start - _CONTEXT) : start].rpartition("\n")[2]
    after = text[end : end + _CONTEXT].partition("\n")[0]
    if len(before) == _CONTEXT:  # no half words at the ends
        before = "… " + before.partition(" ")[2]
    if len(after) == _CONTEXT:
        after = after.rpartition(" ")[0] + " …"
    return " ".join(part for part in (plain(before), f"[{plain(text[start:end])}]", plain(after)) if part)


def _touches(span: Span | None, stretch: Span) -> bool:
    return span is None or (span[0] < stretch[1] and stretch[0] < span[1])


def _rejected(text: str, rejected: Sequence[Rejected]) -> list[str]:
    if not rejected:
        return []
    lines = ["  rejected"]
    for one in rejected:
        words = _in_context(text, one.span) if one.span else plain(one.text)
        score = f"{one.score:.2f} " if one.score is not None else ""
        lines.append(f"    {one.field:<11} {score}{cut(words, 160)}\n                because {plain(one.reason)}")
    return lines
