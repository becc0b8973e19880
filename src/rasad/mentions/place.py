"""Place mentions: toponyms with what the gazetteer makes of them."""

from __future__ import annotations

import msgspec

from rasad.codebook.gazetteer import GazetteerPlace


class PlaceMention(msgspec.Struct, frozen=True, kw_only=True):
    """A toponym in the text.

    ``place`` is the gazetteer's entry, or ``None`` with a ``reason``. ``precision`` is the mention's own (a compass
    part of a country is an ``area``). ``type`` is the feature type that the words say or the entry has. ``near``,
    ``direction`` and ``border`` keep the words before the name; ``rivals`` lists ids of other places of that name
    that context voted down. ``name_start`` is the token where the bare name begins.
    """

    place: GazetteerPlace | None
    country: str | None
    precision: str | None
    type: str | None
    name_start: int
    near: bool = False
    direction: str | None = None
    border: bool = False
    generic: bool = False
    rivals: tuple[str, ...] = ()
    reason: str | None = None
