"""Assembly: from a group of candidates that tell one event to the values of its event report."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Final

from rasad.codebook.actors import actors, airborne
from rasad.codebook.kinds import kinds
from rasad.codebook.weapons import UNTYPED, weapons_of_kind
from rasad.mentions.weapon import WeaponMention
from rasad.reports.candidate import Candidate, DateLink, Linked
from rasad.reports.model import Model
from rasad.reports.settling import settle_date, settle_place, settle_toll
from rasad.reports.sides import stance

CAST_FLOOR: Final = 0.42
ROLE_FLOOR: Final = 0.08
WEAPON_FLOOR: Final = 0.45


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


def _kind(members: list[Candidate], barred: frozenset[str] = frozenset()) -> tuple[str, float]:
    """Return the kind that the weighed votes of ``members`` give, none of ``barred``, and its share."""
    votes: dict[str, float] = defaultdict(float)
    for member in members:
        sure = 0.5 if member.trigger.kind == "kill" else 1.0
        for kind, p in member.kinds.items():
            votes[kind] += p * sure * max(member.probability, 0.05)
    best = max([kind for kind in votes if kind not in barred] or votes, key=lambda kind: votes[kind])
    return best, votes[best] / (sum(votes.values()) or 1.0)


_FLOWN: Final = frozenset({"air_strike"})
"""Kinds that need crewed aircraft."""


def _grounded(initiators: list[Linked]) -> bool:
    """Say whether whoever did it is known, and is an armed group without aircraft of its own."""
    known = [actors().get(link.ident or "") for link in initiators]
    return bool(known) and all(one and one.kind == "armed-group" and one.id not in airborne() for one in known)


@dataclass(slots=True)
class Role:
    """An actor's claim to a part in an event: its best mention in either part, and the features of the claim."""

    part: str
    link: Linked
    features: list[str]


def roles(members: list[Candidate], kind: str) -> list[Role]:
    """Return every actor near ``members`` in either part, with the features that decide whether it played it."""
    sides = {part: _votes(members, part) for part in ("initiators", "targets")}
    keys = dict.fromkeys((*sides["initiators"], *sides["targets"]))
    head = max(members, key=lambda c: c.probability)
    leaders = {part: _leaders(held) for part, held in sides.items()}
    out = []
    for part, other in (("initiators", "targets"), ("targets", "initiators")):
        ranked = sorted((max(link.probability for _, link in votes) for votes in sides[part].values()), reverse=True)
        for key in keys:
            votes, rival = sides[part].get(key, []), sides[other].get(key, [])
            best = max((link for _, link in votes), key=lambda link: link.probability, default=None)
            if best is None or best.probability < ROLE_FLOOR:
                continue
            top, mean = best.probability, _mean(votes)
            against = max((link.probability for _, link in rival), default=0.0)
            rank = min(ranked.index(top), 4)
            value = best.actor
            features = [
                "role",
                f"top={int(top * 10)}",
                f"mean={int(mean * 10)}",
                f"against={int(against * 5)}",
                f"rank={rank}",
                f"top={int(top * 5)}&mean={int(mean * 5)}",
                f"top={int(top * 5)}&against={int(against * 5)}",
                f"kind={kind}",
                f"kind={kind}&type={value.type}",
                f"kind={kind}&class={value.class_}",
                f"type={value.type}",
                f"kind={kind}&rank={rank}",
                f"n={min(len(members), 4)}&top={int(top * 5)}",
                f"of={min(len(ranked), 6)}",
                f"named={best.ident is not None}",
                f"wins={top > against}",
                f"top={int(top * 5)}&rank={rank}",
                f"headmention={any(link.item.start == best.item.start for link in getattr(head, part))}",
                *_stances(best.ident, leaders[other], leaders[part], kind, top),
            ]
            out.append(Role(part, best, features))
    return out


def _leaders(votes: dict[object, list[tuple[float, Linked]]]) -> list[tuple[str, float]]:
    """Return the registry ids that are likeliest in a part, with their probability, two at most."""
    best = {key: max(link.probability for _, link in held) for key, held in votes.items() if isinstance(key, str)}
    return sorted(best.items(), key=lambda pair: (-pair[1], pair[0]))[:2]


def _stances(
    ident: str | None, across: list[tuple[str, float]], beside: list[tuple[str, float]], kind: str, top: float
) -> list[str]:
    """Return how an actor stands to those likeliest in the other part and in its own."""
    out = []
    for name, leaders in (("across", across), ("beside", beside)):
        for rank, (other, p) in enumerate(leaders):
            how = stance(ident, other)
            out += [f"{name}{rank}={how}", f"{name}{rank}={how}&sure={int(p * 3)}&top={int(top * 3)}"]
            if rank == 0:
                out.append(f"{name}={how}&kind={kind}")
    foes = {how for how in (stance(ident, other) for other, p in across if p > 0.3) if how == "foes"}
    return [*out, f"foe={bool(foes)}&top={int(top * 5)}"]


def _votes(members: list[Candidate], part: str) -> dict[object, list[tuple[float, Linked]]]:
    """Return by actor the weighed links of ``members`` in ``part``."""
    out: dict[object, list[tuple[float, Linked]]] = defaultdict(list)
    for member in members:
        for key, link in _strongest(getattr(member, part)).items():
            out[key].append((0.3 + member.probability, link))
    return out


def cast(models: dict[str, Model], members: list[Candidate], kind: str) -> tuple[list[Linked], list[Linked]]:
    """Return initiators and targets: each actor in its likelier part, where that is likely enough."""
    scored: dict[object, tuple[float, Role]] = {}
    for role in roles(members, kind):
        p = models[f"role-{role.part}"].probability(role.features)
        key = role.link.ident if role.link.ident is not None else ("words", role.link.item.start)
        if key not in scored or scored[key][0] < p:
            scored[key] = (p, role)
    chosen: dict[str, list[Linked]] = {"initiators": [], "targets": []}
    for p, role in scored.values():
        if p >= CAST_FLOOR:
            chosen[role.part].append(Linked(role.link.item, p, role.link.ident))
    return tuple(sorted(chosen[part], key=lambda link: link.item.start) for part in ("initiators", "targets"))  # type: ignore[return-value]


def _strongest(links: list[Linked]) -> dict[object, Linked]:
    """Return the likeliest mention of each actor."""
    best: dict[object, Linked] = {}
    for link in links:
        key = link.ident if link.ident is not None else ("words", link.item.start)
        if key not in best or best[key].probability < link.probability:
            best[key] = link
    return best


def _mean(votes: list[tuple[float, Linked]]) -> float:
    """Return the weighed mean probability of ``votes``."""
    total = sum(weight for weight, _ in votes)
    return sum(weight * link.probability for weight, link in votes) / total if total else 0.0


def arms(members: list[Candidate], kind: str) -> list[tuple[Linked, list[str]]]:
    """Return the weapons that ``members`` name, and the one ``kind`` implies, with the features of their use."""
    known = weapons_of_kind().get(kind)
    if known is None:
        return []
    votes: dict[str, list[tuple[float, Linked]]] = defaultdict(list)
    for member in members:
        for weapon, link in _strongest_weapons(member.weapons).items():
            if weapon in known.possible or (weapon == UNTYPED and known.possible & {"rocket", "missile"}):
                votes[weapon].append((0.3 + member.probability, link))
    head = max(members, key=lambda c: c.probability)
    if known.implied and not any(held and _mean(held) > 0.5 for held in votes.values()):
        word = WeaponMention(weapon=known.implied, role="implied")
        implied = head.item._replace(label="weapon", value=word, rule=f"kind-weapons:{kind}")
        votes.setdefault(known.implied, [(1.0, Linked(implied, 0.0))])
    tops = sorted((max(link.probability for _, link in held) for held in votes.values()), reverse=True)
    out = []
    for weapon, held in votes.items():
        best = max((link for _, link in held), key=lambda link: link.probability)
        top, mean = best.probability, _mean(held)
        rank = min(tops.index(top), 3)
        features = [
            "arm",
            f"top={int(top * 10)}",
            f"mean={int(mean * 10)}",
            f"kind={kind}&weapon={weapon}",
            f"rank={rank}",
            f"kind={kind}&top={int(top * 5)}",
            f"weapon={weapon}&top={int(top * 5)}",
            f"of={min(len(votes), 3)}&rank={rank}",
            f"role={best.item.value.role}",
            f"implied={weapon == known.implied}&top={int(top * 5)}",
            f"kind={kind}&weapon={weapon}&top={int(top * 3)}",
            f"untyped&of={sorted(votes)}" if weapon == UNTYPED else "typed",
        ]
        out.append((_counted([link for _, link in held], best), features))
    return out


def _counted(links: list[Linked], best: Linked) -> Linked:
    """Return the likeliest of ``links`` that says how many ("أربعة صواريخ"), if likely enough, else ``best``."""
    told = [link for link in links if link.item.value.count is not None and link.probability >= WEAPON_FLOOR]
    return max(told, key=lambda link: link.probability, default=best)


def _armed(models: dict[str, Model], members: list[Candidate], kind: str) -> list[Linked]:
    """Return the weapons used; a typed rocket or missile drops the untyped, which may be the same ones."""
    scored = [(link, models["role-weapon"].probability(features)) for link, features in arms(members, kind)]
    kept = {link.item.value.weapon: Linked(link.item, p) for link, p in scored if p >= WEAPON_FLOOR}
    if {"rocket", "missile"} & kept.keys():
        kept.pop(UNTYPED, None)
    return sorted(kept.values(), key=lambda link: link.item.start)


def _strongest_weapons(links: list[Linked]) -> dict[str, Linked]:
    best: dict[str, Linked] = {}
    for link in links:
        weapon = link.item.value.weapon
        if weapon not in best or best[weapon].probability < link.probability:
            best[weapon] = link
    return best


def assemble(models: dict[str, Model], members: list[Candidate]) -> Draft:
    """Return the draft of the event that ``members`` tell, each slot by their weighed votes."""
    kind, sure = _kind(members)
    initiators, targets = cast(models, members, kind)
    if kind in _FLOWN and _grounded(initiators):
        kind, sure = _kind(members, _FLOWN)
    lethal = kinds()[kind].lethal
    return Draft(
        members=members,
        kind=kind,
        kind_probability=sure,
        date=settle_date(models["settle-date"], members, kind),
        place=settle_place(models["settle-place"], members, kind),
        initiators=initiators,
        targets=targets,
        weapons=_armed(models, members, kind),
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
    who, whom = min(len(draft.initiators), 2), min(len(draft.targets), 2)
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
    return [*features, *_surety(draft)]


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
    ]
