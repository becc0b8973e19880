"""The toll ledger: what each source said of the dead and injured, when, and which figure took the place of which."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from rasad.records import SourcedReport, Toll

ALL = "all"
"""The victim class of a toll that is told of everybody together."""
MEASURES = ("killed", "injured")


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """One figure: the toll, the report that gives it, when that was published, and the report whose figure it
    supersedes (``None``: the source's first, or its time is unknown)."""

    toll: Toll
    report: str
    published: str | None
    supersedes: str | None = None


class TollLine(msgspec.Struct, frozen=True, kw_only=True):
    """What one source said of one victim class: ``low`` and ``high`` over time (``high`` ``None``: open upwards).

    ``current`` are the figures that no later one of the same source supersedes: one, unless times are unknown.
    ``group`` is the independent source behind it.
    """

    source: str
    group: str
    victims: str
    measure: str
    low: int
    high: int | None
    figures: tuple[Figure, ...]
    current: tuple[Figure, ...]


def group_of(item: SourcedReport) -> str:
    """Return the independent source that a report counts for: its text's group, else its own article."""
    return item.source.group or item.source.doc


def source_of(item: SourcedReport) -> str:
    """Return who says it: the first one the report attributes it to by name, else the agency, outlet or article."""
    named = next((a for a in item.report.attribution if a.id or a.named), None)
    if named is not None:
        return named.id or named.text
    return next(iter(item.source.agencies), None) or item.source.outlet or item.source.doc


def tolls_of(item: SourcedReport) -> Iterable[tuple[str, str, Toll]]:
    """Yield ``(victim class, measure, toll)`` for every toll that the report states."""
    report = item.report
    for measure, toll in zip(MEASURES, (report.killed, report.injured), strict=True):
        if toll is not None:
            yield ALL, measure, toll
    for victims, told in sorted(report.victims.items()):
        for measure, toll in sorted(told.items()):
            yield victims, measure, toll


def toll_ledger(reports: Sequence[SourcedReport]) -> tuple[TollLine, ...]:
    """Return the ledger's lines, sorted by measure, victim class and source; no line where nothing was said."""
    told: dict[tuple[str, str, str], list[tuple[SourcedReport, Toll]]] = {}
    for item in sorted(reports, key=lambda one: one.key):
        for victims, measure, toll in tolls_of(item):
            told.setdefault((measure, victims, source_of(item)), []).append((item, toll))
    return tuple(_line(*at, given) for at, given in sorted(told.items()))


def _line(measure: str, victims: str, source: str, given: list[tuple[SourcedReport, Toll]]) -> TollLine:
    """Return the line of one source; its figures stand in the order of publication, those without a time first."""
    given = sorted(given, key=lambda pair: (pair[0].source.published or "", pair[0].key))
    figures: list[Figure] = []
    replaced: set[str] = set()
    last: Figure | None = None
    for item, toll in given:
        when = item.source.published
        older = last if when and last and last.published and last.published[:16] < when[:16] else None
        older = older if older and older.toll != toll else None
        figure = Figure(toll=toll, report=item.key, published=when, supersedes=older.report if older else None)
        if older:
            replaced.update(f.report for f in figures if f.published and f.toll != toll)
        figures.append(figure)
        last = figure if when else last
    current = tuple(f for f in figures if f.report not in replaced)
    highs = [f.toll.max for f in figures]
    return TollLine(
        source=source,
        group=group_of(given[-1][0]),
        victims=victims,
        measure=measure,
        low=min(f.toll.min for f in figures),
        high=None if None in highs else max(high for high in highs if high is not None),
        figures=tuple(figures),
        current=current,
    )


def standing(reports: Sequence[SourcedReport], measure: str, victims: str = ALL) -> list[tuple[str, Toll]]:
    """Return ``(report key, toll)`` of the figures that stand: those no later one of their source supersedes."""
    lines = toll_ledger(reports)
    mine = [line for line in lines if line.measure == measure and line.victims == victims]
    return [(figure.report, figure.toll) for line in mine for figure in line.current]
