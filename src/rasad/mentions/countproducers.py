"""Producers of counted times: so many units ago, before, after, or of the last and coming ones."""

from __future__ import annotations

from typing import Any, cast

import msgspec

from rasad.grammar.rules import Found
from rasad.mentions.date import DateExpr, Unit
from rasad.mentions.datewords import is_day_of_work, is_going_on
from rasad.mentions.number import NumberValue


def _counted(found: Found, op: Any, shift: int) -> DateExpr:
    """Make "three days": the number; two for a dual, one for a bare singular, none for a bare plural."""
    number, unit = found.get("n"), found.need("u")
    count = {"t-unit": 1, "t-unit2": 2}.get(unit.label)
    if number is not None:
        value: NumberValue = number.value
        count = None if value.form == "vague" else value.min or value.max
    return DateExpr(op=op, count=count, unit=cast(Unit, unit.value), shift=shift)


def ago(found: Found) -> DateExpr | None:
    """Read "three days ago"; "منذ" may also mean "for three days"."""
    if is_day_of_work(found):
        return None
    # "منذ يومين" is "two days ago" or "for two days": only the verb tells.
    lasting = found.chart.tokens.forms[found.start].endswith("منذ")
    expr = msgspec.structs.replace(_counted(found, "ago", -1), lasting=lasting)
    if lasting and expr.unit in ("day", "week") and is_going_on(found):
        return DateExpr(op="since", a=expr)
    return expr


def event(found: Found) -> DateExpr | None:
    """Read what hangs on another event: "two days after", "the next day"."""
    forms = found.chart.tokens.forms
    if found.get("u") is None:
        back = forms[found.start].endswith("عشيه") or forms[found.end - 1].endswith("سابق")
        return DateExpr(op="event", count=1, unit="day", shift=-1 if back else 1)
    if is_day_of_work(found):
        return None
    return _counted(found, "event", -1 if forms[found.start].endswith("قبل") else 1)


def last(found: Found) -> DateExpr:
    """Read "the last two days" and, by the rule's shift, "the coming days"."""
    return _counted(found, "last", found.args.get("shift", -1))
