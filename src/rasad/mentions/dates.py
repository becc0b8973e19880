"""The date finder: time expressions of a text, resolved against its publication day."""

from __future__ import annotations

import datetime
from functools import cache
from importlib.resources import files
from typing import Final

import msgspec

from rasad.grammar.chart import Chart
from rasad.grammar.item import Item
from rasad.grammar.lexicon import Lexicon
from rasad.grammar.rules import load_grammar
from rasad.grammar.vocabulary import Vocabulary
from rasad.mentions.calendar import resolve
from rasad.mentions.context import Context
from rasad.mentions.date import DateExpr, DateMention
from rasad.mentions.dateatoms import add_atoms
from rasad.mentions.dateproducers import PRODUCERS
from rasad.text.tokens import Tokens

_WORD_VALUES: Final = frozenset(("t-tod", "t-todadv", "t-unit", "t-units", "t-unit2", "t-part", "t-feast", "t-zone"))
_OF_TODAY: Final = frozenset(("offset", "weekday"))
"""Dates that bring a tale of the past back to the news."""
_LONG_AGO: Final = 330
_TALE: Final = 2


@cache
def load_date_words(language: str) -> tuple[tuple[str, str, int | str], ...]:
    """Return ``(phrase, label, value)`` of every row of ``<language>/dates.tsv``.

    Raises ``ValueError`` naming file and line for a row of another shape, a label not beginning with ``t-``, or a
    value that is no number where the label needs one.
    """
    out: list[tuple[str, str, int | str]] = []
    path = files("rasad.mentions").joinpath(language, "dates.tsv")
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith(("#", "phrase\t")):
            continue
        cells = line.split("\t")
        if len(cells) != 3 or not cells[1].startswith("t-"):
            raise ValueError(f"{language}/dates.tsv line {number}: expected phrase, t-label, value; got {line!r}")
        phrase, label, value = cells
        if label not in _WORD_VALUES and not value.lstrip("-").isdigit():
            raise ValueError(f"{language}/dates.tsv line {number}: {label} needs a whole number, got {value!r}")
        out.append((phrase, label, value if label in _WORD_VALUES else int(value)))
    return tuple(out)


class DateFinder:
    """Adds ``date`` items (``DateMention``) and ``time`` items (``TimeValue``).

    Numbers that belong to a date or a clock time leave the chart: they count nothing.
    """

    needs: Final = ("number", "ordinal")
    adds: Final = ("date", "time")

    def __init__(self, vocabulary: Vocabulary, lexicon: Lexicon, language: str = "ar") -> None:
        """Add the time words of ``language`` to ``lexicon`` and load its date rules."""
        for phrase, label, value in load_date_words(language):
            lexicon.add(phrase, label, value, f"{language}/dates.tsv")
        self._grammar = load_grammar("rasad.mentions", "dates", PRODUCERS, vocabulary, language)

    def run(self, chart: Chart, context: Context) -> None:
        """Find the dates of ``chart`` and resolve them against ``context.published``."""
        add_atoms(chart)
        self._grammar.run(chart)
        dates = self._resolved(chart, context)
        chart.replace("date", dates)
        taken = {at for item in [*dates, *chart.by_label.get("time", ())] for at in range(item.start, item.end)}
        for label in ("number", "dual"):
            kept = [item for item in chart.all(label) if taken.isdisjoint(range(item.start, item.end))]
            chart.replace(label, kept)

    @staticmethod
    def _resolved(chart: Chart, context: Context) -> list[Item]:
        """Resolve the expressions in order of the text; "the same day" looks back at the one before."""
        last: DateMention | None = None
        told: Item | None = None
        out: list[Item] = []
        for item in chart.all("date"):
            expr = _with_told_year(item, told, chart.tokens, context.published)
            spoken = _speech_day(item, out, chart.tokens)
            mention = resolve(expr, spoken or context.published, last)
            out.append(item._replace(value=mention))
            told = _telling(out[-1], told, context.published)
            if mention.start is not None and not mention.weak and not mention.span_is_time_marker:
                last = mention
        return out


def _telling(item: Item, told: Item | None, published: datetime.date | None) -> Item | None:
    """Return the day of a past year that the text now tells from, if it tells of the past at all."""
    mention: DateMention = item.value
    expr = mention.expr
    if expr is None or expr.op in _OF_TODAY:
        return None
    past = expr.op == "day" and expr.year is not None and mention.start is not None and published is not None
    if past and mention.start is not None and published is not None and (published - mention.start).days > _LONG_AGO:
        return item
    return told


def _with_told_year(item: Item, told: Item | None, tokens: Tokens, published: datetime.date | None) -> DateExpr:
    """Give a day without a year the year of the tale it stands in: "20 March 2003 ... on 9 April".

    The tale must have named a whole day at most two sentences before, and the new day must not lie before it.
    """
    expr: DateExpr = item.value
    bare = (expr.year, expr.year_shift, expr.shift, expr.weekday) == (None, None, None, None)
    if told is None or expr.op != "day" or not bare or expr.same_year:
        return expr
    begun = told.value.start
    if tokens.sentence_of[item.start] - tokens.sentence_of[told.start] > _TALE:
        return expr
    dated = msgspec.structs.replace(expr, year=begun.year)
    day = resolve(dated, published).start
    return dated if day is not None and day >= begun else expr


def _speech_day(item: Item, before: list[Item], tokens: Tokens) -> datetime.date | None:
    """Return the day on which a quotation was spoken, for "today" inside it: that named before it in the sentence."""
    expr: DateExpr = item.value
    if expr.op != "offset" or not before or tokens.sentence_of[before[-1].start] != tokens.sentence_of[item.start]:
        return None
    spoken: DateMention = before[-1].value
    if spoken.kind != "day" or spoken.start is None or spoken.start != spoken.end:
        return None
    marks = [at for at in range(before[-1].end, item.start + 1) if '"' in tokens.gaps[at]]
    return spoken.start if sum(tokens.gaps[at].count('"') for at in marks) % 2 else None
