"""Holdings: what can be read of a ledger."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sqlalchemy import Engine, func, select

from rasad.records import CodedArticle, Event, EventFilter, Source, SourcedReport, Statement, Tally
from rasad.store import chain, deciding, events, inferring, search, verifying
from rasad.store.engine import reading
from rasad.store.errors import NotFound
from rasad.store.outcomes import Decided, Inference, Verification
from rasad.store.reading import (
    all_codings,
    coding_of,
    event_now,
    event_of,
    page_bytes,
    portions,
    source_of,
    sourced_reports,
)
from rasad.store.schema import articles, reports


class Holdings:
    """What a ledger holds, read from its engine; nothing here writes."""

    def __init__(self, engine: Engine) -> None:
        """Hold an engine whose ledger is up to date."""
        self._engine = engine

    def articles(self) -> Iterator[CodedArticle]:
        """Yield the articles as they are coded now, in the order they came."""
        with reading(self._engine) as connection:
            yield from all_codings(connection)

    def coded(self, doc: str, revision: int | None = None) -> CodedArticle:
        """Return an article as it is coded now, or as in an earlier ``revision`` (from 1). Raises ``NotFound``."""
        with reading(self._engine) as connection:
            return coding_of(connection, doc, revision)

    def raw(self, doc: str) -> bytes:
        """Return the bytes of the page that ``doc`` was read from. Raises ``NotFound``."""
        with reading(self._engine) as connection:
            return page_bytes(connection, doc)

    def reports(
        self, *, event: str | None = None, doc: str | None = None, keys: Iterable[str] | None = None
    ) -> list[SourcedReport]:
        """Return the reports of an event (by any id it ever had), of an article, or by key; else all of them."""
        conditions = []
        with reading(self._engine) as connection:
            if event is not None:
                conditions.append(reports.c.event == event_now(connection, event))
            if doc is not None:
                conditions.append(articles.c.doc == doc)
            if keys is None:
                return list(sourced_reports(connection, *conditions))
            found = (sourced_reports(connection, *conditions, reports.c.key.in_(some)) for some in portions(keys))
            return [item for part in found for item in part]

    def events(self, filter: EventFilter | None = None, rule: str = "conservative") -> list[Event]:
        """Return the events that meet ``filter``, derived under ``rule``, by day (undated last), then id.

        Raises ``LedgerError`` for a rule, day or kind that is none.
        """
        return events.list_events(self._engine, filter or EventFilter(), rule)

    def event(self, id: str, rule: str = "conservative") -> Event:
        """Return an event by any id it ever had: ids of merged events lead on. Raises ``NotFound``."""
        return events.one_event(self._engine, id, rule)

    def event_of(self, key: str) -> str:
        """Return the id of the event that the report ``key`` is part of. Raises ``NotFound``."""
        with reading(self._engine) as connection:
            found = event_of(connection, key)
        if found is None:
            raise NotFound(f"the ledger holds no report {key!r}")
        return found

    def report_counts(self) -> dict[str, int]:
        """Return how many event reports stand in each article, by ``doc``; articles without any are left out."""
        joined = articles.join(reports, reports.c.article == articles.c.id)
        told = select(articles.c.doc, func.count()).select_from(joined).where(reports.c.withdrawn.is_(None))
        with reading(self._engine) as connection:
            return {row[0]: row[1] for row in connection.execute(told.group_by(articles.c.doc))}

    def sources(self, text: str | None = None) -> list[Source]:
        """Return the articles as sources, in the order they came; with ``text``, those that hold all its words."""
        with reading(self._engine) as connection:
            found = connection.execute(select(articles).order_by(articles.c.id)).all()
            among = None if text is None else set(search.find_articles(connection, text))
        return [source_of(row) for row in found if among is None or row.id in among]

    def tallies(self) -> list[tuple[Source, Tally]]:
        """Return every tally with its source, in the order they came."""
        by_doc = {source.doc: source for source in self.sources()}
        return [(by_doc[coded.doc], tally) for coded in self.articles() for tally in coded.tallies]

    def statements(self) -> list[tuple[Source, Statement]]:
        """Return every statement with its source, in the order they came."""
        by_doc = {source.doc: source for source in self.sources()}
        return [(by_doc[coded.doc], one) for coded in self.articles() for one in coded.statements]

    def decisions(self) -> list[Decided]:
        """Return every decision ever made, oldest first, those taken back too."""
        with reading(self._engine) as connection:
            return deciding.all_decisions(connection)

    def undated(self) -> list[str]:
        """Return the undated articles whose events other articles tell, and were not looked at in this company."""
        with reading(self._engine) as connection:
            return [one.doc for one in inferring.undated(connection)]

    def inferences(self) -> list[Inference]:
        """Return what was inferred of undated articles, and what was not, by article."""
        with reading(self._engine) as connection:
            return inferring.every(connection)

    def verify(self, head: str | None = None) -> Verification:
        """Prove that the ledger is what its log says; ``head`` is a hash noted earlier, which its log must hold."""
        with reading(self._engine) as connection:
            return verifying.verify(connection, head)

    def log(self) -> Iterator[chain.Entry]:
        """Yield the entries of the log, oldest first."""
        with reading(self._engine) as connection:
            yield from chain.entries(connection)
