"""Clock times: "الساعة الثالثة والنصف فجرا", "21,00 ت غ"."""

from __future__ import annotations

from typing import Final

from rasad.grammar.rules import Found
from rasad.mentions.date import TimeValue

_FRACTIONS: Final = {"نصف": 30, "ربع": 15, "ثلث": 20}
_LATER: Final = frozenset(("noon", "afternoon", "evening", "night"))


def clock(found: Found) -> TimeValue | None:
    """Return the clock time of a match, on 24 hours where a part of the day tells which half is meant."""
    item, tod, zone = found.need("c"), found.get("tod"), found.get("zone")
    if isinstance(item.value, TimeValue):
        hour, minute = item.value.hour, item.value.minute
    else:
        hour, minute = item.value.min, 0
    if not 0 <= hour <= 24 or (item.label in ("number", "ordinal") and item.value.min != item.value.max):
        return None
    hour, minute = _with_fraction(found, item.end, hour, minute)
    part = tod.value if tod else None
    if part in _LATER and hour < 12 and not (part == "night" and hour < 6) and not (part == "noon" and hour > 9):
        hour += 12
    return TimeValue(hour % 24, minute, zone.value if zone else None, part)


def _with_fraction(found: Found, start: int, hour: int, minute: int) -> tuple[int, int]:
    """Add "and a half" or take off "less a quarter"."""
    forms = found.chart.tokens.forms[start : min(found.end, start + 3)]
    minus = "الا" in forms
    for form in forms:
        for word, minutes in _FRACTIONS.items():
            if form.endswith(word):
                return (hour - 1, 60 - minutes) if minus else (hour, minute + minutes)
    return hour, minute
