"""Coding the ledger's pages again: a new revision where something differs, the old one kept beside it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy import Connection, Row, func, insert, select, update

from rasad import __version__
from rasad.pages import Article, read_bytes
from rasad.records import CodedArticle, Unreadable
from rasad.store import chain, search
from rasad.store.adding import (
    Telling,
    arrivals,
    article_columns,
    content_hash,
    report_words,
    store_reports,
    told_columns,
)
from rasad.store.differing import aligned, differences
from rasad.store.errors import DamagedLedger
from rasad.store.matching import Merger
from rasad.store.outcomes import Change
from rasad.store.packing import canonical, now, pack, sha256
from rasad.store.reading import coding_of, event_of, page_bytes
from rasad.store.schema import articles, codings, reports
from rasad.store.settling import in_force, items_of, settle
from rasad.store.shelf import AtHand, DiskShelf


class CodesArticles(Protocol):
    """What codes: ``rasad.reports.coder.Coder``, or anything with its ``code``."""

    def code(self, article: Article) -> CodedArticle:
        """Return ``article`` coded."""


def coded_anew(connection: Connection, coder: CodesArticles, doc: str) -> tuple[CodedArticle, CodedArticle]:
    """Return article ``doc`` as it is coded now, and as ``coder`` codes its page, with the ids they share alike.

    Raises ``NotFound``, or ``DamagedLedger`` where the page cannot be read any more.
    """
    old = coding_of(connection, doc)
    path = connection.scalar(select(articles.c.path).where(articles.c.doc == doc))
    new = coder.code(_article(old, page_bytes(connection, doc), path))
    return old, aligned(old, new, _highest(connection, doc))


def _highest(connection: Connection, doc: str) -> int:
    """Return the highest number that a report of the article ever had."""
    joined = reports.join(articles, reports.c.article == articles.c.id)
    told = select(func.max(reports.c.number)).select_from(joined).where(articles.c.doc == doc)
    return connection.scalar(told) or 0


def _article(old: CodedArticle, raw: bytes, path: str | None) -> Article:
    """Read a page again, with a person's word on its publication; what came without a page is taken as read."""
    if path is None and raw == old.text.encode("utf-8", "replace"):
        return _as_read(old)
    given = old.published.value if old.published.basis == "given" else None
    found = list(read_bytes(raw, doc=old.doc, path=path, published=datetime.fromisoformat(given) if given else None))
    if len(found) != 1 or isinstance(found[0], Unreadable):
        why = found[0].error if found and isinstance(found[0], Unreadable) else f"it holds {len(found)} articles"
        raise DamagedLedger(f"the page of article {old.doc!r} cannot be read any more: {why}")
    return found[0]


def _as_read(old: CodedArticle) -> Article:
    at = old.text.find(old.title) if old.title else -1
    return Article(
        doc=old.doc,
        text=old.text,
        zones=old.zones,
        title=old.title,
        title_span=(at, at + len(old.title)) if old.title and at >= 0 else None,
        outlet=old.outlet,
        agencies=old.agencies,
        url=old.url,
        published=old.published,
        notes=old.notes,
        language=old.language,
    )


def revise(connection: Connection, at_hand: AtHand, old: CodedArticle, new: CodedArticle) -> list[Change]:
    """Put ``new`` in force instead of ``old`` (ids ``aligned``), if they differ; return the differences."""
    changes = differences(old, new)
    if not changes:
        return []
    row = connection.execute(select(articles).where(articles.c.doc == old.doc)).one()
    was, now_told = {one.id: one for one in old.events}, {one.id: one for one in new.events}
    gone = [key for key in was if key not in now_told]
    altered = [key for key in was if key in now_told and was[key] != now_told[key]]
    added = [key for key in now_told if key not in was]
    heirs = _heirs(connection, gone)
    left = {key: str(event_of(connection, key)) for key in gone}
    shelf = DiskShelf(connection, at_hand, added)
    merger = Merger(in_force(connection), shelf=shelf)
    merger.remove([*gone, *altered])
    _write_coding(connection, row, new, {"withdrawn": heirs, "altered": altered, "keys": added})
    _withdraw(connection, heirs, row.revision + 1)
    _alter(connection, new, altered)
    fresh = [Telling(row.id, row.sha256, new, now_told[key]) for key in added]
    store_reports(connection, fresh, arrivals(connection) + 1)
    merger.add(items_of(connection, [*altered, *added]))
    settle(connection, shelf, merger, f"recode {old.doc}", left=left)
    return changes


def _write_coding(connection: Connection, row: Row[Any], new: CodedArticle, told: dict[str, Any]) -> None:
    line, at, revision = canonical(new), now(), row.revision + 1
    content = content_hash(new)
    coding = {"article": row.id, "revision": revision, "coder": __version__, "made": at, "sha256": sha256(line)}
    connection.execute(insert(codings).values(**coding, packed=pack(line)))
    change = update(articles).where(articles.c.id == row.id)
    connection.execute(change.values(**article_columns(new), revision=revision, content=content))
    details = {
        "id": row.id,
        "revision": revision,
        "sha256": row.sha256,
        "coding": coding["sha256"],
        "content": content,
    }
    details |= {"coder": __version__, "first": arrivals(connection) + 1, **told}
    chain.append(connection, "recode", new.doc, details, at=at)


def _heirs(connection: Connection, gone: Sequence[str]) -> dict[str, str | None]:
    """Return for each report that is no longer told the first other one of its event, to which its id leads on."""
    out: dict[str, str | None] = {}
    for key in gone:
        event = select(reports.c.event).where(reports.c.key == key).scalar_subquery()
        others = select(reports.c.key).where(
            reports.c.event == event, reports.c.withdrawn.is_(None), reports.c.key.not_in(gone)
        )
        out[key] = connection.scalar(others.order_by(reports.c.arrived).limit(1))
    return out


def _withdraw(connection: Connection, heirs: dict[str, str | None], revision: int) -> None:
    for key, heir in heirs.items():
        told = update(reports).where(reports.c.key == key)
        arrived = connection.scalar(select(reports.c.arrived).where(reports.c.key == key)) or 0
        connection.execute(told.values(withdrawn=revision, event=None, heir=heir))
        search.drop(connection, [search.report_row(arrived)])


def _alter(connection: Connection, new: CodedArticle, keys: Sequence[str]) -> None:
    """Write the records of reports that are told otherwise now, and the words they are found by."""
    told = {report.id: report for report in new.events}
    for key in keys:
        change = update(reports).where(reports.c.key == key)
        connection.execute(change.values(**told_columns(new, told[key])))
        row = search.report_row(connection.scalar(select(reports.c.arrived).where(reports.c.key == key)) or 0)
        search.drop(connection, [row])
        search.index(connection, [(row, search.words_of(report_words(new, told[key])))])
