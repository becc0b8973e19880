"""Reading of this room's data files: tab-separated rows below comments that say where they come from."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from rasad.text.fold import fold

LANGUAGES = ("ar", "en")


@cache
def rows(name: str, columns: int, languages: tuple[str, ...] = LANGUAGES) -> tuple[tuple[str, ...], ...]:
    """Return the rows of ``data/<language>/<name>`` for every language that has the file.

    Raises ``ValueError`` naming file and line where a row has not ``columns`` cells or an empty one, or where
    it stands twice.
    """
    out: list[tuple[str, ...]] = []
    seen: set[tuple[str, ...]] = set()
    for language in languages:
        source = files("rasad.pages").joinpath("data", language, name)
        if not source.is_file():
            continue
        for number, line in enumerate(source.read_text(encoding="utf-8").splitlines(), 1):
            if not line.strip() or line.startswith("#"):
                continue
            cells = tuple(line.split("\t"))
            where = f"pages/data/{language}/{name} line {number}"
            if len(cells) != columns or not all(cell.strip() for cell in cells):
                raise ValueError(f"{where}: expected {columns} filled cells, got {line!r}")
            if cells in seen:
                raise ValueError(f"{where}: the row {line!r} stands twice; delete one")
            seen.add(cells)
            out.append(cells)
    return tuple(out)


@cache
def words(name: str, kind: str) -> tuple[str, ...]:
    """Return the folded words of class ``kind`` in the two-column table ``name``, longest first."""
    found = {fold(word) for label, word in rows(name, 2) if label == kind}
    if not found:
        raise ValueError(f"pages/data/*/{name}: no row of class {kind!r}")
    return tuple(sorted(found, key=lambda word: (-len(word), word)))
