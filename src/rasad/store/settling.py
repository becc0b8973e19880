"""Settling: which reports tell the same event, worked out anew where something changed and nowhere else.

An event bears the id that its first-come report founded. So ids stay as events grow, merge and part, and each id that
was ever given leads, through the report that founded it, to the event that report is part of now.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec
from sqlalchemy import Connection, bindparam, select, update

from rasad.records import SourcedReport
from rasad.store import chain
from rasad.store.deriving import forget, keep
from rasad.store.matching import Decision, Merger
from rasad.store.reading import portions, reports_of, sourced_reports
from rasad.store.schema import articles, decisions, reports
from rasad.store.shelf import AtHand, DiskShelf


class Standing(msgspec.Struct, frozen=True, gc=False):
    """Where a report stands: when it came, the event id it founds, the event it is part of."""

    arrived: int
    founding: str
    event: str


def settle_new(
    connection: Connection, at_hand: AtHand, keys: Sequence[str], cause: str, regrouped: Iterable[str] = ()
) -> tuple[str, ...]:
    """Merge reports that just came; return the events touched, theirs among them. ``cause`` goes into the log.

    ``regrouped`` are articles that were found to carry another's text: the events that they tell are derived anew.
    """
    shelf = DiskShelf(connection, at_hand, keys)
    merger = Merger(in_force(connection), shelf=shelf)
    items = items_of(connection, keys)
    shelf.expect(items)
    merger.add(items)
    return settle(connection, shelf, merger, cause, also=events_in(connection, regrouped))


def settle_decided(connection: Connection, at_hand: AtHand, made: Iterable[Decision], cause: str) -> tuple[str, ...]:
    """Merge anew around decisions that were just kept, or taken back; return the events touched."""
    shelf = DiskShelf(connection, at_hand)
    merger = Merger(in_force(connection), shelf=shelf)
    for decision in made:
        # Deciding the same anew, or taking back what was decided anew, is how a merger is told where to look.
        merger.decide(decision)
        merger.undo(decision)
    return settle(connection, shelf, merger, cause)


def settle(
    connection: Connection, shelf: DiskShelf, merger: Merger, cause: str, also: Iterable[str] = ()
) -> tuple[str, ...]:
    """Write down what ``merger`` makes of the reports it was told of; log it; return the events touched.

    ``also`` are further events to derive anew: a report of theirs was taken away, or its source is known better.
    """
    clusters = merger.settle()
    standing = _standing(connection, [key for cluster in clusters for key in cluster])
    moved: dict[str, str] = {}
    for cluster in clusters:
        event = standing[min(cluster, key=lambda key: standing[key].arrived)].founding
        moved |= {key: event for key in cluster if standing[key].event != event}
    touched = {one.event for one in standing.values()} | set(moved.values()) | set(also)
    linked, unlinked = shelf.flush()
    if moved or linked or unlinked:
        _move(connection, moved)
        chain.append(connection, "merge", cause, {"moved": moved, "linked": linked, "unlinked": unlinked})
    _refresh(connection, touched)
    return tuple(sorted(touched))


def events_in(connection: Connection, docs: Iterable[str]) -> set[str]:
    """Return the events that the articles ``docs`` tell."""
    out: set[str] = set()
    joined = reports.join(articles, reports.c.article == articles.c.id)
    for some in portions(docs):
        told = select(reports.c.event).select_from(joined)
        where = articles.c.doc.in_(some) & reports.c.withdrawn.is_(None)
        out.update(str(event) for event in connection.scalars(told.where(where)))
    return out


def in_force(connection: Connection) -> list[Decision]:
    """Return the decisions in force, oldest first."""
    told = select(decisions).where(decisions.c.undone.is_(None)).order_by(decisions.c.id)
    return [Decision(kind=row.kind, a=row.a, b=row.b) for row in connection.execute(told)]


def items_of(connection: Connection, keys: Iterable[str]) -> list[SourcedReport]:
    """Return the reports ``keys`` with their sources."""
    found = (sourced_reports(connection, reports.c.key.in_(some)) for some in portions(keys))
    return [item for part in found for item in part]


def _standing(connection: Connection, keys: Iterable[str]) -> dict[str, Standing]:
    columns = (reports.c.key, reports.c.arrived, reports.c.founding, reports.c.event)
    out = {}
    for some in portions(keys):
        for row in connection.execute(select(*columns).where(reports.c.key.in_(some))):
            out[row.key] = Standing(row.arrived, row.founding, row.event)
    return out


def _move(connection: Connection, moved: dict[str, str]) -> None:
    change = update(reports).where(reports.c.key == bindparam("moving")).values(event=bindparam("to"))
    if rows := [{"moving": key, "to": event} for key, event in moved.items()]:
        connection.execute(change, rows)


def _refresh(connection: Connection, touched: set[str]) -> None:
    """Derive the touched events anew; forget those that have no report any more."""
    members = reports_of(connection, sorted(touched))
    forget(connection, sorted(touched))
    keep(connection, members)
