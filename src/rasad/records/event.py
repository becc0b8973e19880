"""An event report: what one article says of one event."""

import msgspec

from rasad.records.actor import Actor, Attribution
from rasad.records.date import DateValue
from rasad.records.place import PlaceValue
from rasad.records.span import Span
from rasad.records.toll import Toll


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """The clause that states the event: ``quote == text[start:end]``."""

    start: int
    end: int
    quote: str


class EventReport(msgspec.Struct, frozen=True, kw_only=True):
    """One article's account of one event; the fields are the contract's (docs/contract.md).

    ``spans`` maps a field's name (``date``, ``place``, ``killed``, ``initiators.0`` …) to the words it came
    from; ``rules`` maps the same names to the rule or lexicon entry that read them.
    """

    id: str
    kind: str
    plover: str
    acled: str
    date: DateValue | None
    place: PlaceValue | None
    more_places: tuple[PlaceValue, ...] = ()
    initiators: tuple[Actor, ...] = ()
    targets: tuple[Actor, ...] = ()
    weapons: tuple[str, ...] = ()
    weapon_counts: dict[str, int] = {}
    killed: Toll | None = None
    injured: Toll | None = None
    missing: Toll | None = None
    captured: Toll | None = None
    victims: dict[str, dict[str, Toll]] = {}
    damage: str | None = None
    outcome: str | None = None
    claimed_by: tuple[Actor, ...] = ()
    denied_by: tuple[Actor, ...] = ()
    blamed_on: tuple[Actor, ...] = ()
    attribution: tuple[Attribution, ...] = ()
    responds_to: str | None = None
    salience: str = "main"
    zone: str = "body"
    confidence: float = 0.5
    evidence: Evidence
    spans: dict[str, Span] = {}
    rules: dict[str, str] = {}
    reasons: dict[str, str] = {}
    cluster: str | None = None
