"""Putting a coded article into the ledger: its page, its coding, its reports; once, whole, and in the log."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, NamedTuple, TypeAlias

import msgspec
from sqlalchemy import Column, Connection, func, insert, select

from rasad import __version__
from rasad.merging.sourcing import context_of
from rasad.records import CodedArticle, EventReport
from rasad.store import chain, search
from rasad.store.packing import LONG, canonical, founding_id, now, pack, sha256, storable
from rasad.store.reading import portions
from rasad.store.schema import articles, codings, pages, reports

Row: TypeAlias = dict[str, Any]


class Incoming(msgspec.Struct, frozen=True, kw_only=True):
    """A coded article to add; ``raw`` are the page's own bytes (``None``: what was read stands for them)."""

    coded: CodedArticle
    raw: bytes | None = None
    path: str | None = None


class Stored(msgspec.Struct, frozen=True, kw_only=True):
    """An article as it stands in the ledger; ``keys`` are its reports' keys, none where it was there before;
    ``article`` and ``coded`` are its number and its coding, where it is new."""

    doc: str
    sha256: str
    new: bool
    keys: tuple[str, ...] = ()
    article: int = 0
    coded: CodedArticle | None = None


class Arrivals:
    """Articles that are being put into the ledger in one go: what is there already, and the rows that are to come."""

    def __init__(self, connection: Connection, items: Sequence[Incoming]) -> None:
        self._connection = connection
        self._raws = [one.raw if one.raw is not None else page_of(one.coded) for one in items]
        self._digests = [sha256(raw) for raw in self._raws]
        self._contents = [content_hash(one.coded) for one in items]
        self._held = self._already(articles.c.sha256, self._digests) | self._already(
            articles.c.content, self._contents
        )
        self._docs = self._taken([one.coded.doc for one in items])
        self._article = connection.scalar(select(func.max(articles.c.id))) or 0
        self._arrived = arrivals(connection)
        self._pages: list[Row] = []
        self._articles: list[Row] = []
        self._codings: list[Row] = []
        self._words: list[tuple[int, list[str]]] = []
        self._entries: list[chain.Told] = []

    def _already(self, column: Column[str], wanted: Sequence[str]) -> dict[str, tuple[str, str]]:
        """Return the ``doc`` and page hash of the articles that are there, by the hash asked for."""
        out: dict[str, tuple[str, str]] = {}
        for some in portions(dict.fromkeys(wanted)):
            told = select(column.label("hash"), articles.c.doc, articles.c.sha256).where(column.in_(some))
            out |= {row.hash: (row.doc, row.sha256) for row in self._connection.execute(told)}
        return out

    def _taken(self, docs: Sequence[str]) -> set[str]:
        out: set[str] = set()
        for some in portions(dict.fromkeys(storable(doc) for doc in docs)):
            out.update(self._connection.scalars(select(articles.c.doc).where(articles.c.doc.in_(some))))
        return out

    def take(self, number: int, item: Incoming) -> Stored:
        """Take the ``number``-th article in, unless its page, or the same article from another file, is there."""
        digest, content = self._digests[number], self._contents[number]
        if held := self._held.get(digest) or self._held.get(content):
            return Stored(doc=held[0], sha256=held[1], new=False)
        coded = renamed(item.coded, self._free_doc(item.coded.doc, digest))
        self._held[digest] = self._held[content] = coded.doc, digest
        self._docs.add(coded.doc)
        self._article += 1
        at, path, line, raw = now(), storable(item.path), canonical(coded), self._raws[number]
        coding = {"article": self._article, "revision": 1, "coder": __version__, "made": at, "sha256": sha256(line)}
        self._pages.append({"sha256": digest, "size": len(raw), "packed": pack(raw)})
        row = article_columns(coded) | {"id": self._article, "sha256": digest, "content": content, "path": path}
        self._articles.append(row | {"added": at, "revision": 1, "source_group": coded.doc})
        self._codings.append(coding | {"packed": pack(line)})
        self._words.append((search.article_row(self._article), search.words_of(coded.text)))
        keys = tuple(report.id for report in coded.events)
        details = {"sha256": digest, "coding": coding["sha256"], "coder": __version__, "path": path}
        details |= {"id": self._article, "content": content, "first": self._arrived + 1, "keys": keys}
        self._entries.append(chain.Told("add", coded.doc, details, at))
        self._arrived += len(keys)
        return Stored(doc=coded.doc, sha256=digest, new=True, keys=keys, article=self._article, coded=coded)

    def _free_doc(self, doc: str, digest: str) -> str:
        """Return ``doc``, or where another page has that name, the name with the beginning of the page's hash."""
        doc = storable(doc) or "page"
        return f"{doc}@{digest[:12]}" if doc in self._docs else doc

    def write(self) -> None:
        """Write what was taken in, reports apart."""
        for table, rows in ((pages, self._pages), (articles, self._articles), (codings, self._codings)):
            if rows:
                self._connection.execute(insert(table), rows)
        search.index(self._connection, self._words)
        chain.append_all(self._connection, self._entries)


def store(connection: Connection, items: Sequence[Incoming]) -> list[Stored]:
    """Put articles with their pages, codings and reports into the ledger; return what became of each, in order."""
    arriving = Arrivals(connection, items)
    first = arrivals(connection) + 1
    stored = [arriving.take(number, item) for number, item in enumerate(items)]
    arriving.write()
    told = [(one, report) for one in stored if one.coded for report in one.coded.events]
    store_reports(
        connection, [Telling(one.article, one.sha256, one.coded, report) for one, report in told if one.coded], first
    )
    return stored


AS_READ: Final = b'{"as_read":'
"""How a page begins that no bytes came with."""
_READ: Final = ("language", "title", "url", "outlet", "agencies", "published", "text", "zones", "notes")


def page_of(coded: CodedArticle) -> bytes:
    """Return what stands for the page of an article that came without its bytes: what was read from it, as JSON."""
    return canonical({"as_read": {name: getattr(coded, name) for name in _READ}})


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


class Telling(NamedTuple):
    """A report that is new to the ledger: its article's number, its page's hash, its article as coded."""

    article: int
    page: str
    coded: CodedArticle
    report: EventReport


def store_reports(connection: Connection, new: Sequence[Telling], first: int) -> None:
    """Write reports, each an event of its own until it is merged; ``first`` is the number of arrival of the first."""
    if not new:
        return
    taken = _foundings(connection, [founding_id(one.page, _number(one.report)) for one in new])
    rows, words = [], []
    for arrived, (article, page, coded, report) in enumerate(new, first):
        founding = founding_id(page, _number(report))
        if founding in taken:  # another report has the short id: this one gets the long
            founding = founding_id(page, _number(report), LONG)
        taken.add(founding)
        row = {"key": report.id, "article": article, "number": _number(report), "arrived": arrived}
        rows.append(row | {"founding": founding, "event": founding, **told_columns(coded, report)})
        words.append((search.report_row(arrived), search.words_of(report_words(coded, report))))
    connection.execute(insert(reports), rows)
    search.index(connection, words)


def _number(report: EventReport) -> int:
    return int(report.id.rpartition("/")[2])


def _foundings(connection: Connection, wanted: Sequence[str]) -> set[str]:
    out: set[str] = set()
    for some in portions(wanted):
        out.update(connection.scalars(select(reports.c.founding).where(reports.c.founding.in_(some))))
    return out


def told_columns(coded: CodedArticle, report: EventReport) -> dict[str, bytes]:
    """Return the columns of ``reports`` that hold what the article tells."""
    context = context_of(coded.text, report.evidence.start, report.evidence.end)
    return {"record": canonical(report), "context": context.encode("utf-8", "replace")}


def report_words(coded: CodedArticle, report: EventReport) -> str:
    """Return the words by which an event report is found: the headline's, its clause's, its names'."""
    people = (*report.initiators, *report.targets, *report.claimed_by, *report.denied_by, *report.blamed_on)
    places = [place for place in (report.place, *report.more_places) if place]
    names = [*(one.text for one in people), *(one.name for one in places), *(one.text for one in report.attribution)]
    return "\n".join([coded.title or "", report.evidence.quote, *names])


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
