"""Speakers: who said what, when, through whom."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from rasad.records import EventFilter, Source, Statement
from rasad.story.asked import Asked
from rasad.story.cited import Cited
from rasad.text.fold import fold


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """One statement: its ``kind`` (forecast, threat, denial …), whether in quotation marks, and through whom."""

    cited: Cited
    kind: str
    quoted: bool
    via: str | None
    role: str | None
    name: str


class Speaker(msgspec.Struct, frozen=True, kw_only=True):
    """A speaker with all statements, oldest first: an actor of the registry, else the words of a name."""

    id: str | None
    name: str
    statements: tuple[Said, ...]


def speakers(statements: Iterable[tuple[Source, Statement]], wanted: EventFilter | None = None) -> list[Speaker]:
    """Return who made the ``statements`` that meet ``wanted``: those with most to say first, then by name.

    ``since`` and ``until`` ask for the day of publication, ``kind`` for the kind of statement, ``actor`` for the
    speaker, ``place`` and ``text`` for words.
    """
    asked = Asked(wanted or EventFilter())
    found: dict[tuple[str | None, str], list[Said]] = {}
    for source, one in statements:
        if not _meets(asked, source, one):
            continue
        name = " ".join(one.speaker.text.split())
        said = Said(
            cited=_cited(source, one), kind=one.kind, quoted=one.quoted, via=one.via, role=one.role, name=name
        )
        who = (one.speaker.id, "") if one.speaker.id else (None, fold(name))
        found.setdefault(who, []).append(said)
    made = [
        Speaker(id=ident, name=said[0].name, statements=tuple(sorted(said, key=lambda one: one.cited.order)))
        for (ident, _), said in found.items()
    ]
    return sorted(made, key=lambda one: (-len(one.statements), one.id or "~", one.name))


def _cited(source: Source, one: Statement) -> Cited:
    return Cited(
        doc=source.doc,
        span=one.span,
        quote=" ".join(one.text.split()),
        outlet=source.outlet,
        published=source.published,
    )


def _meets(asked: Asked, source: Source, one: Statement) -> bool:
    words = f"{one.text} {one.speaker.text}"
    day = source.published[:10] if source.published else None
    return (
        asked.days(day, day)
        and asked.kind(one.kind)
        and asked.actor([one.speaker.id] if one.speaker.id else [], one.speaker.text)
        and asked.place([], words)
        and asked.outlet(source.outlet)
        and asked.text(words)
    )
