"""Times beside an event: the relative time words in a report's own clause that no date of the report came from."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Final

from rasad.mentions.calendar import resolve
from rasad.mentions.context import Context
from rasad.mentions.date import DateExpr
from rasad.mentions.reader import Reader
from rasad.records import EventReport

_DATES: Final = frozenset({"number", "date"})
"""What has to be found for dates: numbers, and dates themselves."""


@cache
def _reader() -> Reader:
    return Reader()


def time_beside(report: EventReport) -> DateExpr | None:
    """Return the one relative time that stands in the evidence of an undated report.

    ``None`` where the report has a date, or its clause has no time that hangs on the day of publication, or several
    (it is then not clear which one is the event's), or one that is named outright.
    """
    if report.date is not None:
        return None
    reader = _reader()
    chart = reader.open(report.evidence.quote)
    for finder in reader.finders:
        if not _DATES.isdisjoint(finder.adds):
            finder.run(chart, Context())
    told = [item.value for item in chart.all("date")]
    if len(told) != 1 or told[0].anchor != "publication" or told[0].weak:
        return None
    expr: DateExpr | None = told[0].expr
    return expr


def days_of_time(expr: DateExpr, published: date) -> tuple[int, int] | None:
    """Return the first and last day (ordinals) that ``expr`` means in a page of that day; ``None`` if unknown."""
    found = resolve(expr, published, None)
    if found.start is None or found.end is None:
        return None
    return found.start.toordinal(), found.end.toordinal()
