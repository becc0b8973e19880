"""Placing: which toponym an event happened at, or none."""

from __future__ import annotations

from typing import NamedTuple

from rasad.grammar.item import Item
from rasad.reports.candidate import Linked
from rasad.reports.dating import UNLIKELY
from rasad.reports.kin import Kin, around, beside
from rasad.reports.model import Model, softmax
from rasad.reports.relation import governors, nearness, relation
from rasad.reports.view import View


class PlaceOption(NamedTuple):
    """One place an event may have happened at (``item`` ``None``: none is said), with its features."""

    item: Item | None
    features: list[str]


def place_options(view: View, trigger: Item, standing: list[str]) -> list[PlaceOption]:
    """Return every place the event of ``trigger`` may have: those near it, of the headline and lead, and none."""
    sentence = view.tokens.sentence_of[trigger.start]
    local = [f for f in standing if f[:2] in {"k=", "o=", "z="} or f.startswith("def")]
    kind = trigger.value.kind
    options = [PlaceOption(None, ["null", *(f"null&{f}" for f in local)])]
    near = [s for s in range(sentence - 3, sentence + 3) if 0 <= s < len(view.sentences)]
    heads = [s for s in range(min(4, len(view.sentences))) if view.order[s] <= 1 and s not in near]
    seen: set[object] = set()
    for other in sorted(near + heads, key=lambda s: (s != sentence, s > sentence, abs(s - sentence))):
        if view.apart(sentence, other):
            continue
        items = list(view.mentions("place", other))
        ranks = nearness(trigger, items)
        for rank, item in enumerate(items):
            name = item.value.place.id if item.value.place else view.tokens.forms[item.value.name_start]
            again = name in seen
            if other == sentence or not again:
                features = _features(view, trigger, item, kind, min(ranks[item.start], 3))
                features.append(f"rank={min(rank, 3)}")
                if again:
                    features.append("again")
                options.append(PlaceOption(item, features))
            seen.add(name)
    if len(options) > 1:
        options[0].features.append("null&some")
        if any(view.tokens.sentence_of[o.item.start] == sentence for o in options[1:] if o.item):
            options[0].features.append("null&here")
    return options


class _Own(NamedTuple):
    """What holds of a place whatever the trigger."""

    features: list[str]
    grammar: list[str]
    size: str
    container: bool


def _own(view: View, item: Item) -> _Own:
    """Return what holds of the place ``item`` by itself, worked out once an article."""
    known: dict[int, _Own] = view.memo.setdefault("place", {})
    found = known.get(item.start)
    if found is None:
        found = known[item.start] = _describe(view, item)
    return found


def _describe(view: View, item: Item) -> _Own:
    value = item.value
    size = value.precision or "unknown"
    grammar = governors(view, item)
    out = ["place", f"size={size}", f"type={value.type}", *grammar, *(f"{g}&size={size}" for g in grammar)]
    for name, holds in (("near", value.near), ("generic", value.generic), ("direction", value.direction)):
        if holds:
            out.append(name)
    if value.place is None:
        out.append("unresolved")
    narrower, container = _chain(view, item)
    if narrower:
        out.append("container")
    if container:
        out.append("contained")
    if _is_demonymic(view, item):
        out.append("then-actor")
    return _Own(out, grammar, size, narrower)


def _features(view: View, trigger: Item, item: Item, kind: str, nearer: int) -> list[str]:
    """Return the features of one place; ``nearer`` is how many places of its sentence stand nearer."""
    own = _own(view, item)
    where = relation(view, trigger, item)
    way, size = where[0], own.size
    out = [*own.features, *where]
    out += [f"near{nearer}&{way}", f"size={size}&{way}", f"k={kind}&size={size}", f"k={kind}&type={item.value.type}"]
    for g in own.grammar:
        out.append(f"{g}&{way}")
        out.append(f"{g}&k={kind}")
    if len(where) > 5:
        out += [f"{where[5]}&{g}" for g in own.grammar[:1]]
    if own.container:
        out.append(f"container&{way}")
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


def place_kin(view: View, trigger: Item, option: PlaceOption) -> list[Kin]:
    """Return the vectors for ``option``: the words beside the place, or around the trigger for none."""
    if option.item is None:
        return [one.under("~null") for one in around(view, trigger)]
    return _beside(view, option.item)


def _beside(view: View, item: Item) -> list[Kin]:
    known: dict[int, list[Kin]] = view.memo.setdefault("place-kin", {})
    held = known.get(item.start)
    if held is None:
        held = known[item.start] = beside(view, "~m", item)
    return held


def decide_place(model: Model, view: View, trigger: Item, standing: list[str]) -> tuple[list[Linked], float]:
    """Return the places that the event of ``trigger`` may have, likeliest first, and how likely none is said."""
    options = place_options(view, trigger, standing)
    kin = around(view, trigger)
    probabilities = softmax(
        [
            model.score(o.features)
            + (model.kinship(_beside(view, o.item)) if o.item else model.kinship(kin, "~null"))
            for o in options
        ]
    )
    links = [
        Linked(option.item, p)
        for option, p in zip(options, probabilities, strict=True)
        if option.item is not None and p >= UNLIKELY
    ]
    return sorted(links, key=lambda link: -link.probability), probabilities[0]
