"""The ledger: pages, what was coded from them, and the events they add up to, kept on disk."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine

from rasad.records import CodedArticle
from rasad.store import adding, chain, copying, deciding, inferring, recoding, reworking
from rasad.store.adding import Incoming
from rasad.store.differing import differences
from rasad.store.engine import connect, reading, shown, writing
from rasad.store.errors import DamagedLedger
from rasad.store.holdings import Holdings
from rasad.store.matching import Decision, version
from rasad.store.migrating import bring_up_to_date
from rasad.store.outcomes import Added, Change, Changes, Decided, Inference
from rasad.store.reading import (
    CodesArticles,
    coding_of,
)
from rasad.store.settling import events_in, settle_new
from rasad.store.shelf import AtHand


class Ledger(Holdings):
    """A ledger on disk; open it with ``Ledger.open`` and close it, or use it in a ``with`` statement.

    Each writing method does its work whole or not at all, and has it on disk when it returns. Several processes may
    use one ledger: readers never wait, writers take turns.
    """

    def __init__(self, engine: Engine) -> None:
        """Hold an engine whose ledger is up to date; ``Ledger.open`` makes it so."""
        super().__init__(engine)
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
