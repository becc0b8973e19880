"""``rasad add``: paths in, coded, and into the ledger; what was added is told when it is on disk."""

from __future__ import annotations

import sys
import time
from collections import deque
from collections.abc import Iterator
from datetime import datetime
from typing import Final

import click
import msgspec

from rasad.cli.coding import Result, WorkerDied, code_all
from rasad.cli.ledger import opened
from rasad.cli.progress import Bar, progress
from rasad.cli.table import many
from rasad.pages import Article, read_path
from rasad.records import CodedArticle, Unreadable
from rasad.store import Added, Incoming, Ledger

MOST_TOGETHER: Final = 64
"""Articles that are written in one go; each go waits for the disk once."""
MOST_SECONDS: Final = 1.0
"""No article waits longer than this to be written while others are coded."""


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """What to add, how to code it, and whether to tell it as JSON."""

    paths: tuple[str, ...]
    published: datetime | None = None
    workers: int = 1
    as_json: bool = False


class Count:
    """What became of the inputs."""

    def __init__(self) -> None:
        self.new = self.known = self.dated = self.failed = self.reports = 0
        self.events: set[str] = set()

    def told(self) -> str:
        """Return the closing sentence."""
        parts = [f"{many(self.new, 'article')} added"]
        parts += [f"{self.known} there before"] if self.known else []
        parts += [f"{self.dated} dated anew"] if self.dated else []
        parts += [f"{self.failed} not readable"] if self.failed else []
        return f"{', '.join(parts)}; {many(self.reports, 'event report')} in {many(len(self.events), 'event')}."


def run(job: Job, target: str) -> int:
    """Add the job's articles to the ledger at ``target``; return 0, or 1 if an input could not be coded."""
    count = Count()
    try:
        with opened(target, create=True) as ledger, progress(job.paths) as bar:
            for results in _together(_results(job)):
                _add(ledger, results, count, job, bar)
            _infer(ledger, count)
    except WorkerDied as error:
        raise click.ClickException(f"{error} ({many(count.new, 'article')} were added)") from error
    if not job.as_json:
        click.echo(count.told())
    return 1 if count.failed else 0


def _infer(ledger: Ledger, count: Count) -> None:
    """Date undated pages by what others tell of their events; the coder is loaded only where there are any."""
    if not count.new or not ledger.undated():
        return
    from rasad.reports.api import coder

    for found in ledger.infer(coder()):
        if found.published:
            click.echo(f"rasad: {found.doc}: publication inferred: {found.reason}.", err=True)


class _Coded(msgspec.Struct, frozen=True, gc=False):
    """What came of one input, with the page it came from."""

    result: Result
    raw: bytes | None
    path: str | None


def _results(job: Job) -> Iterator[_Coded]:
    """Yield what came of each input, in order. Pages wait here while their words are with the coders."""
    waiting: deque[tuple[bytes | None, str | None]] = deque()

    def articles() -> Iterator[Article | Unreadable]:
        for path in job.paths:
            for item in read_path(path, published=job.published):
                found = (item.raw, item.source_path) if isinstance(item, Article) else (None, item.path)
                waiting.append(found)
                yield item

    for result in code_all(articles(), workers=job.workers):
        raw, path = waiting.popleft()
        yield _Coded(result, raw, path)


def _together(results: Iterator[_Coded]) -> Iterator[list[_Coded]]:
    """Yield results in portions that are written in one go."""
    portion: list[_Coded] = []
    since = time.monotonic()
    for result in results:
        portion.append(result)
        if len(portion) >= MOST_TOGETHER or time.monotonic() - since > MOST_SECONDS:
            yield portion
            portion, since = [], time.monotonic()
    if portion:
        yield portion


def _add(ledger: Ledger, results: list[_Coded], count: Count, job: Job, bar: Bar) -> None:
    """Write a portion, then tell of it: what is told is on disk."""
    coded = [(one, msgspec.json.decode(one.result.line, type=CodedArticle)) for one in results if one.result.ok]
    added = ledger.add_all(Incoming(coded=article, raw=one.raw, path=one.path) for one, article in coded)
    with bar.aside():
        for one in results:
            if not one.result.ok:
                _tell_failed(msgspec.json.decode(one.result.line, type=Unreadable), count, job.as_json)
        for outcome, (_, article) in zip(added, coded, strict=True):
            _tell_added(outcome, len(article.events), count, job.as_json)
        sys.stdout.flush()
    for _ in results:
        bar.step()


def _tell_failed(item: Unreadable, count: Count, as_json: bool) -> None:
    count.failed += 1
    if as_json:
        click.echo(msgspec.json.encode(item))
    else:
        click.echo(f"rasad: {item.error}", err=True)


def _tell_added(outcome: Added, reports: int, count: Count, as_json: bool) -> None:
    if outcome.new:
        count.new += 1
        count.reports += reports
        count.events.update(outcome.events)
    else:
        count.known += not outcome.dated
        count.dated += outcome.dated
    if as_json:
        click.echo(msgspec.json.encode(outcome))
