"""``rasad code``: paths in, coded articles out, one a line or as a table."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from datetime import datetime

import click
import msgspec

from rasad.cli.coding import Result, WorkerDied, code_all
from rasad.cli.progress import Bar, progress
from rasad.pages import Article, read_path
from rasad.records import CodedArticle, Unreadable

OK, SOME_FAILED = 0, 1


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """What to code and how."""

    paths: tuple[str, ...]
    published: datetime | None = None
    mentions: bool = False
    workers: int = 1
    merge: bool = False


def articles(job: Job) -> Iterator[Article | Unreadable]:
    """Yield what the job's paths hold in order, what cannot be read in its place."""
    for path in job.paths:
        yield from read_path(path, published=job.published)


def results(job: Job, bar: Bar) -> Iterator[Result]:
    """Yield the result of everything the job's paths hold, in order; with ``merge``, once all is coded.

    ``bar`` steps as articles are coded.
    """
    coded = _counted(code_all(articles(job), workers=job.workers, mentions=job.mentions), bar)
    if not job.merge:
        return coded
    from rasad.cli.merging import merged

    return merged(coded)


def _counted(coded: Iterator[Result], bar: Bar) -> Iterator[Result]:
    for result in coded:
        bar.step()
        yield result


def run(job: Job, form: str, width: int | None) -> int:
    """Code the job to standard output in ``form`` (``jsonl`` or ``table``); return the exit status."""
    out = sys.stdout.buffer
    failed = count = 0
    show = _Show(width) if form == "table" else None
    try:
        with progress(job.paths) as bar:
            for result in results(job, bar):
                count += 1
                failed += not result.ok
                with bar.aside():
                    out.write(show(result) if show else result.line + b"\n")
                    out.flush()
    except WorkerDied as error:
        raise click.ClickException(f"{error} ({count} articles were coded)") from error
    if show:
        out.write(show(None))
    if failed:
        click.echo(
            f'rasad: {failed} of {count} inputs could not be coded; their lines say why under "error".', err=True
        )
    return SOME_FAILED if failed else OK


class _Show:
    """Turns results into the bytes of a table; ``None`` closes it."""

    def __init__(self, width: int | None) -> None:
        from rasad.cli.table import Table

        terminal = sys.stdout.isatty()
        columns = width or shutil.get_terminal_size((120, 24)).columns
        self._table = Table(columns, isolate=terminal)
        self._coded = msgspec.json.Decoder(CodedArticle)
        self._unreadable = msgspec.json.Decoder(Unreadable)

    def __call__(self, result: Result | None) -> bytes:
        if result is None:
            return self._table.close().encode()
        if result.ok:
            return self._table.article(self._coded.decode(result.line)).encode()
        return self._table.unreadable(self._unreadable.decode(result.line)).encode()
