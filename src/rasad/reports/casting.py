"""Casting: which actors did it and which suffered it, and with what weapons."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Final, NamedTuple

from rasad.grammar.item import Item
from rasad.mentions.names import PERSON
from rasad.reports.candidate import Linked
from rasad.reports.model import Model, Part, features_of, logistic
from rasad.reports.reading import net_signs, related
from rasad.reports.relation import governors, relation
from rasad.reports.view import View

_LEADING: Final = frozenset({"by", "against", "possession", "say", "blame", "claim", "title", "with"})
_FOLLOWING: Final = frozenset({"say", "light", "claim", "blame", "denial", "result"})
_OBJECT_RANK: Final = 5
_ACTING: Final = frozenset({PERSON, "body"})
_CIVIL: Final = frozenset({"civilians", "protesters", "police", "settlers", "persons"})


class CastOption(NamedTuple):
    """An actor that may play a part in an event: features of its own, and of how it stands to the trigger."""

    item: Item
    own: list[str]
    paired: list[str]

    @property
    def features(self) -> list[str]:
        """All features of the option."""
        return [*self.own, *self.paired]


class WeaponOption(NamedTuple):
    """A weapon that may have been used in an event, with its features."""

    item: Item
    features: list[str]


def cast_options(view: View, trigger: Item) -> list[CastOption]:
    """Return the actors near the event of ``trigger``: in its sentence, the one before, the headline and the lead."""
    return [_option(view, trigger, item, rank) for item, rank in _near(view, trigger)]


def object_options(view: View, trigger: Item) -> list[CastOption]:
    """Return the objects of the sentence of ``trigger``, which may have been what it hit, as ``cast_options`` do."""
    return [_option(view, trigger, item, _OBJECT_RANK) for item in _objects(view, trigger)]


def _option(view: View, trigger: Item, item: Item, rank: int) -> CastOption:
    own, where = _own(view, item), relation(view, trigger, item)
    return CastOption(item, own.features, features_of(_parts(view, trigger, item, where, own, rank)))


def may_act(item: Item) -> bool:
    """Say whether ``item`` can have done something: of the objects only people told by a name, and bodies."""
    return item.label != "object" or item.value.class_ in _ACTING


def _objects(view: View, trigger: Item) -> list[Item]:
    """Return the objects of the sentence of ``trigger``, but for one that the trigger is part of."""
    found = view.mentions("object", view.tokens.sentence_of[trigger.start])
    return [item for item in found if not item.start <= trigger.start < item.end]


def _near(view: View, trigger: Item) -> list[tuple[Item, int]]:
    """Return the actors near ``trigger``, each with its place among those of its sentence (4 at most)."""
    known: dict[int, list[tuple[Item, int]]] = view.memo.setdefault("actors-near", {})
    sentence = view.tokens.sentence_of[trigger.start]
    held = known.get(sentence)
    if held is None:
        held = known[sentence] = list(_near_sentence(view, sentence))
    return held


def _near_sentence(view: View, sentence: int) -> Iterator[tuple[Item, int]]:
    others = [s for s in (sentence, sentence - 1, sentence + 1) if 0 <= s < len(view.sentences)]
    others += [s for s in range(min(4, len(view.sentences))) if view.order[s] <= 1 and s not in others]
    seen: set[object] = set()
    for other in others:
        if view.apart(sentence, other):
            continue
        for rank, item in enumerate(view.mentions("actor", other)):
            value = item.value
            who = value.id or value.forces or view.tokens.forms[item.start]
            if other != sentence and who in seen:
                continue  # farther mentions of an actor add nothing to nearer ones
            seen.add(who)
            yield item, min(rank, 4)


class _Own(NamedTuple):
    """What holds of an actor whatever the trigger: its features, and the parts that pair with a trigger's."""

    features: list[str]
    grammar: list[str]
    class_: str
    leading: list[str]
    toll: str | None


def _own(view: View, item: Item) -> _Own:
    """Return what holds of the actor ``item`` by itself, worked out once an article."""
    known: dict[int, _Own] = view.memo.setdefault("actor", {})
    found = known.get(item.start)
    if found is None:
        found = known[item.start] = _describe(view, item)
    return found


def _describe(view: View, item: Item) -> _Own:
    value = item.value
    grammar = governors(view, item)
    class_ = value.class_ or "none"
    features = ["actor", f"type={value.type}", f"class={class_}", *grammar]
    before = view.cue_classes(item.start - 3, item.start)
    features += [f"c3:{c}" for c in sorted(before)]
    features += [f"n2:{c}" for c in sorted(view.cue_classes(item.end, item.end + 2) & _FOLLOWING)]
    toll = _toll_around(view, item)
    if toll is not None:
        features += [f"toll={toll}", f"toll={toll}&class={class_}", f"toll={toll}&type={value.type}"]
    if value.id is None and value.forces is None:
        features.append("nameless")
    leading = sorted(before & _LEADING)
    return _Own(features, grammar, class_, leading, toll)


def _parts(view: View, trigger: Item, item: Item, where: tuple[str, ...], own: _Own, rank: int) -> list[Part]:
    """Return what of an actor's features hangs on ``trigger`` too, in parts that recur."""
    of, way, value = trigger.value, where[0], item.value
    kind, frame = of.kind, f"{of.frame}{of.pos}"
    parts: list[Part] = [
        (_standing, frame, where),
        (_of_kind, kind, way, own.class_),
        (_by_way, frame, way, own.class_, value.type, own.toll),
        (_ranked, rank),
        (net_signs, "", *related(view, trigger, item, "initiator", "target")),
    ]
    if of.cue == "intercept":
        parts.append((_stopping, frame, way, own.class_, rank))
    parts += [(_governed, kind, frame, way, g) for g in own.grammar]
    parts += [(_led, way, c) for c in own.leading]
    if way == "a" and item.start == trigger.end:
        parts.append((_next, frame, value.type, item.definite))
    elif way == "b" and item.end == trigger.start:
        parts.append((_previous, frame))
    return parts


def _standing(frame: str, where: tuple[str, ...]) -> list[str]:
    """Return the features of where an actor stands to a trigger of that ``frame``."""
    return [*where, *(f"{frame}&{w}" for w in where)]


def _of_kind(kind: str, way: str, class_: str) -> tuple[str, ...]:
    return f"k={kind}&class={class_}", f"k={kind}&{way}"


def _stopping(frame: str, way: str, class_: str, rank: int) -> tuple[str, ...]:
    """Return the features by a word of interception: who stops an attack is not who made it."""
    return f"stops&{way}", f"stops&{frame}&{way}", f"stops&{way}&class={class_}", f"stops&rank={rank}"


def _by_way(frame: str, way: str, class_: str, type_: str, toll: str | None) -> list[str]:
    """Return the features of what an actor is, by its side of the trigger."""
    out = [f"{way}&type={type_}", f"{frame}&{way}&class={class_}"]
    if toll is not None:
        out.append(f"toll={toll}&{way}")
    if class_ in _CIVIL:
        out.append(f"civil&{way}")
    return out


def _governed(kind: str, frame: str, way: str, governor: str) -> tuple[str, ...]:
    return f"{frame}&{way}&{governor}", f"k={kind}&{way}&{governor}"


def _led(way: str, cue: str) -> tuple[str, ...]:
    return (f"{way}&c3:{cue}",)


def _next(frame: str, type_: str, definite: bool) -> tuple[str, ...]:
    return "next", f"{frame}&next", f"{frame}&next&type={type_}", f"{frame}&next&def={definite}"


def _previous(frame: str) -> tuple[str, ...]:
    return "prev", f"{frame}&prev"


def _ranked(rank: int) -> tuple[str, ...]:
    return (f"rank={rank}",)


def _toll_around(view: View, item: Item) -> str | None:
    """Say whether ``item`` stands in a toll, as victim or as the one who killed."""
    for toll in view.mentions("toll", view.tokens.sentence_of[item.start]):
        agent = toll.value.agent_span
        if agent is not None and agent[0] <= item.start < agent[1]:
            return "agent"
        if toll.start <= item.start and item.end <= toll.end:
            return str(toll.value.kind)
    return None


def decide_cast(initiator: Model, target: Model, view: View, trigger: Item) -> tuple[list[Linked], list[Linked]]:
    """Return the actors near ``trigger`` with how likely each did it, and how likely each suffered it."""
    initiators, targets = [], []
    weights = initiator.pair(target)
    sums = weights.sums
    known: dict[int, tuple[float, float]] = view.memo.setdefault("cast", {})
    objects = ((item, _OBJECT_RANK) for item in _objects(view, trigger))
    for item, rank in chain(_near(view, trigger), objects):
        own, where = _own(view, item), relation(view, trigger, item)
        alone = known.get(item.start)
        if alone is None:
            alone = known[item.start] = weights.add(own.features)
        did, suffered = alone
        for part in _parts(view, trigger, item, where, own, rank):
            p, q = sums[part]
            did += p
            suffered += q
        if may_act(item):
            initiators.append(Linked(item, logistic(did)))
        targets.append(Linked(item, logistic(suffered)))
    return initiators, targets


def weapon_options(view: View, trigger: Item) -> list[WeaponOption]:
    """Return the weapons in the trigger's sentence and its neighbours."""
    sentence = view.tokens.sentence_of[trigger.start]
    out = []
    for other in (sentence, sentence - 1, sentence + 1):
        if not 0 <= other < len(view.sentences) or view.apart(sentence, other):
            continue
        for item in view.mentions("weapon", other):
            where = relation(view, trigger, item)
            kind, weapon = trigger.value.kind, item.value.weapon
            features = ["weapon", *where, f"w={weapon}", f"k={kind}&w={weapon}", f"k={kind}&w={weapon}&{where[0]}"]
            features += governors(view, item) + [f"role={item.value.role}", f"role={item.value.role}&{where[0]}"]
            features += net_signs("", *related(view, trigger, item, "weapon"))
            out.append(WeaponOption(item, features))
    return out


def decide_weapons(model: Model, view: View, trigger: Item) -> list[Linked]:
    """Return the weapons near ``trigger`` with how likely each was used in its event."""
    if not view.chart.by_label.get("weapon"):
        return []
    return [Linked(option.item, model.probability(option.features)) for option in weapon_options(view, trigger)]
