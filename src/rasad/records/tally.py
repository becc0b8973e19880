"""Tallies: totals over a period, kept as claims."""

import msgspec

from rasad.records.span import Span
from rasad.records.toll import Toll


class Tally(msgspec.Struct, frozen=True, kw_only=True):
    """A total that a source states for a period: what is counted, how many, from when to when, says who."""

    what: str
    count: int | None
    start: str | None = msgspec.field(name="from", default=None)
    end: str | None = msgspec.field(name="to", default=None)
    killed: Toll | None = None
    injured: Toll | None = None
    source_text: str | None = None
    evidence: str
    span: Span
    rule: str | None = None
