"""JSON Lines records: one article a line, checked field by field."""

from __future__ import annotations

import json
import re
from datetime import datetime
from typing import Any, Final

import msgspec

from rasad.pages.article import Article
from rasad.pages.build import Source, build_article
from rasad.pages.decoding import UndecodableError, decode, repair
from rasad.pages.publication import from_metadata
from rasad.records import Note, Unreadable

_SURROGATE: Final = re.compile("[\ud800-\udfff]")


def read_record(
    record: Any, *, doc: str = "record", path: str | None = None, published: datetime | None = None
) -> Article | Unreadable:
    """Return the article of one record with ``id title abstract text published source url author``.

    Only ``text`` must be there. ``doc`` names the article where the record has no ``id``. A publication date
    that is no date leaves the article undated, with a note ``bad-date``.
    """
    if not isinstance(record, dict):
        return Unreadable(doc=doc, path=path, error=f"a record must be a JSON object, this is {_kind(record)}")
    identity = record.get("id", record.get("doc"))
    doc = str(identity) if isinstance(identity, str | int) and str(identity).strip() else doc
    text = record.get("text")
    title, abstract = _words(record, "title"), _words(record, "abstract")
    if not isinstance(text, str) or not text.strip():
        what = "missing" if text is None else "empty" if isinstance(text, str) else f"{_kind(text)}, not a string"
        return Unreadable(doc=doc, path=path, error=f"the record's field 'text' is {what}")
    text, title, abstract, notes = _repaired(_clean(text), title, abstract)
    stated = record.get("published")
    when = from_metadata(stated)
    if when is None and stated not in (None, ""):
        notes += (Note(code="bad-date", message=f"'published' is {_short(stated)}, which is no date; left out"),)
    source = Source(
        doc=doc,
        title=title,
        abstract=abstract,
        outlet=_words(record, "source"),
        byline=_words(record, "author"),
        url=_words(record, "url"),
        published=when,
        notes=notes,
        source_path=path,
    )
    try:
        return build_article(text, source, given_time=published)
    except ValueError as error:
        return Unreadable(doc=doc, path=path, error=str(error))


def _repaired(
    text: str, title: str | None, abstract: str | None
) -> tuple[str, str | None, str | None, tuple[Note, ...]]:
    """Return the parts with mojibake undone: all together, for a title alone is too short to be sure of."""
    if not repair(text)[1]:
        return text, title, abstract, ()
    joined, notes = repair("\x1e".join((text, title or "", abstract or "")))
    parts = joined.split("\x1e")
    if len(parts) != 3:
        return *repair(text)[:1], title, abstract, notes
    return parts[0], parts[1] or None, parts[2] or None, notes


def read_line(
    line: bytes, *, doc: str, path: str | None = None, published: datetime | None = None
) -> Article | Unreadable:
    """Return the article of one line of JSON, or why there is none."""
    try:
        record: Any = msgspec.json.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        record = _second_try(line)
        if record is None:
            return Unreadable(doc=doc, path=path, error=f"broken JSON: {_why(error)}")
    return read_record(record, doc=doc, path=path, published=published)


def _second_try(line: bytes) -> Any:
    """Read a line that is JSON but for its encoding or a lone surrogate; ``None`` where it is not."""
    try:
        return json.loads(decode(line)[0])
    except (UndecodableError, ValueError, RecursionError):
        return None


def _why(error: Exception) -> str:
    return "it is nested too deep" if isinstance(error, RecursionError) else str(error)


def _words(record: dict[str, Any], name: str) -> str | None:
    """Return a field's words, ``None`` where it is missing, blank or no string."""
    value = record.get(name)
    return _clean(value).strip() or None if isinstance(value, str) else None


def _clean(text: str) -> str:
    """Replace lone surrogates, which no UTF-8 output can carry, by U+FFFD."""
    return text if text.isascii() or not _SURROGATE.search(text) else _SURROGATE.sub("\ufffd", text)


def _kind(value: object) -> str:
    names = {dict: "an object", list: "a list", str: "a string", bool: "true or false", type(None): "null"}
    return names.get(type(value), "a number")


def _short(value: object) -> str:
    words = repr(value)
    return words if len(words) <= 60 else words[:57] + "…"
