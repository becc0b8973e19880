"""Killing the process at any moment loses nothing that was acknowledged, and leaves no half article."""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO

import store_writer

from rasad.store import Ledger

KILLS = int(os.environ.get("RASAD_TEST_KILLS", "24"))
"""How many times to kill; more for a longer trial."""


def forked(work: Callable[[int], None]) -> tuple[int, IO[bytes]]:
    """Do ``work`` in a process of its own, given a pipe to write to; return its id and the pipe's other end."""
    out, into = os.pipe()
    process = os.fork()
    if process == 0:  # pragma: no cover
        try:
            os.close(out)
            work(into)
        finally:
            os._exit(1)
    os.close(into)
    return process, os.fdopen(out, "rb")


def kill(process: int) -> None:
    os.kill(process, signal.SIGKILL)
    _, status = os.waitpid(process, 0)
    assert os.WIFSIGNALED(status), "the process ended before it was killed"


def killed_writer(target: str, first: int, wait: float, together: int) -> set[str]:
    """Start a writer, kill it ``wait`` seconds after it opened the ledger; return what it had acknowledged."""
    process, said = forked(lambda pipe: store_writer.write(target, first, together, pipe))
    with said:
        assert said.readline() == b"open\n"
        time.sleep(wait)
        kill(process)
        words = said.read().decode()
    return set(words[: words.rfind("\n") + 1].split())  # the last line may have been cut short


def check(target: str, acknowledged: set[str]) -> None:
    """Assert that all that was acknowledged is there, and all that is there is whole."""
    with Ledger.open(target, create=False) as ledger:
        result = ledger.verify()
        assert result.problems == ()
        held = {source.doc: source for source in ledger.sources()}
        assert acknowledged <= set(held)
        told = {item.key for item in ledger.reports()}
        for doc in held:
            number = int(doc[1:])
            coded = store_writer.numbered(number)
            assert ledger.coded(doc) == coded
            assert ledger.raw(doc) == store_writer.page(number)
            assert {report.id for report in coded.events} <= told
        assert {ref.event for event in ledger.events() for ref in event.reports} == told


def trial(target: str, kills: int) -> None:
    chance = random.Random(20240725)
    acknowledged: set[str] = set()
    first = 0
    for number in range(kills):
        said = killed_writer(target, first, chance.uniform(0, 0.12), together=1 + number % 4 * 2)
        acknowledged |= said
        with Ledger.open(target) as ledger:
            first = 1 + max((int(source.doc[1:]) for source in ledger.sources()), default=-1)
    assert acknowledged, "no writer lived long enough to acknowledge anything"
    check(target, acknowledged)


def test_a_killed_writer_loses_nothing_and_leaves_no_half_article(tmp_path: Path) -> None:
    trial(str(tmp_path / "rasad.db"), KILLS)


def test_the_same_with_postgresql(server: str) -> None:
    from store_postgres import emptied

    trial(emptied(server), max(2, KILLS // 6))


def test_killed_while_the_ledger_is_made(tmp_path: Path) -> None:
    for number, wait in enumerate((0.0, 0.002, 0.004, 0.008, 0.016, 0.03)):
        target = str(tmp_path / f"{number}.db")

        def make(pipe: int, at: str = target) -> None:
            os.write(pipe, b"go\n")
            Ledger.open(at)
            time.sleep(60)

        process, said = forked(make)
        with said:
            said.readline()
            time.sleep(wait)
            kill(process)
        with Ledger.open(target) as ledger:
            ledger.add(store_writer.numbered(1))
            assert ledger.verify().problems == ()
