"""Producers of date expressions: what each rule of ``dates.yaml`` makes of its captures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, cast

import msgspec

from rasad.grammar.item import Item
from rasad.grammar.rules import Found, Producer
from rasad.mentions.countproducers import ago, event, last
from rasad.mentions.date import DateExpr, Part
from rasad.mentions.datewords import (
    fraction_of,
    is_no_weekday,
    is_no_year,
    is_today,
    is_weak_weekday,
    joined_by_and,
    parts_a_double,
)
from rasad.mentions.times import clock


def _shift(found: Found) -> int | None:
    """Return the direction written beside a date, or given by the rule."""
    item = found.get("when")
    if item is not None:
        return cast(int, item.value)
    return cast("int | None", found.args.get("shift"))


def _as_expr(item: Item) -> DateExpr:
    """Return the expression of a captured item: a year in digits, a month name, or an expression already."""
    value = item.value
    if isinstance(value, DateExpr):
        return value
    if isinstance(value, tuple):
        return DateExpr(op="month", months=value)
    return DateExpr(op="year", year=value)


def _month1(found: Found) -> tuple[int, ...]:
    return (found.need("a").value,)


def _month2(found: Found) -> tuple[int, ...] | None:
    a, b = found.need("a"), found.need("b")
    if not parts_a_double(found.chart.tokens, b.start, a.value == b.value):
        return None
    return (a.value,) if a.value == b.value else (a.value, b.value)


def _year(found: Found) -> DateExpr | None:
    if is_no_year(found):
        return None
    year, until = found.get("year"), found.get("until")
    if found.args.get("same"):
        return DateExpr(op="year", same_year=True)
    if year is None:
        return DateExpr(op="year", year_shift=_shift(found))
    if isinstance(year.value, tuple):
        return DateExpr(op="year", year=year.value[0], count=year.value[1])
    if until is not None and until.value <= year.value:
        return None
    weak = bool(found.args.get("weak"))
    return DateExpr(op="year", year=year.value, count=until.value if until else None, weak=weak)


def _year_fields(found: Found) -> dict[str, Any]:
    """Return the fields of the year captured with a month or day, under ``y`` or written bare."""
    item = found.get("y") or found.get("t-year") or found.get("y2")
    if item is None:
        return {"shift": _shift(found)}
    base = _as_expr(item)
    return {"year": base.year, "year_shift": base.year_shift, "same_year": base.same_year, "shift": _shift(found)}


def _months(found: Found) -> tuple[int, ...]:
    item = found.get("m")
    return cast("tuple[int, ...]", item.value) if item else ()


def _month(found: Found) -> DateExpr | None:
    if found.args.get("same"):
        return DateExpr(op="month", same_year=True)
    return DateExpr(op="month", months=_months(found), **_year_fields(found))


def _day(found: Found) -> DateExpr | None:
    dom = found.get("dom")
    day = dom.value if dom else found.args["dom"]
    if found.args.get("digits") and dom and not found.chart.tokens.forms[dom.end - 1].isdigit():
        return None
    months = _months(found)
    named = found.args.get("day_of")
    if named:  # a day that names its attacks whatever the year ("هجمات 11 سبتمبر")
        month, of = named
        return (
            DateExpr(op="day", day=day, months=(month,), year=found.args["in_year"])
            if (of, month) == (day, *months[:1])
            else None
        )
    if not months:
        base = DateExpr(op="month", shift=_shift(found) or 0, same_year=bool(found.args.get("same")))
        return DateExpr(op="part", day=day, a=base)
    return DateExpr(op="day", day=day, months=months, **_year_fields(found))


def _days(found: Found) -> DateExpr | None:
    pair = found.get("pair")
    low, high = pair.value if pair else (found.need("dom").value, found.need("dom2").value)
    if low >= high:
        return None
    fields = _year_fields(found)
    a = DateExpr(op="day", day=low, months=_months(found), **fields)
    b = DateExpr(op="day", day=high, months=_months(found), **fields)
    return DateExpr(op="span", a=a, b=b)


def _numeric(found: Found) -> DateExpr:
    return cast(DateExpr, found.need("n").value)


def _hijri(found: Found) -> DateExpr:
    dom, year = found.get("dom"), found.get("hy")
    return DateExpr(
        op="hijri",
        day=dom.value if dom else None,
        months=(found.need("hm").value,),
        year=year.value if year else None,
        shift=_shift(found),
    )


def _weekday(found: Found) -> DateExpr | None:
    item = found.need("w")
    if is_no_weekday(found, item):
        return None
    week = found.get("week")
    return DateExpr(
        op="weekday",
        weekday=item.value,
        shift=_shift(found),
        a=DateExpr(op="week", shift=week.value) if week else None,
        weak=is_weak_weekday(found),
    )


def _relday(found: Found) -> DateExpr | None:
    item, weekday = found.get("r"), found.get("w")
    shift = item.value if item else (-1 if found.chart.tokens.forms[found.end - 1].endswith("امس") else 0)
    if shift == 0 and weekday is None and not is_today(found):
        return None
    return DateExpr(op="offset", shift=shift, weekday=weekday.value if weekday else None)


def _weekday_date(found: Found) -> DateExpr:
    # The day of the month is the firmer word; the weekday checks it.
    date: DateExpr = found.need("d").value
    day: DateExpr = (found.get("w") or found.need("r")).value
    return msgspec.structs.replace(date, weekday=day.weekday) if date.op == "day" else date


def _same(found: Found) -> DateExpr:
    return _as_expr(found.need("e"))


def _night(found: Found) -> DateExpr | None:
    a, b = found.get("a"), found.get("b")
    if a is None:
        before_last = _shift(found) == -2
        return DateExpr(op="night", a=DateExpr(op="offset", shift=-2) if before_last else None)
    return DateExpr(op="night", a=a.value, b=b.value if b else None, weekday=a.value.weekday)


def _tonight(found: Found) -> DateExpr:
    return DateExpr(op="offset", shift=0, tod="night", weak=True)


def _this_part(found: Found) -> DateExpr:
    return DateExpr(op="offset", shift=0, tod=found.need("tod").value)


def _tod(found: Found) -> DateExpr:
    item, night = found.need("tod"), found.get("night")
    if night is not None:
        return DateExpr(op="night", a=night.value, tod="night", weekday=night.value.weekday)
    whole: DateExpr = msgspec.structs.replace(found.need("e").value, tod=item.value)
    return whole


def _part(found: Found) -> DateExpr:
    return DateExpr(op="part", part=cast(Part, found.need("p").value), a=_as_expr(found.need("base")))


def _part_this(found: Found) -> DateExpr | None:
    unit = found.need("u")
    if unit.value not in ("month", "year") or not found.chart.tokens.forms[unit.start].startswith("ال"):
        return None
    base = DateExpr(op="year", year_shift=0) if unit.value == "year" else DateExpr(op="month", shift=0)
    return DateExpr(op="part", part=cast(Part, found.need("p").value), a=base)


def _fraction(found: Found) -> DateExpr | None:
    part = fraction_of(found)
    return DateExpr(op="part", part=part, a=_as_expr(found.need("base"))) if part else None


def _anniversary(found: Found) -> DateExpr:
    """Read "الذكرى الثالثة": the year of what is remembered."""
    return DateExpr(op="ago", count=int(found.need("o").value.min), unit="year", shift=-1)


def _running(found: Found) -> DateExpr | None:
    """Read "لليوم الثالث على التوالي": from the first of those days on."""
    nth = int(found.need("o").value.min)
    return DateExpr(op="since", a=DateExpr(op="offset", shift=1 - nth)) if 1 < nth < 100 else None


def _span_seasons(found: Found) -> DateExpr:
    """Read "بين خريف 2016 وصيف 2017"."""
    ends = [
        DateExpr(op="season", count=found.need(season).value, year=_as_expr(found.need(year)).year)
        for season, year in (("a", "ay"), ("b", "by"))
    ]
    return DateExpr(op="span", a=ends[0], b=ends[1])


def _part_week(found: Found) -> DateExpr:
    part = cast(Part, found.need("p").value)
    if part == "late" and _shift(found) in (None, -1):
        return DateExpr(op="weekend", shift=_shift(found))
    return DateExpr(op="part", part=part, a=DateExpr(op="week", shift=_shift(found) or 0))


def _due(found: Found) -> DateExpr | None:
    day: DateExpr = found.need("e").value
    return msgspec.structs.replace(day, shift=1) if day.op == "day" and day.year is None else None


def _since(found: Found) -> DateExpr:
    return DateExpr(op="since", a=_as_expr(found.need("e")))


def _span(found: Found) -> DateExpr | None:
    a, b = found.need("a"), found.need("b")
    if a.end == b.start and not joined_by_and(found, b):
        return None
    return DateExpr(op="span", a=_as_expr(a), b=_as_expr(b))


def _two_days(found: Found) -> DateExpr | None:
    a, b = found.need("a"), found.get("c") or found.need("b")
    led = found.start < a.start and found.chart.tokens.forms[found.start].endswith(("يومي", "ايام"))
    if not led and b.start == a.end and not joined_by_and(found, b):
        return None
    last = msgspec.structs.replace(b.value, shift=_shift(found)) if found.get("when") else b.value
    return DateExpr(op="set", a=a.value, b=last)


def _marker(found: Found) -> DateExpr | None:
    item = found.need("e")
    between = found.chart.tokens.forms[found.start + 1 : item.start]
    if any(form in ("في", "منذ", "قبل", "بعد", "خلال", "من") for form in between):
        return None
    return msgspec.structs.replace(_as_expr(item), marker=True)


def _latin(found: Found) -> DateExpr:
    dom, year = found.get("dom"), found.get("year")
    fields: dict[str, Any] = {"months": (found.need("em").value,), "year": year.value if year else None}
    return DateExpr(op="day", day=dom.value, **fields) if dom else DateExpr(op="month", **fields)


def _season(found: Found) -> DateExpr:
    return DateExpr(op="season", count=found.need("s").value, **_year_fields(found))


def _plain(found: Found) -> DateExpr:
    return DateExpr(op=found.args["op"], shift=_shift(found))


def _feast(found: Found) -> DateExpr:
    month, day, days = (int(part) for part in found.need("f").value.split("-"))
    first = found.chart.tokens.forms[found.start]
    nth = {"اول": 0, "ثاني": 1, "ثالث": 2}.get(first.lstrip("وفب"))
    count = days if nth is None else 1
    return DateExpr(op="feast", months=(month,), day=day + (nth or 0), count=count, shift=_shift(found), weak=True)


PRODUCERS: Final[Mapping[str, Producer]] = {
    "month1": _month1, "month2": _month2, "year": _year, "month": _month, "day": _day, "days": _days,
    "numeric": _numeric, "hijri": _hijri, "weekday": _weekday, "relday": _relday, "weekday_date": _weekday_date,
    "same": _same, "night": _night, "tonight": _tonight, "tod": _tod, "part": _part, "part_this": _part_this,
    "fraction": _fraction, "part_week": _part_week, "since": _since, "due": _due, "span": _span,
    "two_days": _two_days, "marker": _marker, "season": _season, "ago": ago, "event": event, "last": last,
    "plain": _plain, "feast": _feast, "clock": clock, "latin": _latin, "this_part": _this_part,
    "anniversary": _anniversary, "running": _running, "span_seasons": _span_seasons,
}  # fmt: skip
