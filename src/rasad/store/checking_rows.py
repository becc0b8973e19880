"""Checks of the tables that the log tells row by row."""

from __future__ import annotations

from sqlalchemy import Connection, select, text

from rasad.store.checking import Problems, compare, count, rows_of, unpacked
from rasad.store.packing import sha256
from rasad.store.replaying import Expected
from rasad.store.schema import (
    articles,
    bands,
    decisions,
    inferences,
    links,
    migrations,
    pages,
    reports,
    signatures,
)
from rasad.store.schema import blocks as block_rows


def check_steps(connection: Connection, expected: Expected) -> Problems:
    """Check the record of the schema's steps."""
    held = {row["name"]: row["applied"] for row in rows_of(connection, migrations)}
    if held != expected.steps:
        yield "migrations: the steps recorded are not those of the log"


def check_pages(connection: Connection, expected: Expected) -> Problems:
    """Check that every page's bytes are those that came."""
    wanted = {article["sha256"] for article in expected.articles.values()}
    for row in rows_of(connection, pages):
        name = f"pages: page {row['sha256'][:12]}"
        if row["sha256"] not in wanted:
            yield f"{name}: was never added"
        elif (data := unpacked(row["packed"])) is None or sha256(data) != row["sha256"]:
            yield f"{name}: its bytes changed"
        elif len(data) != row["size"]:
            yield f"{name}: size changed"
        wanted.discard(row["sha256"])
    yield from (f"pages: page {digest[:12]}: is missing" for digest in sorted(wanted))


def check_reports(connection: Connection, expected: Expected) -> Problems:
    """Check where every report ever told stands."""
    missing = set(expected.arrivals)
    article_of = {article["doc"]: number for number, article in expected.articles.items()}
    columns = [column for column in reports.c if column.name not in {"record", "context"}]
    for row in connection.execute(select(*columns).order_by(reports.c.arrived), execution_options={"yield_per": 500}):
        wanted = None
        if row.key in expected.arrivals:
            missing.discard(row.key)
            wanted = {
                "arrived": expected.arrivals[row.key],
                "article": article_of.get(row.key.rpartition("/")[0]),
                "event": expected.events.get(row.key, row.founding),
                "withdrawn": expected.withdrawn.get(row.key, (None, None))[0],
                "heir": expected.withdrawn.get(row.key, (None, None))[1],
            }
        yield from compare(f"reports: {row.key}", dict(row._mapping), wanted)
    yield from (f"reports: {key}: is missing" for key in sorted(missing))
    strays = select(block_rows.c.report).distinct().where(block_rows.c.report.not_in(select(reports.c.key)))
    yield from (f"blocks: of report {key}, which was never added" for key in connection.scalars(strays))
    for table in (signatures, bands):
        stray = select(table.c.article).distinct().where(table.c.article.not_in(select(articles.c.id)))
        yield from (
            f"{table.name}: of article {number}, which was never added" for number in connection.scalars(stray)
        )
    known = count(connection, articles) + len(expected.arrivals) - len(expected.withdrawn)
    if (connection.scalar(text("SELECT count(*) FROM search")) or 0) != known:
        yield "search: the index does not hold as many articles and reports as the ledger"


def check_decisions(connection: Connection, expected: Expected) -> Problems:
    """Check people's decisions."""
    missing = dict(expected.decisions)
    for row in rows_of(connection, decisions):
        yield from compare(f"decisions: {row['id']}", row, missing.pop(row["id"], None))
    yield from (f"decisions: {number}: is missing" for number in missing)


def check_inferences(connection: Connection, expected: Expected) -> Problems:
    """Check what was inferred of undated pages."""
    missing = dict(expected.inferences)
    for row in rows_of(connection, inferences):
        yield from compare(f"inferences: article {row['article']}", row, missing.pop(row["article"], None))
    yield from (f"inferences: article {number}: is missing" for number in missing)


def check_links(connection: Connection, expected: Expected) -> Problems:
    """Check the links between reports."""
    if {(row["a"], row["b"]): row["score"] for row in rows_of(connection, links)} != expected.links:
        yield "links: the links between reports are not those of the log"
