"""Putting a coded article into the ledger: its page, its coding, its reports; once, whole, and in the log."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from sqlalchemy import Connection, func, insert, select

from rasad import __version__
from rasad.merging.sourcing import context_of
from rasad.records import CodedArticle, EventReport
from rasad.store import chain, search
from rasad.store.packing import LONG, canonical, founding_id, now, pack, sha256, storable
from rasad.store.schema import articles, codings, pages, reports


class Incoming(msgspec.Struct, frozen=True, kw_only=True):
    """A coded article to add; ``raw`` are the page's own bytes (``None``: its text stands for them)."""

    coded: CodedArticle
    raw: bytes | None = None
    path: str | None = None


class Stored(msgspec.Struct, frozen=True, kw_only=True):
    """An article as it stands in the ledger; ``keys`` are its reports' keys, none where it was there before."""

    doc: str
    sha256: str
    new: bool
    keys: tuple[str, ...] = ()


def store(connection: Connection, item: Incoming) -> Stored:
    """Add ``item`` unless the ledger holds its page, or the same article from another file."""
    raw = item.raw if item.raw is not None else item.coded.text.encode("utf-8", "replace")
    digest, content = sha256(raw), content_hash(item.coded)
    same = select(articles.c.doc, articles.c.sha256).where(
        (articles.c.sha256 == digest) | (articles.c.content == content)
    )
    if held := connection.execute(same.order_by(articles.c.id)).first():
        return Stored(doc=held.doc, sha256=held.sha256, new=False)
    coded = renamed(item.coded, _free_doc(connection, item.coded.doc, digest))
    at, path = now(), storable(item.path)
    article = (connection.scalar(select(func.max(articles.c.id))) or 0) + 1
    line = canonical(coded)
    connection.execute(insert(pages).values(sha256=digest, size=len(raw), packed=pack(raw)))
    row = article_columns(coded) | {"id": article, "sha256": digest, "content": content, "path": path}
    connection.execute(insert(articles).values(**row, added=at, revision=1))
    coding = {"article": article, "revision": 1, "coder": __version__, "made": at, "sha256": sha256(line)}
    connection.execute(insert(codings).values(**coding, packed=pack(line)))
    first = arrivals(connection) + 1
    store_reports(connection, article, digest, coded, coded.events, first)
    search.index(connection, [(search.article_row(article), search.words_of(coded.text))])
    details = {"sha256": digest, "coding": coding["sha256"], "coder": __version__, "path": path, "id": article}
    keys = tuple(report.id for report in coded.events)
    chain.append(connection, "add", coded.doc, details | {"content": content, "first": first, "keys": keys}, at=at)
    return Stored(doc=coded.doc, sha256=digest, new=True, keys=keys)


def content_hash(coded: CodedArticle) -> str:
    """Return the hash of what makes an article this one, whatever file it came in."""
    return sha256(canonical([coded.title, coded.url, coded.outlet, coded.published.value, coded.text]))


def article_columns(coded: CodedArticle) -> dict[str, str | None]:
    """Return the columns of ``articles`` that repeat what the coding says."""
    return {
        "doc": coded.doc,
        "outlet": storable(coded.outlet),
        "agencies": canonical(coded.agencies).decode(),
        "title": storable(coded.title),
        "url": storable(coded.url),
        "language": coded.language,
        "published": coded.published.value,
        "basis": coded.published.basis,
    }


def arrivals(connection: Connection) -> int:
    """Return how many reports have ever arrived."""
    return connection.scalar(select(func.max(reports.c.arrived))) or 0


def store_reports(
    connection: Connection, article: int, page: str, coded: CodedArticle, new: Sequence[EventReport], first: int
) -> None:
    """Write reports of ``coded``, each an event of its own until it is merged; ``first`` is its number of arrival."""
    if not new:
        return
    rows = []
    for arrived, report in enumerate(new, first):
        number = int(report.id.rpartition("/")[2])
        founding = _free_founding(connection, page, number)
        rows.append(
            {
                "key": report.id,
                "article": article,
                "number": number,
                "arrived": arrived,
                "founding": founding,
                "event": founding,
                **told_columns(coded, report),
            }
        )
    connection.execute(insert(reports), rows)
    words = ((search.report_row(n), search.words_of(report_words(coded, one))) for n, one in enumerate(new, first))
    search.index(connection, words)


def told_columns(coded: CodedArticle, report: EventReport) -> dict[str, bytes]:
    """Return the columns of ``reports`` that hold what the article tells."""
    context = context_of(coded.text, report.evidence.start, report.evidence.end)
    return {"record": canonical(report), "context": context.encode("utf-8", "replace")}


def _free_founding(connection: Connection, page: str, number: int) -> str:
    """Return the event id that a report founds; a longer one where another report has the short one."""
    short = founding_id(page, number)
    taken = connection.execute(select(reports.c.key).where(reports.c.founding == short)).first()
    return founding_id(page, number, LONG) if taken else short


def report_words(coded: CodedArticle, report: EventReport) -> str:
    """Return the words by which an event report is found: the headline's, its clause's, its names'."""
    people = (*report.initiators, *report.targets, *report.claimed_by, *report.denied_by, *report.blamed_on)
    places = [place for place in (report.place, *report.more_places) if place]
    names = [*(one.text for one in people), *(one.name for one in places), *(one.text for one in report.attribution)]
    return "\n".join([coded.title or "", report.evidence.quote, *names])


def _free_doc(connection: Connection, doc: str, digest: str) -> str:
    """Return ``doc``, or where another page has that name, the name with the beginning of the page's hash."""
    doc = storable(doc) or "page"
    taken = select(articles.c.id).where(articles.c.doc == doc)
    return f"{doc}@{digest[:12]}" if connection.execute(taken).first() else doc


def renamed(coded: CodedArticle, doc: str) -> CodedArticle:
    """Return ``coded`` under another ``doc``, its reports' ids with it."""
    if doc == coded.doc:
        return coded
    return msgspec.structs.replace(coded, doc=doc, events=with_ids(coded.events, {}, doc, coded.doc))


def with_ids(
    events: Sequence[EventReport], ids: dict[str, str], doc: str = "", old: str = ""
) -> tuple[EventReport, ...]:
    """Return ``events`` with their ids (and what they respond to) put in ``ids``' words, or moved to ``doc``."""

    def new(name: str) -> str:
        return ids.get(name) or (doc + name.removeprefix(old) if old and name.startswith(old + "/") else name)

    return tuple(
        msgspec.structs.replace(
            report, id=new(report.id), responds_to=new(report.responds_to) if report.responds_to else None
        )
        for report in events
    )
