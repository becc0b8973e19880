"""Tallies: totals over a period, kept as claims and apart from events."""

from __future__ import annotations

import datetime
from functools import cache, lru_cache
from typing import Final, NamedTuple

from rasad.codebook.table import read_table
from rasad.grammar.item import Item
from rasad.mentions.date import DateMention
from rasad.records import Tally, Toll
from rasad.reports.kin import Kin, sentence_mean
from rasad.reports.kin import word as kin_of
from rasad.reports.model import Model, models
from rasad.reports.sayings import sayings_of
from rasad.reports.view import View
from rasad.text.clitics import cuts
from rasad.text.fold import fold
from rasad.text.tokens import Break

FLOOR: Final = 0.25
"""Totals less likely than this are left out; tried 0.15-0.5 in five folds: best F1 between 0.2 and 0.3."""
_COUNTED: Final = frozenset(
    {
        "attack",
        "operation",
        "munition",
        "mine",
        "site",
        "arrest",
        "displaced",
        "people",
        "materiel",
        "measure",
        "victims",
    }
)
_MEASURES: Final = frozenset({"unit"})
_ROUND: Final = 100
"""A figure that no noun follows may be a total from here on."""
_MOVED: Final = frozenset({"flight", "displaced", "arrest"})
_MANNERS: Final = frozenset({"single", "campaign", "war", "total", "reach"})
_STEPS: Final = (2, 5, 10, 30, 100, 300, 1000, 10_000, 100_000)
_VAGUE: Final = frozenset({2, 20, 200, 2000})
"""What "several", "dozens", "hundreds" and "thousands" are read as."""
_SINCE: Final = frozenset({"منذ", "ومنذ", "since"})
_REACH: Final = 4
_SPEAKING: Final = 4
"""How many words on each side of a figure speak as vectors."""
_BEFORE: Final = 14
_AFTER: Final = 16


class TallyOption(NamedTuple):
    """A figure that may be a total: its item, what is counted, its period, the clause that tells it, its features.

    ``kin`` are the words around it as vectors.
    """

    item: Item
    noun: str
    end: int
    period: Item | None
    clause: tuple[int, int]
    features: list[str]
    kin: list[Kin]


@cache
def tally_words(language: str = "ar") -> dict[str, frozenset[str]]:
    """Return folded word -> its classes of ``tallies.tsv``. Raises ``TableError`` for a malformed file."""
    out: dict[str, set[str]] = {}
    for class_, words in read_table("rasad.reports", f"{language}/tallies.tsv", ("class", "words")):
        for word in fold(words).split():
            out.setdefault(word, set()).add(class_)
    return {word: frozenset(classes) for word, classes in out.items()}


@lru_cache(maxsize=40_000)
def _classes_of(form: str) -> frozenset[str]:
    known = tally_words()
    if form in known:
        return known[form]
    if len(form) < 4:
        return frozenset()
    return next((known[cut.stem] for cut in cuts(form) if not cut.enclitic and cut.stem in known), frozenset())


def _class_of(form: str, wanted: frozenset[str]) -> str | None:
    """Return the class of ``wanted`` that ``form`` has, if any."""
    return next(iter(sorted(_classes_of(form) & wanted)), None)


def tally_options(view: View) -> list[TallyOption]:
    """Return every figure of an article that may be a total over a period."""
    out = []
    for sentence, (first, last) in enumerate(view.sentences):
        figures = _figures(view, sentence)
        if not figures:
            continue
        classes = {at: c for at in range(first, last) if (c := _classes_of(view.tokens.forms[at]))}
        periods = [i for i in view.mentions("date", sentence) if _is_period(i)]
        for item, noun, end in figures:
            period = _nearest(item, periods)
            clause = _clause(view, item, end, period)
            features = _features(view, sentence, item, noun, end, period, classes)
            out.append(TallyOption(item, noun, end, period, clause, features, _kin(view, sentence, item, end)))
    return out


def _kin(view: View, sentence: int, item: Item, end: int) -> list[Kin]:
    """Return the words before a figure and from its noun on, and the means of its sentence and the headline."""
    forms = view.tokens.forms
    first, last = view.sentences[sentence]
    out = [
        kin_of(f"~before{item.start - at}", forms[at]) for at in range(max(first, item.start - _SPEAKING), item.start)
    ]
    out += [kin_of(f"~after{at - end}", forms[at]) for at in range(end - 1, min(last, end + _SPEAKING))]
    return [*out, Kin("~sentence", None, sentence_mean(view, sentence)), Kin("~head", None, sentence_mean(view, 0))]


def _figures(view: View, sentence: int) -> list[tuple[Item, str, int]]:
    """Return ``(item, what is counted, end of its phrase)``: tolls, and numbers before a noun that can be counted."""
    tolls = [
        i
        for i in view.mentions("toll", sentence)
        if not i.value.none and i.value.mood == "fact" and i.value.min is not None
    ]
    taken = {at for item in tolls for at in range(item.start, item.end)}
    out = [(item, str(item.value.kind), item.end) for item in tolls]
    last = view.sentences[sentence][1]
    for item in view.mentions("number", sentence):
        if item.value.form == "ordinal" or item.start in taken or item.value.min < 2:
            continue
        found = _noun(view, item, last)
        if found is not None:
            out.append((item, *found))
    return sorted(out, key=lambda t: t[0].start)


def _noun(view: View, item: Item, last: int) -> tuple[str, int] | None:
    """Return the class of what ``item`` counts and where its noun ends; a bare figure takes the verb's class."""
    forms = view.tokens.forms
    for at in range(item.end, min(item.end + 3, last)):
        if view.tokens.breaks[at] >= Break.COMMA:
            break
        class_ = _class_of(forms[at], _COUNTED)
        if class_ is not None:
            return class_, at + 1
        if forms[at] not in {"من", "الف", "مليون", "حاله", "اكثر"} and at > item.end:
            break
    for at in range(max(view.sentences[view.tokens.sentence_of[item.start]][0], item.start - 4), item.start):
        moved = _class_of(forms[at], _MOVED)
        if moved is not None:
            return moved, item.end
    return _other(view, item, last)


def _other(view: View, item: Item, last: int) -> tuple[str, int] | None:
    """Return the end of whatever else ``item`` counts; a measure of time, length, money or share is none."""
    forms, at = view.tokens.forms, item.end
    if at < last and forms[at] == "من":
        at += 1
    if at >= last or view.tokens.breaks[at] >= Break.COMMA:
        return ("bare", item.end) if item.value.min >= _ROUND else None
    if _class_of(forms[at], _MEASURES) or len(forms[at]) < 3:
        return None
    return "other", at + 1


def _is_period(item: Item) -> bool:
    """Say whether a date is a stretch of time that a total can be for."""
    value: DateMention = item.value
    if value.start is None or value.end is None:
        return value.kind in {"since", "span", "period"}
    return value.point_end is not None or value.kind == "since" or (value.end - value.start).days >= 5


def _is_day(item: Item) -> bool:
    """Say whether a date is a single day or night."""
    value: DateMention = item.value
    short = value.start is not None and value.end is not None and (value.end - value.start).days <= 1
    return short and not _is_period(item)


def _nearest(item: Item, periods: list[Item]) -> Item | None:
    return min(periods, key=lambda p: max(p.start - item.end, item.start - p.end), default=None)


def _clause(view: View, item: Item, end: int, period: Item | None) -> tuple[int, int]:
    """Return the clause around a figure: to the next comma on each side, and to its period if that is near."""
    first, last = view.sentences[view.tokens.sentence_of[item.start]]
    breaks = view.tokens.breaks
    low = item.start
    while (
        low > first
        and breaks[low] < Break.CLAUSE
        and item.start - low < _BEFORE
        and not _opens(view, low, item.start)
    ):
        low -= 1
    high = end
    while (
        high < last
        and breaks[high] < Break.CLAUSE
        and high - end < _AFTER
        and (breaks[high] < Break.COMMA or high - end < 6)
    ):
        high += 1
    if period is not None:
        if low > period.start and low - period.end < 8:
            low = period.start
        if high < period.end and period.start - high < 8:
            high = period.end
    return low, high


def _opens(view: View, at: int, figure: int) -> bool:
    """Say whether a clause opens at token ``at``: a comma not right before the figure, or a complementiser."""
    far = view.tokens.breaks[at] >= Break.COMMA and figure - at > 5
    return far or view.tokens.forms[at] in {"ان", "انه", "انها"} and figure - at > 2


def _step(number: int) -> int:
    return sum(number >= step for step in _STEPS)


def _features(
    view: View,
    sentence: int,
    item: Item,
    noun: str,
    end: int,
    period: Item | None,
    classes: dict[int, frozenset[str]],
) -> list[str]:
    value, forms = item.value, view.tokens.forms
    first, last = view.sentences[sentence]
    step, toll = _step(value.min), item.label == "toll"
    vague = not toll and value.form == "vague" or toll and value.max is None and value.min in _VAGUE
    size = f"{'v' if vague else ''}{step}"
    out = ["bias", f"noun={noun}", f"size={size}", f"noun={noun}&size={size}", f"o={min(view.order[sentence], 5)}"]
    out += [f"zone={view.zone[sentence]}", f"toll={toll}"]
    when = _when(view, item, end, period)
    out += [f"when={when}", f"when={when}&noun={noun}", f"when={when}&size={step // 2}"]
    since = any(form in _SINCE for form in forms[first:last])
    near_since = any(form in _SINCE for form in forms[max(first, item.start - 14) : min(last, end + 14)])
    out += [f"since={since}{near_since}", f"since={since}{near_since}&toll={toll}", f"since={near_since}&noun={noun}"]
    if toll:
        out += [
            f"cumulative={value.cumulative}",
            f"partial={value.partial}",
            f"prior={value.prior}",
            f"revised={value.revised}",
        ]
        out.append(f"cumulative={value.cumulative}&since={near_since}&when={when}")
    near = {c for at, cs in classes.items() if item.start - 8 <= at < end + 8 for c in cs - _COUNTED}
    far = {c for cs in classes.values() for c in cs - _COUNTED} - near
    before = {c for at, cs in classes.items() if item.start - 12 <= at < item.start for c in cs & _MANNERS}
    out += [f"before={'+'.join(sorted(before))}", f"before={'+'.join(sorted(before))}&toll={toll}"]
    out.append(f"before={'+'.join(sorted(before))}&when={when.split('-')[0]}")
    out += [f"near={c}" for c in near] + [f"near={c}&toll={toll}" for c in near] + [f"far={c}" for c in far]
    out += [f"near={c}&size={step // 2}" for c in near]
    day = any(_is_day(item) for item in view.mentions("date", sentence))
    out += [f"day={day}", f"day={day}&since={near_since}", f"day={day}&size={step // 2}"]
    out += [f"w-{form}" for form in forms[max(first, item.start - 5) : item.start]]
    out += [f"w+{form}" for form in forms[end : min(last, end + 4)]]
    out.append(f"triggers={min(view.trigger_count[last] - view.trigger_count[first], 4)}")
    return out + _setting(view, sentence, item, noun)


def _setting(view: View, sentence: int, item: Item, noun: str) -> list[str]:
    """Return how far from the end a figure stands, whether the headline has it too, and the event beside it."""
    forms = view.tokens.forms
    behind = min(len(view.sentences) - 1 - sentence, 6)
    out = [f"behind={behind}", f"behind={behind}&toll={item.label == 'toll'}"]
    heads = {i.value.min for label in ("toll", "number") for i in view.mentions(label, 0)}
    out.append(f"headed={sentence > 0 and item.value.min in heads}")
    first, last = view.sentences[sentence]
    beside = [t for t in view.triggers if first <= t.start < last]
    if beside:
        near = min(beside, key=lambda t: (abs(t.start - item.start), t.start))
        many = forms[near.start].endswith(("ات", "ون", "ين"))
        side = "before" if near.start < item.start else "behind"
        out += [f"event={near.value.kind}-{side}", f"many={many}&{side}", f"event={near.value.kind}&noun={noun}"]
        out.append(f"many={many}&definite={near.definite}&toll={item.label == 'toll'}")
    return out


def _when(view: View, item: Item, end: int, period: Item | None) -> str:
    """Say what stretch of time stands by a figure, and how near."""
    if period is None:
        return "none"
    value: DateMention = period.value
    gap = max(period.start - end, item.start - period.end, 0)
    near = "near" if gap < 6 else "mid" if gap < 14 else "far"
    comma = view.commas[max(item.start, period.start)] != view.commas[min(item.start, period.start)]
    if value.start is None or value.end is None:
        return f"{value.kind}-open-{near}"
    kind = "since" if value.point_end is not None or value.kind == "since" else "span"
    long = (value.end - value.start).days
    return f"{kind}-{near}-{'comma' if comma else 'plain'}-{'week' if long < 8 else 'month' if long < 40 else 'long'}"


def _days(view: View, option: TallyOption) -> tuple[str | None, str | None]:
    """Return the first and last day of the total's period; one that runs on ends on the day of publication."""
    published: datetime.date | None = view.context.published
    if option.period is None:
        first, last = option.clause
        runs = any(form in _SINCE for form in view.tokens.forms[first:last])
        return None, published.isoformat() if runs and published is not None else None
    value: DateMention = option.period.value
    start = value.start.isoformat() if value.start is not None else None
    runs_on = value.point_end is not None or value.kind == "since"
    end = published if runs_on and published is not None else value.end
    return start, end.isoformat() if end is not None else None


def _join(view: View, kept: list[TallyOption]) -> list[list[TallyOption]]:
    """Put the killed and the injured of one sentence, told side by side, into one tally."""
    out: list[list[TallyOption]] = []
    for option in kept:
        before = out[-1][-1] if out else None
        same = (
            before is not None
            and view.tokens.sentence_of[before.item.start] == view.tokens.sentence_of[option.item.start]
        )
        if (
            same
            and before is not None
            and {before.noun, option.noun} == {"killed", "injured"}
            and option.item.start - before.end < 14
        ):
            out[-1].append(option)
        else:
            out.append([option])
    return out


def tallies_of(view: View) -> tuple[Tally, ...]:
    """Return the totals over a period that an article states (none where no model is shipped)."""
    model = models().get("tally")
    return decide_tallies(model, view) if model is not None else ()


def decide_tallies(model: Model, view: View) -> tuple[Tally, ...]:
    """Return the totals of an article that ``model`` finds likely."""
    kept = [o for o in tally_options(view) if model.probability(o.features, o.kin) >= FLOOR]
    return tuple(_told_once([_write(view, group) for group in _join(view, kept)]))


def _told_once(tallies: list[Tally]) -> list[Tally]:
    """Leave out a total told again, as the headline's in the lead: same figures; the one with a period stays."""
    held: dict[tuple[object, ...], Tally] = {}
    for tally in tallies:
        figures = (tally.count, tally.killed, tally.injured)
        key: tuple[object, ...] = figures if any(one is not None for one in figures) else (tally.evidence,)
        before = held.get(key)
        if before is None or (before.start is None and tally.start is not None):
            held[key] = tally
    return sorted(held.values(), key=lambda tally: tally.span)


def _write(view: View, group: list[TallyOption]) -> Tally:
    head = group[0]
    low = min(option.clause[0] for option in group)
    high = max(option.clause[1] for option in group)
    start, end = view.tokens.span(low, high)
    tolls: dict[str, Toll] = {}
    count: int | None = None
    for option in group:
        value = option.item.value
        fate = option.noun if option.noun in {"killed", "injured"} else _fate(view, option)
        if fate is not None:
            tolls[fate] = Toll(value.min, value.max)
        elif not (
            option.item.label == "number" and (value.form == "vague" or value.max is None and value.min in _VAGUE)
        ):
            count = value.min
    first, last = _days(view, head)
    return Tally(
        what=_what(view, head),
        count=count,
        start=first,
        end=last,
        killed=tolls.get("killed"),
        injured=tolls.get("injured"),
        source_text=_source(view, head),
        evidence=view.article.text[start:end],
        span=(start, end),
        rule=head.item.rule,
    )


def _fate(view: View, option: TallyOption) -> str | None:
    """Return ``killed`` for a bare or vague number of people said to be dead ("المئات منهم قتلوا")."""
    if option.item.label != "number" or option.noun not in {"people", "other", "bare"}:
        return None
    last = min(view.sentences[view.tokens.sentence_of[option.item.start]][1], option.end + _SPEAKING)
    near = [*range(max(0, option.item.start - 1), option.item.start), *range(option.end, last)]
    return "killed" if any("dead" in _classes_of(view.tokens.forms[at]) for at in near) else None


def _what(view: View, option: TallyOption) -> str:
    """Return the words for what is counted: the figure's noun phrase."""
    end = option.end
    last = view.sentences[view.tokens.sentence_of[option.item.start]][1]
    while end < last and end - option.end < _REACH and view.tokens.breaks[end] < Break.COMMA:
        if view.tokens.forms[end] in _SINCE or not view.tokens.forms[end].startswith("ال"):
            break
        end += 1
    return view.tokens.words(option.item.start, end)


def _source(view: View, option: TallyOption) -> str | None:
    """Return who gives the total, in the words of the text."""
    covering = [s for s in sayings_of(view) if s.start <= option.item.start < s.end]
    if not covering:
        return None
    a, b = min(covering, key=lambda s: s.end - s.start).speaker.name
    return view.tokens.words(a, b)
