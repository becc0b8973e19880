"""The frozen record types that the rooms hand on, and their JSON form (see docs/contract.md)."""

from rasad.records.actor import Actor, Attribution
from rasad.records.article import CodedArticle, Note, Published, Unreadable, Zone
from rasad.records.date import DateValue
from rasad.records.event import EventReport, Evidence
from rasad.records.filter import EventFilter, Near
from rasad.records.ledger import Derived, Event, ReportRef, Source, SourcedReport, Version
from rasad.records.place import PlaceValue
from rasad.records.span import Span
from rasad.records.statement import Statement
from rasad.records.tally import Tally
from rasad.records.toll import Toll

__all__ = [
    "Actor",
    "Attribution",
    "CodedArticle",
    "DateValue",
    "Derived",
    "Event",
    "EventFilter",
    "EventReport",
    "Evidence",
    "Near",
    "Note",
    "PlaceValue",
    "Published",
    "ReportRef",
    "Source",
    "SourcedReport",
    "Span",
    "Statement",
    "Tally",
    "Toll",
    "Unreadable",
    "Version",
    "Zone",
]
