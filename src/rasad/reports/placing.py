"""Placing: which toponym an event happened at, or none."""

from __future__ import annotations

from typing import NamedTuple

from rasad.grammar.item import Item
from rasad.reports.candidate import Linked
from rasad.reports.dating import UNLIKELY
from rasad.reports.model import Model
from rasad.reports.relation import governors, nearness, relation
from rasad.reports.view import View


class PlaceOption(NamedTuple):
    """One place an event may have happened at (``item`` ``None``: none is said), with its features."""

    item: Item | None
    features: list[str]


def place_options(view: View, trigger: Item, standing: list[str]) -> list[PlaceOption]:
    """Return every place the event of ``trigger`` may have: those near it, those of the headline and lead, and none."""
    sentence = view.tokens.sentence_of[trigger.start]
    local = [f for f in standing if f[:2] in {"k=", "o=", "z="} or f.startswith("def")]
    kind = trigger.value.kind
    options = [PlaceOption(None, ["null", *(f"null&{f}" for f in local)])]
    near = [s for s in range(sentence - 3, sentence + 3) if 0 <= s < len(view.sentences)]
    heads = [s for s in range(min(4, len(view.sentences))) if view.order[s] <= 1 and s not in near]
    seen: set[object] = set()
    for other in sorted(near + heads, key=lambda s: (s != sentence, s > sentence, abs(s - sentence))):
        if view.order[other] == 99 and view.zone[other] != view.zone[sentence]:
            continue
        items = list(view.mentions("place", other))
        ranks = nearness(trigger, items)
        for rank, item in enumerate(items):
            name = item.value.place.id if item.value.place else view.tokens.forms[item.value.name_start]
            again = name in seen
            if other == sentence or not again:
                features = _features(view, trigger, item, kind)
                features.append(f"rank={min(rank, 3)}")
                features.append(f"near{min(ranks[item.start], 3)}&{features[1]}")
                if again:
                    features.append("again")
                options.append(PlaceOption(item, features))
            seen.add(name)
    if len(options) > 1:
        options[0].features.append("null&some")
        if any(view.tokens.sentence_of[o.item.start] == sentence for o in options[1:] if o.item):
            options[0].features.append("null&here")
    return options


def _features(view: View, trigger: Item, item: Item, kind: str) -> list[str]:
    value = item.value
    where = relation(view, trigger, item)
    out = ["place", *where]
    size = value.precision or "unknown"
    out += [f"size={size}", f"type={value.type}", f"size={size}&{where[0]}", f"k={kind}&size={size}", f"k={kind}&type={value.type}"]
    grammar = governors(view, item)
    out += grammar
    out += [f"{g}&size={size}" for g in grammar]
    out += [f"{g}&{where[0]}" for g in grammar]
    out += [f"{g}&k={kind}" for g in grammar]
    if len(where) > 5:
        out += [f"{where[5]}&{g}" for g in grammar[:1]]
    if value.near:
        out.append("near")
    if value.generic:
        out.append("generic")
    if value.direction:
        out.append("direction")
    if value.place is None:
        out.append("unresolved")
    narrower, container = _chain(view, item)
    if narrower:
        out += ["container", f"container&{where[0]}"]
    if container:
        out += ["contained"]
    if _is_demonymic(view, item):
        out.append("then-actor")
    return out


def _chain(view: View, item: Item) -> tuple[bool, bool]:
    """Say whether ``item`` closely follows a narrower place, and whether a broader one closely follows it."""
    sentence = view.tokens.sentence_of[item.start]
    items = view.mentions("place", sentence)
    size = {"point": 0, None: 0, "area": 1, "admin1": 2, "country": 3}
    mine = size[item.value.precision]
    narrower = any(0 <= item.start - o.end <= 3 and size[o.value.precision] <= mine and o is not item for o in items)
    broader = any(0 <= o.start - item.end <= 3 and size[o.value.precision] >= mine and o is not item for o in items)
    return narrower, broader


def _is_demonymic(view: View, item: Item) -> bool:
    """Say whether the place's words are (part of) an actor's name too."""
    return any(
        other.start <= item.start and item.end <= other.end
        for other in view.mentions("actor", view.tokens.sentence_of[item.start])
    )


def decide_place(model: Model, view: View, trigger: Item, standing: list[str]) -> tuple[list[Linked], float]:
    """Return the places that the event of ``trigger`` may have, likeliest first, and how likely none is said."""
    options = place_options(view, trigger, standing)
    probabilities = model.probabilities([option.features for option in options])
    links = [
        Linked(option.item, p)
        for option, p in zip(options, probabilities, strict=True)
        if option.item is not None and p >= UNLIKELY
    ]
    return sorted(links, key=lambda link: -link.probability), probabilities[0]
