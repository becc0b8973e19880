"""Reading a page of the ledger again, as it was read when it came."""

from __future__ import annotations

from datetime import datetime

import msgspec
from sqlalchemy import Connection, func, select

from rasad.pages import Article, read_bytes
from rasad.records import CodedArticle, Unreadable
from rasad.store.adding import AS_READ
from rasad.store.errors import DamagedLedger
from rasad.store.reading import page_bytes
from rasad.store.schema import articles, reports


def article_again(connection: Connection, old: CodedArticle) -> Article:
    """Return the article of ``old``'s page, with what a person said, or the ledger inferred, of its publication.

    Raises ``DamagedLedger`` where the page cannot be read any more.
    """
    path = connection.scalar(select(articles.c.path).where(articles.c.doc == old.doc))
    article = _article(old, page_bytes(connection, old.doc), path)
    return msgspec.structs.replace(article, published=old.published) if old.published.basis == "inferred" else article


def _article(old: CodedArticle, raw: bytes, path: str | None) -> Article:
    if raw.startswith(AS_READ):
        return _as_read(old.doc, raw)
    given = old.published.value if old.published.basis == "given" else None
    found = list(read_bytes(raw, doc=old.doc, path=path, published=datetime.fromisoformat(given) if given else None))
    if len(found) != 1 or isinstance(found[0], Unreadable):
        why = found[0].error if found and isinstance(found[0], Unreadable) else f"it holds {len(found)} articles"
        raise DamagedLedger(f"the page of article {old.doc!r} cannot be read any more: {why}")
    return found[0]


def _as_read(doc: str, raw: bytes) -> Article:
    read = msgspec.json.decode(raw)["as_read"]
    title, text = read["title"], read["text"]
    at = text.find(title) if title else -1
    span = (at, at + len(title)) if at >= 0 else None
    return msgspec.convert({**read, "doc": doc, "title_span": span}, Article)


def highest_number(connection: Connection, doc: str) -> int:
    """Return the highest number that a report of the article ever had."""
    joined = reports.join(articles, reports.c.article == articles.c.id)
    told = select(func.max(reports.c.number)).select_from(joined).where(articles.c.doc == doc)
    return connection.scalar(told) or 0
