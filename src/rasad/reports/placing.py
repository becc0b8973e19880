"""Placing: which toponym an event happened at, or none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from rasad.grammar.item import Item
from rasad.reports.candidate import Linked
from rasad.reports.dating import UNLIKELY
from rasad.reports.model import Model, Part, as_they_are, features_of, softmax
from rasad.reports.reading import net_signs, related
from rasad.reports.relation import governors, nearness, relation
from rasad.reports.view import View

_LOCAL: Final = frozenset({"k=", "o=", "z="})


class PlaceOption(NamedTuple):
    """One place an event may have happened at (``item`` ``None``: none is said), with its features."""

    item: Item | None
    features: list[str]


def place_options(view: View, trigger: Item, standing: list[str]) -> list[PlaceOption]:
    """Return every place the event of ``trigger`` may have: those near it, of the headline and lead, and none."""
    found = _near(view, trigger)
    local = [*_local(standing), *_some(view, trigger, found)]
    options = [PlaceOption(None, ["null", *(f"null&{f}" for f in local)])]
    kind = trigger.value.kind
    for one in found:
        features = [*_own(view, one.item).features, *features_of(_parts(view, trigger, kind, one))]
        options.append(PlaceOption(one.item, features))
    return options


def _local(standing: list[str]) -> list[str]:
    """Return the trigger's features that speak for and against a place's being said at all."""
    return [f for f in standing if f[:2] in _LOCAL or f.startswith("def")]


def _some(view: View, trigger: Item, found: Sequence[_Stand]) -> list[str]:
    """Return whether any place is said, and whether in the trigger's sentence."""
    sentence_of = view.tokens.sentence_of
    here = any(sentence_of[one.item.start] == sentence_of[trigger.start] for one in found)
    best = max((step for one in found for step in related(view, trigger, one.item, "place")), default=None)
    net = net_signs("", best) if best is not None else []
    return ["some", "here", *net] if here else ["some", *net] if found else []


def _near(view: View, trigger: Item) -> list[_Stand]:
    """Return the places near ``trigger``, each once, those of its own sentence each time they are named."""
    known: dict[int, tuple[list[_Stand], list[_Stand]]] = view.memo.setdefault("places-near", {})
    sentence = view.tokens.sentence_of[trigger.start]
    held = known.get(sentence)
    if held is None:
        found = list(_near_sentence(view, trigger, sentence))
        here = len(view.mentions("place", sentence))  # they come first
        held = known[sentence] = (found[:here], found[here:])
    own, others = held
    if not own:
        return others
    ranks = nearness(trigger, [one.item for one in own])
    near = [_Stand(item, min(ranks[item.start], 3), rank, again) for item, _, rank, again in own]
    return [*near, *others]


def _near_sentence(view: View, trigger: Item, sentence: int) -> Iterator[_Stand]:
    """Yield the places near ``trigger``; how near those of other sentences stand is the same for all triggers of
    its own."""
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
                yield _Stand(item, min(ranks[item.start], 3), min(rank, 3), again)
            seen.add(name)


class _Stand(NamedTuple):
    """A place, how many of its sentence stand nearer, its number among them, and whether it was named before."""

    item: Item
    nearer: int
    rank: int
    again: bool


class _Own(NamedTuple):
    """What holds of a place whatever the trigger."""

    features: list[str]
    grammar: tuple[str, ...]
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
    return _Own(out, tuple(grammar), size, narrower)


def _parts(view: View, trigger: Item, kind: str, one: _Stand) -> list[Part]:
    """Return what of a place's features hangs on the trigger too, of that ``kind``."""
    item, nearer, rank, again = one
    own, where = _own(view, item), relation(view, trigger, item)
    way = where[0]
    return [
        (as_they_are, *where),
        (_of_kind, kind, own.grammar, own.size, item.value.type),
        (_by_side, way, nearer, rank, again, own.size, own.container),
        (_governed, way, own.grammar, where[5] if len(where) > 5 else None),
        (net_signs, "", *related(view, trigger, item, "place")),
    ]


def _of_kind(kind: str, grammar: tuple[str, ...], size: str, type_: str) -> list[str]:
    return [f"k={kind}&size={size}", f"k={kind}&type={type_}", *(f"{g}&k={kind}" for g in grammar)]


def _by_side(way: str, nearer: int, rank: int, again: bool, size: str, container: bool) -> list[str]:
    """Return the features of a place on the side ``way``; ``nearer`` is how many of its sentence stand nearer."""
    out = [f"near{nearer}&{way}", f"size={size}&{way}", f"rank={rank}"]
    if container:
        out.append(f"container&{way}")
    return [*out, "again"] if again else out


def _governed(way: str, grammar: tuple[str, ...], between: str | None) -> list[str]:
    out = [f"{g}&{way}" for g in grammar]
    return out if between is None else [*out, *(f"{between}&{g}" for g in grammar[:1])]


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
    found = _near(view, trigger)
    scores = [model.score(["null"]) + model.under("null&", [*_local(standing), *_some(view, trigger, found)])]
    alone: dict[tuple[Model, int], float] = view.memo.setdefault("place-score", {})
    kind = trigger.value.kind
    for one in found:
        item = one.item
        own = alone.get((model, item.start))
        if own is None:
            own = alone[model, item.start] = model.score(_own(view, item).features)
        scores.append(own + model.together(_parts(view, trigger, kind, one)))
    probabilities = softmax(scores)
    links = [Linked(one.item, p) for one, p in zip(found, probabilities[1:], strict=True) if p >= UNLIKELY]
    return sorted(links, key=lambda link: -link.probability), probabilities[0]
