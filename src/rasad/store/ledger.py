"""The ledger: pages, what was coded from them, and the events they add up to, kept on disk."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine, func, select

from rasad.records import CodedArticle, Event, EventFilter, Source, SourcedReport, Statement, Tally
from rasad.store import adding, chain, copying, deciding, events, inferring, recoding, reworking, search, verifying
from rasad.store.adding import Incoming
from rasad.store.differing import differences
from rasad.store.engine import connect, reading, shown, writing
from rasad.store.errors import DamagedLedger, NotFound
from rasad.store.matching import Decision, version
from rasad.store.migrating import bring_up_to_date
from rasad.store.outcomes import Added, Change, Changes, Decided, Inference, Verification
from rasad.store.reading import (
    CodesArticles,
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
from rasad.store.settling import events_in, settle_new
from rasad.store.shelf import AtHand


class Ledger:
    """A ledger on disk; open it with ``Ledger.open`` and close it, or use it in a ``with`` statement.

    Each writing method does its work whole or not at all, and has it on disk when it returns. Several processes may
    use one ledger: readers never wait, writers take turns.
    """

    def __init__(self, engine: Engine) -> None:
        """Hold an engine whose ledger is up to date; ``Ledger.open`` makes it so."""
        self._engine = engine
        self._at_hand = AtHand()

    @classmethod
    def open(cls, target: str | os.PathLike[str], create: bool = True) -> Self:
        """Open the ledger at a path or a ``postgresql://`` URL; upgrade it if it is older; make it if ``create``.

        Raises ``NoLedger`` where there is none and none may be made, ``NewerLedger`` where a newer Rasad wrote it,
        ``LedgerError`` where something else is there or it cannot be reached.
        """
        engine = connect(os.fspath(target), create)
        try:
            bring_up_to_date(engine, create)
        except BaseException:
            engine.dispose()
            raise
        return cls(engine)

    def close(self) -> None:
        """Close the ledger's connections."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, at: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """Give a writer's connection; what is at hand of the shelf is kept only if nobody else wrote meanwhile."""
        try:
            with writing(self._engine) as connection:
                if self._at_hand.head != chain.head(connection):
                    self._at_hand.clear()
                yield connection
                self._at_hand.head = chain.head(connection)
        except BaseException:
            self._at_hand.clear()
            raise

    def __repr__(self) -> str:
        return f"<Ledger {shown(self._engine.url)}>"

    def add(self, coded: CodedArticle, raw: bytes | None = None, path: str | None = None) -> Added:
        """Add a coded article, its page's bytes (``raw``; if ``None``, what was read stands for them), its ``path``.

        A page that is there already changes nothing. Another page of the same ``doc`` is kept under its ``doc`` and
        the beginning of its hash.
        """
        return self.add_all([Incoming(coded=coded, raw=raw, path=path)])[0]

    def add_all(self, items: Iterable[Incoming]) -> list[Added]:
        """Add several articles in one go: all of them or none. Return what became of each, in order.

        A page that is there already, but with a person's own word now on when it was published, is coded anew.
        """
        wanted = list(items)
        with self._writing() as connection:
            stored = adding.store(connection, wanted)
            new = [key for one in stored for key in one.keys]
            regrouped = copying.group(connection, [(one.article, one.coded) for one in stored if one.coded])
            if new or regrouped:
                settle_new(connection, self._at_hand, new, "add", regrouped)
            dated = {
                one.doc
                for one, item in zip(stored, wanted, strict=True)
                if not one.new and recoding.date(connection, self._at_hand, one.doc, item.coded)
            }
            touched = {one.doc: tuple(sorted(events_in(connection, [one.doc]))) for one in stored if one.new}
        return [
            Added(
                doc=one.doc, sha256=one.sha256, new=one.new, dated=one.doc in dated, events=touched.get(one.doc, ())
            )
            for one in stored
        ]

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

    def decide(self, decision: Decision, note: str | None = None) -> Decided:
        """Keep a person's word on two reports and merge anew around them.

        Raises ``NotFound`` for a report that is not there, ``LedgerError`` where earlier decisions stand against it.
        """
        with self._writing() as connection:
            return deciding.decide(connection, self._at_hand, [decision], note)[0]

    def merge(self, *names: str, note: str | None = None) -> list[Decided]:
        """Decide that events (by any id) or reports (by key) are one event. Raises as ``decide`` does."""
        with self._writing() as connection:
            return deciding.decide(connection, self._at_hand, deciding.merging(connection, names), note)

    def split(self, event: str, *keys: str, note: str | None = None) -> list[Decided]:
        """Decide that the reports ``keys`` of ``event`` tell another event, one and the same. Raises alike."""
        with self._writing() as connection:
            return deciding.decide(connection, self._at_hand, deciding.splitting(connection, event, keys), note)

    def undo(self, number: int) -> list[Decided]:
        """Take a decision back by its number, with those made in the same go; the log keeps all.

        Raises ``NotFound``, or ``LedgerError`` where it was taken back before.
        """
        with self._writing() as connection:
            return deciding.undo(connection, self._at_hand, number)

    def decisions(self) -> list[Decided]:
        """Return every decision ever made, oldest first, those taken back too."""
        with reading(self._engine) as connection:
            return deciding.all_decisions(connection)

    def recode(self, coder: CodesArticles, dry_run: bool = False, docs: Iterable[str] | None = None) -> Changes:
        """Code pages again (``docs``, else all) and put what differs in force; the old codings are kept.

        With ``dry_run`` nothing is written. Each article is done whole or not at all; one whose page cannot be read
        any more is told under ``failed``. Raises ``NotFound`` for an article that is not there.
        """
        wanted = [source.doc for source in self.sources()] if docs is None else list(docs)
        changes: list[Change] = []
        failed = []
        for doc in wanted:
            try:
                changes += self._recode(coder, doc, dry_run)
            except DamagedLedger as error:
                failed.append(str(error))
        changed = len({change.doc for change in changes})
        return Changes(articles=len(wanted), changed=changed, changes=tuple(changes), failed=tuple(failed))

    def _recode(self, coder: CodesArticles, doc: str, dry_run: bool) -> list[Change]:
        with reading(self._engine) as connection:
            old, new = recoding.coded_anew(connection, coder, doc)
        if dry_run:
            return differences(old, new)
        with self._writing() as connection:
            if coding_of(connection, doc) != old:  # someone else coded it anew meanwhile
                old, new = recoding.coded_anew(connection, coder, doc)
            return recoding.revise(connection, self._at_hand, old, new)

    def rework(self) -> tuple[str, ...]:
        """Work out anew, if the rules changed, what follows from the codings: search words, copies, events.

        Returns the events touched, none where the ledger was worked out by the rules of now. Decisions hold.
        """
        with reading(self._engine) as connection:
            if reworking.rules_of(connection) == version():
                return ()
        with self._writing() as connection:
            return reworking.rework(connection, self._at_hand)

    def undated(self) -> list[str]:
        """Return the undated articles whose events other articles tell, and were not looked at in this company."""
        with reading(self._engine) as connection:
            return [one.doc for one in inferring.undated(connection)]

    def infer(self, coder: CodesArticles) -> list[Inference]:
        """Infer when ``undated`` articles were published, where dated reports of their events make it clear.

        The article is then coded for that day, as a new revision, and everything that hangs on it is marked
        ``inferred``. Each article is done whole or not at all.
        """
        with reading(self._engine) as connection:
            wanted = inferring.undated(connection)
        return [self._infer(coder, one) for one in wanted]

    def _infer(self, coder: CodesArticles, one: inferring.Undated) -> Inference:
        with self._writing() as connection:
            found, old, new = inferring.infer(connection, coder, one.doc)
            recoding.revise(connection, self._at_hand, old, new)
            return inferring.note(connection, one, found)

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
