"""Assembly: from a group of candidates that tell one event to the values of its event report."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Final

from rasad.codebook.actors import actors, airborne
from rasad.codebook.kinds import kinds
from rasad.mentions.toll import TollMention
from rasad.reports.arming import armed
from rasad.reports.candidate import Candidate, DateLink, Linked
from rasad.reports.model import Model, odds_step
from rasad.reports.roles import cast, throng
from rasad.reports.settling import settle_date, settle_place, settle_toll
from rasad.reports.zones import zone_of


@dataclass(slots=True)
class Draft:
    """An event report's decided values, still as links to the mentions they came from."""

    members: list[Candidate]
    kind: str
    kind_probability: float
    date: DateLink | None
    place: Linked | None
    initiators: list[Linked]
    targets: list[Linked]
    weapons: list[Linked]
    killed: Linked | None
    injured: Linked | None
    throng: list[Linked] = field(default_factory=list)
    """Who did it by the word of the deed, where nobody is named (``roles.throng``)."""
    probability: float = 0.0
    features: list[str] = field(default_factory=list)

    @property
    def doers(self) -> list[Linked]:
        """Who did it, as it is written: those named, else those whom the word of the deed implies."""
        return self.initiators or self.throng

    @property
    def head(self) -> Candidate:
        """The member that tells the event best: the likeliest, those of the body before headline and abstract."""
        return max(self.members, key=lambda c: (c.order > 0, c.probability))


def _kind(members: list[Candidate], barred: frozenset[str] = frozenset()) -> tuple[str, float]:
    """Return the kind that the weighed votes of ``members`` give, none of ``barred``, and its share."""
    votes: dict[str, float] = defaultdict(float)
    for member in members:
        sure = 0.5 if member.trigger.kind == "kill" else 1.0
        for kind, p in member.kinds.items():
            votes[kind] += p * sure * max(member.probability, 0.05)
    best = max([kind for kind in votes if kind not in barred] or votes, key=lambda kind: votes[kind])
    return best, votes[best] / (sum(votes.values()) or 1.0)


_OF_TOTALS: Final = ("none", "partial", "prior", "revised", "cumulative", "one_side")
_BIG: Final = 100
"""Tolls above this are more often sums over months than of one event."""
_FLOWN: Final = frozenset({"air_strike"})
"""Kinds that need crewed aircraft."""


def _grounded(initiators: list[Linked]) -> bool:
    """Say whether whoever did it is known, and is an armed group without aircraft of its own."""
    known = [actors().get(link.ident or "") for link in initiators]
    return bool(known) and all(one and one.kind == "armed-group" and one.id not in airborne() for one in known)


def assemble(models: dict[str, Model], members: list[Candidate]) -> Draft:
    """Return the draft of the event that ``members`` tell, each slot by their weighed votes.

    What a caption or ticker tells of an event of the article itself adds nothing to it: its facts are its own.
    """
    members = [member for member in members if zone_of(member.zone) == "body"] or members
    kind, sure = _kind(members)
    initiators, targets = cast(models, members, kind)
    if kind in _FLOWN and _grounded(initiators):
        kind, sure = _kind(members, _FLOWN)
    lethal = kinds()[kind].lethal
    place = settle_place(models["settle-place"], members, kind)
    return Draft(
        members=members,
        kind=kind,
        kind_probability=sure,
        date=settle_date(models["settle-date"], members, kind),
        place=place,
        initiators=initiators,
        throng=[] if initiators else throng(members, kind, place, targets),
        targets=targets,
        weapons=armed(models, members, kind),
        killed=settle_toll(models["settle-killed"], members, kind, "killed") if lethal else None,
        injured=settle_toll(models["settle-injured"], members, kind, "injured") if lethal else None,
    )


def event_features(draft: Draft, shape: str) -> list[str]:
    """Return the features of whether the drafted event is one to report; ``shape`` is the article's (``View.shape``).

    An article without a headline, or of a line or two, cannot tell its event twice: that must not speak against it.
    """
    top = max(member.probability for member in draft.members)
    rest = sorted((member.probability for member in draft.members), reverse=True)[1:3]
    head = str(any(member.order == 0 for member in draft.members)) if shape == "whole" else "absent"
    count = "short" if shape == "short" else str(min(len(draft.members), 4))
    lead = any(member.order <= 1 for member in draft.members)
    date = draft.date.how if draft.date else "no"
    place = "no" if draft.place is None else str(draft.place.item.value.precision)
    who, whom = min(len(draft.doers), 2), min(len(draft.targets), 2)
    zone = draft.head.zone if draft.head.order else "body"
    features = [
        "event",
        f"top={min(int(top * 20), 19)}",
        f"second={int(rest[0] * 5) if rest else 'none' if shape != 'short' else 'short'}",
        f"n={count}",
        f"kind={draft.kind}",
        f"date={date}",
        f"place={place}",
        f"who={who}",
        f"whom={whom}",
        f"zone={zone}",
        f"head={head}",
        f"lead={lead}",
        f"kind={draft.kind}&date={date}",
        f"killed={draft.killed is not None}",
        f"date={date}&place={place}",
        f"who={who}&whom={whom}",
        f"weapons={len(draft.weapons) > 0}",
        f"sure={int(draft.kind_probability * 5)}",
        f"kind={draft.kind}&who={who > 0}",
        f"date={date}&who={who > 0}&place={place != 'no'}",
        f"head={head}&n={count}",
        f"trigger={'/'.join(sorted({m.trigger.kind for m in draft.members})[:3])}",
        f"order={min(min(m.order for m in draft.members), 8)}",
    ]
    features += [f"l={m.trigger.lemma}" for m in draft.members]
    if draft.throng:
        features.append("implied")
    return [*features, *_surety(draft), *_sums(draft)]


def _sums(draft: Draft) -> list[str]:
    """Return what speaks for a running total in the tolls: such a figure tells no event of its own."""
    out = []
    for fate, link in (("killed", draft.killed), ("injured", draft.injured)):
        if link is not None:
            value: TollMention = link.item.value
            out += [f"{fate}:{flag}" for flag in _OF_TOTALS if getattr(value, flag)]
            out.append(f"{fate}:big={(value.min or 0) > _BIG}&date={draft.date.how if draft.date else 'no'}")
    return out


def _surety(draft: Draft) -> list[str]:
    """Return how sure the day and the place are, and how likely it is that any member tells an event."""
    day = draft.date.probability if draft.date is not None else 0.0
    place = draft.place.probability if draft.place is not None else 0.0
    none = 1.0
    for member in draft.members:
        none *= 1.0 - member.probability
    return [
        f"daysure={int(day * 5)}",
        f"placesure={int(place * 5)}",
        f"either={int((1 - (1 - day) * (1 - place)) * 10)}",
        f"any={int((1 - none) * 20)}",
        f"odds={odds_step(max(member.probability for member in draft.members))}",
    ]
