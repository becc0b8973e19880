"""Paths to articles: files, folders, standard input, gzip; every bad input is one ``Unreadable``, never an end."""

from __future__ import annotations

import gzip
import io
import os
import re
import sys
import zlib
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import IO, Any, Final, cast

import msgspec

from rasad.pages.article import Article
from rasad.pages.build import MAX_ARTICLE_CHARS, Source, build_article
from rasad.pages.decoding import UndecodableError, decode
from rasad.pages.jsonrecords import read_line, read_record
from rasad.pages.webpage import read_html
from rasad.records import Unreadable

MAX_FILE_BYTES = 64 * 1024 * 1024
"""Files of one article (text, HTML, one JSON value) and lines of JSON larger than this are refused. JSON Lines files
are read line by line and may be of any size."""

_HTML: Final = re.compile(rb"<(?:!doctype\s+html|html|head|body|article|meta|div|p|h1|title)\b", re.I)
_LINES: Final = frozenset({".jsonl", ".ndjson", ".jl"})
_PEEK: Final = 4096


def read_path(path: str | os.PathLike[str], *, published: datetime | None = None) -> Iterator[Article | Unreadable]:
    """Yield the articles of a file, a folder (all files in it, sorted), ``-`` (standard input) or a ``.gz``.

    ``published`` is the person's own word on the time of publication, for every article read. What cannot be read
    is an ``Unreadable`` in its place. JSON Lines are read one line at a time; nothing is kept.
    """
    if os.fspath(path) == "-":
        yield from _read_stream(_peekable(sys.stdin.buffer), "stdin", "", "-", published)
        return
    start = Path(path)
    try:
        folder = start.is_dir()
    except OSError as error:
        yield Unreadable(doc=str(path), path=str(path), error=f"{path}: {error.strerror or error}")
        return
    if not folder:
        yield from _read_file(start, _stem(start), published)
        return
    files = list(_files(start))
    stems = Counter(_stem(file) for file in files)
    if not files:
        yield Unreadable(doc=start.name, path=str(start), error=f"{start}: the folder holds no file")
    for file in files:
        name = _stem(file)
        if stems[name] > 1:
            name = file.relative_to(start).as_posix()
        yield from _read_file(file, name, published)


def read_text(
    text: str, *, doc: str = "text", path: str | None = None, published: datetime | None = None
) -> Article | Unreadable:
    """Return the article of a plain text: a page as a reader saved it, headline, furniture and all."""
    if not text.strip():
        return Unreadable(doc=doc, path=path, error="the text is empty")
    try:
        return build_article(text, Source(doc=doc, source_path=path), given_time=published)
    except ValueError as error:
        return Unreadable(doc=doc, path=path, error=str(error))


def read_bytes(
    data: bytes, *, doc: str = "bytes", path: str | None = None, published: datetime | None = None
) -> Iterator[Article | Unreadable]:
    """Yield the articles of ``data``: gzip, JSON (Lines), HTML or text, told by ``path``'s suffix or its looks."""
    yield from _read_stream(_peekable(io.BytesIO(data)), doc, _suffix(path or ""), path, published)


def _files(folder: Path) -> Iterator[Path]:
    """Yield the folder's files in order, hidden ones left out; links to folders are not followed."""
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(root) / name for name in sorted(names) if not name.startswith("."))


def _stem(path: Path) -> str:
    name = path.name.removesuffix(".gz")
    return Path(name).stem if name else path.stem


def _suffix(name: str) -> str:
    return Path(name.removesuffix(".gz")).suffix.lower()


def _read_file(path: Path, doc: str, published: datetime | None) -> Iterator[Article | Unreadable]:
    """Yield a file's articles; each error names the file."""
    try:
        if path.exists() and not path.is_file():
            raise OSError("it is no regular file")
        with path.open("rb") as stream:
            yield from _read_stream(_peekable(stream), doc, _suffix(path.name), str(path), published)
    except OSError as error:
        yield Unreadable(doc=doc, path=str(path), error=f"{path}: {error.strerror or error}")


def _peekable(stream: IO[bytes]) -> io.BufferedReader[Any]:
    if isinstance(stream, io.BufferedReader):
        return stream
    return io.BufferedReader(cast("Any", stream), _PEEK)


def _read_stream(
    stream: io.BufferedReader[Any], doc: str, suffix: str, path: str | None, published: datetime | None
) -> Iterator[Article | Unreadable]:
    """Yield the articles of a stream by its suffix, or by how it begins."""
    where = path if path not in (None, "-") else doc
    try:
        head = stream.peek(_PEEK)
        if head[:2] == b"\x1f\x8b":
            inner = io.BufferedReader(gzip.GzipFile(fileobj=stream), 65_536)
            yield from _read_stream(inner, doc, suffix, path, published)
            return
        if suffix in _LINES or (suffix in {".json", ""} and _begins_record(head)):
            yield from _read_lines(stream, doc, path, published)
            return
        data = stream.read(MAX_FILE_BYTES + 1)
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        yield Unreadable(doc=doc, path=path, error=f"{where}: broken gzip: {error}")
        return
    if len(data) > MAX_FILE_BYTES:
        reason = f"{where}: larger than the limit of {MAX_FILE_BYTES} bytes for one article"
        yield Unreadable(doc=doc, path=path, error=reason)
        return
    for item in _read_whole(data, doc, suffix, path, published):
        yield _located(item, where)


def _begins_record(head: bytes) -> bool:
    """Tell whether a file begins with a JSON object whose first line is more than a brace: JSON Lines."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    first = start.split(b"\n", 1)[0].strip()
    return start[:1] == b"{" and b'"' in first and (len(first) == len(start.strip()) or first[-1:] == b"}")


def _read_whole(
    data: bytes, doc: str, suffix: str, path: str | None, published: datetime | None
) -> Iterator[Article | Unreadable]:
    """Yield the articles of a file that is read at once."""
    start = data[:_PEEK].removeprefix(b"\xef\xbb\xbf").lstrip()
    if suffix == ".json" or (suffix == "" and start[:1] in (b"[", b"{")):
        yield from _read_json(data, doc, path, published)
    elif data and (suffix in {".html", ".htm", ".xhtml"} or (suffix != ".txt" and _HTML.search(start))):
        yield _from(data, read_html(data, doc=doc, path=path, published=published))
    else:
        yield _from(data, _read_plain(data, doc, path, published))


def _read_plain(data: bytes, doc: str, path: str | None, published: datetime | None) -> Article | Unreadable:
    if len(data) > 4 * MAX_ARTICLE_CHARS:
        error = f"{len(data)} bytes cannot be one article; the limit is {MAX_ARTICLE_CHARS} characters"
        return Unreadable(doc=doc, path=path, error=error)
    try:
        text, notes = decode(data)
        return build_article(text, Source(doc=doc, source_path=path, notes=notes), given_time=published)
    except UndecodableError as error:
        return Unreadable(doc=doc, path=path, error=f"the file cannot be read: {error}")
    except ValueError as error:
        return Unreadable(doc=doc, path=path, error=str(error))


def _read_json(data: bytes, doc: str, path: str | None, published: datetime | None) -> Iterator[Article | Unreadable]:
    """Yield the articles of one JSON value: an object, or a list of them; failing that, of JSON Lines."""
    try:
        value = msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        if b"\n" in data.strip() and data.lstrip()[:1] == b"{":
            yield from _read_lines(io.BufferedReader(io.BytesIO(data)), doc, path, published)
        else:
            yield _from(data, _as_line(data, doc, path, published, error))
        return
    if not isinstance(value, list):
        yield _from(data, read_record(value, doc=doc, path=path, published=published))
        return
    if not value:
        yield Unreadable(doc=doc, path=path, error="the JSON list is empty")
    raws = msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf"), type=list[msgspec.Raw])
    for number, (record, raw) in enumerate(zip(value, raws, strict=True), 1):
        item = read_record(record, doc=f"{doc}:{number}", path=path, published=published)
        yield _located(_from(bytes(raw), item), f"record {number}")


def _as_line(
    data: bytes, doc: str, path: str | None, published: datetime | None, error: Exception
) -> Article | Unreadable:
    if data.strip():
        return read_line(data, doc=doc, path=path, published=published)
    return Unreadable(doc=doc, path=path, error=f"the file cannot be read: it is empty ({error})")


def _read_lines(
    stream: io.BufferedReader[Any], doc: str, path: str | None, published: datetime | None
) -> Iterator[Article | Unreadable]:
    """Yield the articles of JSON Lines, one at a time; blank lines are passed over."""
    where = path if path not in (None, "-") else doc
    if stream.peek(2)[:2] in (b"\xff\xfe", b"\xfe\xff"):
        stream = _recoded(stream)
    number = read = 0
    while line := stream.readline(MAX_FILE_BYTES + 1):
        number += 1
        if len(line) > MAX_FILE_BYTES:
            error = f"{where} line {number}: longer than the limit of {MAX_FILE_BYTES} bytes"
            yield Unreadable(doc=f"{doc}:{number}", path=path, error=error)
            while line and not line.endswith(b"\n"):
                line = stream.readline(MAX_FILE_BYTES)
            continue
        if not (line := line.removeprefix(b"\xef\xbb\xbf").strip()):
            continue
        read += 1
        item = read_line(line, doc=f"{doc}:{number}", path=path, published=published)
        yield _located(_from(line, item), f"{where} line {number}")
    if not read:
        yield Unreadable(doc=doc, path=path, error=f"{where}: it holds no record")


def _recoded(stream: io.BufferedReader[Any]) -> io.BufferedReader[Any]:
    """Return a stream of UTF-16 lines as UTF-8, bounded like any file that is read at once."""
    data = stream.read(MAX_FILE_BYTES + 1)[:MAX_FILE_BYTES]
    return io.BufferedReader(io.BytesIO(data.decode("utf-16", errors="replace").encode("utf-8", "replace")))


def _from(raw: bytes, item: Article | Unreadable) -> Article | Unreadable:
    """Return an article with the bytes it was read from."""
    return msgspec.structs.replace(item, raw=raw) if isinstance(item, Article) else item


def _located(item: Article | Unreadable, where: str | None) -> Article | Unreadable:
    """Return an ``Unreadable`` with the place named before its cause; an article as it is."""
    if isinstance(item, Article) or not where or item.error.startswith(where):
        return item
    return Unreadable(doc=item.doc, path=item.path, error=f"{where}: {item.error}".replace("\n", " "))
