"""Alignment: which trigger tells which gold event, and which option of each slot is the gold's."""

from __future__ import annotations

import datetime
import importlib.util
import re
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from training.gold import SHARED

from rasad.grammar.item import Item
from rasad.reports.trigger import READINGS
from rasad.reports.view import View
from rasad.reports.writing import place_value


def scorer() -> ModuleType:
    """The evaluation's own scorer, so that alignment and measure agree."""
    spec = importlib.util.spec_from_file_location("score", SHARED / "evaluation/score.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


SCORE = scorer()


def evidence_ranges(text: str, evidence: str) -> list[tuple[int, int]]:
    """Every place in ``text`` where ``evidence`` stands (white space may differ)."""
    pattern = r"\s+".join(map(re.escape, evidence.split()))
    return [m.span() for m in re.finditer(pattern, text)] if pattern else []


@dataclass(slots=True)
class Event:
    """A gold event with where its evidence stands."""

    number: int
    gold: dict[str, Any]
    ranges: list[tuple[int, int]]
    shortest: int


def events_of(view: View, gold: dict[str, Any]) -> list[Event]:
    out = []
    for number, event in enumerate(gold["events"]):
        ranges = evidence_ranges(view.article.text, event["evidence"])
        out.append(Event(number, event, ranges, len(event["evidence"])))
    return out


def kind_fits(trigger: Item, gold: dict[str, Any]) -> bool:
    readings = set(READINGS.get(trigger.value.kind, (trigger.value.kind,)))
    return bool(readings & {gold["kind"], *gold.get("kind_alternatives", [])})


def teller(view: View, trigger: Item, events: list[Event]) -> Event | None:
    """The gold event whose evidence holds ``trigger`` and whose kind it can tell (the shortest evidence wins)."""
    # Evidence may begin behind a clitic ("و|احتجاجات"): any part of the trigger's first token will do.
    begins, ends = view.tokens.span(trigger.start, trigger.start + 1)
    held = [e for e in events if kind_fits(trigger, e.gold) and any(begins < b and a < ends for a, b in e.ranges)]
    own = [e for e in held if trigger.value.kind in {e.gold["kind"], *e.gold.get("kind_alternatives", [])}]
    return min(own or held, key=lambda e: e.shortest, default=None)


def place_dict(item: Item, view: View) -> dict[str, Any]:
    """A place mention in the gold's form."""
    value = item.value
    at = value.place
    return {
        "name": place_value(view, item).name,
        "country": value.country,
        "lat": at.lat if at else None,
        "lon": at.lon if at else None,
        "precision": value.precision,
    }


def right_dates(options: list[Any], gold: dict[str, Any] | None) -> list[int]:
    """The options with the gold's interval; failing these, those that the scorer would accept."""
    if gold is None:
        return [n for n, o in enumerate(options) if o.start is None]
    wanted = (gold["start"][:10], gold["end"][:10])
    exact = [n for n, o in enumerate(options) if o.start and (o.start.isoformat(), o.end.isoformat()) == wanted]
    if exact:
        said = [n for n in exact if options[n].how != "published"]
        return said or exact
    as_dict = [
        (n, {"date": {"start": o.start.isoformat(), "end": o.end.isoformat()}})
        for n, o in enumerate(options)
        if o.start
    ]
    return [n for n, d in as_dict if SCORE.date_agrees({"date": gold}, d)]


def right_places(options: list[Any], gold: dict[str, Any], view: View) -> list[int]:
    """The options that are the gold's place: of the same name if any is, else those the scorer would accept."""
    if gold.get("place") is None:
        return [0]
    only = {"place": gold["place"], "more_places": []}
    fits = [
        n for n, o in enumerate(options) if o.item and SCORE.place_agrees(only, {"place": place_dict(o.item, view)})
    ]
    name = SCORE.words(gold["place"].get("name"))
    named = [n for n in fits if SCORE.words(place_dict(options[n].item, view)["name"]) & name]
    return named or fits


def right_tolls(options: list[Any], gold: dict[str, Any] | None) -> list[int]:
    if gold is None:
        return [0]
    return [
        n
        for n, o in enumerate(options)
        if o.item and (o.item.value.min, o.item.value.max) == (gold.get("min"), gold.get("max"))
    ]


def is_actor(item: Item, wanted: list[dict[str, Any]], view: View, military: bool) -> bool:
    value = item.value
    mine = {"id": value.reading(military=military), "text": view.tokens.words(item.start, item.end)}
    return any(SCORE.actor_agrees(other, mine) for other in own_kind(item, wanted))


def own_kind(item: Item, wanted: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Those of the gold's actors that ``item`` may be: an object has no id, and is none of those that have one.

    By its words alone "السوق" would be the civilians of "مدنيين في السوق", beside the mention that is.
    """
    return [actor for actor in wanted if not actor.get("id")] if item.label == "object" else wanted


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text[:10])
