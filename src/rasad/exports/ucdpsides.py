"""UCDP's dyad of an event: who is side A and who side B, and which type of violence that makes it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rasad.exports.actors import CodedActor
from rasad.exports.countries import country_of
from rasad.exports.sides import Sides
from rasad.exports.uncodable import Uncodable

STATE_BASED, NON_STATE, ONE_SIDED = 1, 2, 3


class Dyad(NamedTuple):
    """The two sides of an event as UCDP orders them, and its type_of_violence."""

    type_of_violence: int
    a: list[CodedActor]
    b: list[CodedActor]

    @property
    def side_a(self) -> str:
        """The name of side A: its first actor's, as UCDP names a side by its main party."""
        return self.a[0].ucdp_name

    @property
    def side_b(self) -> str:
        """The name of side B."""
        return self.b[0].ucdp_name

    @property
    def name(self) -> str:
        """The dyad's name, as UCDP writes it."""
        return f"{self.side_a} - {self.side_b}"


def dyad_of(sides: Sides) -> Dyad:
    """Return the dyad. State-based violence has a state as side A, one-sided violence civilians as side B.

    Raises ``Uncodable`` where UCDP has no type for it: a side that is not known, or that is no organised actor.
    """
    first, second = _armed(sides.first), _armed(sides.second)
    civilians = [actor for actor in sides.second if actor.ucdp_side == "civilians"]
    if first and second:
        return _between(first, second)
    if first and civilians:
        return Dyad(ONE_SIDED, first, civilians)
    if not first:
        raise Uncodable("name no organised actor who did it")
    raise Uncodable("name no party against whom it was")


def gw_of(actor: CodedActor) -> int | None:
    """Return a state's Gleditsch-Ward number, ``None`` for others and for what UCDP counts as no state."""
    country = country_of(actor.country)
    return country.gw if actor.ucdp_side == "state" and country and actor.country not in {"PS", "EH", "HK"} else None


def _armed(side: Sequence[CodedActor]) -> list[CodedActor]:
    return [actor for actor in side if actor.ucdp_side in {"state", "group"}]


def _between(first: list[CodedActor], second: list[CodedActor]) -> Dyad:
    states = [any(actor.ucdp_side == "state" for actor in side) for side in (first, second)]
    if not any(states):
        return Dyad(NON_STATE, first, second)
    a, b = (first, second) if states[0] else (second, first)
    return Dyad(STATE_BASED, sorted(a, key=lambda actor: actor.ucdp_side != "state"), b)
