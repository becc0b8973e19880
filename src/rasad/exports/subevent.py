"""Which ACLED sub-event an event is: the kind's own, or what the parties, weapons and toll make of it."""

from __future__ import annotations

from rasad.exports.actors import CIVILIANS, PROTESTERS, STATE, CodedActor
from rasad.exports.kinds import SubEvent, sub_events
from rasad.exports.sides import Sides, holds, where_of
from rasad.records import Event

BATTLES, EXPLOSIONS, CIVILIAN, PROTESTS = (
    "Battles",
    "Explosions/Remote violence",
    "Violence against civilians",
    "Protests",
)
EXCESSIVE = (PROTESTS, "Excessive force against protesters")
CLASH = (BATTLES, "Armed clash")
REGAINS = (BATTLES, "Government regains territory")
OVERTAKES = (BATTLES, "Non-state actor overtakes territory")
OTHER = ("Strategic developments", "Other")


def sub_event(event: Event, sides: Sides) -> SubEvent:
    """Return the ACLED sub-event of ``event`` by the rules of ACLED's codebook.

    Raises ``KeyError`` for a kind whose codes are in no list of ACLED's, which a test rules out.
    """
    return sub_events()[_choice(event, sides)]


def civilian_targeting(event: Event, sides: Sides, chosen: SubEvent) -> bool:
    """Say whether civilians were the main or only target, in ACLED's sense."""
    if chosen.event_type == CIVILIAN or (chosen.event_type, chosen.sub_event_type) == EXCESSIVE:
        return True
    if chosen.event_type not in {EXPLOSIONS, "Riots"}:
        return False
    known = [actor for actor in sides.second if actor.inter is not None]
    return bool(known) and all(actor.inter in {CIVILIANS, PROTESTERS} for actor in known)


def _choice(event: Event, sides: Sides) -> tuple[str, str]:
    default = _own(event)
    match event.kind:
        case "territory_change":
            return _territory(event, sides)
        case "armed_attack":
            return _attack(event, sides, default)
        case "bombing" if set(event.weapons) == {"grenade"}:
            return EXPLOSIONS, "Grenade"
        case "protest" if _hurt(event):
            return EXCESSIVE
        case "riot" if sides.second and all(one.inter == CIVILIANS for one in sides.second):
            return "Riots", "Mob violence"
        case "withdrawal" if not holds([*sides.first, *sides.second], "state", "group"):
            return OTHER
    return default


def _own(event: Event) -> tuple[str, str]:
    kind, _, sub = event.acled.partition("|")
    return kind, sub


def _hurt(event: Event) -> bool:
    return any(toll is not None and toll.min > 0 for toll in (event.killed, event.injured))


def _attack(event: Event, sides: Sides, default: tuple[str, str]) -> tuple[str, str]:
    """An attack on protesters is excessive force, one on an armed party a clash, any other one on civilians."""
    if any(actor.inter == PROTESTERS for actor in sides.second):
        return EXCESSIVE
    if set(event.weapons) == {"grenade"}:
        return EXPLOSIONS, "Grenade"
    armed = [actor for actor in sides.second if actor.ucdp_side in {"state", "group"} and actor.kind != "government"]
    civil = [actor for actor in sides.second if actor.inter == CIVILIANS]
    return CLASH if armed and not civil else default


def _territory(event: Event, sides: Sides) -> tuple[str, str]:
    """The country's own state regains, anyone else overtakes; where nobody knows who, all that is known is a fight.

    ACLED counts a foreign state among those who overtake. Where only the loser is named, a state's loss is a gain of
    others, and a group's loss the state's.
    """
    where = where_of(event)
    takers = [actor for actor in sides.first if actor.ucdp_side in {"state", "group"}]
    if takers:
        return REGAINS if any(_at_home(actor, where) for actor in takers) else OVERTAKES
    losers = [actor for actor in sides.second if actor.ucdp_side in {"state", "group"}]
    if losers:
        return OVERTAKES if any(_at_home(actor, where) for actor in losers) else REGAINS
    return CLASH


def _at_home(actor: CodedActor, where: str | None) -> bool:
    return actor.inter == STATE and (actor.country is None or actor.country == where)
