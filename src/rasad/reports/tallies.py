"""Tallies: totals over a period, kept as claims and apart from events."""

from __future__ import annotations

import datetime
from typing import Final

from rasad.mentions.date import DateMention
from rasad.records import Tally, Toll
from rasad.reports.model import Model, models
from rasad.reports.sayings import sayings_of
from rasad.reports.tallyfigures import classes_of
from rasad.reports.tallyoptions import TallyOption, tally_options
from rasad.reports.view import View
from rasad.text.tokens import Break

FLOOR: Final = 0.25
"""Totals less likely than this are left out; tried 0.15-0.5 in five folds: best F1 between 0.2 and 0.3."""
_VAGUE: Final = frozenset({2, 20, 200, 2000})
"""What "several", "dozens", "hundreds" and "thousands" are read as."""
_SINCE: Final = frozenset({"منذ", "ومنذ", "since"})
_REACH: Final = 4
_SPEAKING: Final = 4
"""How many words on each side of a figure speak as vectors."""


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
    return "killed" if any("dead" in classes_of(view.tokens.forms[at]) for at in near) else None


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
