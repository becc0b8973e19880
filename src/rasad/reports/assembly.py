"""Assembly: from a group of candidates that tell one event to the values of its event report."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Final

from rasad.codebook.kinds import kinds
from rasad.reports.candidate import Candidate, DateLink, Linked

_DATE_TRUST: Final = {"mention": 1.0, "announced": 0.9, "published": 0.55, "none": 0.35, "open": 0.35}
_PLACE_TRUST: Final = {"point": 1.0, None: 0.8, "area": 0.95, "admin1": 0.75, "country": 0.5}
CAST_FLOOR: Final = 0.5
WEAPON_FLOOR: Final = 0.5


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
    probability: float = 0.0
    features: list[str] = field(default_factory=list)

    @property
    def head(self) -> Candidate:
        """The member that tells the event best: the likeliest, those of the body before headline and abstract."""
        return max(self.members, key=lambda c: (c.order > 0, c.probability))


def _kind(members: list[Candidate]) -> tuple[str, float]:
    votes: dict[str, float] = defaultdict(float)
    for member in members:
        sure = 0.5 if member.trigger.kind == "kill" else 1.0
        for kind, p in member.kinds.items():
            votes[kind] += p * sure * max(member.probability, 0.05)
    best = max(votes, key=lambda kind: votes[kind])
    return best, votes[best] / (sum(votes.values()) or 1.0)


def _date(members: list[Candidate]) -> DateLink | None:
    votes: dict[tuple[str | None, str | None], float] = defaultdict(float)
    best: dict[tuple[str | None, str | None], DateLink] = {}
    for member in members:
        link = member.date
        if link is None:
            continue
        key = (link.start, link.end)
        weight = link.probability * _DATE_TRUST[link.how] * (0.3 + member.probability)
        votes[key] += weight
        if key not in best or best[key].probability < link.probability:
            best[key] = link
    if not votes:
        return None
    return best[max(votes, key=lambda key: votes[key])]


def _place(members: list[Candidate]) -> Linked | None:
    votes: dict[object, float] = defaultdict(float)
    best: dict[object, Linked] = {}
    for member in members:
        link = member.place
        if link is None:
            continue
        value = link.item.value
        key = value.place.id if value.place is not None else link.item.start
        weight = link.probability * _PLACE_TRUST[value.precision] * (0.3 + member.probability)
        votes[key] += weight
        if key not in best or best[key].probability < link.probability:
            best[key] = link
    if not votes:
        return None
    return best[max(votes, key=lambda key: votes[key])]


def _toll(members: list[Candidate], fate: str) -> Linked | None:
    votes: dict[tuple[int | None, int | None], float] = defaultdict(float)
    best: dict[tuple[int | None, int | None], Linked] = {}
    silent = 0.0
    for member in members:
        link: Linked | None = getattr(member, fate)
        if link is None:
            silent += 0.15 * member.probability
            continue
        key = (link.item.value.min, link.item.value.max)
        votes[key] += link.probability * (0.3 + member.probability)
        if key not in best or best[key].probability < link.probability:
            best[key] = link
    if not votes:
        return None
    top = max(votes, key=lambda key: votes[key])
    return best[top] if votes[top] > silent else None


def _cast(members: list[Candidate], part: str, floor: float) -> list[Linked]:
    best: dict[object, Linked] = {}
    for member in members:
        for link in getattr(member, part):
            key = link.ident if link.ident is not None else ("text", link.item.start)
            if key not in best or best[key].probability < link.probability:
                best[key] = link
    kept = [link for link in best.values() if link.probability >= floor]
    return sorted(kept, key=lambda link: link.item.start)


def _arms(members: list[Candidate]) -> list[Linked]:
    best: dict[str, Linked] = {}
    for member in members:
        for link in member.weapons:
            weapon = link.item.value.weapon
            if link.probability >= WEAPON_FLOOR and (weapon not in best or best[weapon].probability < link.probability):
                best[weapon] = link
    return sorted(best.values(), key=lambda link: link.item.start)


def assemble(members: list[Candidate]) -> Draft:
    """Return the draft of the event that ``members`` tell, each slot by their weighed votes."""
    kind, sure = _kind(members)
    lethal = kinds()[kind].lethal
    initiators = _cast(members, "initiators", CAST_FLOOR)
    done = {link.ident for link in initiators if link.ident}
    targets = [link for link in _cast(members, "targets", CAST_FLOOR) if link.ident not in done or link.ident is None]
    return Draft(
        members=members,
        kind=kind,
        kind_probability=sure,
        date=_date(members),
        place=_place(members),
        initiators=initiators,
        targets=targets,
        weapons=_arms(members) if lethal else [],
        killed=_toll(members, "killed") if lethal else None,
        injured=_toll(members, "injured") if lethal else None,
    )


def event_features(draft: Draft) -> list[str]:
    """Return the features of whether the drafted event is one to report."""
    top = max(member.probability for member in draft.members)
    rest = sorted((member.probability for member in draft.members), reverse=True)[1:3]
    head = any(member.order == 0 for member in draft.members)
    lead = any(member.order <= 1 for member in draft.members)
    date = draft.date.how if draft.date else "no"
    place = "no" if draft.place is None else str(draft.place.item.value.precision)
    who, whom = min(len(draft.initiators), 2), min(len(draft.targets), 2)
    zone = draft.head.zone if draft.head.order else "body"
    features = [
        "event", f"top={min(int(top * 20), 19)}", f"second={int(rest[0] * 5) if rest else 'none'}", f"n={min(len(draft.members), 4)}",
        f"kind={draft.kind}", f"date={date}", f"place={place}", f"who={who}", f"whom={whom}", f"zone={zone}", f"head={head}",
        f"lead={lead}", f"kind={draft.kind}&date={date}", f"killed={draft.killed is not None}", f"date={date}&place={place}",
        f"who={who}&whom={whom}", f"weapons={len(draft.weapons) > 0}", f"sure={int(draft.kind_probability * 5)}",
        f"kind={draft.kind}&who={who > 0}", f"date={date}&who={who > 0}&place={place != 'no'}", f"head={head}&n={min(len(draft.members), 3)}",
        f"trigger={'/'.join(sorted({m.trigger.kind for m in draft.members})[:3])}", f"order={min(min(m.order for m in draft.members), 8)}",
    ]  # fmt: skip
    features += [f"l={m.trigger.lemma}" for m in draft.members]
    return features
