"""Statements: who said what, through whom."""

import msgspec

from rasad.records.actor import Actor
from rasad.records.span import Span


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """An attributed statement.

    ``kind`` is one of forecast, condemnation, threat, denial, demand, position, report; ``quoted`` tells words
    in quotation marks from reported speech; ``via`` is the outlet or agency the words were given to.
    """

    speaker: Actor
    role: str | None
    kind: str
    quoted: bool
    via: str | None
    text: str
    span: Span
    rule: str | None = None
