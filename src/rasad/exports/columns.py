"""The columns of the tables that the exports write."""

from __future__ import annotations

from functools import cache

from rasad.codebook.table import TableError, read_table


@cache
def columns(form: str) -> tuple[str, ...]:
    """Return the columns of ``acled``, ``ucdp`` or ``plover`` in their order. Raises ``TableError`` for others."""
    rows = read_table("rasad.exports", "data/columns.tsv", ("format", "column"))
    out = tuple(column for name, column in rows if name == form)
    if not out:
        raise TableError(f"data/columns.tsv: there are no columns of {form!r}")
    return out
