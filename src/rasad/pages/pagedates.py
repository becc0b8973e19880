"""Publication dates that a page shows in words: "26 يوليو 2024، 1:42 م", "٢٣ نوفمبر ٢٠٢٣", "26th, July 2024 GMT"."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import Final, NamedTuple

from rasad.pages.tables import rows
from rasad.records import Span
from rasad.text.fold import Folded, fold

LONGEST = 140
"""A line longer than this is no date line."""

_YEAR: Final = re.compile(r"(?<!\d)(?:19[89]|20\d)\d(?!\d)")
_LABEL: Final = re.compile(
    r"\b(?:تاريخ النشر|نشر(?:ت)?(?: في| بتاريخ| يوم)?|اضيف(?: في)?|تم النشر|published(?: on)?|posted(?: on)?"
    r"|(?P<updated>(?:اخر |تم ال)?(?:ال)?تحديث(?: في)?|تحدثت في|حدث في|(?:last )?updated(?: on)?))\s*(?P<mark>:|-)?"
)
_CLOCK: Final = re.compile(
    r"(?<![\d:])(?P<hour>[01]?\d|2[0-3])[:.](?P<minute>[0-5]\d)(?::[0-5]\d)?(?!\d)"
    r"\s*(?P<half>صباحا|مساء|ظهرا|am|pm|a\.m\.|p\.m\.|ص|م)?(?!\w)"
)
_ZONE: Final = re.compile(
    r"\(?\s*(?:(?P<utc>gmt|utc|(?:ب)?(?:توقيت )?(?:غرينتش|جرينتش|غرينيتش|جرينيتش)|ت\.? ?غ)(?P<shift>\s?[+-]\d{1,2})?"
    r"|بتوقيت (?P<three>مكه(?: المكرمه)?|السعوديه|الرياض|بغداد|العراق|الدوحه|صنعاء|اليمن|الكويت)"
    r"|بتوقيت (?P<four>ابوظبي|ابو ظبي|دبي|الامارات|مسقط))\s*\)?"
)
_WEEKDAY: Final = re.compile(
    r"\b(?:يوم )?(?:ال)?(?:احد|اثنين|ثلاثاء|اربعاء|خميس|جمعه|سبت|(?:sun|mon|tues|wednes|thurs|fri|satur)day"
    r"|(?:sun|mon|tue|wed|thu|fri|sat))\b"
)
_HIJRI: Final = re.compile(
    r"(?:\d{1,2}\s*[-/]?\s*)?(?:محرم|صفر|ربيع (?:ال)?(?:اول|ثاني|اخر)|جمادي (?:ال)?(?:اولي|اخره|ثانيه|اخر|اول)|رجب"
    r"|شعبان|رمضان|شوال|ذو القعده|ذي القعده|ذو الحجه|ذي الحجه)"
    r"\s*[-/]?\s*1[34]\d\d\s*(?:ه(?:ـ|جريه?)?)?|\b1[34]\d\d\s*ه\b"
)
_NUMERIC: Final = re.compile(
    r"(?<![\d/.-])(?:(?P<y1>(?:19|20)\d\d)\s?[-/.]\s?(?P<m1>\d{1,2})\s?[-/.]\s?(?P<d1>\d{1,2})"
    r"|(?P<d2>\d{1,2})\s?[-/.]\s?(?P<m2>\d{1,2})\s?[-/.]\s?(?P<y2>(?:19|20)\d\d))(?![\d/])"
)
_FILLER: Final = re.compile(r"\b(?:في|الساعه|الموافق|بتاريخ|م|at|on|ه|منذ|دقيقه|قراءه|توقيت|محلي|محليا|بتوقيت)\b")
_WORD: Final = re.compile(r"[^\W\d_]+")


class PageDate(NamedTuple):
    """A date found on a line: ISO ``value`` to the minute or the day, its ``span``, what its label says."""

    value: str
    span: Span
    labelled: bool
    updated: bool
    alone: bool


@cache
def _months() -> dict[str, int]:
    return {fold(name): int(number) for number, name in rows("months.tsv", 2)}


@cache
def _worded() -> re.Pattern[str]:
    names = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in sorted(_months(), key=len, reverse=True))
    month = rf"(?:{names})(?:\s*[/\\(-]+\s*(?:{names})\s*\)?)?"
    gap = r"[\s،,./\\-]*"
    return re.compile(
        rf"(?<!\d)(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?{gap}(?:من\s+)?(?<!\w)(?P<m1>{month}){gap}(?P<y1>(?:19|20)\d\d)(?!\d)"
        rf"|(?<!\w)(?P<m2>{month}){gap}(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?:{gap})(?P<y2>(?:19|20)\d\d)(?!\d)"
    )


def find_date(text: str, offset: int = 0) -> PageDate | None:
    """Return the first Gregorian date that ``text`` states with day, month and year, ``None`` without one.

    ``alone`` tells that the line holds next to nothing else; ``offset`` is added to the span. Hijri dates are
    passed over. A day that the calendar does not have is no date.
    """
    folded = Folded(text)
    line = folded.text
    if not _YEAR.search(line):
        return None
    match = _worded().search(line)
    day = _worded_day(match) if match else None
    if day is None:
        match = _NUMERIC.search(line)
        day = _numeric_day(match) if match else None
    if match is None or day is None:
        return None
    rest = line[: match.start()] + " " + line[match.end() :]
    clock = _CLOCK.search(rest)
    zone = _ZONE.search(rest)
    label = _LABEL.search(rest)
    value = day.isoformat() + (_clock(clock) + _offset(zone) if clock else "")
    left = _HIJRI.sub(" ", rest)
    for pattern in (_LABEL, _CLOCK, _ZONE, _WEEKDAY, _FILLER):
        left = pattern.sub(" ", left)
    start, end = match.span()
    if clock and rest[match.start() : clock.start()].strip(" ،,-|–") == "" and clock.start() >= match.start():
        end = match.end() + clock.end() - match.start() - 1
    first, last = folded.span(start, end)
    return PageDate(
        value,
        (first + offset, last + offset),
        label is not None and label.start() <= match.start(),
        label is not None and label.group("updated") is not None,
        sum(map(len, _WORD.findall(left))) <= 14,
    )


def _worded_day(match: re.Match[str]) -> date | None:
    """Return the day of a date with a month's name; of two names the last one counts."""
    number = match.group("d1") or match.group("d2")
    names = re.split(r"\s*[/\\(-]+\s*", (match.group("m1") or match.group("m2")).rstrip(" )"))
    month = _months()[" ".join(names[-1].split())]
    return _day(int(match.group("y1") or match.group("y2")), month, int(number))


def _numeric_day(match: re.Match[str]) -> date | None:
    """Return the day of a date in figures: year first, or day before month unless only the other way fits."""
    if match.group("y1"):
        return _day(int(match.group("y1")), int(match.group("m1")), int(match.group("d1")))
    year, first, second = int(match.group("y2")), int(match.group("d2")), int(match.group("m2"))
    return _day(year, first, second) if second > 12 else _day(year, second, first)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _clock(match: re.Match[str]) -> str:
    """Return ``THH:MM`` in 24 hours."""
    hour, half = int(match.group("hour")), match.group("half") or ""
    if hour <= 12 and half:
        hour %= 12
        if half.startswith(("م", "p", "ظ")):
            hour += 12
    return f"T{hour:02d}:{match.group('minute')}"


def _offset(match: re.Match[str] | None) -> str:
    """Return the offset from UTC that a line's zone words mean, nothing where it has none."""
    if match is None:
        return ""
    if match.group("three"):
        return "+03:00"
    if match.group("four"):
        return "+04:00"
    shift = int((match.group("shift") or "0").replace(" ", ""))
    return f"{'-' if shift < 0 else '+'}{abs(shift):02d}:00"
