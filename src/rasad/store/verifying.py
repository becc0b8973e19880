"""Proving that the ledger is what its log says: the chain, every page's hash, every row of every table.

What follows from something else (columns that repeat a coding, the search index, derived events) is worked out again
and compared; the rest is in the log, and the log's chain holds it.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from typing import Any, Final

import msgspec
from sqlalchemy import Connection, Table, func, select, text

from rasad.merging.blocks import blocks_of, rank_of
from rasad.merging.profile import profile_of
from rasad.merging.sourcing import sourced
from rasad.records import CodedArticle
from rasad.store import chain, search
from rasad.store.adding import article_columns, report_words, told_columns
from rasad.store.deriving import columns_of
from rasad.store.matching import RULES, derive, version
from rasad.store.outcomes import Verification
from rasad.store.packing import LONG, founding_id, sha256, unpack
from rasad.store.reading import portions, reports_of
from rasad.store.replaying import Expected, replay
from rasad.store.schema import articles, codings, decisions, derived, links, migrations, pages, reports
from rasad.store.schema import blocks as block_rows

MOST_PROBLEMS: Final = 100
"""After so many, no more are told."""
Problems = Iterator[str]
_coded: Final = msgspec.json.Decoder(CodedArticle)


def verify(connection: Connection, head: str | None = None) -> Verification:
    """Check everything. ``head`` is a hash noted earlier: a log that lacks it was cut short or written anew."""
    broken, entries, last = chain.broken_at(connection)
    problems: list[str] = []
    notes: list[str] = []
    if broken is not None:
        problems.append(f"log: entry {broken} does not hold: it, or one before it, was changed, added or taken away")
    else:
        problems += _checked(connection, notes)
    if head is not None and not chain.holds(connection, head):
        problems.append(
            f"log: no entry has the hash {head}: the log was cut short or written anew since it was noted"
        )
    problems += _sqlite_problems(connection)
    if len(problems) > MOST_PROBLEMS:
        problems = [*problems[:MOST_PROBLEMS], "and more"]
    counts = {name: _count(connection, table) for name, table in (("pages", pages), ("articles", articles))}
    told = select(func.count(), func.count(reports.c.event.distinct())).where(reports.c.withdrawn.is_(None))
    in_force, events = connection.execute(told).one()
    return Verification(
        ok=not problems,
        problems=tuple(problems),
        notes=tuple(notes),
        entries=entries,
        head=last,
        reports=in_force,
        events=events,
        **counts,
    )


def _count(connection: Connection, table: Table) -> int:
    return connection.scalar(select(func.count()).select_from(table)) or 0


def _checked(connection: Connection, notes: list[str]) -> list[str]:
    """Return the problems of the tables, given that the log holds."""
    expected = replay(connection)
    out = list(expected.unknown)
    checks: tuple[Callable[[Connection, Expected], Problems], ...] = (
        _steps,
        _pages,
        _codings,
        _articles,
        _reports,
        _decisions,
        _pairs,
    )
    for check in checks:
        out += _bounded(check(connection, expected))
    if not out:  # what follows can only be worked out from what holds
        out += _bounded(_derived(connection, notes))
    return out


def _bounded(problems: Problems) -> list[str]:
    return [problem for _, problem in zip(range(MOST_PROBLEMS + 1), problems, strict=False)]


def _compare(name: str, row: dict[str, Any] | None, expected: dict[str, Any] | None) -> Problems:
    """Yield what differs between a row and what it must be."""
    if row is None:
        yield f"{name}: is missing"
    elif expected is None:
        yield f"{name}: was never added"
    else:
        wrong = [column for column, value in expected.items() if row[column] != value]
        if wrong:
            yield f"{name}: {', '.join(wrong)} changed"


def _rows(connection: Connection, table: Table) -> Iterator[dict[str, Any]]:
    for row in connection.execute(select(table).order_by(*table.primary_key), execution_options={"yield_per": 200}):
        yield dict(row._mapping)


def _steps(connection: Connection, expected: Expected) -> Problems:
    held = {row["name"]: row["applied"] for row in _rows(connection, migrations)}
    if held != expected.steps:
        yield "migrations: the steps recorded are not those of the log"


def _pages(connection: Connection, expected: Expected) -> Problems:
    wanted = {article["sha256"] for article in expected.articles.values()}
    for row in _rows(connection, pages):
        name = f"pages: page {row['sha256'][:12]}"
        if row["sha256"] not in wanted:
            yield f"{name}: was never added"
        elif (data := _unpacked(row["packed"])) is None or sha256(data) != row["sha256"]:
            yield f"{name}: its bytes changed"
        elif len(data) != row["size"]:
            yield f"{name}: size changed"
        wanted.discard(row["sha256"])
    yield from (f"pages: page {digest[:12]}: is missing" for digest in sorted(wanted))


def _unpacked(data: bytes) -> bytes | None:
    try:
        return unpack(data)
    except zlib.error:
        return None


def _codings(connection: Connection, expected: Expected) -> Problems:
    missing = set(expected.codings)
    for row in _rows(connection, codings):
        at = (row["article"], row["revision"])
        name = f"codings: article {at[0]}, revision {at[1]}"
        yield from _compare(name, row, expected.codings.get(at))
        data = _unpacked(row["packed"])
        if at in missing and (data is None or sha256(data) != expected.codings[at]["sha256"]):
            yield f"{name}: what was coded changed"
        missing.discard(at)
    yield from (
        f"codings: article {article}, revision {revision}: is missing" for article, revision in sorted(missing)
    )


def _articles(connection: Connection, expected: Expected) -> Problems:
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
        data = _unpacked(row["packed"] or b"")
        yield from _compare(f"articles: {row['doc']}", row, wanted)
        missing.discard(row["id"])
        if (
            wanted is None
            or data is None
            or sha256(data) != expected.codings[row["id"], wanted["revision"]]["sha256"]
        ):
            continue  # told among the codings
        coded = _coded.decode(data)
        yield from _compare(f"articles: {row['doc']}", row, article_columns(coded))
        words = search.words_of(coded.text)
        yield from _words(connection, f"article {coded.doc}", search.article_row(row["id"]), words)
        yield from _coded_reports(connection, row["id"], coded, expected)
    yield from (f"articles: {expected.articles[number]['doc']}: is missing" for number in sorted(missing))


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
        yield from _compare(name, held_columns, told_columns(coded, report))
        if row.founding not in {founding_id(page, row.number), founding_id(page, row.number, LONG)}:
            yield f"{name}: founding changed"
        if report.id != f"{coded.doc}/{row.number}":
            yield f"{name}: number changed"
        profile = profile_of(item)
        standing = connection.execute(select(block_rows).where(block_rows.c.report == report.id))
        if sorted((one.block, one.rank) for one in standing) != sorted(
            (block, rank_of(profile)) for block in blocks_of(profile)
        ):
            yield f"blocks: those of report {report.id} changed"
        words = search.words_of(report_words(coded, report))
        yield from _words(connection, f"report {report.id}", search.report_row(row.arrived), words)


def _reports(connection: Connection, expected: Expected) -> Problems:
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
        yield from _compare(f"reports: {row.key}", dict(row._mapping), wanted)
    yield from (f"reports: {key}: is missing" for key in sorted(missing))
    strays = select(block_rows.c.report).distinct().where(block_rows.c.report.not_in(select(reports.c.key)))
    yield from (f"blocks: of report {key}, which was never added" for key in connection.scalars(strays))
    known = _count(connection, articles) + len(expected.arrivals) - len(expected.withdrawn)
    if (connection.scalar(text("SELECT count(*) FROM search")) or 0) != known:
        yield "search: the index does not hold as many articles and reports as the ledger"


def _decisions(connection: Connection, expected: Expected) -> Problems:
    missing = dict(expected.decisions)
    for row in _rows(connection, decisions):
        yield from _compare(f"decisions: {row['id']}", row, missing.pop(row["id"], None))
    yield from (f"decisions: {number}: is missing" for number in missing)


def _pairs(connection: Connection, expected: Expected) -> Problems:
    if {(row["a"], row["b"]): row["score"] for row in _rows(connection, links)} != expected.links:
        yield "links: the links between reports are not those of the log"


def _derived(connection: Connection, notes: list[str]) -> Problems:
    """Derive every event again; what another version derived is not compared, for it is not used either."""
    stale = connection.scalar(select(func.count()).select_from(derived).where(derived.c.version != version())) or 0
    if stale:
        notes.append(f"{stale} derived events are another version's; they are derived anew when next asked for")
    known = set(connection.scalars(select(reports.c.event).where(reports.c.withdrawn.is_(None)).distinct()))
    held = connection.execute(select(derived.c.event, derived.c.rule).order_by(derived.c.event)).all()
    yield from (f"derived: event {row.event}: no report tells it" for row in held if row.event not in known)
    for some in portions(sorted(known)):
        members = reports_of(connection, some)
        for row in connection.execute(
            select(derived).where(derived.c.event.in_(some), derived.c.version == version())
        ):
            name = f"derived: event {row.event} under {row.rule}"
            if row.rule not in RULES:
                yield f"{name}: there is no such rule"
                continue
            wanted = columns_of(derive(row.event, members[row.event], row.rule))
            yield from _compare(name, dict(row._mapping) | {"record": bytes(row.record)}, wanted)


def _sqlite_problems(connection: Connection) -> Problems:
    """Ask SQLite whether its file and its index of words are sound."""
    if connection.dialect.name != "sqlite":
        return
    answer = connection.exec_driver_sql("PRAGMA integrity_check(5)").scalars().all()
    if answer != ["ok"]:
        yield f"file: {'; '.join(answer)}"
