"""The closed lists that the exports write from: ACLED's sub-events, PLOVER's types and modes, UCDP's kinds."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from rasad.codebook.kinds import kinds
from rasad.codebook.table import TableError, read_table


class SubEvent(NamedTuple):
    """An ACLED sub-event type with the event type and disorder type that it belongs to."""

    event_type: str
    sub_event_type: str
    disorder_type: str


class PloverType(NamedTuple):
    """A PLOVER event type: its quad class and its modes."""

    quad: str
    modes: frozenset[str]


@cache
def sub_events() -> dict[tuple[str, str], SubEvent]:
    """Return ACLED's sub-events by event type and sub-event type."""
    rows = read_table("rasad.exports", "data/subevents.tsv", SubEvent._fields)
    return {(row[0], row[1]): SubEvent(*row) for row in rows}


@cache
def plover_types() -> dict[str, PloverType]:
    """Return PLOVER's types by name."""
    rows = read_table("rasad.exports", "data/plover.tsv", ("type", "quad", "modes"))
    return {name: PloverType(quad, frozenset(modes.split())) for name, quad, modes in rows}


@cache
def organised_violence() -> frozenset[str]:
    """Return the kinds that UCDP can cover. Raises ``TableError`` for an unknown kind."""
    out = set()
    for kind, ucdp in read_table("rasad.exports", "data/kinds.tsv", ("kind", "ucdp")):
        if kind not in kinds():
            raise TableError(f"data/kinds.tsv: unknown kind {kind!r}")
        if ucdp == "yes":
            out.add(kind)
    return frozenset(out)
