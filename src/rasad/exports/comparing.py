"""The ledger against a user's own file: which events both have, where they differ, and what each lacks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any, Final

import msgspec

from rasad.exports.acled import acled_row
from rasad.exports.archive import Archive, Articles
from rasad.exports.cells import Cell, cell
from rasad.exports.days import stated
from rasad.exports.likeness import DAYS, LEAST, Likeness, likeness, telling_words
from rasad.exports.precision import precision_of
from rasad.exports.ucdp import ucdp_row
from rasad.exports.uncodable import LeftOut
from rasad.exports.userfile import ACLED, Deaths, Row, Unread, UserFile, row_of
from rasad.records import Event

FAR_KM: Final = 5.0
"""Distance from which two places count as different values of one event."""


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """A field in which a matched pair differs, as each side has it (``None``: unknown)."""

    field: str
    ours: Any
    theirs: Any


class Pair(msgspec.Struct, frozen=True, kw_only=True):
    """An event that both have: how alike the rows are, what lies between them, where they differ."""

    event: str
    ours: Row
    theirs: Row
    likeness: float
    days: int
    km: float | None
    differences: tuple[Difference, ...]


class Ours(msgspec.Struct, frozen=True, kw_only=True):
    """An event of the ledger that their file lacks."""

    event: str
    row: Row


class FileComparison(msgspec.Struct, frozen=True, kw_only=True):
    """The outcome. ``outside`` rows of theirs lie beyond the ledger's days or countries and were not looked at;
    ``not_codable`` are events of the ledger that their format does not hold, by reason."""

    form: str
    pairs: tuple[Pair, ...]
    only_ours: tuple[Ours, ...]
    only_theirs: tuple[Row, ...]
    outside: int
    not_codable: dict[str, int]
    unread: tuple[Unread, ...]


def compare(
    events: Sequence[Event], file: UserFile, archive: Archive | None = None, *, everything: bool = False
) -> FileComparison:
    """Match ``events`` with the rows of ``file``, each to at most one, the likest first.

    Rows beyond the ledger's own span of days and countries are left aside unless ``everything`` is asked for: of them
    the ledger can lack all or nothing.
    """
    left = LeftOut()
    ours = list(left.rows(events, _as_row(file.form, Articles(archive))))
    theirs = file.rows if everything else _within(ours, file.rows)
    taken = _match(ours, theirs)
    pairs = [_pair(ours[mine], theirs[other], how) for mine, other, how in taken]
    mine, other = {one[0] for one in taken}, {one[1] for one in taken}
    return FileComparison(
        form=file.form,
        pairs=tuple(sorted(pairs, key=lambda pair: (pair.ours.first, pair.event))),
        only_ours=tuple(one for number, one in enumerate(ours) if number not in mine),
        only_theirs=tuple(row for number, row in enumerate(theirs) if number not in other),
        outside=len(file.rows) - len(theirs),
        not_codable=dict(sorted(left.reasons.items())),
        unread=file.unread,
    )


def _as_row(form: str, articles: Articles) -> Any:
    def make(event: Event) -> Ours:
        made: dict[str, Cell] = dict(acled_row(event, articles) if form == ACLED else ucdp_row(event, articles))
        row = row_of({name: cell(value) for name, value in made.items()}, form, None)
        known = event.killed is not None or event.best is not None
        days = stated(event)
        assert days is not None, "an event without a date is no row"
        radius = precision_of(event.place).radius_km if event.place else None
        return Ours(
            event=event.id,
            row=msgspec.structs.replace(
                row,
                first=date.fromisoformat(days.start),
                last=date.fromisoformat(days.end),
                slack=0,
                reach_km=radius or row.reach_km,
                deaths=row.deaths if known else None,
            ),
        )

    return make


def _within(ours: Sequence[Ours], rows: Iterable[Row]) -> tuple[Row, ...]:
    """Return the rows in the countries and days of ours, with the slack that a match may have."""
    if not ours:
        return ()
    first = min(one.row.first for one in ours) - timedelta(days=DAYS)
    last = max(one.row.last for one in ours) + timedelta(days=DAYS)
    lands = {one.row.country for one in ours}
    return tuple(row for row in rows if row.country in lands and row.last >= first and row.first <= last)


def _match(ours: Sequence[Ours], theirs: Sequence[Row]) -> list[tuple[int, int, Likeness]]:
    by_day: dict[date, list[int]] = defaultdict(list)
    for number, row in enumerate(theirs):
        for day in _days(row, row.slack):
            by_day[day].append(number)
    found = []
    for mine, one in enumerate(ours):
        near = {number for day in _days(one.row, DAYS) for number in by_day.get(day, ())}
        for other in sorted(near):
            how = likeness(one.row, theirs[other])
            if how is not None and how.score >= LEAST:
                found.append((mine, other, how))
    return _likest_first(found, ours, theirs)


def _likest_first(
    found: list[tuple[int, int, Likeness]], ours: Sequence[Ours], theirs: Sequence[Row]
) -> list[tuple[int, int, Likeness]]:
    """Take the likest pair, then the likest of what is left; ties by closeness of deaths, then by id."""
    order = sorted(found, key=lambda one: (-one[2].score, _apart(ours[one[0]].row, theirs[one[1]]), *one[:2]))
    mine: set[int] = set()
    other: set[int] = set()
    out = []
    for pair in order:
        if pair[0] not in mine and pair[1] not in other:
            mine.add(pair[0])
            other.add(pair[1])
            out.append(pair)
    return out


def _apart(ours: Row, theirs: Row) -> int:
    return abs(ours.deaths.best - theirs.deaths.best) if ours.deaths and theirs.deaths else 0


def _days(row: Row, slack: int) -> Iterable[date]:
    day = row.first - timedelta(days=slack)
    while day <= row.last + timedelta(days=slack):
        yield day
        day += timedelta(days=1)


def _pair(ours: Ours, theirs: Row, how: Likeness) -> Pair:
    return Pair(
        event=ours.event,
        ours=ours.row,
        theirs=theirs,
        likeness=how.score,
        days=how.days,
        km=how.km,
        differences=tuple(_differences(ours.row, theirs, how)),
    )


def _at(row: Row) -> str:
    return f"{row.place} ({row.lat:.4g}, {row.lon:.4g})"


def _differences(ours: Row, theirs: Row, how: Likeness) -> Iterable[Difference]:
    """Yield where a pair differs; an unknown toll of ours agrees with a zero of theirs, which may mean the same."""
    if how.days:
        yield Difference(field="date", ours=ours.first, theirs=theirs.first)
    if how.km is not None and how.km > FAR_KM:
        yield Difference(field="place", ours=_at(ours), theirs=_at(theirs))
    if ours.kind != theirs.kind:
        yield Difference(field="kind", ours=ours.kind, theirs=theirs.kind)
    if {telling_words(name) for name in ours.actors} != {telling_words(name) for name in theirs.actors}:
        yield Difference(field="actors", ours=ours.actors, theirs=theirs.actors)
    if ours.deaths != theirs.deaths and not (ours.deaths is None and theirs.deaths == Deaths(0, 0, 0)):
        yield Difference(field="deaths", ours=ours.deaths, theirs=theirs.deaths)
