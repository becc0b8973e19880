"""A writer to be killed: adds articles to a ledger without end, and says of each that it was added."""

from __future__ import annotations

import os
from itertools import count

from store_articles import PLACES, article, report

from rasad.records import CodedArticle
from rasad.store import Incoming, Ledger


def numbered(number: int) -> CodedArticle:
    """The ``number``-th of a row of articles, some of which tell the same events."""
    place = list(PLACES)[number % len(PLACES)]
    day = f"2024-03-{number // 8 % 28 + 1:02}"
    doc = f"n{number}"
    reports = [report(doc, n + 1, place=place, day=day, quote=f"قصف رقم {number}-{n}") for n in range(number % 3)]
    return article(doc, *reports)


def page(number: int) -> bytes:
    return f"<html><body>page {number} {'x' * (number % 7 * 500)}</body></html>".encode()


def write(target: str, first: int, together: int, pipe: int) -> None:
    """Add articles from the ``first`` on, ``together`` in one go; say into ``pipe`` what is added, a line each."""
    with Ledger.open(target) as ledger:
        os.write(pipe, b"open\n")
        for start in count(first, together):
            numbers = range(start, start + together)
            added = ledger.add_all(Incoming(coded=numbered(n), raw=page(n), path=f"{n}.html") for n in numbers)
            for outcome in added:
                os.write(pipe, f"{outcome.doc}\n".encode())
