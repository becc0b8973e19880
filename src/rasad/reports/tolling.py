"""Tolling: which toll belongs to an event, or none."""

from __future__ import annotations

from typing import Final, NamedTuple

from rasad.grammar.item import Item
from rasad.reports.candidate import Linked
from rasad.reports.dating import UNLIKELY
from rasad.reports.model import Model
from rasad.reports.reading import net_signs, related
from rasad.reports.relation import governors, relation
from rasad.reports.view import View

_LEADING: Final = frozenset({"result", "light", "say", "denial", "negation", "time", "past"})


class TollOption(NamedTuple):
    """A toll mention an event may have (``item`` ``None``: none is said), with its features."""

    item: Item | None
    features: list[str]


def toll_options(view: View, trigger: Item, fate: str, standing: list[str]) -> list[TollOption]:
    """Return the tolls of ``fate`` ("killed", "injured") near the event of ``trigger``, and none."""
    sentence = view.tokens.sentence_of[trigger.start]
    local = [f for f in standing if f[:2] in {"k=", "l="}]
    options = [TollOption(None, ["null", *(f"null&{f}" for f in local)])]
    near = [s for s in range(sentence - 3, sentence + 4) if 0 <= s < len(view.sentences)]
    heads = [s for s in range(min(4, len(view.sentences))) if view.order[s] <= 1 and s not in near]
    here, nets = 0, list[int]()
    for other in near + heads:
        if view.apart(sentence, other):
            continue
        for item in view.mentions("toll", other):
            if item.value.kind == fate:
                net = related(view, trigger, item, fate)
                nets += net
                options.append(TollOption(item, [*_features(view, trigger, item), *net_signs("", *net)]))
                here += other == sentence
    options[0].features.extend(net_signs("null&", *sorted(nets)[-1:]))
    if here:
        options[0].features.append("null&here")
    elif len(options) > 1:
        options[0].features.append("null&some")
    return options


def _features(view: View, trigger: Item, item: Item) -> list[str]:
    value, kind = item.value, trigger.value.kind
    where = relation(view, trigger, item)
    out = ["toll", *where, f"k={kind}", f"k={kind}&{where[0]}"]
    for flag in ("none", "partial", "prior", "revised", "cumulative", "one_side", "negated", "person_named"):
        if getattr(value, flag):
            out += [flag, f"{flag}&{where[0]}"]
    if value.mood != "fact":
        out.append(f"mood={value.mood}")
    out.append(f"w={value.wording}")
    out += governors(view, item)
    before = view.cue_classes(item.start - 3, item.start)
    out += [f"c3:{c}" for c in sorted(before & _LEADING)]
    if value.agent_span is not None:
        out.append("agent")
    if trigger.value.kind == "kill" and where == ("inside",):
        out.append("own")
    for victim in value.victims[:1]:
        out.append(f"v={victim.victim_class}")
    return out


def decide_toll(
    model: Model, view: View, trigger: Item, fate: str, standing: list[str]
) -> tuple[list[Linked], float]:
    """Return the tolls of ``fate`` that the event of ``trigger`` may have, likeliest first, and how likely none."""
    if not view.chart.by_label.get("toll"):  # most articles tell of nobody hurt
        return [], 1.0
    options = toll_options(view, trigger, fate, standing)
    if len(options) == 1:
        return [], 1.0
    probabilities = model.probabilities([option.features for option in options])
    links = [
        Linked(option.item, p)
        for option, p in zip(options, probabilities, strict=True)
        if option.item is not None and p >= UNLIKELY
    ]
    return sorted(links, key=lambda link: -link.probability), probabilities[0]
