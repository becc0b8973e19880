"""Reading articles and reports back out of the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final, Protocol

import msgspec
from sqlalchemy import ColumnElement, Connection, Row, select

from rasad.pages import Article
from rasad.records import CodedArticle, EventReport, Source, SourcedReport
from rasad.store.errors import NotFound
from rasad.store.packing import unpack
from rasad.store.schema import articles, codings, pages, reports

MOST_ASKED: Final = 500
"""Keys asked for in one question."""
_coded: Final = msgspec.json.Decoder(CodedArticle)
_report: Final = msgspec.json.Decoder(EventReport)
_agencies: Final = msgspec.json.Decoder(tuple[str, ...])
_SOURCE: Final = tuple(
    articles.c[name] for name in ("doc", "outlet", "agencies", "title", "url", "published", "basis", "source_group")
)
_REPORT: Final = (reports.c.record, reports.c.context)


class CodesArticles(Protocol):
    """What codes: ``rasad.reports.coder.Coder``, or anything with its ``code``."""

    def code(self, article: Article) -> CodedArticle:
        """Return ``article`` coded."""


def portions(items: Iterable[Any]) -> Iterator[list[Any]]:
    """Yield ``items`` in lists short enough for one question."""
    held = list(items)
    yield from (held[n : n + MOST_ASKED] for n in range(0, len(held), MOST_ASKED))


def source_of(row: Row[Any]) -> Source:
    """Return the source that a row with the columns of ``articles`` tells."""
    return Source(
        doc=row.doc,
        outlet=row.outlet,
        agencies=_agencies.decode(row.agencies),
        title=row.title,
        url=row.url,
        published=row.published,
        basis=row.basis,
        group=row.source_group,
    )


def _sourced(source: Source, row: Row[Any]) -> SourcedReport:
    return SourcedReport(source=source, report=_report.decode(row.record), context=bytes(row.context).decode())


def coding_of(connection: Connection, doc: str, revision: int | None = None) -> CodedArticle:
    """Return an article as coded, by default as it is in force. Raises ``NotFound``."""
    at = articles.c.revision if revision is None else revision
    joined = codings.join(articles, (codings.c.article == articles.c.id) & (codings.c.revision == at))
    packed = connection.scalar(select(codings.c.packed).select_from(joined).where(articles.c.doc == doc))
    if packed is None:
        raise NotFound(f"the ledger holds no article {doc!r}" + (f" of revision {revision}" if revision else ""))
    return _coded.decode(unpack(packed))


def all_codings(connection: Connection) -> Iterator[CodedArticle]:
    """Yield every article as its coding in force, in the order they came."""
    joined = codings.join(
        articles, (codings.c.article == articles.c.id) & (codings.c.revision == articles.c.revision)
    )
    question = select(codings.c.packed).select_from(joined).order_by(articles.c.id)
    for packed in connection.scalars(question, execution_options={"yield_per": 100}):
        yield _coded.decode(unpack(packed))


def page_bytes(connection: Connection, doc: str) -> bytes:
    """Return the bytes of the page that article ``doc`` was read from. Raises ``NotFound``."""
    joined = pages.join(articles, pages.c.sha256 == articles.c.sha256)
    packed = connection.scalar(select(pages.c.packed).select_from(joined).where(articles.c.doc == doc))
    if packed is None:
        raise NotFound(f"the ledger holds no article {doc!r}")
    return unpack(packed)


def sourced_reports(connection: Connection, *conditions: ColumnElement[bool]) -> Iterator[SourcedReport]:
    """Yield the reports in force that meet ``conditions`` with their sources, in the order they came."""
    joined = reports.join(articles, reports.c.article == articles.c.id)
    question = select(*_REPORT, *_SOURCE).select_from(joined).where(reports.c.withdrawn.is_(None), *conditions)
    sources: dict[str, Source] = {}
    for row in connection.execute(question.order_by(reports.c.arrived), execution_options={"yield_per": 500}):
        source = sources.get(row.doc) or sources.setdefault(row.doc, source_of(row))
        yield _sourced(source, row)


def reports_of(connection: Connection, events: Iterable[str]) -> dict[str, list[SourcedReport]]:
    """Return the reports in force of each of ``events``, in the order they came."""
    out: dict[str, list[SourcedReport]] = {}
    joined = reports.join(articles, reports.c.article == articles.c.id)
    for some in portions(events):
        question = select(reports.c.event, *_REPORT, *_SOURCE).select_from(joined)
        asked = question.where(reports.c.event.in_(some), reports.c.withdrawn.is_(None)).order_by(reports.c.arrived)
        for row in connection.execute(asked):
            out.setdefault(row.event, []).append(_sourced(source_of(row), row))
    return out


def event_of(connection: Connection, key: str) -> str | None:
    """Return the event that a report is part of; ``None`` where it is not told any more, or not there."""
    return connection.scalar(select(reports.c.event).where(reports.c.key == key))


def event_now(connection: Connection, event: str) -> str:
    """Return the id under which the event once known as ``event`` is known now.

    Every id was founded by a report; where that report is now, the id leads. Raises ``NotFound``.
    """
    columns = (reports.c.event, reports.c.heir)
    found = connection.execute(select(*columns).where(reports.c.founding == event)).first()
    if found is None:
        raise NotFound(f"the ledger holds no event {event!r}")
    while found is not None and found.event is None:
        found = connection.execute(select(*columns).where(reports.c.key == found.heir)).first()
    if found is None:
        raise NotFound(f"event {event!r} was withdrawn: newer rules no longer tell it (`rasad log` says when)")
    return str(found.event)
