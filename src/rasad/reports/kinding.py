"""Kinding: which kind a trigger's event is, where its word leaves that open."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from rasad.grammar.item import Item
from rasad.reports.abreast import Abreast
from rasad.reports.kin import Kin, around, company
from rasad.reports.model import Model, softmax
from rasad.reports.reading import net_signs, reading_of
from rasad.reports.relation import bucket
from rasad.reports.trigger import READINGS
from rasad.reports.view import View


def kind_options(view: View, trigger: Item, standing: list[str]) -> list[tuple[str, list[str]]]:
    """Return the kinds that the trigger may stand for, each with its features."""
    readings = READINGS.get(trigger.value.kind, (trigger.value.kind,))
    if len(readings) == 1:
        return [(readings[0], [])]
    signs = _signs(view, trigger, standing)
    means = _means(view, trigger, view.tokens.sentence_of[trigger.start])
    of = trigger.value.kind
    nets = _nets(view, trigger, readings)
    return [
        (kind, [*_plain(kind, of, means, net), *(f"{kind}&{sign}" for sign in signs)])
        for kind, net in zip(readings, nets, strict=True)
    ]


def _nets(view: View, trigger: Item, readings: tuple[str, ...]) -> list[list[str]]:
    """Return what the net says of each of ``readings``, as features."""
    reading = reading_of(view)
    if reading is None:
        return [[] for _ in readings]
    return [net_signs("", step) for step in reading.kinds(trigger, readings)]


def _plain(kind: str, of: str, means: dict[str, list[str]], net: list[str]) -> list[str]:
    """Return the features of reading a trigger of kind ``of`` as ``kind``, beside its ``_signs``."""
    armed = means.get(kind, ["unarmed"] if not means else ["other-means"])
    return [f"is={kind}", f"own&{kind == of}", f"is={kind}&k={of}", *armed, *net]


def _signs(view: View, trigger: Item, standing: list[str]) -> list[str]:
    """Return what speaks for and against each kind: the words beside the trigger, weapons, triggers and actors."""
    local = [f for f in standing if f.startswith(("l=", "w+1", "w-1", "n:", "a:", "b:"))]
    sentence = view.tokens.sentence_of[trigger.start]
    signs = set()
    for item in view.mentions("weapon", sentence):
        gap = item.start - trigger.end if item.start >= trigger.end else trigger.start - item.end
        signs.add(f"weapon={item.value.weapon}")
        signs.add(f"weapon={item.value.weapon}@{min(bucket(max(gap, 0)), 6)}")
    for other in view.triggers:
        if other is not trigger and view.tokens.sentence_of[other.start] == sentence:
            signs.add(f"other={other.value.kind}")
            if 0 <= other.start - trigger.end <= 6:
                signs.add(f"soon={other.value.kind}")
    for item in view.mentions("actor", sentence):
        if item.value.id and abs(item.start - trigger.end) <= 8:
            signs.add(f"actor={item.value.id}")
            signs.add(f"class={item.value.class_}")
    for other_sentence in range(min(3, len(view.sentences))):
        if view.order[other_sentence] == 0:
            for item in view.mentions("weapon", other_sentence):
                signs.add(f"headweapon={item.value.weapon}")
    if sentence > 0:
        for item in view.mentions("weapon", sentence - 1):
            signs.add(f"lastweapon={item.value.weapon}")
    return [*local, *sorted(signs)]


_MEANS = {
    "drone": "drone_strike",
    "missile": "missile_attack",
    "rocket": "missile_attack",
    "rocket-or-missile": "missile_attack",
    "aircraft-bomb": "air_strike",
    "artillery": "shelling",
    "mortar": "shelling",
    "tank": "shelling",
    "ied": "bombing",
    "landmine": "bombing",
    "car-bomb": "bombing",
    "suicide-vest": "suicide_bombing",
    "chemical": "chemical_attack",
    "small-arms": "armed_attack",
    "blade": "armed_attack",
    "vehicle": "armed_attack",
}
"""The kind that a weapon makes an attack, by the definitions of the coding rules."""


def _means(view: View, trigger: Item, sentence: int) -> dict[str, list[str]]:
    """Return by kind how near the weapon stands that would make the attack one of that kind.

    These features are the same for every kind, so that a rare weapon is read as its kind like a common one.
    """
    gaps: dict[str, int] = {}
    for item in view.mentions("weapon", sentence):
        kind = _MEANS.get(item.value.weapon)
        gap = item.start - trigger.end if item.start >= trigger.end else trigger.start - item.end
        if kind is not None and gap < gaps.get(kind, 99):
            gaps[kind] = max(gap, 0)
    nearest = min(gaps.values(), default=0)
    out = {}
    for kind, gap in gaps.items():
        first = gap == nearest
        out[kind] = ["means", f"means@{min(bucket(gap), 5)}", f"means&first={first}", f"means&only={len(gaps) == 1}"]
        out[kind].append(f"means&k={trigger.value.kind}&first={first}")
    return out


_NEAR = frozenset({"~0", "~-2", "~-1", "~1", "~2", "~3", "~sentence", "~article"})


def kind_kin(view: View, trigger: Item, kind: str) -> list[Kin]:
    """Return the vectors for reading the trigger as ``kind``: the words around it."""
    return [one.under(f"~{kind}") for one in _kin(view, trigger)]


def _kin(view: View, trigger: Item) -> list[Kin]:
    return [one for one in around(view, trigger) if one.name in _NEAR]


_NAMED_MEANS: Final = {"drone_strike": "drone", "chemical_attack": "chemical"}
"""Kinds that are told apart by their weapon alone: an article without a word of it cannot tell one."""


def _has_means(view: View, kind: str) -> bool:
    """Say whether the article names the weapon that ``kind`` is told by, if it is told by one."""
    weapon = _NAMED_MEANS.get(kind)
    if weapon is None:
        return True
    known: dict[str, bool] = view.memo.setdefault("means", {})
    if weapon not in known:
        known[weapon] = any(item.value.weapon == weapon for item in view.chart.by_label.get("weapon", ()))
    return known[weapon]


def decide_kinds(model: Model, view: View, trigger: Item, standing: list[str]) -> dict[str, float]:
    """Return the probability of each kind the trigger may stand for."""
    of = trigger.value.kind
    readings = tuple(kind for kind in READINGS.get(of, (of,)) if kind == of or _has_means(view, kind))
    if len(readings) == 1:
        return {readings[0]: 1.0}
    signs = _signs(view, trigger, standing)
    means = _means(view, trigger, view.tokens.sentence_of[trigger.start])
    abreast = _abreast(model, readings)
    nets = zip(readings, _nets(view, trigger, readings), strict=True)
    plain = [model.score(_plain(kind, of, means, net)) for kind, net in nets]
    shared = zip(plain, abreast.companionship(company(view, trigger)), abreast.scores(signs), strict=True)
    return dict(zip(readings, softmax([own + kin + sign for own, kin, sign in shared]), strict=True))


@lru_cache(maxsize=256)
def _abreast(model: Model, readings: tuple[str, ...]) -> Abreast:
    """Return the weights for ``readings``; there are as many sets of them as kinds of trigger, or twice that."""
    return Abreast(model, readings)
