"""Words: the short word lists of ``words.tsv``, asked for by name."""

from __future__ import annotations

from functools import cache

from rasad.codebook.table import TableError, read_table
from rasad.text.fold import fold


@cache
def _lists(language: str) -> dict[str, frozenset[str]]:
    out: dict[str, frozenset[str]] = {}
    for name, words in read_table("rasad.mentions", f"{language}/words.tsv", ("list", "words")):
        if name in out:
            raise TableError(f"{language}/words.tsv: the list {name!r} stands there twice; put its words in one row")
        out[name] = frozenset(map(fold, words.split("|")))
    return out


def words(name: str, language: str = "ar") -> frozenset[str]:
    """Return the folded words of the list ``name`` of ``words.tsv``.

    Raises ``TableError`` for a list that is not there or stands there twice.
    """
    lists = _lists(language)
    if name not in lists:
        raise TableError(f"{language}/words.tsv has no list {name!r}; it has {sorted(lists)}")
    return lists[name]
