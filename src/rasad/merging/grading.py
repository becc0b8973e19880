"""Airwars' grades of civilian harm, derived and explained, with their names in one glossary (``data/grades.tsv``)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import msgspec

from rasad.codebook.actors import actors
from rasad.codebook.table import read_table
from rasad.merging.tolls import group_of, toll_ledger
from rasad.records import Actor, SourcedReport, Toll

_COLUMNS = ("grade", "name_en", "name_ar", "definition")
_CIVIL_CLASSES = frozenset({"civilians", "children", "women", "men", "journalists", "aid-workers", "persons"})
_CIVIL_KINDS = frozenset({"civilians", "protesters"})
_BELLIGERENTS = frozenset({"state-forces", "government", "armed-group"})


class GradeEntry(msgspec.Struct, frozen=True, kw_only=True):
    """A grade: its names and what it asks for."""

    grade: str
    name_en: str
    name_ar: str
    definition: str


class Grade(NamedTuple):
    """A derived grade and the reason for it in a sentence; ``grade`` is ``None`` where no civilian harm is told."""

    grade: str | None
    reason: str


@cache
def grades() -> dict[str, GradeEntry]:
    """Return the grades by id, the surest first."""
    rows = read_table("rasad.merging", "data/grades.tsv", _COLUMNS)
    return {row[0]: GradeEntry(**dict(zip(_COLUMNS, row, strict=True))) for row in rows}


def _civil(actor: Actor) -> bool:
    entry = actors().get(actor.id or "")
    return actor.id == "aid-workers" or (entry is not None and entry.kind in _CIVIL_KINDS)


def _civil_tolls(item: SourcedReport) -> list[Toll]:
    """Return the tolls that the report gives of civilians: of civil classes, or all if only civilians were hit."""
    report = item.report
    own = [t for name, told in report.victims.items() if name in _CIVIL_CLASSES for t in told.values()]
    if own:
        return own
    if report.targets and all(map(_civil, report.targets)):
        return [toll for toll in (report.killed, report.injured) if toll is not None]
    return []


def _doers(item: SourcedReport) -> set[str]:
    return {actor.id for actor in (*item.report.initiators, *item.report.blamed_on) if actor.id}


def grade(reports: Sequence[SourcedReport]) -> Grade:
    """Return the grade of the civilian harm that the reports tell.

    In order: discounted, if every figure that stands is nought where harm was told before; contested, if the harm
    or its author is told differently; confirmed, if a belligerent that is said to have done it claims it; fair for
    two or more independent sources; weak for one.
    """
    tolls = {item.key: _civil_tolls(item) for item in reports}
    harm = [item for item in reports if any(toll.min > 0 for toll in tolls[item.key])]
    if not harm:
        return Grade(None, "no report tells of civilians killed or injured")
    replaced = {
        figure.supersedes for line in toll_ledger(reports) for figure in line.figures if figure.toll == Toll(0, 0)
    }
    standing = [item for item in harm if item.key not in replaced]
    if not standing:
        return Grade("discounted", "every source that told of civilian harm has since said that there was none")
    denied = [item for item in reports if tolls[item.key] and all(toll == Toll(0, 0) for toll in tolls[item.key])]
    groups = {group_of(item) for item in standing}
    if {group_of(item) for item in denied} - groups:
        return Grade("contested", "one source tells of civilian harm and another of none")
    return _by_author(reports, groups)


def _by_author(reports: Sequence[SourcedReport], groups: set[str]) -> Grade:
    """Return the grade by who is said to have done it, and who owns up to it."""
    doers = [mine for item in reports if (mine := _doers(item))]
    claimed = {actor.id for item in reports for actor in item.report.claimed_by if actor.id}
    if any(item.report.denied_by for item in reports):
        return Grade("contested", "whoever is said to have done it denies it")
    if any(not a & b for a in doers for b in doers) or len(claimed) > 1:
        return Grade("contested", "the reports name different authors")
    known = actors()
    owned = sorted(one for one in claimed if one in known and known[one].kind in _BELLIGERENTS)
    if owned and all(set(owned) & mine for mine in doers):
        return Grade("confirmed", f"{known[owned[0]].name_en} accepts responsibility")
    if len(groups) > 1:
        return Grade("fair", f"{len(groups)} independent sources tell of civilian harm")
    return Grade("weak", "a single independent source tells of civilian harm")
