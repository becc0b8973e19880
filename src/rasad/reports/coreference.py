"""Coreference inside an article: which candidates tell the same event."""

from __future__ import annotations

import math

from rasad.codebook.kinds import kinds
from rasad.mentions.place import PlaceMention
from rasad.reports.candidate import Candidate, Linked
from rasad.reports.kin import likeness, sentence_mean
from rasad.reports.model import Model
from rasad.reports.trigger import READINGS
from rasad.reports.view import View
from rasad.text.vectors import bare, vectors

_EARTH_DIAMETER_KM = 12742
_MOST_COMPARED = 6
"""A candidate is compared with a group's first two members and its latest ones, so that cost stays linear."""
_OPENING = frozenset({"addition", "while", "past", "say", "response", "time"})
_LEADING = frozenset(
    {"in", "time", "result", "light", "by", "cause", "response", "addition", "past", "attempt", "hold"}
)
_CROSSING = frozenset(
    {"in", "time", "result", "while", "addition", "relative", "cause", "response", "past", "that", "say"}
)


def distance_km(a: PlaceMention, b: PlaceMention) -> float:
    """Return the great-circle distance of two resolved places in kilometres (haversine; infinite if unresolved)."""
    if a.place is None or b.place is None:
        return math.inf
    lat1, lon1, lat2, lon2 = map(math.radians, (a.place.lat, a.place.lon, b.place.lat, b.place.lon))
    h = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return _EARTH_DIAMETER_KM * math.asin(math.sqrt(h))


def _date_sign(a: Candidate, b: Candidate) -> str:
    x, y = a.date, b.date
    if x is None or y is None or x.start is None or y.start is None:
        return "none" if (x is None or x.start is None) and (y is None or y.start is None) else "half"
    if (x.start, x.end) == (y.start, y.end):
        return f"same-{'default' if x.how == y.how == 'published' else 'said'}"
    assert x.end is not None and y.end is not None
    return "overlap" if x.start <= y.end and y.start <= x.end else "apart"


def _place_sign(view: View, a: Linked | None, b: Linked | None) -> str:
    if a is None or b is None:
        return "none" if a is b else "half"
    p, q = a.item.value, b.item.value
    if p.place is None or q.place is None:
        names = {view.tokens.forms[p.name_start], view.tokens.forms[q.name_start]}
        return "same" if len(names) == 1 else "unknown"
    if p.place.id == q.place.id:
        return "same"
    if p.precision == "country" or q.precision == "country":
        return "within" if p.country == q.country else "abroad"
    far = distance_km(p, q)
    return "near" if far < 30 else "area" if far < 120 else "far" if p.country == q.country else "abroad"


def _actor_sign(a: list[Linked], b: list[Linked]) -> str:
    x = {link.ident for link in a if link.probability > 0.5 and link.ident}
    y = {link.ident for link in b if link.probability > 0.5 and link.ident}
    if not x or not y:
        return "none" if not x and not y else "half"
    return "same" if x & y else "apart"


def _toll_sign(a: Linked | None, b: Linked | None) -> str:
    if a is None or b is None:
        return "none" if a is b else "half"
    if a.item == b.item:
        return "shared"
    x, y = a.item.value, b.item.value
    return "same" if (x.min, x.max) == (y.min, y.max) else "apart"


def _kind_sign(a: Candidate, b: Candidate) -> str:
    if a.kind == b.kind:
        return "same"
    if set(READINGS.get(a.trigger.kind, (a.kind,))) & set(READINGS.get(b.trigger.kind, (b.kind,))):
        return "readings"
    known = kinds()
    return "family" if known[a.kind].family == known[b.kind].family else "apart"


def pair_features(view: View, a: Candidate, b: Candidate) -> list[str]:
    """Return the features for and against candidates ``a`` and (later) ``b`` telling one event."""
    kind = _kind_sign(a, b)
    date, place = _date_sign(a, b), _place_sign(view, a.place, b.place)
    who, whom = _actor_sign(a.initiators, b.initiators), _actor_sign(a.targets, b.targets)
    killed, injured = _toll_sign(a.killed, b.killed), _toll_sign(a.injured, b.injured)
    gap = b.sentence - a.sentence
    near = "0" if gap == 0 else "1" if gap == 1 else "2" if gap < 4 else "far"
    lemma = "same" if a.trigger.lemma == b.trigger.lemma else "other"
    kill = "kill" if a.trigger.kind == "kill" or b.trigger.kind == "kill" else "plain"
    head = "head" if a.order == 0 or b.order == 0 else "body"
    out = [
        "pair",
        f"kind={kind}",
        f"date={date}",
        f"place={place}",
        f"who={who}",
        f"whom={whom}",
        f"killed={killed}",
        f"injured={injured}",
        f"gap={near}",
        f"lemma={lemma}",
        f"{kill}&kind={kind}&gap={near}",
        f"head={head}",
        f"kind={kind}&date={date}&place={place}",
        f"date={date}&place={place}",
        f"kind={kind}&gap={near}&head={head}",
        f"kinds={'/'.join(sorted((a.kind, b.kind)))}",
        f"triggers={'/'.join(sorted((a.trigger.kind, b.trigger.kind)))}",
        f"def={b.item.definite}&kind={kind}&lemma={lemma}",
        f"zone={a.zone == b.zone}",
        f"pos={a.trigger.pos}{b.trigger.pos}",
        f"who={who}&whom={whom}",
        f"place={place}&who={who}",
        f"killed={killed}&kind={kind}",
        f"bdef={b.item.definite}",
        f"head={head}&date={date}&place={place}",
    ]
    out += _linking(view, a, b, kind, gap)
    out += _wording(view, a, b, kind, head)
    return out


def _wording(view: View, a: Candidate, b: Candidate, kind: str, head: str) -> list[str]:
    """Return how alike the two are told: the words near both triggers, and what their words keep company with."""
    mine, theirs = _near_words(view, a), _near_words(view, b)
    shared = min(len(mine & theirs), 5)
    of = min(len(mine), len(theirs)) or 1
    part = int(4 * len(mine & theirs) / of)
    same = a.sentence == b.sentence
    words = _alike_words(view, a.item.start, b.item.start)
    lines = 0 if same else _alike_lines(view, a.sentence, b.sentence)
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
    known: dict[tuple[str, str], int] = view.memo.setdefault("alike-words", {})
    pair = forms[a], forms[b]
    held = known.get(pair)
    if held is None:
        held = known[pair] = int(4 * likeness(vectors()[pair[0]], vectors()[pair[1]]))
    return held


def _alike_lines(view: View, a: int, b: int) -> int:
    """Return on a scale of 6 how alike the words of the sentences ``a`` and ``b`` are."""
    known: dict[tuple[int, int], int] = view.memo.setdefault("alike-lines", {})
    held = known.get((a, b))
    if held is None:
        held = known[a, b] = int(6 * likeness(sentence_mean(view, a), sentence_mean(view, b)))
    return held


def _near_words(view: View, made: Candidate) -> frozenset[str]:
    """Return the telling words around a candidate's trigger: those that are not among the commonest of all."""
    known: dict[int, frozenset[str]] = view.memo.setdefault("near-words", {})
    held = known.get(made.item.start)
    if held is None:
        first, last = view.sentences[made.sentence]
        table = vectors()
        window = view.tokens.forms[max(first, made.item.start - 14) : min(last, made.item.end + 14)]
        held = frozenset(bare(form) for form in window if not table.common(form))
        known[made.item.start] = held
    return held


def _linking(view: View, a: Candidate, b: Candidate, kind: str, gap: int) -> list[str]:
    """Return the features of the words that lead from ``a`` to ``b``: connectives, anaphora, what stands between."""
    out = []
    first, _ = view.sentences[b.sentence]
    opening = view.cue_classes(first, min(first + 4, b.item.start)) & _OPENING
    before = view.cue_classes(max(first, b.item.start - 2), b.item.start) & _LEADING
    out += [f"opens={c}&{kind}" for c in sorted(opening)]
    out += [f"led={c}&{kind}&gap={min(gap, 2)}" for c in sorted(before)]
    if b.item.proclitics:
        out.append(f"bpro={b.item.proclitics[-1]}&{kind}&gap={min(gap, 2)}")
    anaphora = b.item.definite and b.trigger.pos == "n" and not _own_place(view, b)
    if anaphora:
        out += ["anaphora", f"anaphora&{kind}&gap={min(gap, 3)}", f"anaphora&aorder={min(a.order, 2)}"]
    elif b.trigger.pos == "n" and not b.item.definite:
        out.append(f"indefinite&{kind}&aorder={min(a.order, 2)}")
    out.append(f"places={_own_place(view, a)}{_own_place(view, b)}&{kind}")
    out.append(f"dates={_own_date(view, a)}{_own_date(view, b)}&{kind}")
    if gap == 0:
        low, high = a.item.end, b.item.start
        commas = min(view.commas[high] - view.commas[low], 3)
        between = min(view.trigger_count[high] - view.trigger_count[low], 3)
        crossed = view.cue_classes(low, high) & _CROSSING
        kinds_in_line = f"{a.trigger.kind}>{b.trigger.kind}"
        out += [f"commas={commas}", f"close={high - low < 6}", f"{kind}&commas={commas}", f"between={between}"]
        out += [f"x~{c}" for c in sorted(crossed)] + [f"x~{c}&{kind}" for c in sorted(crossed)]
        out += [f"line={kinds_in_line}", f"line={kinds_in_line}&between={min(between, 1)}"]
    elif gap == 1:
        out.append(f"next={a.trigger.kind}>{b.trigger.kind}")
    return out


def _own_place(view: View, made: Candidate) -> bool:
    """Say whether the candidate's place stands in its own sentence."""
    return made.place is not None and view.tokens.sentence_of[made.place.item.start] == made.sentence


def _own_date(view: View, made: Candidate) -> bool:
    """Say whether the candidate's time expression stands in its own sentence."""
    link = made.date
    return link is not None and link.item is not None and view.tokens.sentence_of[link.item.start] == made.sentence


def cluster(model: Model, view: View, candidates: list[Candidate], bias: float = 0.0) -> list[list[Candidate]]:
    """Group the candidates (in text order) that tell the same event: each joins the group it fits best, if any.

    A group's fit is the mean log-odds of the pairs with its members; ``bias`` is what it must exceed.
    """
    groups: list[list[Candidate]] = []
    for candidate in candidates:
        best, best_score = None, bias
        for group in groups:
            near = group if len(group) <= _MOST_COMPARED else [*group[:2], *group[2 - _MOST_COMPARED :]]
            scores = [model.score(pair_features(view, member, candidate)) for member in near]
            fit = sum(scores) / len(scores)
            if fit > best_score:
                best, best_score = group, fit
        if best is None:
            groups.append([candidate])
        else:
            best.append(candidate)
    return _rejoined(view, groups)


def _rejoined(view: View, groups: list[list[Candidate]]) -> list[list[Candidate]]:
    """Join groups whose surest members agree on place, time and what may have happened, and differ in nothing.

    The pairwise decisions leave a headline's telling apart from the body's where its words differ much.
    """
    out: list[list[Candidate]] = []
    for group in groups:
        mine = max(group, key=lambda c: c.probability)
        home = next((held for held in out if _agrees(view, max(held, key=lambda c: c.probability), mine)), None)
        if home is None:
            out.append(group)
        else:
            home.extend(group)
    return out


def _agrees(view: View, a: Candidate, b: Candidate) -> bool:
    """Say whether ``a`` and ``b`` have one place and time, kinds that may be one, and no actor or toll at odds."""
    if a.zone_family != b.zone_family or _kind_sign(a, b) not in {"same", "readings"}:
        return False
    if _place_sign(view, a.place, b.place) != "same" or not _date_sign(a, b).startswith(("same", "overlap")):
        return False
    if _actor_sign(a.initiators, b.initiators) == "apart" or _actor_sign(a.targets, b.targets) == "apart":
        return False
    tolls = {_toll_sign(a.killed, b.killed), _toll_sign(a.injured, b.injured)}
    return "apart" not in tolls and (a.order == 0 or b.order == 0)
