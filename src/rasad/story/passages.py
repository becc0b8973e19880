"""Passages: sentences of articles that tell the story beside its events, with their dates, numbers and actors."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Final, NamedTuple

import msgspec

from rasad.grammar.chart import Chart
from rasad.grammar.item import Item
from rasad.mentions.context import Context
from rasad.mentions.date import DateMention
from rasad.mentions.reader import Reader
from rasad.records import CodedArticle
from rasad.story.cited import Cited, Sources, cited, published_day
from rasad.story.cues import cues
from rasad.story.days import Days, later
from rasad.text.fold import fold

FURNITURE: Final = frozenset({"furniture", "related", "ticker"})
"""Zones whose words belong to other stories."""
UNITS: Final = ("day", "week", "month", "year")
_LONG_SENTENCE: Final = 120
_WHERE: Final = frozenset({"في", "من", "الي", "داخل", "خارج", "عن", "in", "from", "to", "inside"})


class Dated(NamedTuple):
    """A date in a passage: its days, where it stands (in words), and for a weekday the next one after publication."""

    days: Days
    at: int
    coming: Days | None = None


class Counted(NamedTuple):
    """A number in a passage: ``least`` to ``most`` (``None``: open), where it stands and ends (in words)."""

    least: int
    most: int | None
    at: int
    end: int
    about: bool


class Named(NamedTuple):
    """An actor or country in a passage."""

    id: str
    at: int


class Passage(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence: its folded ``words``, its cues (class -> places in words), and what it names.

    ``before`` and ``before_dates`` are the actors and dates of the sentence before, ``countries`` those of its
    places, ``tolls`` the places (in words) of figures of casualties. ``latest`` is the latest date that
    the gallery it stands in states.
    """

    cited: Cited
    words: tuple[str, ...]
    cues: dict[str, tuple[int, ...]]
    dates: tuple[Dated, ...] = ()
    numbers: tuple[Counted, ...] = ()
    actors: tuple[Named, ...] = ()
    before: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    tolls: tuple[int, ...] = ()
    before_dates: tuple[Dated, ...] = ()
    latest: Days | None = None

    def has(self, *classes: str) -> bool:
        """Say whether the sentence has a cue of every one of ``classes``."""
        return all(name in self.cues for name in classes)

    def near(self, name: str, other: str, reach: int) -> bool:
        """Say whether a cue of class ``other`` stands up to ``reach`` words after, or two before, one of ``name``."""
        return any(-2 <= b - a <= reach for a in self.cues.get(name, ()) for b in self.cues.get(other, ()))

    def closest_date(self, name: str) -> Dated | None:
        """Return the date nearest to a cue of class ``name``; one that follows it comes before one that precedes."""
        spots = self.cues.get(name, ())
        return min(
            self.dates,
            key=lambda one: min((abs(one.at - at) + (3 if one.at < at else 0) for at in spots), default=0),
            default=None,
        )

    def length_after(self, name: str, reach: int = 9) -> tuple[int, str] | None:
        """Return the length of time (count, unit) that follows a cue of class ``name``: "أربعة شهور", "شهرين"."""
        for at in self.cues.get(name, ()):
            for unit in UNITS:
                for spot in self.cues.get(f"unit-{unit}", ()):
                    if 0 < spot - at <= reach and (count := self._count_before(spot)) is not None:
                        return count, unit
        return None

    def _count_before(self, spot: int) -> int | None:
        number = next((one for one in self.numbers if one.end == spot and one.least == one.most), None)
        if number is not None:
            return number.least
        return 2 if self.words[spot].endswith("ين") and not self.words[spot].endswith("سنين") else None


@cache
def reader() -> Reader:
    """Return the reader of mentions: its lexicons take a second to load, and serve any number of texts."""
    return Reader()


def passages(article: CodedArticle, sources: Sources, wanted: Sequence[Sequence[str]]) -> list[Passage]:
    """Return the sentences of ``article`` that have, of one of ``wanted``, a cue of each class, and any of conditions
    right after one.

    Furniture, tickers and related stories are left out. Only articles with such a sentence are read for mentions,
    which takes most of the time.
    """
    patterns = cues(article.language)
    folded = " ".join(re.split(r"[^\w]+", fold(article.text)))
    if not any(all(name in patterns and patterns[name].search(folded) for name in group) for group in wanted):
        return []
    chart = reader().open(article.text)
    taken = _taken(chart, patterns, wanted)
    if not taken:
        return []
    day = published_day(article, sources)
    context = Context(
        published=datetime.date.fromisoformat(day) if day else None,
        language=article.language,
        outlet=article.outlet,
    )
    return list(_passages(article, sources, reader().read(chart, context), taken))


def _taken(
    chart: Chart, patterns: dict[str, re.Pattern[str]], wanted: Sequence[Sequence[str]]
) -> dict[int, dict[str, tuple[int, ...]]]:
    """Return the numbers of the sentences to be read, with their cues."""
    out: dict[int, dict[str, tuple[int, ...]]] = {}
    for number, (first, last) in enumerate(chart.tokens.sentences):
        if last - first > _LONG_SENTENCE:
            continue
        found = _cues(chart.tokens.forms[first:last], patterns)
        named = any(all(name in found for name in group) for group in wanted)
        if named or (number - 1 in out and "condition" in found):
            out[number] = found
    return out


def read_all(articles: Iterable[CodedArticle], sources: Sources, wanted: Sequence[Sequence[str]]) -> list[Passage]:
    """Return the passages of all ``articles``, in order; see ``passages``."""
    return [found for article in articles for found in passages(article, sources, wanted)]


def _passages(
    article: CodedArticle, sources: Sources, chart: Chart, taken: dict[int, dict[str, tuple[int, ...]]]
) -> Iterator[Passage]:
    tokens = chart.tokens
    for number, found in taken.items():
        first, last = tokens.sentences[number]
        words_cited = cited(article, tokens.span(first, last), sources)
        if words_cited.zone in FURNITURE:
            continue
        begin, end = tokens.sentences[number - 1] if number else (0, 0)
        yield Passage(
            cited=words_cited,
            words=tuple(tokens.forms[first:last]),
            cues=found,
            dates=_dates(chart, first, last),
            numbers=_numbers(chart, first, last),
            actors=tuple(_actors(chart, first, last)),
            before=tuple(dict.fromkeys(one.id for one in _actors(chart, begin, end))),
            countries=_countries(chart, first, last),
            tolls=tuple(_tolls(chart, first, last)),
            before_dates=_dates(chart, begin, end) if number else (),
            latest=_latest(article, chart) if words_cited.zone == "gallery" else None,
        )


def _cues(words: Sequence[str], patterns: dict[str, re.Pattern[str]]) -> dict[str, tuple[int, ...]]:
    line = " ".join(words)
    starts = {0: 0}
    at = 0
    for number, word in enumerate(words, 1):
        at += len(word) + 1
        starts[at] = number
    return {
        name: spots
        for name, pattern in patterns.items()
        if (spots := tuple(starts[found.start()] for found in pattern.finditer(line)))
    }


def _items(chart: Chart, label: str, first: int, last: int) -> list[Item]:
    return [item for item in chart.all(label) if first <= item.start < last]


def _dates(chart: Chart, first: int, last: int) -> tuple[Dated, ...]:
    out = []
    for item in _items(chart, "date", first, last):
        value: DateMention = item.value
        if value.start is None or value.end is None or value.weak:
            continue
        end = value.point_end or value.end
        days = Days(value.start.isoformat(), max(value.start, end).isoformat())
        bare = value.weekday is not None and value.basis == "relative"
        out.append(Dated(days, item.start - first, later(days, 1, "week") if bare else None))
    return tuple(out)


def _tolls(chart: Chart, first: int, last: int) -> Iterator[int]:
    for item in _items(chart, "toll", first, last):
        yield from range(item.start - first, item.end - first)


def _latest(article: CodedArticle, chart: Chart) -> Days | None:
    """Return the latest date that the gallery states in full."""
    galleries = [zone for zone in article.zones if zone.zone == "gallery"]
    found = []
    for item in chart.all("date"):
        value: DateMention = item.value
        at = chart.tokens.starts[item.start]
        if value.start and value.end and value.basis == "absolute" and any(z.start <= at < z.end for z in galleries):
            found.append(Days(value.start.isoformat(), value.end.isoformat()))
    return max(found, key=lambda days: days.end, default=None)


def _numbers(chart: Chart, first: int, last: int) -> tuple[Counted, ...]:
    found = (
        Counted(item.value.min, item.value.max, item.start - first, item.end - first, item.value.form != "exact")
        for item in _items(chart, "number", first, last)
        if item.value.form != "ordinal"
    )
    return tuple(found)


def _actors(chart: Chart, first: int, last: int) -> Iterator[Named]:
    for item in _items(chart, "actor", first, last):
        value = item.value
        if value.type in {"persons", "anaphor"} or (value.type == "state" and _is_place(chart, item)):
            continue
        ident = value.reading(military=True)
        if ident is not None:
            yield Named(ident, item.start - first)


def _is_place(chart: Chart, item: Item) -> bool:
    """Say whether a state's name only tells where: "في العراق"."""
    return item.start > 0 and chart.tokens.forms[item.start - 1] in _WHERE


def _countries(chart: Chart, first: int, last: int) -> tuple[str, ...]:
    """Return the countries of a sentence's places; those named themselves come before those that a place lies in."""
    found = [item.value for item in _items(chart, "place", first, last) if item.value.country]
    found.sort(key=lambda value: value.precision != "country")
    return tuple(dict.fromkeys(value.country for value in found))
