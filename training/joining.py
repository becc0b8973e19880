"""Joining: what deciders learn from drafts: mentions, pairs, roles, settled values, claims, and the gate."""

from __future__ import annotations

from typing import Any

import msgspec
from training.claims import L2 as CLAIM_L2
from training.documents import Doc
from training.fit import Choice, choice, fit, yes_no
from training.links import L2, candidates

from rasad.codebook.kinds import kinds
from rasad.codebook.weapons import UNTYPED
from rasad.reports.arming import arms
from rasad.reports.assembly import Draft, assemble
from rasad.reports.candidate import Candidate
from rasad.reports.claims import PARTS
from rasad.reports.drafting import mention_features
from rasad.reports.kin import around
from rasad.reports.model import Model
from rasad.reports.outcome import outcome_of
from rasad.reports.pairing import pair_features
from rasad.reports.roles import roles
from rasad.reports.settling import date_values, place_values, toll_values
from rasad.reports.writing import Surroundings, write
from training import align

SETTLED = ("date", "place", "killed", "injured")
VOICES = ("", "silent:")
"""Before the features of a value, and of nothing said."""


PLAIN = {  # before the roles are learned: an actor plays the part that its best link gives it
    f"role-{part}": Model(part, {f"top={n}": n - 4.6 for n in range(11)} | {"wins=False": -5.0})
    for part in ("initiators", "targets", "weapon")
} | {
    f"settle-{slot}": Model(
        slot,
        {f"{voice}mean={n}": float(n) for n in range(11) for voice in VOICES}
        | {f"{voice}top={n}": 0.3 * n for n in range(11) for voice in VOICES},
    )
    for slot in SETTLED
}


def ended(doc: Doc, draft: Draft) -> Surroundings:
    return Surroundings(outcome=outcome_of(doc.view, draft))


def as_gold(doc: Doc, made: Candidate) -> dict[str, Any]:
    draft = assemble(PLAIN, [made])
    draft.probability = 1.0
    report = write(doc.view, draft, 1, ended(doc, draft))
    return msgspec.to_builtins(report)


def meaning(doc: Doc, made: Candidate) -> tuple[int | None, bool]:
    """The gold event a candidate tells (or None), and whether that is sure enough to learn from."""
    own = doc.tellers.get(made.item.start)
    if own is not None:
        return own.number, True
    predicted = as_gold(doc, made)
    best, best_score, second = None, 0.0, 0.0
    for event in doc.events:
        gold = event.gold
        if not align.kind_fits(made.item, gold) or gold.get("zone", "body") != predicted["zone"]:
            continue
        score = 3.0 * align.SCORE.kind_agrees(gold, predicted)
        score += 2 * (align.SCORE.date_agrees(gold, predicted) and bool(gold.get("date")))
        score += 2 * (align.SCORE.place_agrees(gold, predicted) and bool(gold.get("place")))
        score += 2 * bool(gold.get("killed") and align.SCORE.toll_agrees(gold["killed"], predicted["killed"]))
        score += align.SCORE.paired(gold["initiators"], predicted["initiators"], align.SCORE.actor_agrees) > 0
        score += align.SCORE.paired(gold["targets"], predicted["targets"], align.SCORE.actor_agrees) > 0
        if score > best_score:
            best, best_score, second = event.number, score, best_score
        else:
            second = max(second, score)
    if best is not None and best_score >= 6 and best_score - second >= 1:
        return best, True
    if best is not None and best_score >= 4:
        return best, False
    return None, True


def second_choices(doc: Doc, models: dict[str, Model]) -> tuple[list[Choice], list[Choice], list[Candidate]]:
    made = candidates(models, doc)
    mention, pairs = [], []
    told = [meaning(doc, c) for c in made]
    for candidate, (number, sure) in zip(made, told, strict=False):
        candidate.extra["told"] = number
        features = mention_features(doc.view, candidate, candidate.extra["first"])
        candidate.extra["mention"] = features
        if sure:
            told_at = yes_no([*features, *around(doc.view, candidate.item)], number is not None)
            mention.append(doc.weighed(told_at))
    known = [(c, number) for c, (number, sure) in zip(made, told, strict=False) if sure and number is not None]
    weight = min(1.0, 12 / max(len(known), 1))  # a long list of incidents must not outweigh ordinary articles
    for j, (b, nb) in enumerate(known):
        for a, na in known[:j]:
            pairs.append(doc.weighed(yes_no(pair_features(doc.view, a, b), na == nb, weight)))
    return mention, pairs, made


def role_choices(doc: Doc, groups: list[list[Candidate]]) -> list[tuple[str, Choice]]:
    """What each actor near a group that matches a gold event did in it."""
    drafts = [assemble(PLAIN, group) for group in groups]
    reports = [msgspec.to_builtins(write(doc.view, d, k, ended(doc, d))) for k, d in enumerate(drafts)]
    number = {id(r): k for k, r in enumerate(reports)}
    out = []
    for gold, report in align.SCORE.match(doc.coded.gold["events"], reports):
        k = number[id(report)]
        for link, features in arms(groups[k], drafts[k].kind):
            weapon = link.item.value.weapon
            hit = weapon in gold["weapons"] or (
                weapon == UNTYPED and bool({"rocket", "missile"} & set(gold["weapons"]))
            )
            out.append(("weapon", yes_no(features, hit)))
        out += settle_choices(doc, groups[k], drafts[k].kind, gold)
        for role in roles(groups[k], drafts[k].kind):
            item = role.link.item
            mine = {"id": role.link.ident, "text": doc.view.tokens.words(item.start, item.end)}
            wanted = align.own_kind(role.link.item, gold.get(role.part) or [])
            right = any(align.SCORE.actor_agrees(other, mine) for other in wanted)
            out.append((role.part, yes_no(role.features, right)))
    return out


def settle_choices(doc: Doc, members: list[Candidate], kind: str, gold: dict[str, Any]) -> list[tuple[str, Choice]]:
    """Which of the values that a group's candidates give each slot is the gold's."""
    out = []
    dates = date_values(members, kind)
    wanted = gold.get("date")
    right = [
        n
        for n, v in enumerate(dates)
        if (v.link.start is None) == (wanted is None)
        and (wanted is None or (v.link.start, v.link.end) == (wanted["start"][:10], wanted["end"][:10]))
    ]
    if not right and wanted:
        right = [
            n
            for n, v in enumerate(dates)
            if v.link.start
            and align.SCORE.date_agrees({"date": wanted}, {"date": {"start": v.link.start, "end": v.link.end}})
        ]
    if right and len(dates) > 1:
        out.append(("settle-date", choice([v.features for v in dates], right)))
    places = place_values(members, kind)
    right = align.right_places([v.link or v for v in map(Bare, places)], gold, doc.view)
    if right and len(places) > 1:
        out.append(("settle-place", choice([v.features for v in places], right)))
    if kinds()[kind].lethal:
        for fate in ("killed", "injured"):
            tolls = toll_values(members, kind, fate)
            right = align.right_tolls([v.link or v for v in map(Bare, tolls)], gold.get(fate))
            if right and len(tolls) > 1:
                out.append((f"settle-{fate}", choice([v.features for v in tolls], right)))
    return out


class Bare:
    """A value seen as an option: its mention, or none."""

    def __init__(self, value: Any) -> None:
        self.link = value.link
        self.item = value.link.item if value.link is not None else None


def train_roles(choices: list[tuple[str, Choice]]) -> dict[str, Model]:
    settled = {
        f"settle-{slot}": Model(
            f"settle-{slot}", fit([c for name, c in choices if name == f"settle-{slot}"], l2=L2["settle"])
        )
        for slot in SETTLED
    }
    return settled | {
        f"role-{part}": Model(f"role-{part}", fit([c for name, c in choices if name == part], l2=L2["role"]))
        for part in ("initiators", "targets", "weapon")
    }


def train_claims(folds: list[dict[str, list[Choice]]]) -> dict[str, Model]:
    """The deciders of who claims, denies and is blamed, by part."""
    return {part: Model(part, fit([c for fold in folds for c in fold[part]], l2=CLAIM_L2[part])) for part in PARTS}
