"""Cells of tables for spreadsheets: no text of a page may act as a formula.

A spreadsheet runs a cell that begins with ``=``, ``+``, ``-`` or ``@`` (or with a tab or line break before one of
these) as a formula. After OWASP, "CSV Injection", such text gets an apostrophe in front; numbers stay as they are.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import BinaryIO, TypeAlias

Cell: TypeAlias = str | int | float | None

_FORMULA = re.compile(
    r"[\s\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00]*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]"
)
_BREAKS = re.compile(r"\s*[\r\n\x00]+\s*")


def safe(text: str) -> str:
    """Return ``text`` on one line; with an apostrophe in front if a spreadsheet would take it for a formula."""
    line = _BREAKS.sub(" ", text)
    return f"'{line}" if _FORMULA.match(text) else line


def cell(value: Cell) -> str:
    """Return a value as it stands in a table: ``None`` is empty, numbers are plain, text is safe."""
    if value is None:
        return ""
    if isinstance(value, str):
        return safe(value)
    return f"{value:.6f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def write_table(
    out: BinaryIO,
    columns: Sequence[str],
    rows: Iterable[Mapping[str, Cell]],
    *,
    delimiter: str = ",",
    bom: bool = False,
) -> None:
    """Write a header and ``rows`` as UTF-8 CSV (RFC 4180 quoting, lines end in a line feed).

    ``bom`` puts a byte order mark in front, by which Excel knows UTF-8. Raises ``KeyError`` for a row without one of
    ``columns``.
    """
    text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
    try:
        if bom:
            text.write("\ufeff")
        writer = csv.writer(text, delimiter=delimiter, lineterminator="\n")
        writer.writerow(columns)
        for row in rows:
            writer.writerow([cell(row[name]) for name in columns])
    finally:
        text.detach()
