"""Tables: tab-separated data files with their provenance in comment lines on top."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.resources import files


class TableError(ValueError):
    """A data file cannot be used; the message names the file, the line and the fault."""


def read_table(package: str, path: str, columns: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield the rows of the tab-separated file ``path`` inside ``package``, cells in the order of ``columns``.

    Lines that begin with ``#`` and empty lines are comments; the first other line is the header, which must hold
    ``columns`` in that order (further columns may follow and are left out). Raises ``TableError`` naming file and
    line for a missing file, another header, or a row with too few cells.
    """
    source = files(package).joinpath(*path.split("/"))
    if not source.is_file():
        raise TableError(f"{path}: the data file is missing from the installation")
    yield from read_rows(source.read_text(encoding="utf-8"), path, columns)


def read_rows(text: str, path: str, columns: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield the rows of a table's text, as ``read_table`` does; ``path`` names it in errors."""
    header: list[str] | None = None
    for number, line in enumerate(text.splitlines(), 1):
        if not line or line[0] == "#" or line.isspace():
            continue
        cells = line.split("\t")
        if header is None:
            header = cells
            if header[: len(columns)] != list(columns):
                raise TableError(f"{path} line {number}: header is {header}, expected {list(columns)}")
            continue
        if len(cells) < len(columns):
            cells += [""] * (len(header) - len(cells))
        if len(cells) < len(columns):
            raise TableError(f"{path} line {number}: {len(cells)} cells, expected {len(columns)}")
        yield tuple(map(str.strip, cells[: len(columns)]))
