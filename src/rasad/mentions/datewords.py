"""Words around a date that decide what it is: "سوق الجمعة" is a place, "الأمين العام الحالي" no year."""

from __future__ import annotations

from typing import Final

from rasad.grammar.item import Item
from rasad.grammar.rules import Found
from rasad.mentions.date import Part
from rasad.text.tokens import Break, Tokens

# All folded. Places and titles named after a weekday: Souq al-Jumaa (Tripoli), Souq al-Khamis, Suq al-Ahad.
_PLACE_BEFORE: Final = frozenset(("سوق", "بسوق", "مدينه", "بمدينه", "صحيفه", "قناه", "جريده", "كلا", "هذين"))
_ADJECTIVE_AFTER: Final = frozenset(("السوداء", "البيضاء", "العظيمه", "الحزينه", "الاسود", "اليتيمه", "العظيم"))
_WEAK_BEFORE: Final = frozenset(("صلاه", "خطبه", "خطيب", "بصلاه", "كل", "ايام", "لصلاه", "وصلاه", "عطله"))
_GENERAL_BEFORE: Final = frozenset(
    ("الامين", "المدير", "النائب", "المدعي", "الراي", "القائد", "المفتي", "الامانه", "المفتش", "المراقب", "القطاع")
    + ("الاضراب", "الامن", "الوضع", "العفو", "المشهد", "السياق", "المنسق", "الصالح", "الطابع", "النظام", "الاطار")
)
_NOT_TODAY_BEFORE: Final = frozenset(("روسيا", "المصري", "ذلك", "ذاك", "نفس", "ذات", "منتصف", "سوريا"))
_NOT_TODAY_AFTER: Final = frozenset(
    ("التالي", "السابق", "اللاحق", "نفسه", "ذاته", "الذي", "الوطني", "العالمي", "الدولي", "الواحد", "الاخير")
)
_GOING_BEFORE: Final = 9
_GOING_AFTER: Final = 5
_BOTH_BEFORE: Final = frozenset(("بين", "كلا", "احد", "هذين"))


def _word(tokens: Tokens, at: int) -> str:
    return tokens.forms[at] if 0 <= at < len(tokens.forms) else ""


def parts_a_double(tokens: Tokens, at: int, same: bool) -> bool:
    """Say whether the gap before token ``at`` joins two names of one month rather than lists two months."""
    if any(mark in tokens.gaps[at] for mark in "/\\(|["):
        return True
    return same and tokens.breaks[at] <= Break.QUOTE and not tokens.forms[at].startswith("و")


def is_no_year(found: Found) -> bool:
    """Say whether "العام" is the adjective "general" ("الأمين العام الحالي"), or the figure a count."""
    tokens = found.chart.tokens
    year = found.get("year")
    if year is None:
        return tokens.forms[found.start] == "العام" and _word(tokens, found.start - 1) in _GENERAL_BEFORE
    if not found.args.get("bare") or found.get("until") or isinstance(year.value, tuple):
        return False
    # "في 2000 منزل": round figures before an accusative noun are counts.
    after = _word(tokens, found.end)
    return year.value % 1000 == 0 and bool(after) and tokens.breaks[found.end] <= Break.SPACE and len(after) > 3


def is_no_weekday(found: Found, item: Item) -> bool:
    """Say whether the weekday is part of a name, or "الاثنين" is "both"."""
    tokens = found.chart.tokens
    before = _word(tokens, item.start - 1)
    if before in _PLACE_BEFORE or _word(tokens, item.end) in _ADJECTIVE_AFTER:
        return True
    return item.value == 0 and before in _BOTH_BEFORE and _word(tokens, item.end)[:1] != "و"


def is_weak_weekday(found: Found) -> bool:
    """Say whether the weekday belongs to a prayer or a habit."""
    return _word(found.chart.tokens, found.start - 1) in _WEAK_BEFORE


def is_today(found: Found) -> bool:
    """Say whether "اليوم" means the day of publication: not "اليوم التالي", "اليوم الثالث", "روسيا اليوم"."""
    tokens = found.chart.tokens
    if _word(tokens, found.start - 1) in _NOT_TODAY_BEFORE:
        return False
    if found.end >= len(tokens.forms) or tokens.breaks[found.end] > Break.QUOTE:
        return True
    if _word(tokens, found.end) in _NOT_TODAY_AFTER:
        return False
    return not any(item.label == "ordinal" and item.definite for item in found.chart.by_start.get(found.end, ()))


def joined_by_and(found: Found, item: Item) -> bool:
    """Say whether ``item`` is written with "and", a slash or a hyphen before it."""
    tokens = found.chart.tokens
    return tokens.forms[item.start].startswith("و") or tokens.gaps[item.start].strip() in ("/", "-", "\\")


def is_day_of_work(found: Found) -> bool:
    """Say whether "قبل يوم ..." goes on into a date of its own ("قبل يوم الجمعة", "بعد العام 2014")."""
    unit = found.get("u")
    if unit is None or found.get("n") is not None or unit.label != "t-unit":
        return False
    tokens = found.chart.tokens
    if tokens.forms[unit.start].startswith("ال"):
        return True
    after = found.chart.by_start.get(unit.end, ())
    return any(item.label in ("t-weekday", "t-relday", "t-year", "t-dom", "t-month", "t-hmonth") for item in after)


def is_going_on(found: Found) -> bool:
    """Say whether a word of going on ("تشهد", "مستمرة") stands near "منذ أسبوع" in its clause."""
    breaks = found.chart.tokens.breaks
    for step, limit in ((-1, found.start - _GOING_BEFORE), (1, found.end + _GOING_AFTER)):
        at = found.start - 1 if step < 0 else found.end
        while 0 <= at < len(breaks) and at != limit:
            if breaks[at + 1 if step < 0 else at] > Break.COMMA:
                break
            if any(item.label == "t-going" for item in found.chart.by_start.get(at, ())):
                return True
            at += step
    return False


def fraction_of(found: Found) -> Part | None:
    """Return which half or quarter "النصف الأول", "الربع الأخير" is."""
    half = found.chart.tokens.forms[found.start].endswith("نصف")
    ordinal = found.get("o")
    nth = int(ordinal.value.min) if ordinal else (2 if half else 4)
    halves: dict[int, Part] = {1: "half1", 2: "half2"}
    quarters: dict[int, Part] = {1: "q1", 2: "q2", 3: "q3", 4: "q4"}
    return (halves if half else quarters).get(nth)
