"""Order of arrival and number of writers make no difference to what the ledger holds."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest
import store_writer

from rasad.merging import Merger
from rasad.merging.sourcing import sourced
from rasad.store import Incoming, Ledger

ARTICLES = [store_writer.numbered(number) for number in range(28)]


def told_together(ledger: Ledger) -> set[frozenset[str]]:
    return {frozenset(ref.event for ref in event.reports) for event in ledger.events()}


@pytest.mark.parametrize("seed", range(3))
def test_events_are_those_of_a_merger_in_memory_in_any_order(tmp_path: Path, seed: int) -> None:
    merger = Merger()
    merger.add(item for coded in ARTICLES for item in sourced(coded))
    expected = {frozenset(cluster) for cluster in merger.clusters()}
    assert len(expected) < sum(len(coded.events) for coded in ARTICLES), "nothing merges here"
    mixed = random.Random(seed).sample(ARTICLES, len(ARTICLES))
    together = (2, 9, 28)[seed]
    for start in range(0, len(mixed), together):
        # Opened anew each time, so that nothing is at hand but what is on disk.
        with Ledger.open(tmp_path / "rasad.db") as ledger:
            ledger.add_all(Incoming(coded=coded) for coded in mixed[start : start + together])
    with Ledger.open(tmp_path / "rasad.db") as ledger:
        assert told_together(ledger) == expected
        open_pairs = {frozenset((event.id, other)) for event in ledger.events() for other in event.possibly}
        home = {ref.event: event.id for event in ledger.events() for ref in event.reports}
        assert open_pairs == {frozenset((home[a], home[b])) for a, b in merger.possibly()}
        assert ledger.verify().problems == ()


def test_decisions_may_come_before_or_after(tmp_path: Path) -> None:
    pairs = [(coded.events[0].id, ARTICLES[number + 8].events[0].id) for number, coded in enumerate(ARTICLES[:20])
             if coded.events and ARTICLES[number + 8].events][:6]  # fmt: skip
    with Ledger.open(tmp_path / "early.db") as early, Ledger.open(tmp_path / "late.db") as late:
        late.add_all(Incoming(coded=coded) for coded in ARTICLES)
        early.add_all(Incoming(coded=coded) for coded in ARTICLES[:16])
        for a, b in pairs:
            late.merge(a, b)
            if int(b[1 : b.index("/")]) < 16:
                early.merge(a, b)
        early.add_all(Incoming(coded=coded) for coded in ARTICLES[16:])
        for a, b in pairs:
            if int(b[1 : b.index("/")]) >= 16:
                early.merge(a, b)
        assert told_together(early) == told_together(late)
        for number in {one.act for one in late.decisions()}:
            late.undo(number)
        for number in {one.act for one in early.decisions()}:
            early.undo(number)
        assert told_together(early) == told_together(late)


def test_two_writers_and_a_reader_share_a_ledger(target: str) -> None:
    Ledger.open(target).close()
    writers = []
    for first in (0, 14):
        process = os.fork()
        if process == 0:  # pragma: no cover
            status = 1
            try:
                with Ledger.open(target) as ledger:
                    for coded in ARTICLES[first : first + 14]:
                        ledger.add(coded)
                status = 0
            finally:
                os._exit(status)
        writers.append(process)
    with Ledger.open(target) as ledger:
        while any(writers):
            held = ledger.report_counts()
            assert {ref.doc for event in ledger.events() for ref in event.reports} >= set(held)
            writers = [process for process in writers if os.waitpid(process, os.WNOHANG) == (0, 0)]
        assert {source.doc for source in ledger.sources()} == {coded.doc for coded in ARTICLES}
        merger = Merger()
        merger.add(item for coded in ARTICLES for item in sourced(coded))
        assert told_together(ledger) == {frozenset(cluster) for cluster in merger.clusters()}
        assert ledger.verify().problems == ()
