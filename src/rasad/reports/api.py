"""Coding from Python: a text, a page or a record in, a coded article out."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time
from functools import cache
from typing import TYPE_CHECKING, Any

from rasad.records import CodedArticle, Unreadable

if TYPE_CHECKING:
    from rasad.pages import Article
    from rasad.reports.coder import Coder


class UnreadableError(ValueError):
    """What was given cannot be read as an article; the message says why."""


def code(page: str | os.PathLike[str] | Mapping[str, Any], published: str | date | None = None) -> CodedArticle:
    """Return one article coded.

    ``page`` is a string: the article's text; a path (``pathlib.Path``): a file of one article; or a mapping: a record
    with ``text`` and perhaps ``id``, ``title``, ``abstract``, ``published``, ``source``, ``url``. ``published`` is
    your own word on when it was published: a day or a moment, ISO or as ``date`` or ``datetime``.

    Raises ``UnreadableError`` where there is no article, or more than one (``code_all`` reads many).
    """
    found = list(_read(page, moment(published)))
    if len(found) != 1:
        raise UnreadableError(f"{page!s:.80} holds {len(found)} articles, not one; use code_all")
    if isinstance(found[0], Unreadable):
        raise UnreadableError(found[0].error)
    return coder().code(found[0])


def code_all(
    paths: Iterable[str | os.PathLike[str]], published: str | date | None = None
) -> Iterator[CodedArticle | Unreadable]:
    """Yield the articles of files and folders coded, one at a time, what cannot be read in its place."""
    from rasad.pages import read_path

    for path in paths:
        for item in read_path(path, published=moment(published)):
            yield item if isinstance(item, Unreadable) else coder().code(item)


def moment(when: str | date | None) -> datetime | None:
    """Return ``when`` as a moment; a day is its midnight. Raises ``ValueError`` for a string that is no ISO time."""
    if when is None or isinstance(when, datetime):
        return when
    return datetime.fromisoformat(when) if isinstance(when, str) else datetime.combine(when, time())


@cache
def coder() -> Coder:
    """Return the coder of this process, loaded when first asked for."""
    from rasad.reports.coder import Coder

    return Coder()


def _read(
    page: str | os.PathLike[str] | Mapping[str, Any], published: datetime | None
) -> Iterator[Article | Unreadable]:
    from rasad.pages import read_path, read_record, read_text

    if isinstance(page, str):
        yield read_text(page, published=published)
    elif isinstance(page, Mapping):
        yield read_record(dict(page), published=published)
    else:
        yield from read_path(page, published=published)
