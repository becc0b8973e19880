"""Articles to coded lines, in order, in this process or in several."""

from __future__ import annotations

import gc
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, NamedTuple

import msgspec

from rasad.pages import Article
from rasad.records import CodedArticle, Unreadable

CHUNK = 16
"""Articles a worker is handed at a time: few enough that the first lines come soon, enough to hide the hand-over."""
CHUNKS_AHEAD = 3
"""Chunks read ahead for each worker; this bounds the memory of the reading process."""

GC_THRESHOLD = (200_000, 20, 50)
"""An article makes ten thousand small objects and drops them all; with Python's own (700, 10, 10) they are searched
for cycles dozens of times, and none are found: what an article leaves are words kept for the next. Tried over 800
articles: 20,000 saves a tenth of the time, 200,000 a hundredth more, and a megabyte more each."""


class Result(NamedTuple):
    """One line of output: the JSON of a coded article, or of an ``Unreadable`` where ``ok`` is false."""

    ok: bool
    line: bytes


class WorkerDied(RuntimeError):
    """A worker process died; try fewer --workers if memory is short."""


class LineCoder:
    """Codes what was read into lines of JSON."""

    def __init__(self, mentions: bool = False) -> None:
        """Load the coder, and take its lexicons out of the garbage collector's rounds: they live to the end."""
        gc.disable()  # what is loaded stays; to search it for garbage while it grows is a tenth of the start
        from rasad.reports.coder import Coder

        self._coder = Coder()
        self._mentions = mentions
        self._encode = msgspec.json.Encoder().encode
        gc.freeze()
        gc.enable()
        gc.set_threshold(*GC_THRESHOLD)

    def line(self, item: Article | Unreadable) -> Result:
        """Return the line of ``item``. A fault of the coder itself is told in the line too: the run goes on."""
        if isinstance(item, Unreadable):
            return Result(False, self._encode(item))
        try:
            return Result(True, self._encode(self._code(item)))
        except Exception as error:  # the run must outlive any one article
            reason = f"{item.source_path or item.doc}: the coder failed: {type(error).__name__}: {error}"
            return Result(False, self._encode(Unreadable(doc=item.doc, path=item.source_path, error=reason)))

    def _code(self, article: Article) -> CodedArticle:
        coded = self._coder.code(article)
        if not self._mentions:
            return coded
        from rasad.cli.mentions import mentions_of
        from rasad.reports.coder import context_of

        found = mentions_of(self._coder.reader, article, context_of(article))
        return msgspec.structs.replace(coded, mentions=found)


def code_all(items: Iterable[Article | Unreadable], *, workers: int = 1, mentions: bool = False) -> Iterator[Result]:
    """Yield the result of every item in the items' order; the same bytes with any number of workers.

    Raises ``WorkerDied`` if a worker process dies (killed for want of memory, for one).
    """
    if workers == 1:
        coder = LineCoder(mentions)
        return map(coder.line, items)
    return _in_parallel(items, workers, mentions)


_worker: LineCoder | None = None


def _start_worker(mentions: bool) -> None:
    """Load the coder of a worker process; an interrupt is left to the main process."""
    global _worker
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _worker = LineCoder(mentions)


def _code_chunk(chunk: list[Article | Unreadable]) -> list[Result]:
    assert _worker is not None, "the worker was not started"
    return [_worker.line(item) for item in chunk]


def _in_parallel(items: Iterable[Article | Unreadable], workers: int, mentions: bool) -> Iterator[Result]:
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    chunks = _chunks(items)
    ahead: deque[Any] = deque()
    with ProcessPoolExecutor(workers, initializer=_start_worker, initargs=(mentions,)) as pool:
        try:
            for chunk in islice(chunks, workers * CHUNKS_AHEAD):
                ahead.append(pool.submit(_code_chunk, chunk))
            while ahead:
                results: list[Result] = ahead.popleft().result()
                for chunk in islice(chunks, 1):
                    ahead.append(pool.submit(_code_chunk, chunk))
                yield from results
        except BrokenProcessPool as error:
            raise WorkerDied(WorkerDied.__doc__) from error
        finally:
            pool.shutdown(cancel_futures=True)


def _chunks(items: Iterable[Article | Unreadable]) -> Iterator[list[Article | Unreadable]]:
    source = iter(items)
    while chunk := list(islice(source, CHUNK)):
        yield [_without_bytes(item) for item in chunk]


def _without_bytes(item: Article | Unreadable) -> Article | Unreadable:
    """Return an article without its page's bytes: coding does not look at them, so they need not travel."""
    return msgspec.structs.replace(item, raw=None) if isinstance(item, Article) else item
