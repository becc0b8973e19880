"""Date atoms: what digits alone say, a day of a month, a year, a whole numeric date or a clock time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from rasad.grammar.chart import Chart
from rasad.grammar.item import Item
from rasad.mentions.date import DateExpr, TimeValue
from rasad.text.tokens import Tokens

_DAY_FIRST: Final = re.compile(r"(\d{1,2})[/.,](\d{1,2})[/.,](\d{4}|\d{2})")
_YEAR_FIRST: Final = re.compile(r"(\d{4})[/.,](\d{1,2})[/.,](\d{1,2})")
_CLOCK: Final = re.compile(r"([01]?\d|2[0-4]):([0-5]\d)(?::[0-5]\d)?")
_DOTTED_CLOCK: Final = re.compile(r"([01]?\d|2[0-3])[.,]([0-5]\d)")
_PAIR: Final = re.compile(r"(\d{1,2})/(\d{1,2})")
_YEAR_PAIR: Final = re.compile(r"((?:19|20)\d{2})/((?:19|20)\d{2})")
_PARTICLES: Final = frozenset(("و", "ال", "ل", "ب", "ف", "وال", "بال", "لل"))
_ERAS: Final = frozenset(("م", "ميلادي", "ميلاديه"))
_YEARS: Final = range(1800, 2100)
_WORDED_YEARS: Final = range(2001, 2100)
"""Years in words ("ألفين وسبعة عشر"); they are years only beside a word of time."""
_HIJRI_YEARS: Final = range(1343, 1501)


def add_atoms(chart: Chart) -> None:
    """Add ``t-dom``, ``t-dompair``, ``t-year``, ``t-yearspan``, ``t-hyear``, ``t-numdate``, ``t-clock`` and
    ``t-dotclock`` ("21,00": a clock time only beside a zone or "الساعة") and ``t-wordyear`` items."""
    for item in list(_digit_atoms(chart.tokens)):
        chart.add(item)
    for item in [*chart.by_label.get("ordinal", ()), *chart.by_label.get("number", ())]:
        value = item.value
        is_word = not chart.tokens.forms[item.start][0].isdigit()
        if item.label == "number" and is_word and value.max == value.min and value.min in _WORDED_YEARS:
            chart.add(Item(item.start, item.end, "t-wordyear", value.min, "dateatoms", (), item.proclitics))
        if item.definite and is_word and value.max == value.min and 1 <= value.min <= 31:
            chart.add(Item(item.start, item.end, "t-dom", value.min, "dateatoms", (), item.proclitics, True))


def _digit_atoms(tokens: Tokens) -> Iterator[Item]:
    forms = tokens.forms
    for at in tokens.figures:
        form = forms[at]
        if at and tokens.gaps[at] == "" and forms[at - 1].isascii():
            continue
        found = _compound(form) if len(form) > 2 and not form.isdigit() else None
        if found:
            yield _item(tokens, at, at + 1, *found)
            continue
        if not form.isdigit():
            continue
        hyphenated = _hyphenated(tokens, at)
        if hyphenated:
            yield from hyphenated
        yield from _plain(tokens, at)


def _item(tokens: Tokens, start: int, end: int, label: str, value: Any) -> Item:
    proclitics = ""
    if start and tokens.gaps[start].strip(" \"'") == "" and tokens.forms[start - 1] in _PARTICLES:
        start, proclitics = start - 1, tokens.forms[start - 1]
    return Item(start, end, label, value, "dateatoms", (), proclitics, proclitics.endswith("ال"))


def _compound(form: str) -> tuple[str, Any] | None:
    """Read one token of digits with separators."""
    clock = _CLOCK.fullmatch(form)
    if clock:
        return "t-clock", TimeValue(int(clock[1]) % 24, int(clock[2]))
    date = _numeric(form)
    if date:
        return "t-numdate", date
    dotted = _DOTTED_CLOCK.fullmatch(form)
    if dotted:
        return "t-dotclock", TimeValue(int(dotted[1]), int(dotted[2]))
    years = _YEAR_PAIR.fullmatch(form)
    if years:
        return "t-yearspan", (int(years[1]), int(years[2]))
    pair = _PAIR.fullmatch(form)
    if pair and 1 <= int(pair[1]) < int(pair[2]) <= 31:
        return "t-dompair", (int(pair[1]), int(pair[2]))
    return None


def _numeric(form: str) -> DateExpr | None:
    found = _DAY_FIRST.fullmatch(form)
    if found:
        day, month, year = int(found[1]), int(found[2]), int(found[3])
        # Two-digit years are this century's: news pages write no others so.
        year = year if year > 99 else 2000 + year
        if month > 12 >= day:
            day, month = month, day
        return _checked(day, month, year)
    found = _YEAR_FIRST.fullmatch(form)
    return _checked(int(found[3]), int(found[2]), int(found[1])) if found else None


def _checked(day: int, month: int, year: int) -> DateExpr | None:
    if 1 <= day <= 31 and 1 <= month <= 12 and year in _YEARS:
        return DateExpr(op="day", day=day, months=(month,), year=year)
    return None


def _hyphenated(tokens: Tokens, at: int) -> list[Item]:
    """Read "2024-07-26", "26-7-2024" and "2014-2018" over their tokens."""
    forms, gaps = tokens.forms, tokens.gaps
    if at and gaps[at] == "-":
        return []
    run = [forms[at]]
    while at + len(run) < len(forms) and gaps[at + len(run)] == "-" and forms[at + len(run)].isdigit():
        run.append(forms[at + len(run)])
    if len(run) == 3:
        date = _numeric("/".join(run))
        return [_item(tokens, at, at + 3, "t-numdate", date)] if date else []
    if len(run) == 2 and all(len(year) == 4 and int(year) in _YEARS for year in run) and run[0] < run[1]:
        return [_item(tokens, at, at + 2, "t-yearspan", (int(run[0]), int(run[1])))]
    return []


def _plain(tokens: Tokens, at: int) -> Iterator[Item]:
    form = tokens.forms[at]
    number, end = int(form), at + 1
    if len(form) <= 2 and 1 <= number <= 31:
        yield _item(tokens, at, end, "t-dom", number)
        if tokens.gaps[at] == "" and at and tokens.forms[at - 1] in _PARTICLES:
            yield Item(at, end, "t-dom", number, "dateatoms")
    elif len(form) == 4:
        if end < len(tokens.forms) and tokens.forms[end] in _ERAS and tokens.gaps[end] in ("", " "):
            end += 1
        if number in _YEARS:
            yield _item(tokens, at, end, "t-year", number)
        elif number in _HIJRI_YEARS:
            marked = end < len(tokens.forms) and tokens.forms[end] in ("ه", "هجري", "هجريه")
            yield _item(tokens, at, end + marked, "t-hyear", number)
