"""A date as an event report states it."""

import msgspec

from rasad.records.span import Span


class DateValue(msgspec.Struct, frozen=True, kw_only=True):
    """An interval of days in the region's own time (UTC+3), both ends inclusive.

    ``start`` and ``end`` are ISO days; ``text`` the words; ``basis`` how they were read: ``absolute``,
    ``relative``, ``published`` (the lead's default: just happened), ``linked`` (through another event),
    ``inferred``. ``note`` says what contradicts or limits it.
    """

    start: str
    end: str
    text: str | None = None
    basis: str = "absolute"
    note: str | None = None
    span: Span | None = None
