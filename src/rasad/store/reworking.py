"""Working out anew, by the rules of now, all that follows from what was coded: search words, copies, events.

People's decisions hold; what they did not decide may come out otherwise. It is done whole or not at all.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
from sqlalchemy import Connection, delete, select, text

from rasad.records import CodedArticle
from rasad.store import chain, copying, search
from rasad.store.adding import report_words
from rasad.store.matching import Merger, version
from rasad.store.packing import unpack
from rasad.store.reading import portions
from rasad.store.schema import articles, bands, blocks, codings, derived, links, log, reports, signatures
from rasad.store.settling import in_force, items_of, settle
from rasad.store.shelf import AtHand, DiskShelf

_TOGETHER = 200
"""Articles or reports that are worked on at a time."""


def rules_of(connection: Connection) -> str | None:
    """Return the version of the rules by which the ledger was last worked out as a whole."""
    told = select(log.c.details).where(log.c.action == "rules").order_by(log.c.n.desc()).limit(1)
    details = connection.scalar(told)
    return None if details is None else str(msgspec.json.decode(details)["version"])


def note_rules(connection: Connection) -> None:
    """Log that what follows was worked out by the rules of now."""
    chain.append(connection, "rules", version(), {"version": version()})


def rework(connection: Connection, at_hand: AtHand) -> tuple[str, ...]:
    """Work everything out anew and log it; return the events touched."""
    for table in (blocks, links, signatures, bands, derived):
        connection.execute(delete(table))
    connection.execute(text("DELETE FROM search"))
    connection.execute(articles.update().values(source_group=articles.c.doc))
    note_rules(connection)
    at_hand.clear()
    for some in _codings(connection):
        _index(connection, some)
        copying.group(connection, some)
    keys = list(
        connection.scalars(select(reports.c.key).where(reports.c.withdrawn.is_(None)).order_by(reports.c.arrived))
    )
    shelf = DiskShelf(connection, at_hand, keys)
    merger = Merger(in_force(connection), shelf=shelf)
    for part in portions(keys):
        items = items_of(connection, part)
        shelf.expect(items)
        merger.add(items)
        shelf.write()
    return settle(connection, shelf, merger, "rules")


def _codings(connection: Connection) -> Iterator[list[tuple[int, CodedArticle]]]:
    """Yield the articles' codings in force, some at a time, with their numbers."""
    decoder = msgspec.json.Decoder(CodedArticle)
    numbers = list(connection.scalars(select(articles.c.id).order_by(articles.c.id)))
    joined = codings.join(
        articles, (codings.c.article == articles.c.id) & (codings.c.revision == articles.c.revision)
    )
    for at in range(0, len(numbers), _TOGETHER):
        some = numbers[at : at + _TOGETHER]
        told = select(articles.c.id, codings.c.packed).select_from(joined).where(articles.c.id.in_(some))
        yield [
            (row.id, decoder.decode(unpack(row.packed))) for row in connection.execute(told.order_by(articles.c.id))
        ]


def _index(connection: Connection, some: list[tuple[int, CodedArticle]]) -> None:
    """Put articles and their reports into the index of words."""
    rows: list[tuple[int, list[str]]] = []
    told: dict[str, Any] = {}
    for number, coded in some:
        rows.append((search.article_row(number), search.words_of(coded.text)))
        told |= {report.id: (coded, report) for report in coded.events}
    for part in portions(told):
        for row in connection.execute(select(reports.c.key, reports.c.arrived).where(reports.c.key.in_(part))):
            rows.append((search.report_row(row.arrived), search.words_of(report_words(*told[row.key]))))
    search.index(connection, rows)
