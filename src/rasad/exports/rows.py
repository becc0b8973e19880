"""Our own table: one event a row, flat, unknown empty and none 0."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import BinaryIO, Final

from rasad.exports.archive import Archive
from rasad.exports.cells import Cell, write_table
from rasad.exports.uncodable import LeftOut
from rasad.records import Actor, DateValue, Event, PlaceValue, Toll

COLUMNS: Final = (
    *("id", "rule", "kind", "plover", "acled", "date_start", "date_end", "date_text", "date_basis", "date_note"),
    *("place", "country", "admin1", "lat", "lon", "precision", "place_ref", "more_places"),
    *("initiators", "initiators_text", "targets", "targets_text", "weapons", "weapon_counts"),
    *("killed_min", "killed_max", "killed", "injured_min", "injured_max", "injured", "best", "high", "low", "grade"),
    *("damage", "outcome", "claimed_by", "denied_by", "blamed_on", "salience", "confidence"),
    *("disputed", "possibly", "sources", "outlets", "reports"),
)


def write_csv(
    events: Sequence[Event], out: BinaryIO, archive: Archive | None = None, *, bom: bool = False
) -> LeftOut:
    """Write ``events`` as CSV to ``out``; nothing is left out."""
    left = LeftOut()
    write_table(out, COLUMNS, left.rows(events, event_row), bom=bom)
    return left


def toll_text(toll: Toll | None) -> str | None:
    """Return a toll in a cell: ``None`` unknown, ``0`` none, ``4``, ``4+`` at least, ``4–6`` where figures differ.

    The dash is an en dash: a spreadsheet reads 4-6 as a day in June.
    """
    if toll is None:
        return None
    if toll.max is None:
        return f"{toll.min}+"
    return str(toll.min) if toll.min == toll.max else f"{toll.min}–{toll.max}"


def event_row(event: Event) -> dict[str, Cell]:
    """Return the row of an event; several values of a cell are parted by ``; ``."""
    return {
        "id": event.id,
        "rule": event.rule,
        "kind": event.kind,
        "plover": event.plover,
        "acled": event.acled,
        **_date(event.date),
        **_place(event.place),
        "more_places": _joined(place.name for place in event.more_places),
        **_parties(event),
        "weapons": _joined(event.weapons),
        "weapon_counts": _joined(f"{count} {name}" for name, count in sorted(event.weapon_counts.items())),
        **_toll("killed", event.killed),
        **_toll("injured", event.injured),
        "best": event.best,
        "high": event.high,
        "low": event.low,
        "grade": event.grade,
        "damage": event.damage,
        "outcome": event.outcome,
        "salience": event.salience,
        "confidence": round(event.confidence, 4),
        "disputed": _joined(sorted(name for name, how in event.derived.items() if how.disputed)),
        "possibly": _joined(event.possibly),
        "sources": len({ref.group or ref.doc for ref in event.reports}),
        "outlets": _joined(dict.fromkeys(ref.outlet for ref in event.reports if ref.outlet)),
        "reports": _joined(ref.event for ref in event.reports),
    }


def _joined(values: Iterable[str]) -> str | None:
    return "; ".join(values) or None


def _ids(actors: Iterable[Actor]) -> str | None:
    return _joined(dict.fromkeys(actor.id or actor.text for actor in actors))


def _parties(event: Event) -> dict[str, Cell]:
    return {
        "initiators": _ids(event.initiators),
        "initiators_text": _joined(dict.fromkeys(actor.text for actor in event.initiators)),
        "targets": _ids(event.targets),
        "targets_text": _joined(dict.fromkeys(actor.text for actor in event.targets)),
        "claimed_by": _ids(event.claimed_by),
        "denied_by": _ids(event.denied_by),
        "blamed_on": _ids(event.blamed_on),
    }


def _date(date: DateValue | None) -> dict[str, Cell]:
    return {
        "date_start": date.start if date else None,
        "date_end": date.end if date else None,
        "date_text": date.text if date else None,
        "date_basis": date.basis if date else None,
        "date_note": date.note if date else None,
    }


def _place(place: PlaceValue | None) -> dict[str, Cell]:
    return {
        "place": place.name if place else None,
        "country": place.country if place else None,
        "admin1": place.admin1 if place else None,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "precision": place.precision if place else None,
        "place_ref": place.ref if place else None,
    }


def _toll(name: str, toll: Toll | None) -> dict[str, Cell]:
    """Unknown is three empty cells, none is three zeros, "at least 3" has no most."""
    return {
        f"{name}_min": toll.min if toll else None,
        f"{name}_max": toll.max if toll else None,
        name: toll_text(toll),
    }
