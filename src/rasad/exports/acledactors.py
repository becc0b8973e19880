"""ACLED's two actors of an event, with their associates and inter codes."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from rasad.exports.actors import CIVILIANS, EXTERNAL, MILITIA, PROTESTERS, RIOTERS, CodedActor, named
from rasad.exports.countries import country_of
from rasad.exports.kinds import SubEvent
from rasad.exports.sides import Sides, where_of
from rasad.exports.subevent import CIVILIAN, EXCESSIVE, PROTESTS
from rasad.exports.uncodable import Uncodable
from rasad.records import Event


class Party(msgspec.Struct, frozen=True):
    """One of ACLED's two actors: name, associated actors, inter code; all empty where there is none."""

    name: str = ""
    associates: str = ""
    inter: int | None = None


def parties(event: Event, sides: Sides, chosen: SubEvent) -> tuple[Party, Party]:
    """Return actor 1 and actor 2.

    Demonstrators are always actor 1; whom a protest is against is no actor of it. Violence whose author no source
    names has ACLED's unidentified group. Raises ``Uncodable`` where nobody at all is known.
    """
    where = where_of(event)
    if (chosen.event_type, chosen.sub_event_type) == EXCESSIVE:
        return _excessive(event, sides, where)
    if chosen.event_type == PROTESTS:
        return _crowd("Protesters", PROTESTERS, sides.first, where), Party()
    if chosen.event_type == "Riots":
        return _crowd("Rioters", RIOTERS, sides.first, where), _party(_known(sides.second))
    first, second = _known(sides.first), _known(sides.second)
    if chosen.event_type == CIVILIAN:
        second = sorted(second, key=lambda actor: actor.inter != CIVILIANS)
    one = _party(first) if first else _unnamed(event, sides, chosen, where)
    if not one.name:
        one, second = _party(second), []
    if not one.name:
        raise Uncodable("name no actor")
    other = _party(second)
    if chosen.event_type == CIVILIAN and not other.name:
        other = Party(named("civilians", where), "", CIVILIANS)
    return one, other


def acts_second(event: Event, chosen: SubEvent) -> bool:
    """Say whether it is actor 2 who acts: force against protesters, whom ACLED puts first all the same."""
    return (chosen.event_type, chosen.sub_event_type) == EXCESSIVE and event.kind != "protest"


def interaction(one: Party, other: Party) -> int | None:
    """Return ACLED's joint code: both inter codes, the lower first; a lone actor's code and 0."""
    if one.inter is None:
        return None
    if other.inter is None:
        return one.inter * 10
    return min(one.inter, other.inter) * 10 + max(one.inter, other.inter)


def _known(side: Sequence[CodedActor]) -> list[CodedActor]:
    return [actor for actor in side if actor.inter is not None]


def _party(side: Sequence[CodedActor]) -> Party:
    if not side:
        return Party()
    lead = side[0]
    return Party(lead.acled_name, _associates(lead.acled_name, side), lead.inter)


def _associates(lead: str, side: Sequence[CodedActor]) -> str:
    names = [name for actor in side for name in (actor.acled_name, actor.acled_assoc) if name and name != lead]
    return "; ".join(dict.fromkeys(names))


def _unnamed(event: Event, sides: Sides, chosen: SubEvent, where: str | None) -> Party:
    """The author of violence whom the registry or the sources do not know; their words stay as associate."""
    words = "; ".join(dict.fromkeys(actor.text for actor in sides.first))
    if chosen.disorder_type != "Political violence":
        return Party(words)
    if event.kind == "air_strike":
        return Party("Unidentified Military Forces", words, EXTERNAL)
    return Party(named("unidentified", where), words, MILITIA)


def _crowd(word: str, inter: int, members: Sequence[CodedActor], where: str | None) -> Party:
    country = country_of(where)
    name = f"{word} ({country.acled_name})" if country else word
    names = (actor.acled_name or actor.text for actor in members if actor.inter not in {PROTESTERS, CIVILIANS})
    return Party(name, "; ".join(dict.fromkeys(names)), inter)


def _excessive(event: Event, sides: Sides, where: str | None) -> tuple[Party, Party]:
    """Force against protesters: of an attack the initiators use it, of a protest nobody is named who does."""
    if event.kind == "protest":
        return _crowd("Protesters", PROTESTERS, sides.first, where), Party()
    crowd = [actor for actor in sides.second if actor.inter is not None]
    force = _known(sides.first)
    return _crowd("Protesters", PROTESTERS, crowd, where), _party(force) if force else Party()
