"""Checks of what was coded, and of all that follows from it: columns, reports, words, signatures."""

from __future__ import annotations

from typing import Final

import msgspec
from sqlalchemy import Connection, select, text

from rasad.merging.blocks import blocks_of, rank_of
from rasad.merging.profile import profile_of
from rasad.merging.signature import bands_of, signature_of
from rasad.merging.sourcing import own_text, sourced
from rasad.records import CodedArticle
from rasad.store import search
from rasad.store.adding import article_columns, report_words, told_columns
from rasad.store.checking import Problems, compare, rows_of, unpacked
from rasad.store.matching import version
from rasad.store.packing import LONG, founding_id, sha256
from rasad.store.replaying import Expected
from rasad.store.schema import (
    articles,
    bands,
    codings,
    reports,
    signatures,
)
from rasad.store.schema import blocks as block_rows

_coded: Final = msgspec.json.Decoder(CodedArticle)


def check_codings(connection: Connection, expected: Expected) -> Problems:
    """Check that every coding is what was coded."""
    missing = set(expected.codings)
    for row in rows_of(connection, codings):
        at = (row["article"], row["revision"])
        name = f"codings: article {at[0]}, revision {at[1]}"
        yield from compare(name, row, expected.codings.get(at))
        data = unpacked(row["packed"])
        if at in missing and (data is None or sha256(data) != expected.codings[at]["sha256"]):
            yield f"{name}: what was coded changed"
        missing.discard(at)
    yield from (
        f"codings: article {article}, revision {revision}: is missing" for article, revision in sorted(missing)
    )


def check_articles(connection: Connection, expected: Expected) -> Problems:
    """Check articles, their words in the index, and their reports as coded, one article at a time."""
    missing = set(expected.articles)
    question = select(articles, codings.c.packed).select_from(
        articles.outerjoin(
            codings, (codings.c.article == articles.c.id) & (codings.c.revision == articles.c.revision)
        )
    )
    for found in connection.execute(question.order_by(articles.c.id), execution_options={"yield_per": 100}):
        row = dict(found._mapping)
        wanted = expected.articles.get(row["id"])
        data = unpacked(row["packed"] or b"")
        yield from compare(f"articles: {row['doc']}", row, wanted)
        missing.discard(row["id"])
        if (
            wanted is None
            or data is None
            or sha256(data) != expected.codings[row["id"], wanted["revision"]]["sha256"]
        ):
            continue  # told among the codings
        coded = _coded.decode(data)
        yield from compare(f"articles: {row['doc']}", row, article_columns(coded))
        if expected.rules == version():
            yield from _signature(connection, row["id"], coded)
            words = search.words_of(coded.text)
            yield from _words(connection, f"article {coded.doc}", search.article_row(row["id"]), words)
        yield from _coded_reports(connection, row["id"], coded, expected)
    yield from (f"articles: {expected.articles[number]['doc']}: is missing" for number in sorted(missing))


def _signature(connection: Connection, article: int, coded: CodedArticle) -> Problems:
    """Check what is kept of an article's words to find its copies."""
    signature = signature_of(own_text(coded))
    wanted = None if signature is None else (int(signature.short), signature.hashes)
    row = connection.execute(select(signatures).where(signatures.c.article == article)).first()
    if (None if row is None else (row.short, bytes(row.hashes))) != wanted:
        yield f"signatures: that of {coded.doc} changed"
    standing = sorted(connection.scalars(select(bands.c.band).where(bands.c.article == article)))
    if standing != sorted(bands_of(signature) if signature else []):
        yield f"bands: those of {coded.doc} changed"


def _words(connection: Connection, name: str, row: int, words: list[str]) -> Problems:
    held = connection.scalar(text(search.STORED[connection.dialect.name]), {"row": row})
    if held != search.as_stored(connection, words):
        yield f"search: the words of {name} changed"


def _coded_reports(connection: Connection, article: int, coded: CodedArticle, expected: Expected) -> Problems:
    """Check the reports that an article's coding in force tells: their record, blocks and words."""
    held = {row.key: row for row in connection.execute(select(reports).where(reports.c.article == article))}
    page = expected.articles[article]["sha256"]
    for item in sourced(coded):
        report = item.report
        row, name = held.get(report.id), f"reports: {report.id}"
        if row is None:
            yield f"{name}: is missing"
            continue
        held_columns = {"record": bytes(row.record), "context": bytes(row.context)}
        yield from compare(name, held_columns, told_columns(coded, report))
        if row.founding not in {founding_id(page, row.number), founding_id(page, row.number, LONG)}:
            yield f"{name}: founding changed"
        if report.id != f"{coded.doc}/{row.number}":
            yield f"{name}: number changed"
        if expected.rules != version():
            continue
        profile = profile_of(item)
        standing = connection.execute(select(block_rows).where(block_rows.c.report == report.id))
        if sorted((one.block, one.rank) for one in standing) != sorted(
            (block, rank_of(profile)) for block in blocks_of(profile)
        ):
            yield f"blocks: those of report {report.id} changed"
        words = search.words_of(report_words(coded, report))
        yield from _words(connection, f"report {report.id}", search.report_row(row.arrived), words)
