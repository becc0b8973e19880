"""The progress bar: on standard error, after a second of work, only where a person sees it."""

from __future__ import annotations

import gzip
import sys
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Any

DELAY_SECONDS = 1.0
_LINES = (".jsonl", ".ndjson", ".jl")


class Bar:
    """A bar that steps aside for output on the same terminal. Without a bar inside, it does nothing."""

    def __init__(self, inner: Any = None) -> None:
        """Hold the tqdm bar, if there is one."""
        self._inner = inner

    def step(self) -> None:
        """Count one article."""
        if self._inner is not None:
            self._inner.update(1)

    def aside(self) -> AbstractContextManager[Any]:
        """Clear the bar while output is written to the terminal it stands on."""
        if self._inner is None or not sys.stdout.isatty():
            return nullcontext()
        stepped: AbstractContextManager[Any] = self._inner.external_write_mode(file=sys.stdout)
        return stepped


@contextmanager
def progress(paths: Iterable[str]) -> Iterator[Bar]:
    """Open a bar over the articles of ``paths``; a bar that does nothing where standard error is no terminal."""
    if not sys.stderr.isatty():
        yield Bar()
        return
    from tqdm import tqdm

    tqdm.monitor_interval = 0  # its thread would be alive when worker processes are forked
    with tqdm(total=_count(paths), delay=DELAY_SECONDS, unit=" articles", file=sys.stderr, leave=False) as inner:
        yield Bar(inner)


def _count(paths: Iterable[str]) -> int | None:
    """Return how many articles the paths hold, ``None`` where that cannot be known before reading."""
    total = 0
    for name in paths:
        path = Path(name)
        if name == "-":
            return None
        files = (f for f in path.rglob("*") if f.is_file()) if path.is_dir() else (path,)
        for file in files:
            total += _count_file(file)
    return total or None


def _count_file(path: Path) -> int:
    if not path.name.removesuffix(".gz").endswith(_LINES):
        return 1
    try:
        with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as stream:
            return sum(block.count(b"\n") for block in iter(lambda: stream.read(1 << 20), b""))
    except (OSError, EOFError):
        return 1
