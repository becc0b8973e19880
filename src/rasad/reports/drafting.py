"""Drafting: from a trigger to a candidate with every slot decided."""

from __future__ import annotations

from rasad.codebook.kinds import kinds
from rasad.grammar.item import Item
from rasad.reports.bars import barred
from rasad.reports.candidate import Candidate, Linked
from rasad.reports.casting import decide_cast, decide_weapons
from rasad.reports.dating import decide_date
from rasad.reports.kin import company
from rasad.reports.kinding import decide_kinds
from rasad.reports.marks import age
from rasad.reports.model import Model, logistic, odds_step
from rasad.reports.placing import decide_place
from rasad.reports.reading import told_signs
from rasad.reports.situation import look, situation
from rasad.reports.tolling import decide_toll
from rasad.reports.view import View
from rasad.text.vectors import bare

_MILITARY_GROUPS = frozenset(
    {"remote-violence", "explosion", "ground-violence", "air-defence", "territory", "posture"}
)
_CONTENTION = frozenset({"protest", "riot"})
FLOOR = 0.2
"""A trigger whose first look gives less than this is no event. From 0.1 to 0.3 record F1 is the same within 0.01; 0.2
spares a third of the work that 0.1 makes, and loses 0.003 of main recall on the development gold."""


def draft(models: dict[str, Model], view: View, item: Item) -> Candidate | None:
    """Return the candidate for the trigger ``item``, or ``None`` where the first look rules an event out."""
    if barred(view, item):
        return None
    sentence = view.tokens.sentence_of[item.start]
    looked, near, model = look(view, item), company(view, item), models["first"]
    first = logistic(model.mixed(*looked) + model.score(told_signs(view, item)) + model.companionship(near))
    if first < FLOOR:
        return None
    made = Candidate(
        item=item,
        sentence=sentence,
        zone=view.zone[sentence],
        order=view.order[sentence],
        features=situation(view, item),
        probability=first,
    )
    fill(models, view, made)
    mention = models["mention"]
    score = mention.mixed(*looked) + mention.score(_slot_features(view, made, first))
    made.probability = logistic(score + mention.companionship(near))
    return made


def fill(models: dict[str, Model], view: View, made: Candidate) -> None:
    """Decide every slot of ``made``."""
    item, standing = made.item, made.features
    made.kinds = decide_kinds(models["kind"], view, item, standing)
    made.kind = max(made.kinds, key=lambda kind: made.kinds[kind])
    made.dates = decide_date(models["date"], view, item, standing)
    made.places, made.silence["place"] = decide_place(models["place"], view, item, standing)
    made.initiators, made.targets = decide_cast(models["initiator"], models["target"], view, item)
    military = kinds()[made.kind].group in _MILITARY_GROUPS
    violent = kinds()[made.kind].lethal
    for link in made.initiators:
        link.ident = (
            demonstrator(link) if made.kind in _CONTENTION else identity(link, military=military, violent=violent)
        )
    for link in made.targets:
        link.ident = identity(link, military=military, violent=violent)
    for link in (*made.initiators, *made.targets):
        if link.ident is None:
            link.words = tuple(map(bare, view.tokens.forms[link.item.start : link.item.end]))
    made.weapons = decide_weapons(models["weapon"], view, item)
    if kinds()[made.kind].lethal:
        for fate in ("killed", "injured"):
            made.tolls[fate], made.silence[fate] = decide_toll(models[fate], view, item, fate, standing)


def demonstrator(link: Linked) -> str | None:
    """Return the id of who takes part in a protest or riot: people of any description are its protesters."""
    actor = link.actor
    if actor.type in {"persons", "nationals"} or actor.id == "civilians":
        return "palestinian-protesters" if actor.country == "PS" else "protesters"
    return actor.reading(military=False)


def identity(link: Linked, *, military: bool, violent: bool) -> str | None:
    """Return the registry id of a linked actor; by the coding rules nameless victims are civilians."""
    actor = link.actor
    if (
        violent
        and actor.type == "persons"
        and actor.id is None
        and actor.class_ in {"persons", "prisoners", "residents"}
    ):
        return "civilians"
    return actor.reading(military=military)


def _has(link: Linked | None) -> str:
    return "no" if link is None else "here"


def mention_features(view: View, made: Candidate, first: float) -> list[str]:
    """Return the features of whether ``made``, its slots filled, tells an event."""
    return made.features + _slot_features(view, made, first)


def _slot_features(view: View, made: Candidate, first: float) -> list[str]:
    """Return those of its slots; ``first`` is how likely an event it looked without them."""
    kind = made.kind
    date = made.date.how if made.date else "none"
    place = "no" if made.place is None else str(made.place.item.value.precision)
    same = made.place is not None and abs(made.place.item.start - made.item.start) < 25
    who = "yes" if any(link.probability > 0.5 for link in made.initiators) else "no"
    whom = "yes" if any(link.probability > 0.5 for link in made.targets) else "no"
    step = min(int(first * 10), 9)
    tense = made.trigger.tense
    return [
        f"first={step}",
        f"odds={odds_step(first)}",
        f"date={date}",
        f"kind={kind}",
        f"kind={kind}&date={date}",
        f"place={place}",
        f"kind={kind}&place={place}",
        f"close={same}",
        f"who={who}",
        f"whom={whom}",
        f"kind={kind}&who={who}&whom={whom}",
        f"killed={_has(made.killed)}",
        f"injured={_has(made.injured)}",
        f"date={date}&place={place}",
        f"date={date}&close={same}",
        f"weapons={any(link.probability > 0.5 for link in made.weapons)}",
        f"surekind={made.kinds[kind] > 0.7}",
        f"o={min(made.order, 6)}&kind={kind}",
        f"who={who}&date={date}&place={place != 'no'}",
        f"tense={tense}&date={date}",
        *told_signs(view, made.item),
        *_date_features(view, made),
        *_toll_features(made),
    ]


def _date_features(view: View, made: Candidate) -> list[str]:
    """Say what kind of time expression dates it, how near it stands and how far back it lies."""
    link = made.date
    if link is None or link.item is None:
        return []
    value = link.item.value
    here = view.tokens.sentence_of[link.item.start] == made.sentence
    out = [
        f"dk={value.kind}",
        f"dk={value.kind}&kind={made.kind}",
        f"datehere={here}",
        f"datesure={link.probability > 0.6}",
    ]
    published = view.context.published
    if value.start is not None and published is not None:
        back = age(value, published)
        length = (value.end - value.start).days
        long = "day" if length < 2 else "week" if length < 8 else "long"
        out += [
            f"back={back}",
            f"back={back}&long={long}",
            f"back={back}&kind={made.kind}",
            f"back={back}&here={here}",
        ]
    return out


def _toll_features(made: Candidate) -> list[str]:
    """Say how the tolls that were linked are qualified."""
    out = []
    for link in (made.killed, made.injured):
        if link is not None:
            value = link.item.value
            out += [
                f"toll:{flag}"
                for flag in ("cumulative", "none", "partial", "prior", "revised")
                if getattr(value, flag)
            ]
            out.append(f"tollmood={value.mood}")
    return out
