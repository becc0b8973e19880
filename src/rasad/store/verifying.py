"""Proving that the ledger is what its log says: the chain, every page's hash, every row of every table.

What follows from something else (columns that repeat a coding, the search index, derived events) is worked out again
and compared; the rest is in the log, and the log's chain holds it.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection, func, select

from rasad.store import chain
from rasad.store.checking import MOST_PROBLEMS, Problems, compare, count
from rasad.store.checking_articles import check_articles, check_codings
from rasad.store.checking_rows import (
    check_decisions,
    check_inferences,
    check_links,
    check_pages,
    check_reports,
    check_steps,
)
from rasad.store.deriving import columns_of
from rasad.store.matching import RULES, derive, version
from rasad.store.outcomes import Verification
from rasad.store.reading import portions, reports_of
from rasad.store.replaying import Expected, replay
from rasad.store.schema import (
    articles,
    derived,
    pages,
    reports,
)


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
    counts = {name: count(connection, table) for name, table in (("pages", pages), ("articles", articles))}
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


def _checked(connection: Connection, notes: list[str]) -> list[str]:
    """Return the problems of the tables, given that the log holds."""
    expected = replay(connection)
    out = list(expected.unknown)
    if expected.rules != version():
        notes.append(
            "search words, blocks and signatures are another version's, not compared; `rasad recode` renews them"
        )
    checks: tuple[Callable[[Connection, Expected], Problems], ...] = (
        check_steps,
        check_pages,
        check_codings,
        check_articles,
        check_reports,
        check_decisions,
        check_inferences,
        check_links,
    )
    for check in checks:
        out += _bounded(check(connection, expected))
    if not out:  # what follows can only be worked out from what holds
        out += _bounded(_derived(connection, notes))
    return out


def _bounded(problems: Problems) -> list[str]:
    return [problem for _, problem in zip(range(MOST_PROBLEMS + 1), problems, strict=False)]


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
            yield from compare(name, dict(row._mapping) | {"record": bytes(row.record)}, wanted)


def _sqlite_problems(connection: Connection) -> Problems:
    """Ask SQLite whether its file and its index of words are sound."""
    if connection.dialect.name != "sqlite":
        return
    answer = connection.exec_driver_sql("PRAGMA integrity_check(5)").scalars().all()
    if answer != ["ok"]:
        yield f"file: {'; '.join(answer)}"
