"""The ledger's records: a report with its source, and the event that the reports of many articles add up to."""

from typing import Any

import msgspec

from rasad.records.actor import Actor
from rasad.records.date import DateValue
from rasad.records.event import EventReport
from rasad.records.place import PlaceValue
from rasad.records.toll import Toll


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """The article that an event report stands in, as merging and derivation look at it.

    ``published`` is the ISO moment or day, ``basis`` what says so (``inferred`` where dated reports of the same
    events did); ``group`` names the independent source: articles that carry one text share it.
    """

    doc: str
    outlet: str | None = None
    agencies: tuple[str, ...] = ()
    title: str | None = None
    url: str | None = None
    published: str | None = None
    basis: str = "none"
    group: str | None = None


class SourcedReport(msgspec.Struct, frozen=True, kw_only=True):
    """An event report with the article that it stands in, and the sentences around its evidence (``context``)."""

    source: Source
    report: EventReport
    context: str = ""

    @property
    def key(self) -> str:
        """The report's id, unique in the ledger ("DOC/N")."""
        return self.report.id


class ReportRef(msgspec.Struct, frozen=True, kw_only=True):
    """One of an event's reports, as ``rasad events --json`` lists it: ``event`` is the report's own id."""

    doc: str
    event: str
    outlet: str | None
    group: str | None = None
    published: str | None = None


class Version(msgspec.Struct, frozen=True, kw_only=True):
    """One version of a field: its value in JSON form (``None``: not said), and the reports that give it."""

    value: Any
    reports: tuple[str, ...]
    groups: int


class Derived(msgspec.Struct, frozen=True, kw_only=True):
    """How a field's value came about: the rule's reason in a sentence, the versions, the chosen one first.

    ``disputed`` says whether versions exclude each other (not merely one more precise than another).
    """

    field: str
    reason: str
    versions: tuple[Version, ...]
    disputed: bool = False


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """An event: what the event reports of all articles add up to under ``rule``; the fields are the report's own.

    ``derived`` maps a field to how it was derived; ``possibly`` are events that may be the same one, for a
    person to decide; ``best``, ``high`` and ``low`` are UCDP's estimates of deaths (``None``: unknown, never zero);
    ``grade`` is the Airwars grade of civilian harm (``None`` where no civilian harm is reported).
    """

    id: str
    rule: str
    kind: str
    plover: str
    acled: str
    date: DateValue | None
    place: PlaceValue | None
    more_places: tuple[PlaceValue, ...] = ()
    initiators: tuple[Actor, ...] = ()
    targets: tuple[Actor, ...] = ()
    weapons: tuple[str, ...] = ()
    weapon_counts: dict[str, int] = {}
    killed: Toll | None = None
    injured: Toll | None = None
    victims: dict[str, dict[str, Toll]] = {}
    damage: str | None = None
    outcome: str | None = None
    claimed_by: tuple[Actor, ...] = ()
    denied_by: tuple[Actor, ...] = ()
    blamed_on: tuple[Actor, ...] = ()
    salience: str = "main"
    confidence: float = 0.5
    best: int | None = None
    high: int | None = None
    low: int | None = None
    grade: str | None = None
    reports: tuple[ReportRef, ...] = ()
    derived: dict[str, Derived] = {}
    possibly: tuple[str, ...] = ()
