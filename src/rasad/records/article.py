"""Articles on their way in (zones, publication) and out (the contract's line)."""

from typing import Any

import msgspec

from rasad.records.event import EventReport
from rasad.records.span import Span
from rasad.records.statement import Statement
from rasad.records.tally import Tally


class Zone(msgspec.Struct, frozen=True):
    """A stretch of the text and what part of the page it is."""

    zone: str
    start: int
    end: int


class Published(msgspec.Struct, frozen=True, kw_only=True):
    """When the page was published: ISO ``value`` or ``None``, and the ``basis`` that says so.

    ``local_day`` is the day in the region's own time (UTC+3), ISO.
    """

    value: str | None = None
    basis: str = "none"
    span: Span | None = None
    local_day: str | None = None


class Note(msgspec.Struct, frozen=True, kw_only=True):
    """Something a reader should know: a contradiction, a repair, a doubt."""

    code: str
    message: str
    span: Span | None = None


class Unreadable(msgspec.Struct, frozen=True, kw_only=True):
    """An input that could not be read: which, and why, in one sentence."""

    doc: str
    path: str | None
    error: str


class CodedArticle(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=False):
    """One coded article, the contract's line of JSON."""

    doc: str
    language: str
    title: str | None
    url: str | None
    outlet: str | None
    agencies: tuple[str, ...]
    published: Published
    text: str
    zones: tuple[Zone, ...]
    events: tuple[EventReport, ...]
    tallies: tuple[Tally, ...] = ()
    statements: tuple[Statement, ...] = ()
    notes: tuple[Note, ...] = ()
    mentions: dict[str, list[dict[str, Any]]] | msgspec.UnsetType = msgspec.UNSET
