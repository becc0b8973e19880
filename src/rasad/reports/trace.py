"""Traces: what the coder weighed and did not take, and why. Made on request, for people; coding keeps no trace."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from rasad.grammar.item import Item
from rasad.records import Span
from rasad.reports.assembly import Draft
from rasad.reports.candidate import Linked
from rasad.reports.casting import cast_options
from rasad.reports.coder import EVENT_FLOOR, MENTION_FLOOR, Coder
from rasad.reports.dating import date_options
from rasad.reports.drafting import FLOOR, draft
from rasad.reports.kin import around
from rasad.reports.model import Model
from rasad.reports.placing import place_options
from rasad.reports.reading import told_signs
from rasad.reports.roles import CAST_FLOOR
from rasad.reports.situation import situation
from rasad.reports.tolling import toll_options
from rasad.reports.view import View
from rasad.reports.zones import zone_of

_WORTH_TELLING: Final = 0.03
"""Options of a slot less likely than this were never in the running."""
_CAST_WORTH_TELLING: Final = 0.1
_MOST_FEATURES: Final = 3


@dataclass(frozen=True, slots=True)
class Rejected:
    """A reading that lost: the field it was for, its words, how likely it was, and why it was not taken.

    ``event`` is the number of the event report whose slot it was for; ``None`` where it was to be an event itself.
    """

    field: str
    text: str
    span: Span | None
    score: float | None
    reason: str
    event: int | None = None


def trace(coder: Coder, view: View) -> list[Rejected]:
    """Return what ``coder`` rejects in an article: words that might tell an event, drafts, and options of slots."""
    out = list(_triggers(coder, view))
    number = 0
    for made in coder.drafts(view):
        if made.probability < EVENT_FLOOR:
            why = _weighed(coder.models["event"], made.features)
            reason = f"as a {made.kind} it is less likely than {EVENT_FLOOR} to be an event; weighed most: {why}"
            out.append(_rejected(view, "event", made.head.item, made.probability, reason))
        else:
            number += 1
            out += [replace(one, event=number) for one in _slots(coder, view, made)]
    return out


def _triggers(coder: Coder, view: View) -> Iterator[Rejected]:
    """Yield the triggers that did not become candidates."""
    for item in view.triggers:
        zone = view.zone[view.tokens.sentence_of[item.start]]
        if zone_of(zone) is None:
            yield _rejected(view, "trigger", item, None, f"it stands in the zone {zone!r}, of which nothing is coded")
            continue
        standing = [*situation(view, item), *told_signs(view, item)]
        first = coder.models["first"].probability(standing, around(view, item))
        if first < FLOOR:
            why = _weighed(coder.models["first"], standing)
            yield _rejected(view, "trigger", item, first, f"the first look finds no event told; weighed most: {why}")
            continue
        made = draft(coder.models, view, item)
        if made is not None and made.probability < MENTION_FLOOR:
            why = _weighed(coder.models["first"], standing)
            reason = f"with its slots filled, as a {made.kind}, it tells no event; weighed most at first: {why}"
            yield _rejected(view, "trigger", item, made.probability, reason)


def _slots(coder: Coder, view: View, made: Draft) -> Iterator[Rejected]:
    """Yield the options of the slots of an event report that lost, as its head weighed them."""
    head, models = made.head, coder.models
    item, standing = head.item, head.features
    places = place_options(view, item, standing)
    yield from _options(
        view,
        "place",
        [(o.item, o.features) for o in places],
        models["place"],
        made.place.item if made.place else None,
    )
    dates = date_options(view, item, standing)
    yield from _options(
        view, "date", [(o.item, o.features) for o in dates], models["date"], made.date.item if made.date else None
    )
    for fate, link in (("killed", made.killed), ("injured", made.injured)):
        tolls = toll_options(view, item, fate, standing)
        options = [(o.item, o.features) for o in tolls]
        yield from _options(view, fate, options, models[fate], link.item if link else None)
    yield from _cast(view, item, "initiators", models["initiator"], made.initiators)
    yield from _cast(view, item, "targets", models["target"], made.targets)


def _options(
    view: View, field: str, options: Sequence[tuple[Item | None, list[str]]], model: Model, chosen: Item | None
) -> Iterator[Rejected]:
    """Yield the mentions that lost a slot, likeliest first."""
    probabilities = model.probabilities([features for _, features in options])
    best: dict[Item, float] = {}
    for (item, _), p in zip(options, probabilities, strict=True):
        if item is not None and (chosen is None or item.start != chosen.start) and p >= _WORTH_TELLING:
            best[item] = max(p, best.get(item, 0.0))
    winner = f"«{view.tokens.words(chosen.start, chosen.end)}» was taken" if chosen else "none was taken"
    for item, p in sorted(best.items(), key=lambda pair: -pair[1]):
        yield _rejected(view, field, item, p, winner)


def _cast(view: View, trigger: Item, field: str, model: Model, taken: Iterable[Linked]) -> Iterator[Rejected]:
    """Yield the actors that might have been on a side of the event and are not."""
    held = {link.item.start for link in taken}
    words = {view.tokens.words(link.item.start, link.item.end) for link in taken}
    for option in cast_options(view, trigger):
        p = model.probability(option.features)
        if option.item.start in held or p < _CAST_WORTH_TELLING:
            continue
        text = view.tokens.words(option.item.start, option.item.end)
        why = "not likely enough where it stands"
        if text in words:
            why = "the same words stand for it elsewhere"
        elif p >= CAST_FLOOR:
            why = "outvoted when the tellings of the event were joined and the sides told apart"
        yield _rejected(view, field, option.item, p, f"{why}; weighed most: {_weighed(model, option.features)}")


def _rejected(view: View, field: str, item: Item, score: float | None, reason: str) -> Rejected:
    words, span = view.tokens.words(item.start, item.end), view.tokens.span(item.start, item.end)
    return Rejected(field, words, span, score, reason)


def _weighed(model: Model, features: Iterable[str]) -> str:
    weighed = model.reasons(features, _MOST_FEATURES)
    return ", ".join(f"{feature} {weight:+.1f}" for feature, weight in weighed) or "nothing known"
