"""Actors and sources as an event report states them."""

import msgspec

from rasad.records.span import Span


class Actor(msgspec.Struct, frozen=True, kw_only=True):
    """An actor: registry ``id`` (``None`` where the registry has none) and its words verbatim."""

    id: str | None
    text: str
    span: Span | None = None


class Attribution(msgspec.Struct, frozen=True, kw_only=True):
    """Who says it: ``text`` verbatim, ``named`` or not, ``via`` the agency or outlet that carries it."""

    id: str | None
    text: str
    named: bool
    via: str | None = None
    span: Span | None = None
