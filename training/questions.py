"""Questions: what the gold answers about one trigger: is it an event, of what kind, when, where, who, what toll."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from training.claims import is_wanted
from training.documents import Doc, retold

from rasad.codebook.kinds import kinds
from rasad.grammar.item import Item
from rasad.reports.casting import cast_options, may_act, object_options, weapon_options
from rasad.reports.claims import PARTS
from rasad.reports.dating import date_options
from rasad.reports.drafting import _MILITARY_GROUPS
from rasad.reports.kinding import kind_options
from rasad.reports.placing import place_options
from rasad.reports.tolling import toll_options
from rasad.reports.view import View
from rasad.reports.zones import zone_of
from training import align


@dataclass(frozen=True, slots=True)
class Question:
    """One decision about ``trigger``: its options, and the numbers of the right ones.

    A yes/no question has one option, which is right or not.
    """

    name: str
    trigger: Item
    options: list[Any]
    right: list[int]
    yes_no: bool = False


def questions(doc: Doc) -> Iterator[Question]:
    """Yield every question that the gold of ``doc`` answers."""
    view = doc.view
    for item in view.triggers:
        event = doc.tellers.get(item.start)
        if zone_of(view.zone[view.tokens.sentence_of[item.start]]) is None:
            continue
        told = True if event is not None else retold(doc, item)
        if told is not None:
            yield Question("first", item, [item], [0] if told else [], yes_no=True)
        if event is not None:
            yield from _of_event(doc, item, event.gold)


def _of_event(doc: Doc, item: Item, gold: dict[str, Any]) -> Iterator[Question]:
    view, standing = doc.view, doc.standing[item.start]
    found = [
        ("date", date_options(view, item, standing), lambda o: align.right_dates(o, gold.get("date"))),
        ("place", place_options(view, item, standing), lambda o: align.right_places(o, gold, view)),
        ("kind", kind_options(view, item, standing), lambda o: _right_kinds(o, gold)),
    ]
    if kinds()[gold["kind"]].lethal:
        for fate in ("killed", "injured"):
            found.append((fate, toll_options(view, item, fate, standing), _toll_judge(gold, fate)))
    for name, options, judge in found:
        right = judge(options)
        if right and len(options) > 1:
            yield Question(name, item, options, right)
    if kinds()[gold["kind"]].lethal:
        for option in weapon_options(view, item):
            yield Question("weapon", item, [option], [0] if _used(option.item, gold) else [], yes_no=True)
    yield from _cast(doc, item, gold)


def _toll_judge(gold: dict[str, Any], fate: str) -> Callable[[list[Any]], list[int]]:
    return lambda options: align.right_tolls(options, gold.get(fate))


def _right_kinds(options: list[Any], gold: dict[str, Any]) -> list[int]:
    accepted = {gold["kind"], *gold.get("kind_alternatives", [])}
    own = [n for n, (kind, _) in enumerate(options) if kind == gold["kind"]]
    return own or [n for n, (kind, _) in enumerate(options) if kind in accepted]


def _used(item: Item, gold: dict[str, Any]) -> bool:
    weapon, used = item.value.weapon, set(gold["weapons"])
    return weapon in used or (weapon == "rocket-or-missile" and bool({"rocket", "missile"} & used))


def _cast(doc: Doc, item: Item, gold: dict[str, Any]) -> Iterator[Question]:
    view = doc.view
    military = kinds()[gold["kind"]].group in _MILITARY_GROUPS
    everyone = [*cast_options(view, item), *object_options(view, item)]
    here = view.tokens.sentence_of[item.start]
    for part, name in (("initiators", "initiator"), ("targets", "target")):
        wanted = gold.get(part) or []
        options = [option for option in everyone if name == "target" or may_act(option.item)]
        hits = [align.is_actor(o.item, wanted, view, military) for o in options]
        same = [h and view.tokens.sentence_of[o.item.start] == here for h, o in zip(hits, options, strict=True)]
        for option, hit, near in zip(options, hits, same, strict=True):
            if hit and any(same) and not near:
                continue
            if hit and near and closer(view, item, option.item, options, hits):
                continue
            yield Question(name, item, [option], [0] if hit else [], yes_no=True)


def claims(doc: Doc) -> Iterator[Question]:
    """Yield who claims, denies and is blamed for the event of each trigger, of the actors near it (for the net)."""
    for item in doc.view.triggers:
        event = doc.tellers.get(item.start)
        if event is None or zone_of(doc.view.zone[doc.view.tokens.sentence_of[item.start]]) is None:
            continue
        for option in cast_options(doc.view, item):
            for part in PARTS:
                hit = is_wanted(option.item, None, event.gold.get(part) or [], doc.view)
                yield Question(part, item, [option], [0] if hit else [], yes_no=True)


def closer(view: View, trigger: Item, item: Item, options: list[Any], hits: list[bool]) -> bool:
    """Whether another mention of the same actor stands nearer to the trigger."""
    ident = item.value.reading(military=True)
    mine = abs(item.start - trigger.start)
    return any(
        h
        and o.item is not item
        and o.item.value.reading(military=True) == ident
        and abs(o.item.start - trigger.start) < mine
        and o.item.value.type == item.value.type
        for o, h in zip(options, hits, strict=True)
    )
