"""Files, folders, streams: what can be read is, and what cannot is one line that says which and why."""

import gzip
import io
import json
import os
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from pages_in_own_words import BODY, HEADLINE, PARAGRAPH

from rasad.pages import (
    MAX_ARTICLE_CHARS,
    MAX_HTML_BYTES,
    Article,
    read_bytes,
    read_path,
    read_record,
    read_text,
    reading,
)
from rasad.records import Unreadable


def read_one(folder: Path, name: str, data: bytes) -> Article | Unreadable:
    path = folder / name
    path.write_bytes(data)
    (item,) = read_path(path)
    return item


@pytest.mark.parametrize(
    ("name", "data", "cause"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n\t\n", "blanks"),
        ("a.txt", bytes(range(256)) * 20, "binary"),
        ("a.bin", b"\x89PNG\r\n\x1a\n\x00\x00", "PNG"),
        ("a.txt", b"%PDF-1.7 x", "PDF"),
        ("a.txt", bytes(range(128, 160)) * 40 + bytes(range(1, 9)) * 90, "encoding is unknown"),
        ("a.json", b"", "empty"),
        ("a.json", b"[]", "empty"),
        ("a.json", b'{"id": ', "broken JSON"),
        ("a.jsonl", b"", "no record"),
        ("a.jsonl", b'{"id": "x"}', "'text' is missing"),
        ("a.jsonl", b'{"text": "  "}', "'text' is empty"),
        ("a.jsonl", b'{"text": 5}', "a number, not a string"),
        ("a.jsonl", b"[1, 2]", "must be a JSON object"),
        ("a.jsonl", b"[" * 20_000, "too deep"),
        ("a.jsonl", b"\xff\x01\xfe", "broken JSON"),
        ("a.html", b"<html><body><script>x</script></body></html>", "no text"),
        ("a.html", b"", "empty"),
        ("a.html", b"<p>x</p>" * (MAX_HTML_BYTES // 8 + 1), "limit"),
        ("a.jsonl.gz", gzip.compress(b'{"text": "a"}' * 99, mtime=0)[:30], "broken gzip"),
        ("a.txt", b"a" * (MAX_ARTICLE_CHARS + 1), "limit is 5000000"),
        ("a.txt", b"a" * (4 * MAX_ARTICLE_CHARS + 1), "limit is 5000000"),
    ],
)
def test_bad_input_is_one_line_naming_file_and_cause(tmp_path: Path, name: str, data: bytes, cause: str) -> None:
    item = read_one(tmp_path, name, data)
    assert isinstance(item, Unreadable)
    assert cause in item.error
    assert str(tmp_path / name) in item.error
    assert "\n" not in item.error


def test_a_file_over_the_bound_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MAX_FILE_BYTES", 100)
    item = read_one(tmp_path, "a.txt", b"a" * 101)
    assert isinstance(item, Unreadable) and "limit of 100 bytes" in item.error
    packed = read_one(tmp_path, "b.txt.gz", gzip.compress(b"a" * 10_000))
    assert isinstance(packed, Unreadable) and "limit of 100 bytes" in packed.error
    path = tmp_path / "c.jsonl"
    path.write_bytes(b'{"text": "' + b"a" * 200 + b'"}\n{"text": "after"}\n')
    long, after = read_path(path)
    assert isinstance(long, Unreadable) and "line 1" in long.error
    assert isinstance(after, Article) and after.doc == "c:2"


def test_missing_path_empty_folder_and_pipe(tmp_path: Path) -> None:
    (missing,) = read_path(tmp_path / "none.txt")
    (empty,) = read_path(tmp_path)
    os.mkfifo(tmp_path / "pipe")
    (pipe,) = read_path(tmp_path / "pipe")
    assert isinstance(missing, Unreadable) and "No such file" in missing.error
    assert isinstance(empty, Unreadable) and "no file" in empty.error
    assert isinstance(pipe, Unreadable) and "no regular file" in pipe.error


def test_json_lines_go_on_after_a_bad_line(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_text('{"id": "a", "text": "أ ب ج"}\n\n{"id": \n{"text": "د هـ و"}\n', encoding="utf-8")
    first, bad, last = read_path(path)
    assert isinstance(first, Article) and first.doc == "a" and first.source_path == str(path)
    assert isinstance(bad, Unreadable) and f"{path} line 3: broken JSON" in bad.error
    assert isinstance(last, Article) and last.doc == "news:4"


def test_json_lines_are_lazy(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_text('{"text": "one two"}\n' * 1000, encoding="utf-8")
    items = read_path(path)
    assert isinstance(next(items), Article)
    items.close()  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.json", json.dumps([{"text": "one two"}, {"text": "three"}]).encode()),
        ("a.json", b'{"text": "one two"}\n{"text": "three"}\n'),
        ("a", b'{"text": "one two"}\n{"text": "three"}\n'),
        ("a.jsonl.gz", gzip.compress(b'{"text": "one two"}\n{"text": "three"}\n', mtime=0)),
        ("a.jsonl", '{"text": "one two"}\n{"text": "three"}\n'.encode("utf-8-sig")),
        ("a.jsonl", '{"text": "one two"}\n{"text": "three"}\n'.encode("utf-16")),
    ],
)
def test_json_in_its_forms(tmp_path: Path, name: str, data: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert [item.text for item in read_path(path) if isinstance(item, Article)] == ["one two", "three"]


def test_pretty_printed_record(tmp_path: Path) -> None:
    item = read_one(tmp_path, "a.json", json.dumps({"id": 7, "text": "one two"}, indent=1).encode())
    assert isinstance(item, Article) and item.doc == "7"


def test_folder_is_read_in_order_hidden_files_left_out(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for name in ("b/1.txt", "a.txt", "b/2.txt", ".hidden"):
        (tmp_path / name).write_text(BODY, encoding="utf-8")
    assert [item.doc for item in read_path(tmp_path)] == ["a", "1", "2"]
    (tmp_path / "c").mkdir()
    (tmp_path / "c/1.txt").write_text(BODY, encoding="utf-8")
    assert [item.doc for item in read_path(tmp_path)] == ["a", "b/1.txt", "2", "c/1.txt"]


@pytest.mark.parametrize(
    "data", [BODY.encode(), b'{"text": "one two"}\n{"text": "x"}\n', b"<html><p>one two</p></html>"]
)
def test_standard_input(data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(data)))
    items = list(read_path("-"))
    assert items and all(isinstance(item, Article) and item.doc.startswith("stdin") for item in items)


def test_one_line_of_a_million_letters_is_read() -> None:
    read = read_text("كلمة " * 200_000)
    assert isinstance(read, Article)
    assert [zone.zone for zone in read.zones] == ["body"]


def test_text_is_kept_exactly() -> None:
    text = f"\ufeff {HEADLINE}\r\n\r\n\u00a0{BODY}\u200f\r\n"
    read = read_text(text)
    assert isinstance(read, Article)
    assert read.text == text
    assert read.title == HEADLINE


def test_lone_surrogates_are_replaced(tmp_path: Path) -> None:
    item = read_one(tmp_path, "a.jsonl", b'{"text": "abc \\ud800 def"}')
    assert isinstance(item, Article) and item.text == "abc \ufffd def"


def test_no_record_can_raise() -> None:
    for value in (
        None,
        5,
        "x",
        [],
        {"text": None},
        {"text": {}},
        {"id": [], "title": 3, "text": "a b", "url": "http://["},
    ):
        assert isinstance(read_record(value), Article | Unreadable)


@pytest.mark.parametrize(
    ("encoding", "note"),
    [("cp1256", "encoding-guessed"), ("utf-16", None), ("utf-16-le", "encoding-guessed"), ("utf-8-sig", None)],
)
def test_encodings(encoding: str, note: str | None) -> None:
    (read,) = read_bytes(f"{HEADLINE}\n{BODY}".encode(encoding))
    assert isinstance(read, Article)
    assert read.text == f"{HEADLINE}\n{BODY}"
    assert [n.code for n in read.notes] == ([note] if note else [])


def test_iso_8859_6() -> None:
    (read,) = read_bytes(BODY.encode("iso-8859-6"))
    assert isinstance(read, Article) and read.text == BODY


@pytest.mark.parametrize(("written", "read_as"), [("utf-8", "latin-1"), ("utf-8", "cp1256"), ("cp1256", "latin-1")])
def test_mojibake_is_put_right_and_noted(written: str, read_as: str) -> None:
    broken = PARAGRAPH.encode(written).decode(read_as)
    (read,) = read_bytes(broken.encode())
    assert isinstance(read, Article)
    assert read.text == PARAGRAPH
    assert [note.code for note in read.notes] == ["mojibake-repaired"]
    record = read_record({"title": HEADLINE.encode(written).decode(read_as), "text": broken})
    assert isinstance(record, Article) and record.title == HEADLINE


def test_ordinary_latin_text_is_no_mojibake() -> None:
    words = "À l'été déjà passé, l'armée française a été déployée près de la frontière."
    read = read_text(words)
    assert isinstance(read, Article)
    assert (read.text, read.notes, read.language) == (words, (), "other")


def test_truncated_utf8_is_read_with_a_note() -> None:
    (read,) = read_bytes(BODY.encode()[:-2] if BODY.encode()[-2] > 127 else (BODY + "م").encode()[:-1])
    assert isinstance(read, Article)
    assert [note.code for note in read.notes] == ["bytes-replaced"]
