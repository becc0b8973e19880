"""Coding the ledger's pages again: a new revision where something differs, the old one kept beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from rasad import __version__
from rasad.records import CodedArticle
from rasad.store import chain, copying, search
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
from rasad.store.inferring import NOTE, marked
from rasad.store.matching import Merger
from rasad.store.outcomes import Change
from rasad.store.packing import canonical, now, pack, sha256
from rasad.store.reading import CodesArticles, coding_of, event_of
from rasad.store.rereading import article_again, highest_number
from rasad.store.schema import articles, codings, reports
from rasad.store.settling import in_force, items_of, settle
from rasad.store.shelf import AtHand, DiskShelf


def coded_anew(connection: Connection, coder: CodesArticles, doc: str) -> tuple[CodedArticle, CodedArticle]:
    """Return article ``doc`` as it is coded now, and as ``coder`` codes its page, with the ids they share alike.

    Raises ``NotFound``, or ``DamagedLedger`` where the page cannot be read any more.
    """
    old = coding_of(connection, doc)
    new = coder.code(article_again(connection, old))
    if old.published.basis == "inferred":
        new = marked(new, next((note.message for note in old.notes if note.code == NOTE), ""))
    return old, aligned(old, new, highest_number(connection, doc))


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
    left = {str(event_of(connection, key)) for key in gone}
    shelf = DiskShelf(connection, at_hand, added)
    merger = Merger(in_force(connection), shelf=shelf)
    merger.remove([*gone, *altered])
    _write_coding(connection, row, new, {"withdrawn": heirs, "altered": altered, "keys": added})
    _withdraw(connection, heirs, row.revision + 1)
    _alter(connection, new, altered)
    copying.sign_anew(connection, row.id, new)
    if new.text != old.text:
        words = search.article_row(row.id)
        search.drop(connection, [words])
        search.index(connection, [(words, search.words_of(new.text))])
    fresh = [Telling(row.id, row.sha256, new, now_told[key]) for key in added]
    store_reports(connection, fresh, arrivals(connection) + 1)
    merger.add(items_of(connection, [*altered, *added]))
    settle(connection, shelf, merger, f"recode {old.doc}", also=left)
    return changes


def date(connection: Connection, at_hand: AtHand, doc: str, coded: CodedArticle) -> bool:
    """Put ``coded`` in force for article ``doc`` if it carries a person's new word on when it was published."""
    if coded.published.basis != "given":
        return False
    old = coding_of(connection, doc)
    if coded.published.value == old.published.value and old.published.basis == "given":
        return False
    return bool(revise(connection, at_hand, old, aligned(old, coded, highest_number(connection, doc))))


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
