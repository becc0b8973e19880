"""Roles: which actors near the tellings of one event did it, and which suffered it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from rasad.mentions.actor import ActorMention
from rasad.reports.candidate import Candidate, Linked, strongest, weighed_mean
from rasad.reports.model import Model, odds_step
from rasad.reports.sides import stance

CAST_FLOOR: Final = 0.42
ROLE_FLOOR: Final = 0.08
_THRONGS: Final = {"protest": 0.79, "riot": 0.62}
"""Kinds that tell by their name who does them, and how often nobody nearer was meant (240 and 55 coded events)."""


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
    stopped = sum(member.trigger.cue == "intercept" for member in members) / len(members)
    stops = "no" if not stopped else "all" if stopped == 1 else "some"
    out = []
    for part, other in (("initiators", "targets"), ("targets", "initiators")):
        ranked = sorted((max(link.probability for _, link in votes) for votes in sides[part].values()), reverse=True)
        for key in keys:
            votes, rival = sides[part].get(key, []), sides[other].get(key, [])
            best = max((link for _, link in votes), key=lambda link: link.probability, default=None)
            if best is None or best.probability < ROLE_FLOOR:
                continue
            top, mean = best.probability, weighed_mean(votes)
            against = max((link.probability for _, link in rival), default=0.0)
            rank = min(ranked.index(top), 4)
            value = best.actor
            features = [
                "role",
                f"top={int(top * 10)}",
                f"mean={int(mean * 10)}",
                f"odds={odds_step(top)}",
                f"mean-odds={odds_step(mean)}",
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
                f"stops={stops}&top={int(top * 5)}",
                f"stops={stops}&rank={rank}&against={int(against * 3)}",
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
        for key, link in strongest(getattr(member, part), _who).items():
            out[key].append((0.3 + member.probability, link))
    return out


def cast(models: dict[str, Model], members: list[Candidate], kind: str) -> tuple[list[Linked], list[Linked]]:
    """Return initiators and targets: each actor in its likelier part, where that is likely enough."""
    scored: dict[object, tuple[float, Role]] = {}
    for role in roles(members, kind):
        p = models[f"role-{role.part}"].probability(role.features)
        key = _who(role.link)
        if key not in scored or scored[key][0] < p:
            scored[key] = (p, role)
    chosen: dict[str, list[Linked]] = {"initiators": [], "targets": []}
    for p, role in scored.values():
        if p >= CAST_FLOOR:
            chosen[role.part].append(Linked(role.link.item, p, role.link.ident))
    return tuple(sorted(chosen[part], key=lambda link: link.item.start) for part in ("initiators", "targets"))  # type: ignore[return-value]


def _who(link: Linked) -> object:
    """Return what makes two mentions one actor: the registry id, else the words."""
    return link.ident if link.ident is not None else ("words", *link.words)


def throng(members: list[Candidate], kind: str, place: Linked | None, targets: list[Linked]) -> list[Linked]:
    """Return who protests where no one is named: protesters, by the word that tells the event.

    The registry has Palestinian protesters as an actor of their own. None where they are among the ``targets``.
    """
    if kind not in _THRONGS:
        return []
    country = place.item.value.country if place is not None else None
    who = "palestinian-protesters" if country == "PS" else "protesters"
    if any(link.ident == who for link in targets):
        return []
    word = ActorMention(id=who, type="implied", class_="protesters")
    head = max(members, key=lambda c: (c.order > 0, c.probability)).item  # as ``Draft.head``
    return [Linked(head._replace(label="actor", value=word, rule=f"kind-actor:{kind}"), _THRONGS[kind], who)]
