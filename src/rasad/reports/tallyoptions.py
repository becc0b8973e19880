"""Options for tallies: each figure with its period, its clause and what speaks for a total."""

from __future__ import annotations

from typing import Final, NamedTuple

from rasad.grammar.item import Item
from rasad.mentions.date import DateMention
from rasad.reports.kin import Kin, sentence_mean
from rasad.reports.kin import word as kin_of
from rasad.reports.tallyfigures import COUNTED, classes_of, figures_of
from rasad.reports.view import View
from rasad.text.tokens import Break

_MANNERS: Final = frozenset({"single", "campaign", "war", "total", "reach"})
_STEPS: Final = (2, 5, 10, 30, 100, 300, 1000, 10_000, 100_000)
_VAGUE: Final = frozenset({2, 20, 200, 2000})
"""What "several", "dozens", "hundreds" and "thousands" are read as."""
_SINCE: Final = frozenset({"منذ", "ومنذ", "since"})
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


def tally_options(view: View) -> list[TallyOption]:
    """Return every figure of an article that may be a total over a period."""
    out = []
    for sentence, (first, last) in enumerate(view.sentences):
        figures = figures_of(view, sentence)
        if not figures:
            continue
        classes = {at: c for at in range(first, last) if (c := classes_of(view.tokens.forms[at]))}
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
    near = {c for at, cs in classes.items() if item.start - 8 <= at < end + 8 for c in cs - COUNTED}
    far = {c for cs in classes.values() for c in cs - COUNTED} - near
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
