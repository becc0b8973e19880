"""Publication: when an undated page must have come out, by dated reports of the events that it tells."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Final

import msgspec

from rasad.merging.beside import days_of_time, time_beside
from rasad.merging.profile import day_of
from rasad.records import Source, SourcedReport

FRESH_DAYS: Final = 1
"""An event in a page's lead happened on the day of publication or the day before (coding rules, "date")."""
RECENT_DAYS: Final = 7
"""An event told further down, without a day, is no older than about a week: after that, news gives the date."""
WIDEST: Final = 8
"""Days of the widest interval that counts as clear evidence."""
_LONGEST_EVENT: Final = 4
"""Days of an event's own date above which it says too little of when the page came out."""
_OTHER_STORIES: Final = frozenset({"caption", "gallery", "related", "ticker"})


class Inferred(msgspec.Struct, frozen=True, kw_only=True):
    """When an undated page came out, as dated reports of its events say.

    ``start`` and ``end`` bound it, inclusive ISO days; ``day`` is the likeliest. ``evidence`` are the dated reports.
    Whoever uses it marks the basis as ``inferred`` and shows ``reason``.
    """

    day: str
    start: str
    end: str
    reason: str
    evidence: tuple[str, ...]
    basis: str = "inferred"


Recode = Callable[[str], Sequence[SourcedReport]]
"""Codes the page as if it had come out on an ISO day: its relative dates then say when its events were."""


class _Window(msgspec.Struct, frozen=True, kw_only=True):
    """The days on which the page may have come out, by one of its events."""

    days: frozenset[int]
    own: SourcedReport
    others: tuple[SourcedReport, ...]
    event: tuple[int, int]
    worded: bool


def infer_publication(
    undated: Source,
    own: Sequence[SourcedReport],
    neighbours: Mapping[str, Sequence[SourcedReport]],
    recode: Recode | None = None,
) -> Inferred | None:
    """Return when the page came out, or ``None`` where the evidence is not clear.

    ``own`` are the page's reports, ``neighbours`` the reports of other articles that tell the same event, by the key
    of the page's report (those of its cluster). With ``recode`` the page's own words narrow it: "last Sunday" of an
    event on the 28th allows a week at most. Words of time that stand in an event's own clause count even where the
    coder did not take them for its date, if there are no others there. Evidence is clear where the events agree, and
    leave no more than ``WIDEST`` days. A page that says when it was published is left alone: ``None``.
    """
    if undated.published is not None and undated.basis != "inferred":
        return None
    windows = [made for item in own if (made := _window(item, neighbours.get(item.key, ()), recode))]
    if not windows:
        return None
    windows = _agreeing(windows)
    days = frozenset.intersection(*(window.days for window in windows))
    if not days or max(days) - min(days) >= WIDEST:
        return None
    ordered = sorted(days)
    first, last = _iso(ordered[0]), _iso(ordered[-1])
    evidence = sorted({other.key for window in windows for other in window.others})
    return Inferred(
        day=_iso(ordered[len(ordered) // 2]),
        start=first,
        end=last,
        reason=_reason(windows, first, last),
        evidence=tuple(evidence),
    )


def _agreeing(windows: list[_Window]) -> list[_Window]:
    """Return the windows that count: where the page's own words give some, no mere habit of news contradicts them.

    (That what a page leads with is a day old, and what it adds a week, is a habit; and an undated report may have
    been joined to the event of another year.) Where there are no such words, what the page leads with counts, and
    what it recalls of longer ago does not contradict it.
    """
    worded = [window for window in windows if window.worded]
    if not worded:
        leading = [window for window in windows if window.own.report.salience == "main"]
        first = min((min(window.days) for window in leading), default=0)
        return [window for window in windows if window in leading or max(window.days) >= first]
    sure = frozenset.intersection(*(window.days for window in worded))
    return [window for window in windows if window.worded or window.days & sure]


def _window(item: SourcedReport, neighbours: Sequence[SourcedReport], recode: Recode | None) -> _Window | None:
    """Return the days that one event allows; ``None`` where no other article dates it closely, or they disagree."""
    if item.report.zone in _OTHER_STORIES:
        return None
    dated = tuple(other for other in neighbours if other.source.doc != item.source.doc and _dates(other) is not None)
    spans = [span for other in dated if (span := _dates(other))]
    if not spans:
        return None
    start, end = max(a for a, _ in spans), min(b for _, b in spans)
    if start > end:  # the dated reports contradict each other: take them all
        start, end = min(a for a, _ in spans), max(b for _, b in spans)
        if end - start >= _LONGEST_EVENT:
            return None
    reach = FRESH_DAYS if item.report.salience == "main" else RECENT_DAYS
    days = frozenset(range(start, end + reach + 1))
    own, worded = _by_own_words(item, recode, start, end) if recode is not None else (frozenset(), False)
    return _Window(days=own or days, own=item, others=dated, event=(start, end), worded=worded)


def _dates(item: SourcedReport) -> tuple[int, int] | None:
    """Return the event's days where the report's own article is dated, or the day is written out; else ``None``."""
    when, source = item.report.date, item.source
    if when is None or when.basis == "inferred" or item.report.zone in _OTHER_STORIES:
        return None
    if when.basis != "absolute" and (source.published is None or source.basis == "inferred"):
        return None
    start, end = day_of(when.start), day_of(when.end)
    return (start, end) if end - start < _LONGEST_EVENT else None


def _by_own_words(item: SourcedReport, recode: Recode, start: int, end: int) -> tuple[frozenset[int], bool]:
    """Return the days for which the page puts the event where dated reports do (none: it never does).

    Also whether words say so; else it is the coder's habit of giving news without a time word its own day.
    """
    near = range(start, end + 2 * RECENT_DAYS)
    found = {day: basis for day in near if (basis := _fits(item, recode(_iso(day)), start, end))}
    if any(basis != "published" for basis in found.values()):
        return frozenset(day for day, basis in found.items() if basis != "published"), True
    beside = _beside(item, near, start, end)
    return (beside, True) if beside else (frozenset(found), False)


def _fits(item: SourcedReport, coded: Sequence[SourcedReport], start: int, end: int) -> str | None:
    """Return the basis of the event's date if the page, coded for a day, puts it where the dated reports put it."""
    mine = next((other for other in coded if other.report.evidence.start == item.report.evidence.start), None)
    if mine is None or mine.report.date is None:
        return None
    first, last = day_of(mine.report.date.start), day_of(mine.report.date.end)
    fits = last - first <= RECENT_DAYS and _meet((first, last), start, end)
    return mine.report.date.basis or "published" if fits else None


def _beside(item: SourcedReport, near: Iterable[int], start: int, end: int) -> frozenset[int]:
    """Return the days of ``near`` for which the time words beside an undated event fit; none where there are none."""
    expr = time_beside(item.report)
    if expr is None:
        return frozenset()
    told = {day: days_of_time(expr, date.fromordinal(day)) for day in near}
    return frozenset(
        day for day, span in told.items() if span and span[1] - span[0] <= RECENT_DAYS and _meet(span, start, end)
    )


def _meet(span: tuple[int, int], start: int, end: int) -> bool:
    return span[0] <= end and start <= span[1]


def _iso(day: int) -> str:
    return date.fromordinal(day).isoformat()


def _reason(windows: Sequence[_Window], first: str, last: str) -> str:
    """Return the reason in a sentence."""
    told = []
    for window in windows:
        start, end = map(_iso, window.event)
        when = start if start == end else f"{start} to {end}"
        docs = ", ".join(sorted({other.source.doc for other in window.others}))
        how = (
            "by the page's own words of time"
            if window.worded
            else ("as news of the day" if window.own.report.salience == "main" else "as a thing of the last days")
        )
        told.append(f"it tells the event of {when} ({docs}) {how}")
    when = first if first == last else f"between {first} and {last}"
    return f"published {when}: {'; '.join(told)}"
