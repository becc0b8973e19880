"""What the benchmarks read: the corpus where it is at hand, else the sample pages over and over."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from rasad.pages import Article, read_path

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "examples/pages"


def corpus() -> Path | None:
    """Return the corpus file, ``None`` where there is none (RASAD_SHARED names the folder above ``corpus/``)."""
    folder = Path(os.environ.get("RASAD_SHARED", ROOT.parent / "shared")) / "corpus"
    return next(iter(sorted(folder.glob("*.jsonl.gz"))), None)


def articles(most: int) -> Iterator[Article]:
    """Yield the first ``most`` articles, read as they are asked for."""
    path = corpus()
    if path is None:
        pages = [item for item in read_path(EXAMPLES) if isinstance(item, Article)]
        yield from (pages[number % len(pages)] for number in range(most))
        return
    yield from islice((item for item in read_path(path) if isinstance(item, Article)), most)


def described() -> str:
    """Return in a few words what is read."""
    path = corpus()
    return f"the corpus {path.name}" if path else "the sample pages, repeated"
