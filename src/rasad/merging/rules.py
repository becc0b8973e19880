"""Aggregation rules: how an event's value is chosen among the versions that its reports give.

Named after MAVERICK (Bond, Cook, Raleigh and others, ``eventreport``) and after the conventions of ACLED's and UCDP's
codebooks. A rule is applied when an event is read; the reports stay as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Final, NamedTuple

from rasad.merging.versions import Told, casts_exclude, counts_exclude, sets_exclude, tolls_exclude
from rasad.records import Actor, DateValue, PlaceValue, Toll

CONSERVATIVE: Final = "conservative"
MOST_CITED: Final = "most-cited"
MOST_INFORMATIVE: Final = "most-informative"
LATEST: Final = "latest"
ACLED: Final = "acled"
UCDP: Final = "ucdp"

RULES: Final[dict[str, str]] = {
    CONSERVATIVE: "asserts no more than the sources bear out together: the lowest toll that stands, the span of the "
    "dates, the actors that all who name any agree on",
    MOST_CITED: "what most independent sources say; of equals, the more precise",
    MOST_INFORMATIVE: "what says most: the shortest date, the most precise place, the narrowest toll, every actor",
    LATEST: "what was published last",
    ACLED: "ACLED's convention: one day, the first; the most precise place; the most conservative toll",
    UCDP: "UCDP's convention: the best estimate of the toll; first and last day as most sources give them",
}
"""The rules by name, with what each does."""

_PRECISION = {"point": 0, "area": 1, "admin1": 2, "country": 3, None: 4}
_GENERIC_KINDS = frozenset({"armed_attack", "shelling", "armed_clash", "bombing"})
"""Kinds that the coding rules give where the text does not name the means; any other says more."""


class Choice(NamedTuple):
    """The chosen value, why, and the versions that bear it out."""

    value: Any
    reason: str
    backing: tuple[Told, ...]


Chooser = Callable[[Sequence[Told]], Choice]


def _sources(one: Told, of: Sequence[Told]) -> str:
    every = len({group for told in of for group in {item.source.group or item.source.doc for item in told.items}})
    return f"{one.groups} of {every} independent sources say so"


def _by(sort: Callable[[Any], Any] | None = None) -> Chooser:
    """Return the rule "what most independent sources say; of equals, the least by ``sort``"."""

    def choose(values: Sequence[Told]) -> Choice:
        one = min(values, key=lambda told: (-told.groups, sort(told.value) if sort else 0, told.keys))
        return Choice(one.value, _sources(one, values), (one,))

    return choose


def _most(sort: Callable[[Any], Any], reason: str) -> Chooser:
    """Return the rule "the least by ``sort``; of equals, what most sources say"."""

    def choose(values: Sequence[Told]) -> Choice:
        one = min(values, key=lambda told: (sort(told.value), -told.groups, told.keys))
        return Choice(one.value, reason, (one,))

    return choose


def _latest(values: Sequence[Told]) -> Choice:
    one = max(values, key=lambda told: (told.latest, told.groups, told.keys))
    when = f"published last, {one.latest[:16]}" if one.latest else "no report says when it was published"
    return Choice(one.value, when, (one,))


def days(value: DateValue) -> int:
    """Return the length of an interval in days."""
    return (date.fromisoformat(value.end[:10]) - date.fromisoformat(value.start[:10])).days + 1


def _bare(value: DateValue, start: str, end: str) -> DateValue:
    """Return the interval with what no single text says left out, unless it is the value's own."""
    if (value.start, value.end) == (start, end):
        return value
    return DateValue(start=start, end=end, text=None, basis=value.basis, note=value.note)


def _date_span(values: Sequence[Told]) -> Choice:
    """Choose the span of the dates; a vague date that holds a closer one adds nothing to it."""
    close = [
        a
        for a in values
        if not any(
            a is not b
            and a.value.start <= b.value.start
            and b.value.end <= a.value.end
            and days(b.value) < days(a.value)
            for b in values
        )
    ]
    start, end = min(a.value.start for a in close), max(a.value.end for a in close)
    if len(close) == 1:
        return Choice(close[0].value, "the closest date, which every other allows", tuple(close))
    return Choice(_bare(close[0].value, start, end), f"the span of {len(close)} dates", tuple(close))


def _first_day(values: Sequence[Told]) -> Choice:
    value, reason, backing = _by(days)(values)
    return Choice(_bare(value, value.start, value.start), f"the first day; {reason}", backing)


def _place_rank(value: PlaceValue) -> tuple[int, bool]:
    return _PRECISION.get(value.precision, 4), value.lat is None


def _actors_common(values: Sequence[Told]) -> Choice:
    """Choose the actors that every report that names any agrees on; failing these, the most cited."""
    common = set.intersection(*({a.id or a.text for a in told.value} for told in values))
    if not common or len(values) == 1:
        return _by()(values)
    kept = tuple(a for a in values[0].value if (a.id or a.text) in common)
    return Choice(kept, f"named by all {len(values)} versions", tuple(values))


def _actors_all(values: Sequence[Told]) -> Choice:
    """Choose the actors of the most cited version and of every version that shares one with it."""
    top = _by()(values)
    backing = [told for told in values if not casts_exclude(told.value, top.value)]
    found: dict[str, Actor] = {}
    for told in backing:
        for actor in told.value:
            found.setdefault(actor.id or actor.text, actor)
    return Choice(tuple(found.values()), f"named by one of {len(backing)} versions that agree", tuple(backing))


def _common(values: Sequence[Told]) -> Choice:
    common = set.intersection(*(set(told.value) for told in values))
    if not common or len(values) == 1:
        return _by()(values)
    return Choice(tuple(sorted(common)), f"named by all {len(values)} versions", tuple(values))


def _union(values: Sequence[Told]) -> Choice:
    top = _by()(values)
    backing = [told for told in values if not sets_exclude(told.value, top.value)]
    found = sorted({one for told in backing for one in told.value})
    return Choice(tuple(found), f"named by one of {len(backing)} versions that agree", tuple(backing))


def _fewest(values: Sequence[Told]) -> Choice:
    names = sorted({name for told in values for name in told.value})
    found = {name: min(told.value[name] for told in values if name in told.value) for name in names}
    backing = tuple(told for told in values if not counts_exclude(told.value, found))
    return Choice(found, "the lowest number of each weapon", backing)


def _most_counted(values: Sequence[Told]) -> Choice:
    top = _by(lambda value: -len(value))(values)
    found = dict(top.value)
    backing = [told for told in values if not counts_exclude(told.value, found)]
    for told in backing:
        found |= {name: count for name, count in told.value.items() if name not in found}
    return Choice(dict(sorted(found.items())), "every number that does not contradict the most cited", tuple(backing))


def _toll_lowest(value: Toll) -> tuple[int, float]:
    return value.min, float("inf") if value.max is None else value.max


def _toll_width(value: Toll) -> tuple[float, int]:
    return float("inf") if value.max is None else value.max - value.min, -value.min


def _toll_best(values: Sequence[Told]) -> Choice:
    """Choose UCDP's best estimate: the figure that most independent sources give; of equals, the lower."""
    figures = sorted({told.value.min for told in values if told.value.min > 0 or told.value.max is not None})
    if not figures:
        return _by(_toll_lowest)(values)
    by_figure = {figure: [told for told in values if told.value.min == figure] for figure in figures}
    best = max(figures, key=lambda figure: (sum(told.groups for told in by_figure[figure]), -figure))
    backing = tuple(told for told in values if not tolls_exclude(told.value, Toll(best, best)))
    return Choice(Toll(best, best), f"the best estimate, of the figures {', '.join(map(str, figures))}", backing)


_LOWEST = _most(_toll_lowest, "the lowest figure that stands")
_BY_FIELD: Final[dict[str, dict[str, Chooser]]] = {
    "date": {
        CONSERVATIVE: _date_span,
        MOST_CITED: _by(days),
        MOST_INFORMATIVE: _most(days, "the shortest interval"),
        ACLED: _first_day,
        UCDP: _by(days),
    },
    "place": {
        CONSERVATIVE: _by(_place_rank),
        MOST_CITED: _by(_place_rank),
        MOST_INFORMATIVE: _most(_place_rank, "the most precise place"),
        ACLED: _most(_place_rank, "the most precise place"),
        UCDP: _by(_place_rank),
    },
    "kind": {MOST_INFORMATIVE: _most(lambda kind: kind in _GENERIC_KINDS, "the kind that names the means")},
    "cast": {CONSERVATIVE: _actors_common, MOST_INFORMATIVE: _actors_all},
    "set": {CONSERVATIVE: _common, MOST_INFORMATIVE: _union},
    "counts": {CONSERVATIVE: _fewest, MOST_INFORMATIVE: _most_counted},
    "toll": {
        CONSERVATIVE: _LOWEST,
        MOST_CITED: _by(_toll_width),
        MOST_INFORMATIVE: _most(_toll_width, "the narrowest figure"),
        ACLED: _LOWEST,
        UCDP: _toll_best,
    },
}


def choose(rule: str, form: str, values: Sequence[Told]) -> Choice:
    """Return what ``rule`` chooses among ``values`` (at least one) of a field of the form ``form``.

    Forms: ``date place kind cast set counts toll plain``. Raises ``ValueError`` for a rule that there is none of.
    """
    if rule not in RULES:
        raise ValueError(f"no aggregation rule {rule!r}; there are {', '.join(RULES)}")
    if rule == LATEST:
        return _latest(values)
    return _BY_FIELD.get(form, {}).get(rule, _by())(values)
