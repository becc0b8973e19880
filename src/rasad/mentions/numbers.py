"""The number finder: figures and number words with their "more than", "about", "between", as intervals."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Final

from rasad.grammar.chart import Chart
from rasad.grammar.item import Item
from rasad.grammar.lexicon import Lexicon
from rasad.grammar.vocabulary import Vocabulary
from rasad.mentions.context import Context
from rasad.mentions.duals import add_duals
from rasad.mentions.number import NumberValue, exact, range_of
from rasad.mentions.numerals import Numeral, Numerals, is_glued_proclitic
from rasad.text.tokens import Break

_HYPHENS: Final = ("-", " - ")
_YEARS: Final = range(1900, 2101)
_LOOK_BACK: Final = 5
_CLASSES: Final = frozenset(
    ("unit", "teenunit", "ten", "tens", "hundred", "scale", "scaled", "part", "vague", "ordinal", "teenordinal")
    + ("between", "to", "or", "percent", "label", "not", "before:at-least", "before:at-most", "before:approx")
    + ("after:at-least", "after:at-most", "after:approx")
)


@cache
def load_numbers(language: str) -> tuple[tuple[str, str, float], ...]:
    """Return ``(phrase, class, value)`` of every row of ``<language>/numbers.tsv``.

    Raises ``ValueError`` naming file and line for a row of another shape or an unknown class.
    """
    out: list[tuple[str, str, float]] = []
    path = files("rasad.mentions").joinpath(language, "numbers.tsv")
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith(("#", "phrase\t")):
            continue
        cells = line.split("\t")
        if len(cells) not in (2, 3) or cells[1] not in _CLASSES:
            raise ValueError(f"{language}/numbers.tsv line {number}: expected phrase, class, value; got {line!r}")
        out.append((cells[0], cells[1], float(cells[2]) if len(cells) == 3 and cells[2] else 0.0))
    return tuple(out)


class NumberFinder:
    """Adds ``number``, ``ordinal``, ``percent`` and ``dual`` items.

    A ``number`` item covers the words that bound it ("أكثر من 25") but not the counted noun; "على الأقل" after
    the noun counts all the same. Figures that name a thing (a resolution, a brigade, a minute of play) are left out.
    """

    needs: Final = ()
    adds: Final = ("number", "ordinal", "percent", "dual")

    def __init__(self, vocabulary: Vocabulary, lexicon: Lexicon, language: str = "ar") -> None:
        """Add the number words and duals of ``language`` to ``lexicon``."""
        for phrase, kind, value in load_numbers(language):
            lexicon.add(phrase, "numeral", (kind, value), f"{language}/numbers.tsv")
        if language == "ar":
            add_duals(lexicon)

    def run(self, chart: Chart, context: Context) -> None:
        """Read the numbers of ``chart``; ``context`` is not needed."""
        for item in _Reader(chart).read():
            chart.add(item)


class _Reader:
    """One reading of one chart."""

    def __init__(self, chart: Chart) -> None:
        self.tokens = chart.tokens
        self.numerals = Numerals(chart)
        self.out: list[Item] = []
        self.befores: dict[int, Item] = {}
        self.percents: set[int] = set()
        for item in chart.by_label.get("numeral", ()):
            if item.value[0].startswith("before:") or item.value[0] in ("between", "label"):
                known = self.befores.get(item.end)
                if known is None or item.start < known.start:
                    self.befores[item.end] = item
            elif item.value[0] == "percent":
                self.percents.update(range(item.start, item.end))

    def read(self) -> list[Item]:
        reach = 0
        for at in sorted({*self.numerals.words, *self.tokens.figures} - self.percents):
            if at >= reach:
                reach = self._at(at)
        return self._later_bounds()

    def _at(self, at: int) -> int:
        """Read what begins at token ``at``; return where to go on."""
        vague = self.numerals.word(at, "vague")
        if vague:
            return self._vague(vague)
        number = self.numerals.cardinal(at)
        if number is None:
            ordinal = self.numerals.ordinal(at)
            if ordinal is None:
                return at + 1
            self._add(at, ordinal.end, "ordinal", exact(ordinal.value, "ordinal"))
            return ordinal.end
        if self._is_name(number):
            return number.end
        low, end = self._range(number)
        if low is None:
            return end
        if self._percent(number.start, end, low):
            return end
        start, value = self._bound(number.start, low)
        start, end, value = self._bound_after(start, end, value)
        self._add(start, end, "number", value)
        return end

    def _add(self, start: int, end: int, label: str, value: NumberValue) -> None:
        found = self.numerals.words.get(start, {})
        first = next(iter(found.values()), None)
        proclitics = first.proclitics if first else ""
        if start and is_glued_proclitic(self.tokens.forms, self.tokens.breaks, start - 1):
            proclitics = self.tokens.forms[start - 1]
        definite = bool(first and first.definite) or proclitics.endswith("ال")
        self.out.append(Item(start, end, label, value, f"numbers:{value.form}", (), proclitics, definite))

    def _vague(self, vague: Item) -> int:
        """Read "عشرات", "مئات الآلاف", "عدد من"."""
        end, value = vague.end, float(vague.value[1])
        scale = self.numerals.word(end, "scale") if end < len(self.tokens.forms) else None
        if scale and not scale.proclitics and self.tokens.breaks[end] <= Break.QUOTE:
            end, value = scale.end, value * float(scale.value[1])
        start = vague.start
        if start in self.befores and self.befores[start].value[0].startswith("before:"):
            start = self.befores[start].start
        self._add(start, end, "number", NumberValue(int(value), None, "vague"))
        return end

    def _is_name(self, number: Numeral) -> bool:
        """Say whether the figure names something: T4, إس-300, القرار 2216, الدقيقة 38, +966."""
        if not number.digits:
            return False
        at, tokens = number.start, self.tokens
        gap = tokens.gaps[at]
        if gap.endswith(("+", "#")):
            return True
        if at == 0:
            return False
        before = tokens.forms[at - 1]
        if gap == " " and before[0].isdigit():
            return True  # the groups of a telephone number
        if gap == "-" and before[0].isdigit():
            return True  # the rest of a date or a score
        glued = gap == "" or (gap == "-" and not before[0].isdigit())
        if glued and not is_glued_proclitic(tokens.forms, tokens.breaks, at - 1):
            return before.isascii() and before.isalpha() or gap == "-"
        marker = self.befores.get(at)
        return marker is not None and marker.value[0] == "label" and number.scale == 1

    def _range(self, number: Numeral) -> tuple[NumberValue | None, int]:
        """Read "A-B", "A إلى B", "A أو B", "بين A وB" beginning at ``number``; ``None`` for a score or two years."""
        low, end, tokens = _value(number), number.end, self.tokens
        if end >= len(tokens.forms):
            return low, end
        link = self._link(number)
        if link is None:
            return low, end
        high = self.numerals.cardinal(link)
        if high is None and tokens.gaps[end] == "-":
            return None, link + 1  # "2024-07-26"
        if high is None or (link != end and tokens.breaks[link] > Break.QUOTE):
            return low, end
        if high.scale > 1 and number.scale == 1 and number.value < high.value / high.scale:
            low = exact(number.value * high.scale)
        found = range_of(low, _value(high))
        if tokens.gaps[end] in _HYPHENS and number.digits and tokens.forms[end][0].isdigit():
            both_years = int(number.value) in _YEARS and int(high.value) in _YEARS
            third = high.end < len(tokens.forms) and tokens.gaps[high.end] == "-"
            return (None if both_years or third or number.value == 0 else found), high.end
        return (found, high.end) if found else (low, end)

    def _link(self, number: Numeral) -> int | None:
        """Return where the second end of a range may begin."""
        end, tokens = number.end, self.tokens
        if tokens.gaps[end] in _HYPHENS and tokens.forms[end][0].isdigit():
            return end
        if tokens.breaks[end] > Break.QUOTE:
            return None
        if self.numerals.word(end, "to") or self.numerals.word(end, "or"):
            at = end + 1
        elif self._is_between(number.start):
            if tokens.forms[end] in ("و", "and"):
                at = end + 1
            elif any(i.proclitics == "و" for i in self.numerals.words.get(end, {}).values()):
                return end
            else:
                return None
        else:
            return None
        if is_glued_proclitic(tokens.forms, tokens.breaks, at):
            at += 1
        return at if at < len(tokens.forms) else None

    def _is_between(self, at: int) -> bool:
        return at in self.befores and self.befores[at].value[0] == "between"

    def _percent(self, start: int, end: int, value: NumberValue) -> bool:
        forms = self.tokens.forms
        gap = self.tokens.gaps[end] if end < len(forms) else self.tokens.tail
        item = self.numerals.word(end, "percent")
        if not gap.lstrip().startswith("%") and "%" not in self.tokens.gaps[start] and item is None:
            return False
        self._add(start, item.end if item else end, "percent", value)
        return True

    def _bound(self, start: int, value: NumberValue) -> tuple[int, NumberValue]:
        """Apply the "more than" or "about" written before a number, over a glued particle."""
        tokens = self.tokens
        at = start - 1 if start and is_glued_proclitic(tokens.forms, tokens.breaks, start - 1) else start
        before = self.befores.get(at)
        if before is None or tokens.breaks[at] > Break.QUOTE:
            return start, value
        kind = before.value[0]
        if kind == "between":
            return (before.start, value) if value.form == "range" else (start, value)
        if not kind.startswith("before:"):
            return start, value
        value = _bounded(value, kind.partition(":")[2])
        return self._bound(before.start, value) if value.form == "approx" else (before.start, value)

    def _bound_after(self, start: int, end: int, value: NumberValue) -> tuple[int, int, NumberValue]:
        found = self.numerals.words.get(end, {}) if end < len(self.tokens.forms) else {}
        for kind, item in found.items():
            if kind.startswith("after:") and self.tokens.breaks[end] <= Break.COMMA:
                return start, item.end, _bounded(value, kind.partition(":")[2])
        return start, end, value

    def _later_bounds(self) -> list[Item]:
        """Let "على الأقل" behind the counted noun bound the number before it."""
        for at, found in self.numerals.words.items():
            for kind in found:
                if kind.startswith("after:") and kind != "after:approx":
                    self._bound_earlier(at, kind.partition(":")[2])
        return self.out

    def _bound_earlier(self, at: int, form: str) -> None:
        breaks = self.tokens.breaks
        for index in range(len(self.out) - 1, -1, -1):
            item = self.out[index]
            if item.label == "number" and item.start < at < item.end:
                return  # "قتلوا 7 أشخاص وأصابوا 4 على الأقل": the bound is taken
            if item.end > at or item.label != "number":
                continue
            if at - item.end > _LOOK_BACK or any(breaks[k] > Break.COMMA for k in range(item.end, at + 1)):
                return
            if item.value.form == "exact":
                self.out[index] = item._replace(value=_bounded(item.value, form))
            return


def _value(number: Numeral) -> NumberValue:
    return exact(number.value)


def _bounded(value: NumberValue, form: str) -> NumberValue:
    """Bound ``value`` by what stands before or after it."""
    if form == "at-least":
        return NumberValue(value.min, None, "at-least", value.fraction)
    if form == "at-most":
        return NumberValue(0, value.max, "at-most", value.fraction)
    return value if value.form != "exact" else NumberValue(value.min, value.max, "approx", value.fraction)
