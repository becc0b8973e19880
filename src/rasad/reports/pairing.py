"""Pairing: what speaks for and against two candidates' telling the same event, as named features."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, NamedTuple

from rasad.reports.candidate import Candidate, Linked
from rasad.reports.comparing import actor_sign, date_sign, kind_sign, place_sign, toll_sign
from rasad.reports.kin import likeness, sentence_mean
from rasad.reports.model import Part, features_of
from rasad.reports.reading import reading_of
from rasad.reports.view import View
from rasad.text.vectors import bare, vectors

_OPENING = frozenset({"addition", "while", "past", "say", "response", "time"})
_LEADING = frozenset(
    {"in", "time", "result", "light", "by", "cause", "response", "addition", "past", "attempt", "hold"}
)
_CROSSING = frozenset(
    {"in", "time", "result", "while", "addition", "relative", "cause", "response", "past", "that", "say"}
)


def pair_features(view: View, a: Candidate, b: Candidate) -> list[str]:
    """Return the features for and against candidates ``a`` and (later) ``b`` telling one event."""
    return features_of(pair_parts(view, a, b))


def pair_parts(view: View, a: Candidate, b: Candidate) -> list[Part]:
    """Return the same in parts."""
    x, y = signs_of(view, a), signs_of(view, b)
    kind = kind_sign(a, b)
    date, place = date_sign(a, b), place_sign(view, x.place, y.place)
    who, whom = actor_sign(x.who, y.who), actor_sign(x.whom, y.whom)
    killed, injured = toll_sign(x.killed, y.killed), toll_sign(x.injured, y.injured)
    gap = b.sentence - a.sentence
    near = "0" if gap == 0 else "1" if gap == 1 else "2" if gap < 4 else "far"
    of, to = a.trigger, b.trigger
    lemma = "same" if of.lemma == to.lemma else "other"
    kill = "kill" if of.kind == "kill" or to.kind == "kill" else "plain"
    head = "head" if a.order == 0 or b.order == 0 else "body"
    return [
        (_circumstances, kind, date, place, near, kill, head),
        (_sides, kind, place, who, whom, killed, injured),
        (_sorts, a.kind, b.kind, of.kind, to.kind),
        (_forms, kind, lemma, b.item.definite, a.zone == b.zone, of.pos, to.pos),
        (_belongings, kind, x.own_place, y.own_place, x.own_date, y.own_date),
        (_linking, *_links(view, a, b, kind, gap, y)),
        (_wording, *_alike(view, a, b, x.words, y.words), kind, head),
        (_read, _net(view, a, b), kind, head),
    ]


def _net(view: View, a: Candidate, b: Candidate) -> int | None:
    """Return how much the net thinks that the two tell one event."""
    reading = reading_of(view)
    return reading.same(a.item, b.item) if reading is not None else None


def _read(step: int | None, kind: str, head: str) -> list[str]:
    return [] if step is None else [f"net={step}", f"net={step // 3}&{kind}&{head}"]


class Signs(NamedTuple):
    """What of a candidate is compared with others."""

    place: Linked | None
    killed: Linked | None
    injured: Linked | None
    who: frozenset[str]
    whom: frozenset[str]
    own_place: bool
    own_date: bool
    words: frozenset[str]
    opening: frozenset[str]
    before: frozenset[str]
    noun: str


def signs_of(view: View, made: Candidate) -> Signs:
    """Return what of ``made`` is compared with others, worked out once."""
    held: Signs | None = made.extra.get("signs")
    if held is None:
        who, whom = _idents(made.initiators), _idents(made.targets)
        place, near = _own_place(view, made), _near_words(view, made)
        own = place, _own_date(view, made), near, *_lead(view, made), _noun(made, place)
        held = made.extra["signs"] = Signs(made.place, made.killed, made.injured, who, whom, *own)
    return held


def _lead(view: View, made: Candidate) -> tuple[frozenset[str], frozenset[str]]:
    """Return the connectives that open a candidate's sentence, and those right before its trigger."""
    first, start = view.sentences[made.sentence][0], made.item.start
    opening = _OPENING & view.cue_classes(first, min(first + 4, start))
    return opening, _LEADING & view.cue_classes(max(first, start - 2), start)


def _noun(made: Candidate, placed: bool) -> str:
    """Say what a candidate's noun is to what was told before; ``placed``: it has a place in its sentence."""
    if made.trigger.pos != "n":
        return ""
    return "indefinite" if not made.item.definite else "" if placed else "anaphora"


def _idents(links: list[Linked]) -> frozenset[str]:
    return frozenset(link.ident for link in links if link.probability > 0.5 and link.ident)


def _circumstances(kind: str, date: str, place: str, near: str, kill: str, head: str) -> list[str]:
    return [
        f"kind={kind}",
        f"date={date}",
        f"place={place}",
        f"gap={near}",
        f"{kill}&kind={kind}&gap={near}",
        f"head={head}",
        f"kind={kind}&date={date}&place={place}",
        f"date={date}&place={place}",
        f"kind={kind}&gap={near}&head={head}",
        f"head={head}&date={date}&place={place}",
    ]


def _sides(kind: str, place: str, who: str, whom: str, killed: str, injured: str) -> list[str]:
    return [
        f"who={who}",
        f"whom={whom}",
        f"killed={killed}",
        f"injured={injured}",
        f"who={who}&whom={whom}",
        f"place={place}&who={who}",
        f"killed={killed}&kind={kind}",
    ]


def _sorts(kind: str, other: str, trigger: str, other_trigger: str) -> list[str]:
    return [f"kinds={'/'.join(sorted((kind, other)))}", f"triggers={'/'.join(sorted((trigger, other_trigger)))}"]


def _forms(kind: str, lemma: str, definite: bool, same_zone: bool, pos: str, other_pos: str) -> list[str]:
    return [
        "pair",
        f"lemma={lemma}",
        f"def={definite}&kind={kind}&lemma={lemma}",
        f"zone={same_zone}",
        f"pos={pos}{other_pos}",
        f"bdef={definite}",
    ]


def _belongings(kind: str, place: bool, other_place: bool, date: bool, other_date: bool) -> list[str]:
    return [f"places={place}{other_place}&{kind}", f"dates={date}{other_date}&{kind}"]


def _alike(
    view: View, a: Candidate, b: Candidate, mine: frozenset[str], theirs: frozenset[str]
) -> tuple[int, int, bool, int, int]:
    """Return how alike the two are told: the words near both triggers, and what their words keep company with."""
    both = len(mine & theirs)
    part = int(4 * both / (min(len(mine), len(theirs)) or 1))
    same = a.sentence == b.sentence
    lines = 0 if same else _alike_lines(view, a.sentence, b.sentence)
    return min(both, 5), part, same, _alike_words(view, a.item.start, b.item.start), lines


def _wording(shared: int, part: int, same: bool, words: int, lines: int, kind: str, head: str) -> list[str]:
    return [
        f"shared={shared}&same={same}",
        f"part={part}&same={same}",
        f"shared={min(shared, 3)}&{kind}&{head}",
        f"words={words}&{kind}",
        f"words={words}&same={same}",
        "" if same else f"lines={lines}",
        "" if same else f"lines={lines}&{head}",
    ]


def _alike_words(view: View, a: int, b: int) -> int:
    """Return on a scale of 4 how alike the company is that the words ``a`` and ``b`` keep."""
    forms = view.tokens.forms
    return _likeness_of(forms[a], forms[b])


@lru_cache(maxsize=10_000)
def _likeness_of(word: str, other: str) -> int:
    return int(4 * likeness(vectors()[word], vectors()[other]))


def _alike_lines(view: View, a: int, b: int) -> int:
    """Return on a scale of 6 how alike the words of the sentences ``a`` and ``b`` are."""
    known: dict[tuple[int, int], int] = view.memo.setdefault("alike-lines", {})
    held = known.get((a, b))
    if held is None:
        held = known[a, b] = int(6 * likeness(sentence_mean(view, a), sentence_mean(view, b)))
    return held


def _near_words(view: View, made: Candidate) -> frozenset[str]:
    """Return the telling words around a candidate's trigger: those that are not among the commonest of all."""
    first, last = view.sentences[made.sentence]
    table = vectors()
    window = view.tokens.forms[max(first, made.item.start - 14) : min(last, made.item.end + 14)]
    return frozenset([bare(form) for form in window if not table.common(form)])


def _links(view: View, a: Candidate, b: Candidate, kind: str, gap: int, later: Signs) -> tuple[Any, ...]:
    """Return what leads from ``a`` to ``b``, of the signs ``later``: connectives, anaphora, what stands between (the
    arguments of ``_linking``)."""
    start, of, to = b.item.start, a.trigger, b.trigger
    between: tuple[Any, ...] = ()
    if gap == 0:
        low, high = a.item.end, start
        commas = min(view.commas[high] - view.commas[low], 3)
        triggers = min(view.trigger_count[high] - view.trigger_count[low], 3)
        between = (commas, high - low < 6, triggers, _CROSSING & view.cue_classes(low, high))
    line = f"{of.kind}>{to.kind}" if gap in (0, 1) else ""
    lead = later.opening, later.before, b.item.proclitics[-1:], later.noun
    return kind, min(gap, 3), *lead, min(a.order, 2), between, line


def _linking(
    kind: str,
    gap: int,
    opening: frozenset[str],
    before: frozenset[str],
    proclitic: str,
    noun: str,
    order: int,
    between: tuple[Any, ...],
    line: str,
) -> list[str]:
    """Return the features of the words that lead from one candidate to the next."""
    out = [f"opens={c}&{kind}" for c in sorted(opening)]
    out += [f"led={c}&{kind}&gap={min(gap, 2)}" for c in sorted(before)]
    if proclitic:
        out.append(f"bpro={proclitic}&{kind}&gap={min(gap, 2)}")
    if noun == "anaphora":
        out += ["anaphora", f"anaphora&{kind}&gap={gap}", f"anaphora&aorder={order}"]
    elif noun:
        out.append(f"indefinite&{kind}&aorder={order}")
    if between:
        commas, close, triggers, crossed = between
        out += [f"commas={commas}", f"close={close}", f"{kind}&commas={commas}", f"between={triggers}"]
        out += [f"x~{c}" for c in sorted(crossed)] + [f"x~{c}&{kind}" for c in sorted(crossed)]
        out += [f"line={line}", f"line={line}&between={min(triggers, 1)}"]
    elif gap == 1:
        out.append(f"next={line}")
    return out


def _own_place(view: View, made: Candidate) -> bool:
    """Say whether the candidate's place stands in its own sentence."""
    return made.place is not None and view.tokens.sentence_of[made.place.item.start] == made.sentence


def _own_date(view: View, made: Candidate) -> bool:
    """Say whether the candidate's time expression stands in its own sentence."""
    link = made.date
    return link is not None and link.item is not None and view.tokens.sentence_of[link.item.start] == made.sentence
