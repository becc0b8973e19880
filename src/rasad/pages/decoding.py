"""Bytes to text: UTF-8 and UTF-16, the old Arabic code pages told by their letters, mojibake undone."""

from __future__ import annotations

import codecs
import re
from typing import Final

from rasad.records import Note

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC: Final = (
    (b"%PDF", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"SQLite format 3", "a SQLite database"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"\x7fELF", "a program"),
)
_CODE_PAGES: Final = ("cp1256", "iso-8859-6")
_SAMPLE: Final = 65_536
_ARABIC: Final = re.compile("[\u0621-\u064a]")
_COMMON: Final = re.compile(
    r"(?<![\u0621-\u064a])(?:في|من|على|إلى|الى|أن|ان|عن|التي|الذي|مع|هذا|هذه)(?![\u0621-\u064a])"
)
_LATIN_MOJIBAKE: Final = re.compile(
    "[ØÙÃÂ][\u0080-\u00ff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]"
)
_ARABIC_MOJIBAKE: Final = re.compile(
    "[طظ][\u00a0-\u00bf\u0679\u067e\u0686\u0688\u0691\u0698\u06a9\u06af\u06ba\u0152\u0153\u0192\u02c6\u200c-\u203a\u20ac\u2122\u060c\u061b\u061f\u064b-\u0652]"
)
_CODE_PAGE_MOJIBAKE: Final = re.compile("[\u00c0-\u00ff]{3}")


class UndecodableError(ValueError):
    """The bytes are no text that can be read; the message says why in a few words."""


def decode(data: bytes) -> tuple[str, tuple[Note, ...]]:
    """Return the text of ``data`` and notes on what was guessed or repaired.

    Raises ``UndecodableError`` where the bytes are empty, binary, or in no encoding known here.
    """
    if not data.strip(b"\x00 \t\r\n"):
        raise UndecodableError("it is empty" if not data else "it holds nothing but blanks")
    for magic, name in _MAGIC:
        if data.startswith(magic):
            raise UndecodableError(f"it is {name}, not text")
    text, encoding, notes = _decode(data)
    if not text.strip():
        raise UndecodableError("it holds nothing but blanks")
    repaired, repairs = repair(text)
    if encoding not in {"utf-8", "utf-8-sig", "utf-16", "utf-32"}:
        notes += (Note(code="encoding-guessed", message=f"read as {encoding} by its letters"),)
    return repaired, notes + repairs


def _decode(data: bytes) -> tuple[str, str, tuple[Note, ...]]:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            try:
                return data.decode(encoding), encoding, ()
            except UnicodeDecodeError:
                return _damaged(data, encoding)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _not_utf8(data, error)
    if "\x00" in text[:_SAMPLE]:
        return _with_nulls(data)
    return text, "utf-8", ()


def _not_utf8(data: bytes, error: UnicodeDecodeError) -> tuple[str, str, tuple[Note, ...]]:
    if b"\x00" in data[:_SAMPLE]:
        return _with_nulls(data)
    sample = data[:_SAMPLE]
    lenient = sample.decode("utf-8", errors="replace")
    if lenient.count("\ufffd") * 50 <= len(_ARABIC.findall(lenient)) or len(data) - error.start <= 3:
        return _damaged(data, "utf-8")
    return _code_page(data)


def _damaged(data: bytes, encoding: str) -> tuple[str, str, tuple[Note, ...]]:
    text = data.decode(encoding, errors="replace")
    lost = text.count("\ufffd")
    if lost * 20 > len(text):
        raise UndecodableError(f"it begins as {encoding} and is not")
    note = Note(code="bytes-replaced", message=f"{lost} places are no {encoding} and were replaced by U+FFFD")
    return text, encoding.removesuffix("-sig"), (note,)


def _with_nulls(data: bytes) -> tuple[str, str, tuple[Note, ...]]:
    """Read UTF-16 without its mark, told by the zero or 06 bytes at every second place; else the data is binary."""
    even, odd = data[0:_SAMPLE:2], data[1:_SAMPLE:2]
    for encoding, high in (("utf-16-le", odd), ("utf-16-be", even)):
        if sum(byte in b"\x00\x06" for byte in high) > 0.9 * len(high):
            try:
                return data[: len(data) // 2 * 2].decode(encoding), encoding, ()
            except UnicodeDecodeError:
                continue
    raise UndecodableError("it is binary (it holds zero bytes), not text")


def _code_page(data: bytes) -> tuple[str, str, tuple[Note, ...]]:
    """Read one of the old Arabic code pages, chosen by how much of it is Arabic; else ask charset_normalizer."""
    sample = data[:_SAMPLE]
    best, score = "", 0.0
    for encoding in _CODE_PAGES:
        found = _arabic_score(sample.decode(encoding, errors="replace"))
        if found > score:
            best, score = encoding, found
    if score > 0.3:
        return data.decode(best, errors="replace"), best, ()
    from charset_normalizer import from_bytes

    guess = from_bytes(sample).best()
    if guess is None or guess.encoding.startswith(("utf_16", "utf_32")) or _control_share(sample) > 0.02:
        raise UndecodableError("its encoding is unknown (tried UTF-8, UTF-16, Windows-1256, ISO-8859-6)")
    return data.decode(guess.encoding, errors="replace"), guess.encoding, ()


def _control_share(sample: bytes) -> float:
    return sum(byte < 32 and byte not in b"\t\n\r\x0c" for byte in sample) / len(sample)


def _arabic_score(text: str) -> float:
    """Return how Arabic a reading looks: letters among what is not ASCII, and common words among words."""
    other = sum(char > "\x7f" for char in text)
    letters = len(_ARABIC.findall(text))
    if not other or letters < 0.6 * other:
        return 0.0
    common = len(_COMMON.findall(text)) / (text.count(" ") + 1)
    return letters / other * (min(1.0, common * 15) if text.count(" ") > 30 else max(0.5, min(1.0, common * 15)))


def repair(text: str) -> tuple[str, tuple[Note, ...]]:
    """Return ``text`` with mojibake undone, and a note where something was.

    Known damage: UTF-8 read as Latin-1 or Windows-1252 (through ftfy), UTF-8 read as Windows-1256, and
    Windows-1256 read as Latin-1. Text that shows none of it is returned as it is, at the cost of one look.
    """
    sample = text[:2000]
    fixed = None
    if sample.isascii():
        return text, ()
    if ("Ø" in sample or "Ù" in sample) and 4 * len(_LATIN_MOJIBAKE.findall(sample)) > len(sample):
        from ftfy import fix_encoding

        fixed = fix_encoding(text)
    elif "ط§" in sample and 2.2 * len(_ARABIC_MOJIBAKE.findall(sample)) > len(_ARABIC.findall(sample)):
        fixed = _reread(text, "cp1256", "utf-8")
    elif not _ARABIC.search(sample) and len(_CODE_PAGE_MOJIBAKE.findall(sample)) * 8 > len(sample.split()):
        fixed = _reread(text, "latin-1", "cp1256") or _reread(text, "cp1252", "cp1256")
        if fixed is not None and not _COMMON.search(fixed):
            fixed = None
    if fixed is None or len(_ARABIC.findall(fixed[:2000])) < 0.3 * len(fixed[:2000].strip()) or fixed == text:
        return text, ()
    return fixed, (Note(code="mojibake-repaired", message="the text was decoded wrongly before; it was put right"),)


def _reread(text: str, wrong: str, right: str) -> str | None:
    """Return ``text`` encoded by ``wrong`` and decoded by ``right``; ``None`` where much of it does not fit."""
    data = text.encode(wrong, errors="replace")
    out = data.decode(right, errors="replace")
    return out if out.count("\ufffd") * 50 <= len(out) else None
