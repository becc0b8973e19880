"""Numerals: number words and digits put together into whole cardinals and ordinals ("مئة واثنين وثلاثين ألفا")."""

from __future__ import annotations

from typing import Final, NamedTuple

from rasad.grammar.chart import Chart
from rasad.grammar.item import Item
from rasad.mentions.number import read_digits
from rasad.text.tokens import Break

_PROCLITIC_LETTERS: Final = frozenset(("و", "ف", "ب", "ل", "ك", "لل", "ال", "وال", "بال", "وب", "ول", "فب", "فل"))
_AND: Final = frozenset(("و", "and"))


class Numeral(NamedTuple):
    """A number read off the tokens ``start:end``; ``scale`` is the size of its last scale word (1: none)."""

    start: int
    end: int
    value: float
    scale: float = 1
    digits: bool = False


class Numerals:
    """The number words of one chart, by class and place, and the numbers they make."""

    def __init__(self, chart: Chart) -> None:
        """Index the ``numeral`` items of ``chart``."""
        self.tokens = chart.tokens
        self.words: dict[int, dict[str, Item]] = {}
        for item in chart.by_label.get("numeral", ()):
            kind = item.value[0]
            if kind not in ("not",) and not self._is_no_number(item, kind):
                self.words.setdefault(item.start, {})[kind] = item
        for item in chart.by_label.get("numeral", ()):
            if item.value[0] == "not":
                self.words.pop(item.start, None)

    @staticmethod
    def _is_no_number(item: Item, kind: str) -> bool:
        """Say whether ``item`` only looks like a number: "سالف" is no thousand, "الاثنين" is Monday."""
        if "س" in item.proclitics or item.enclitic:
            return kind in ("unit", "ten", "tens", "hundred", "scale", "vague", "ordinal")
        return kind == "unit" and item.definite and item.value[1] == 2

    def word(self, at: int, kind: str) -> Item | None:
        """Return the number word of class ``kind`` at token ``at``."""
        return self.words.get(at, {}).get(kind)

    def cardinal(self, at: int) -> Numeral | None:
        """Return the longest cardinal that begins at token ``at``."""
        group = self._group(at)
        if group is None:
            return None
        while group.scale > 1:
            nxt = self._after_and(group.end)
            more = self._group(nxt) if nxt is not None else None
            if more is None or more.value >= group.scale or (more.scale > 1 and more.scale >= group.scale):
                break
            group = Numeral(at, more.end, group.value + more.value, more.scale, group.digits)
        return self._and_a_half(group)

    def ordinal(self, at: int) -> Numeral | None:
        """Return the longest ordinal that begins at token ``at`` ("الحادي والعشرون", "السابع عشر")."""
        low = self.word(at, "ordinal") or self.word(at, "teenordinal")
        if low is None:
            return None
        value, end = float(low.value[1]), low.end
        if value < 10:
            if self._joined(end) and self.word(end, "ten"):
                return Numeral(at, end + 1, value + 10)
            nxt = self._after_and(end)
            tens = self.word(nxt, "tens") if nxt is not None else None
            if tens and tens.definite:
                return Numeral(at, tens.end, value + float(tens.value[1]))
        return Numeral(at, end, value) if low.value[0] == "ordinal" else None

    def _joined(self, at: int) -> bool:
        return at < len(self.tokens.forms) and self.tokens.breaks[at] <= Break.QUOTE

    def _after_and(self, at: int) -> int | None:
        """Return the token at which a word joined on by "and" begins, if one follows at ``at``."""
        if not self._joined(at):
            return None
        if self.tokens.forms[at] in _AND:
            return at + 1 if self._joined(at + 1) else None
        found = self.words.get(at)
        return at if found and any(item.proclitics.startswith("و") for item in found.values()) else None

    def _group(self, at: int) -> Numeral | None:
        """Read a number below a thousand, or digits, and the scale word after it."""
        small = self._digits(at) or self._small(at) or self._part(at)
        if small is None:
            return self._bare_scale(at)
        scale = self.word(small.end, "scale") if self._joined(small.end) else None
        if scale is None or scale.proclitics:
            return None if small.value < 1 and not small.digits else small
        size = float(scale.value[1])
        return Numeral(at, scale.end, small.value * size, size, small.digits)

    def _bare_scale(self, at: int) -> Numeral | None:
        scaled = self.word(at, "scaled")
        if scaled:
            size = float(scaled.value[1])
            return Numeral(at, scaled.end, size, size / 2)
        scale = self.word(at, "scale")
        if scale is None:
            return None
        size = float(scale.value[1])
        return Numeral(at, scale.end, size, size)

    def _part(self, at: int) -> Numeral | None:
        part = self.word(at, "part")
        return Numeral(at, part.end, float(part.value[1])) if part else None

    def _digits(self, at: int) -> Numeral | None:
        if at >= len(self.tokens.forms) or not self.tokens.forms[at][0].isdigit():
            return None
        value = read_digits(self.tokens.forms[at])
        return None if value is None else Numeral(at, at + 1, value, 1, True)

    def _small(self, at: int) -> Numeral | None:
        """Read number words below a thousand."""
        hundred = self.word(at, "hundred")
        if hundred:
            return self._with_rest(at, hundred.end, float(hundred.value[1]))
        unit = self.word(at, "unit")
        if unit and self._joined(unit.end):
            after = self.word(unit.end, "hundred")
            if after and float(after.value[1]) == 100 and not after.proclitics:
                return self._with_rest(at, after.end, float(unit.value[1]) * 100)
        return self._below_hundred(at)

    def _with_rest(self, at: int, end: int, value: float) -> Numeral:
        nxt = self._after_and(end)
        more = (self._digits(nxt) or self._below_hundred(nxt)) if nxt is not None else None
        if more is None or more.value >= 100:
            return Numeral(at, end, value)
        return Numeral(at, more.end, value + more.value)

    def _below_hundred(self, at: int) -> Numeral | None:
        tens = self.word(at, "tens") or self.word(at, "ten")
        unit = self.word(at, "unit") or self.word(at, "teenunit")
        if unit is None:
            return self._tens_first(at, tens) if tens else None
        value = float(unit.value[1])
        if self._joined(unit.end):
            ten = self.word(unit.end, "ten")
            if ten and not ten.proclitics and not ten.definite:
                return Numeral(at, ten.end, value + 10)
        nxt = self._after_and(unit.end)
        more = self.word(nxt, "tens") if nxt is not None else None
        if more:
            return Numeral(at, more.end, value + float(more.value[1]))
        return Numeral(at, unit.end, value) if unit.value[0] == "unit" else None

    def _tens_first(self, at: int, tens: Item) -> Numeral:
        """Read tens alone, or with the unit after them as English has it."""
        value, end = float(tens.value[1]), tens.end
        unit = self.word(end, "unit") if self._joined(end) and self.tokens.forms[at].isascii() else None
        if unit and unit.value[1] < 10:
            return Numeral(at, unit.end, value + float(unit.value[1]))
        return Numeral(at, end, value)

    def _and_a_half(self, group: Numeral) -> Numeral:
        """Add the half or quarter of the scale: "مليون ونصف", "ألفين وربع ألف"."""
        nxt = self._after_and(group.end) if group.scale > 1 else None
        part = self._part(nxt) if nxt is not None else None
        if part is None:
            return group
        end = part.end
        again = self.word(end, "scale") if self._joined(end) else None
        if again and float(again.value[1]) == group.scale:
            end = again.end
        return Numeral(group.start, end, group.value + part.value * group.scale, group.scale, group.digits)


def is_glued_proclitic(tokens_forms: list[str], breaks: list[Break], at: int) -> bool:
    """Say whether token ``at`` is a particle written onto the figure after it ("لـ25", "و14", "الـ24")."""
    return (
        at + 1 < len(tokens_forms)
        and tokens_forms[at] in _PROCLITIC_LETTERS
        and breaks[at + 1] <= Break.QUOTE
        and tokens_forms[at + 1][0].isdigit()
    )
