"""PLOVER's export: type, mode and both parties with their sectors, one event a row, after the columns of POLECAT."""

from __future__ import annotations

from collections.abc import Sequence
from typing import BinaryIO

from rasad.exports.actors import CodedActor
from rasad.exports.archive import Archive, Articles, sources
from rasad.exports.cells import Cell, write_table
from rasad.exports.columns import columns
from rasad.exports.countries import country_of
from rasad.exports.kinds import plover_types
from rasad.exports.prose import location_name, notes
from rasad.exports.rows import toll_text
from rasad.exports.sides import sides_of
from rasad.exports.uncodable import LeftOut, Uncodable
from rasad.records import Event, PlaceValue

PRIMITIVE = frozenset({"blade", "vehicle"})
PRECISION_NAMES = {"point": "point", "area": "area", "admin1": "province", "country": "country"}


def write_plover(
    events: Sequence[Event], out: BinaryIO, archive: Archive | None = None, *, bom: bool = False
) -> LeftOut:
    """Write ``events`` as a table in PLOVER's codes to ``out``; return what was left out for want of a day."""
    left, articles = LeftOut(), Articles(archive)
    write_table(out, columns("plover"), left.rows(events, lambda event: plover_row(event, articles)), bom=bom)
    return left


def plover_row(event: Event, articles: Articles) -> dict[str, Cell]:
    """Return the row of an event; several actors of a party are parted by ``; ``, the first is the primary one.

    PLOVER knows no toll; ours stand in columns of their own, empty where unknown. Raises ``Uncodable`` for an event
    without a date and ``ValueError`` for codes that are none of PLOVER's.
    """
    if event.date is None:
        raise Uncodable("have no date")
    kind, mode, quad = _codes(event)
    sides = sides_of(event)
    return {
        "Event ID": event.id,
        "Event Date": event.date.start,
        "Event Date End": event.date.end,
        "Event Type": kind,
        "Event Mode": mode,
        "Quad Code": quad,
        **_party("Actor", sides.first),
        **_party("Recipient", sides.second),
        **_where(event.place),
        "Killed": toll_text(event.killed),
        "Injured": toll_text(event.injured),
        "Source": "; ".join(sources(event, articles)),
        "Publication Date": min((ref.published[:10] for ref in event.reports if ref.published), default=None),
        "Notes": notes(event, _names(sides.first), _names(sides.second)),
    }


def _codes(event: Event) -> tuple[str, str, str]:
    """Type, mode and quad class; an attack with blades or vehicles alone is ``primitive``, as PLOVER has it."""
    plover = event.plover
    kind, _, mode = plover.partition("/")
    if event.kind == "armed_attack" and event.weapons and PRIMITIVE.issuperset(event.weapons):
        mode = "primitive"
    known = plover_types().get(kind)
    if known is None or (mode and mode not in known.modes):
        raise ValueError(f"{plover!r} is no PLOVER type and mode; data/plover.tsv lists them")
    return kind, mode, known.quad


def _names(side: Sequence[CodedActor]) -> str:
    return "; ".join(dict.fromkeys(actor.name for actor in side))


def _party(word: str, side: Sequence[CodedActor]) -> dict[str, Cell]:
    sectors = list(dict.fromkeys(actor.sector for actor in side if actor.sector))
    lands = dict.fromkeys(land.iso3 for actor in side if (land := country_of(actor.country)))
    return {
        f"{word} Name": _names(side),
        f"{word} Country": "; ".join(lands),
        f"Primary {word} Sector": _primary(side),
        f"{word} Sectors": "; ".join(sectors),
        f"{word} Name Raw": "; ".join(dict.fromkeys(actor.text for actor in side)),
    }


def _primary(side: Sequence[CodedActor]) -> str | None:
    """The first actor's sector; ``UNK`` for one whom the registry lacks, none for an organisation of states."""
    if not side:
        return None
    return side[0].sector or ("UNK" if side[0].kind is None else None)


def _where(place: PlaceValue | None) -> dict[str, Cell]:
    country = country_of(place.country) if place else None
    return {
        "Placename": location_name(place) if place else None,
        "Province": place.admin1 if place else None,
        "Country": country.iso3 if country else None,
        "Latitude": place.lat if place else None,
        "Longitude": place.lon if place else None,
        "Raw Placename": place.name if place else None,
        "Feature Type": PRECISION_NAMES.get(place.precision or "") if place else None,
    }
