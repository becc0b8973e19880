"""Full-text search over folded words: أحمد and احمد are one word, and العراق finds وبالعراق too.

The databases are handed words that the project folded and cut, so that neither's own idea of Arabic matters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

from sqlalchemy import Connection, text

from rasad.text.clitics import cuts
from rasad.text.fold import fold

_WORD: Final = re.compile(r"[^\W_]+")
_LONGEST: Final = 80
_LEAST_STEM: Final = 2
_MOST_QUERY_WORDS: Final = 32


@lru_cache(maxsize=65_536)
def forms(word: str) -> tuple[str, ...]:
    """Return a folded word with its stems: what stands before and behind it in Arabic writing cut off."""
    stems = (cut.stem for cut in cuts(word) if len(cut.stem) >= _LEAST_STEM)
    return tuple(dict.fromkeys((word, *stems)))


def words_of(text: str) -> list[str]:
    """Return the distinct words of ``text`` and their stems, folded, sorted."""
    words = {word[:_LONGEST] for word in _WORD.findall(fold(text))}
    return sorted({form for word in words for form in forms(word)})


def query_words(query: str) -> list[tuple[str, ...]]:
    """Return for every word of ``query`` the forms that may stand for it: itself, and without the article."""
    out = []
    for word in list(dict.fromkeys(_WORD.findall(fold(query))))[:_MOST_QUERY_WORDS]:
        bare = word[2:] if word.startswith("ال") and len(word) > 4 else word
        out.append(tuple(dict.fromkeys((word[:_LONGEST], bare[:_LONGEST]))))
    return out


def article_row(article: int) -> int:
    """Return the row of the index that holds an article's words."""
    return 2 * article


def report_row(arrived: int) -> int:
    """Return the row of the index that holds an event report's words."""
    return 2 * arrived + 1


def index(connection: Connection, items: Iterable[tuple[int, Sequence[str]]]) -> None:
    """Put rows of words into the index (see ``article_row`` and ``report_row``)."""
    rows = [{"row": row, "words": as_stored(connection, words)} for row, words in items]
    if rows:
        connection.execute(text(_INSERT[connection.dialect.name]), rows)


def as_stored(connection: Connection, words: Sequence[str]) -> str | list[str]:
    """Return sorted ``words`` as the database takes them."""
    return " ".join(words) if connection.dialect.name == "sqlite" else list(words)


_INSERT: Final = {
    "sqlite": "INSERT INTO search (rowid, words) VALUES (:row, :words)",
    "postgresql": "INSERT INTO search (rowid, words) VALUES (:row, array_to_tsvector(CAST(:words AS text[])))",
}


STORED: Final = {
    "sqlite": "SELECT words FROM search WHERE rowid = :row",
    "postgresql": "SELECT tsvector_to_array(words) FROM search WHERE rowid = :row",
}
"""What the index holds for a row, in the form of ``as_stored``."""


def drop(connection: Connection, rows: Iterable[int]) -> None:
    """Take rows out of the index."""
    if gone := [{"row": row} for row in rows]:
        connection.execute(text("DELETE FROM search WHERE rowid = :row"), gone)


def find_articles(connection: Connection, query: str) -> list[int]:
    """Return the ids of the articles that hold every word of ``query``, in order."""
    return [row // 2 for row in _rows(connection, query) if row % 2 == 0]


def find_reports(connection: Connection, query: str) -> list[int]:
    """Return the numbers of arrival of the reports whose words hold every word of ``query``, in order."""
    return [row // 2 for row in _rows(connection, query) if row % 2 == 1]


def _rows(connection: Connection, query: str) -> list[int]:
    wanted = query_words(query)
    if not wanted:
        return []
    if connection.dialect.name == "sqlite":
        match = " AND ".join("(" + " OR ".join(f'"{form}"' for form in forms) + ")" for forms in wanted)
        sql = "SELECT rowid FROM search WHERE search MATCH :match"
    else:
        match = " & ".join("(" + " | ".join(f"'{form}'" for form in forms) + ")" for forms in wanted)
        sql = "SELECT rowid FROM search WHERE words @@ CAST(:match AS tsquery)"
    return sorted(connection.scalars(text(sql), {"match": match}))
