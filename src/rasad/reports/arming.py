"""Arming: with what weapons an event was done, out of what its tellings name and its kind implies."""

from __future__ import annotations

from collections import defaultdict
from typing import Final

from rasad.codebook.weapons import UNTYPED, weapons_of_kind
from rasad.mentions.weapon import WeaponMention
from rasad.reports.candidate import Candidate, Linked, strongest, weighed_mean
from rasad.reports.model import Model, odds_step

WEAPON_FLOOR: Final = 0.45


def arms(members: list[Candidate], kind: str) -> list[tuple[Linked, list[str]]]:
    """Return the weapons that ``members`` name, and the one ``kind`` implies, with the features of their use."""
    known = weapons_of_kind().get(kind)
    if known is None:
        return []
    votes: dict[str, list[tuple[float, Linked]]] = defaultdict(list)
    for member in members:
        for weapon, link in strongest(member.weapons, lambda link: link.item.value.weapon).items():
            if weapon in known.possible or (weapon == UNTYPED and known.possible & {"rocket", "missile"}):
                votes[weapon].append((0.3 + member.probability, link))
    head = max(members, key=lambda c: c.probability)
    if known.implied and not any(held and weighed_mean(held) > 0.5 for held in votes.values()):
        word = WeaponMention(weapon=known.implied, role="implied")
        implied = head.item._replace(label="weapon", value=word, rule=f"kind-weapons:{kind}")
        votes.setdefault(known.implied, [(1.0, Linked(implied, 0.0))])
    tops = sorted((max(link.probability for _, link in held) for held in votes.values()), reverse=True)
    out = []
    for weapon, held in votes.items():
        best = max((link for _, link in held), key=lambda link: link.probability)
        top, mean = best.probability, weighed_mean(held)
        rank = min(tops.index(top), 3)
        features = [
            "arm",
            f"top={int(top * 10)}",
            f"mean={int(mean * 10)}",
            f"odds={odds_step(top)}",
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


def armed(models: dict[str, Model], members: list[Candidate], kind: str) -> list[Linked]:
    """Return the weapons used; a typed rocket or missile drops the untyped, which may be the same ones."""
    scored = [(link, models["role-weapon"].probability(features)) for link, features in arms(members, kind)]
    kept = {link.item.value.weapon: Linked(link.item, p) for link, p in scored if p >= WEAPON_FLOOR}
    if {"rocket", "missile"} & kept.keys():
        kept.pop(UNTYPED, None)
    return sorted(kept.values(), key=lambda link: link.item.start)
