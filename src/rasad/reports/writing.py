"""Writing: an event report, with every value's span, from a draft."""

from __future__ import annotations

from typing import Final, NamedTuple

from rasad.codebook.kinds import kinds
from rasad.codebook.weapons import UNTYPED
from rasad.grammar.item import Item
from rasad.mentions.place import PlaceMention
from rasad.records import Actor, Attribution, DateValue, EventReport, Evidence, PlaceValue, Span, Toll
from rasad.reports.answering import Answer
from rasad.reports.assembly import Draft
from rasad.reports.candidate import Candidate, DateLink, Linked
from rasad.reports.fates import FATES
from rasad.reports.victims import by_class, victims_of
from rasad.reports.view import View
from rasad.reports.zones import zone_of
from rasad.text.tokens import Break

_STATE_MISSILES: Final = frozenset({"forces", "state-forces", "government", "state", "adjective", "composed"})


def place_value(view: View, item: Item) -> PlaceValue:
    """Return the place of a mention as the record has it; an unresolved one has no coordinates."""
    mention: PlaceMention = item.value
    place = mention.place
    start = item.start if mention.direction or mention.border else min(mention.name_start, item.end - 1)
    span = _bare_span(view, start, item)
    return PlaceValue(
        name=view.article.text[span[0] : span[1]],
        country=mention.country,
        admin1=(place.admin1 or None) if place else None,
        lat=place.lat if place else None,
        lon=place.lon if place else None,
        precision=mention.precision,
        ref=place.id if place else None,
        span=span,
        note=mention.reason or (f"also a place in {', '.join(mention.rivals)}" if mention.rivals else None),
    )


def _bare_span(view: View, start: int, item: Item) -> Span:
    """Return the range of a place from token ``start``, without a preposition written onto the first ("بجبل")."""
    first, last = view.tokens.span(start, item.end)
    text = view.article.text
    if start == item.start and item.proclitics and text.startswith(item.proclitics, first):
        first += len(item.proclitics)
        while text[first] == "ـ":
            first += 1
    return first, last


def _date_value(view: View, link: DateLink | None) -> tuple[DateValue | None, str | None]:
    """Return the date, or ``None`` and the reason why."""
    if link is None or link.start is None or link.end is None:
        if link is not None and link.item is not None and link.item.value.reason:
            return None, str(link.item.value.reason)
        return None, "the text gives no time for it"
    item = link.item
    if item is None:
        note = "no time word: the day of publication and the day before"
        return DateValue(start=link.start, end=link.end, basis="published", note=note), None
    value = item.value
    note = value.contradiction
    if link.how == "announced":
        note = "the time belongs to the announcement: that day and the day before"
    words, span = view.tokens.words(item.start, item.end), view.tokens.span(item.start, item.end)
    return DateValue(start=link.start, end=link.end, text=words, basis=value.basis, note=note, span=span), None


def _actor(view: View, link: Linked) -> Actor:
    item = link.item
    return Actor(
        id=link.ident, text=view.tokens.words(item.start, item.end), span=view.tokens.span(item.start, item.end)
    )


def _toll(link: Linked | None) -> Toll | None:
    if link is None or link.item.value.min is None:
        return None
    return Toll(min=link.item.value.min, max=link.item.value.max)


def _typed(view: View, draft: Draft) -> str:
    """Say what untyped "صواريخ" are: of the type that the article names, else missiles from a state's hands."""
    named = {item.value.weapon for item in view.chart.by_label.get("weapon", ())} & {"rocket", "missile"}
    if len(named) == 1:
        return str(named.pop())
    state = any(link.actor.class_ in _STATE_MISSILES or link.actor.forces for link in draft.initiators)
    return "missile" if state else "rocket"


def weapons_of(view: View, draft: Draft) -> dict[str, Linked]:
    """Return the weapons of a draft by class, in order of mention."""
    out: dict[str, Linked] = {}
    for link in draft.weapons:
        weapon: str = link.item.value.weapon
        out.setdefault(_typed(view, draft) if weapon == UNTYPED else weapon, link)
    return out


_SHORTEST: Final = 4
_WIDEN_LEFT: Final = 4
_WIDEN_RIGHT: Final = 9
"""Evidence of fewer tokens than ``_SHORTEST`` is widened by at most so many on its two sides."""


def evidence_of(view: View, member: Candidate, items: list[Item]) -> Evidence:
    """Return the clause that states the event: its trigger with the values that stand near it in its sentence."""
    first, last = view.sentences[member.sentence]
    low, high = member.item.start, member.item.end
    for item in items:
        if first <= item.start < last and item.start - high < 18 and low - item.end < 18:
            low, high = min(low, item.start), max(high, item.end)
    if high - low < _SHORTEST:
        low, high = _clause(view, low, high, first, last)
    start, end = view.tokens.span(low, high)
    return Evidence(start=start, end=end, quote=view.article.text[start:end])


def _clause(view: View, low: int, high: int, first: int, last: int) -> tuple[int, int]:
    """Widen the tokens ``low:high`` to their clause, a few words on each side: one word by itself says too little."""
    breaks, start, end = view.tokens.breaks, low, high
    while start > max(first, low - _WIDEN_LEFT) and breaks[start] <= Break.QUOTE:
        start -= 1
    while end < min(last, high + _WIDEN_RIGHT) and breaks[end] <= Break.QUOTE:
        end += 1
    return start, end


def _items(draft: Draft) -> list[Item]:
    links = [draft.place, draft.killed, draft.injured, *draft.doers, *draft.targets, *draft.weapons]
    items = [link.item for link in links if link is not None]
    if draft.date is not None and draft.date.item is not None:
        items.append(draft.date.item)
    return items


class Slots:
    """Collects spans, rules and reasons of an event report's fields while it is written."""

    def __init__(self, view: View) -> None:
        self._view = view
        self.spans: dict[str, Span] = {}
        self.rules: dict[str, str] = {}
        self.reasons: dict[str, str] = {}

    def mark(self, name: str, item: Item) -> None:
        """Keep where the value of field ``name`` stands and what read it."""
        self.spans[name] = self._view.tokens.span(item.start, item.end)
        self.rules[name] = item.rule


class Surroundings(NamedTuple):
    """What is said about an event beside its own slots: how it ended, what it broke, who claims it, who tells it.

    ``fates`` are its tolls of people missing and captured; ``answers`` is what it is said to answer, by place among
    the article's reports.
    """

    outcome: tuple[str, Item] | None = None
    damage: tuple[str | None, Item | None] = (None, None)
    claims: dict[str, list[Linked]] = {}
    attribution: tuple[Attribution, ...] = ()
    fates: dict[str, Linked] = {}
    answers: Answer | None = None


def write(view: View, draft: Draft, number: int, around: Surroundings) -> EventReport:
    """Return the event report of ``draft``, number ``number`` of its article, with what is said ``around`` it."""
    date, why = _date_value(view, draft.date)
    tolls = {"killed": draft.killed, "injured": draft.injured} | {fate: around.fates.get(fate) for fate in FATES}
    victims, weapons = victims_of(draft), weapons_of(view, draft)
    slots = _filled(view, draft, why, tolls, weapons, around)
    for one in victims:
        slots.mark(f"victims.{one.victims}.{one.fate}", one.words)
    kind = kinds()[draft.kind]
    lead = any(member.order <= 1 for member in draft.members)
    return EventReport(
        id=f"{view.article.doc}/{number}",
        kind=kind.kind,
        plover=kind.plover,
        acled=kind.acled,
        date=date,
        place=place_value(view, draft.place.item) if draft.place is not None else None,
        initiators=tuple(_actor(view, link) for link in draft.doers),
        targets=tuple(_actor(view, link) for link in draft.targets),
        weapons=tuple(weapons),
        weapon_counts={w: link.item.value.count for w, link in weapons.items() if link.item.value.count is not None},
        killed=_toll(tolls["killed"]),
        injured=_toll(tolls["injured"]),
        missing=_toll(tolls["missing"]),
        captured=_toll(tolls["captured"]),
        victims=by_class(victims),
        damage=around.damage[0],
        outcome=around.outcome[0] if around.outcome else None,
        claimed_by=tuple(_actor(view, link) for link in around.claims.get("claimed_by", ())),
        denied_by=tuple(_actor(view, link) for link in around.claims.get("denied_by", ())),
        blamed_on=tuple(_actor(view, link) for link in around.claims.get("blamed_on", ())),
        attribution=around.attribution,
        responds_to=f"{view.article.doc}/{around.answers.to + 1}" if around.answers else None,
        salience="main" if lead and zone_of(draft.head.zone) == "body" else "background",
        zone=zone_of(draft.head.zone) or "body",
        confidence=round(draft.probability, 3),
        evidence=evidence_of(view, draft.head, [*_items(draft), *(link.item for link in around.fates.values())]),
        spans=slots.spans,
        rules=slots.rules,
        reasons=slots.reasons,
    )


def _filled(
    view: View,
    draft: Draft,
    undated: str | None,
    tolls: dict[str, Linked | None],
    weapons: dict[str, Linked],
    around: Surroundings,
) -> Slots:
    """Return the spans, rules and reasons of all fields but the victims; ``undated``: why it has no date."""
    slots = Slots(view)
    slots.mark("kind", draft.head.item)
    if undated:
        slots.reasons["date"] = undated
    elif draft.date is not None and draft.date.item is not None:
        slots.mark("date", draft.date.item)
    if draft.place is not None:
        slots.mark("place", draft.place.item)
    else:
        slots.reasons["place"] = "the text gives no place for it"
    for fate, toll in tolls.items():
        if toll is not None:
            slots.mark(fate, toll.item)
        else:
            slots.reasons[fate] = "not said"
    for weapon, link in weapons.items():
        slots.mark(f"weapons.{weapon}", link.item)
    for part, links in {"initiators": draft.doers, "targets": draft.targets, **around.claims}.items():
        for n, link in enumerate(links):
            slots.mark(f"{part}.{n}", link.item)
    said = {
        "outcome": around.outcome[1] if around.outcome else None,
        "damage": around.damage[1],
        "responds_to": around.answers.words if around.answers else None,
    }
    for field, words in said.items():
        if words is not None:
            slots.mark(field, words)
    return slots
