"""Groups of people: a quantity and whom it counts, read at a token of the chart.

A group is what a casualty word governs: "18 شخصا", "ثلاثة من عناصر الأمن", "جنديان", "آخرين", "عدد من مرافقيه", or a
bare figure whose noun is left out ("إصابة 45"). What is counted must be a person: "7 صواريخ" is no group.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from rasad.grammar.chart import Chart
from rasad.grammar.item import Item
from rasad.mentions.victim import VictimWord
from rasad.mentions.words import words
from rasad.text.tokens import Break

_AND: Final = "و"
_OTHER_NOUNS: Final = ("casualty-person", "casualty-others", "casualty-life")
_DUAL_MARKED: Final = re.compile("\u064eي\u0652?ن\u0650?$")
_SIZE_REACH: Final = 5


class People(NamedTuple):
    """A group: its tokens, its count, and what it counts.

    ``head`` is the victim item, ``None`` for a bare figure; ``counted`` says that a figure or dual stood there;
    ``others`` marks "آخرين"; ``unlisted`` a counted noun that no table knows; ``casualty`` is the casualty noun
    that a figure counts ("31 قتيلا").
    """

    start: int
    end: int
    min: int
    max: int | None
    head: Item | None = None
    counted: bool = False
    others: bool = False
    casualty: Item | None = None
    definite: bool = False
    vague: bool = False
    unlisted: bool = False

    @property
    def word(self) -> VictimWord | None:
        """The victim word that heads the group."""
        return self.head.value if self.head is not None else None


class PeopleReader:
    """Reads groups of people over one chart; results are kept, since triggers ask again and again."""

    def __init__(self, chart: Chart) -> None:
        self._chart = chart
        self._forms = chart.tokens.forms
        self._breaks = chart.tokens.breaks
        self._memory: dict[int, People | None] = {}

    def label(self, at: int, label: str) -> Item | None:
        """Return the longest item labelled ``label`` at token ``at``."""
        found = None
        for item in self._chart.by_start.get(at, ()):
            if item.label == label and (found is None or item.end > found.end):
                found = item
        return found

    def at(self, start: int) -> People | None:
        """Return the group that starts at token ``start``, or ``None``."""
        if start not in self._memory:
            self._memory[start] = self._read(start) if 0 <= start < len(self._forms) else None
        return self._memory[start]

    def victim(self, at: int) -> Item | None:
        """Return the noun for persons at ``at``; casualty nouns and "آخرين" are read by their own labels."""
        for item in self._chart.by_start.get(at, ()):
            if item.label in _OTHER_NOUNS and item.value.kind != "captured":
                return None
        return self.label(at, "victim")

    def _joined(self, at: int, widest: Break = Break.QUOTE) -> bool:
        return at < len(self._forms) and self._breaks[at] <= widest

    def quantity(self, start: int) -> Item | None:
        """Return the figure at ``start``, if it can count people."""
        found = self.label(start, "number")
        if found is None or found.value.form == "ordinal" or found.value.fraction:
            return None
        return found

    def _read(self, start: int) -> People | None:
        figure = self.quantity(start)
        if figure is not None:
            return self._at_least(self._counted(start, figure))
        return self._at_least(self._plain(start))

    def _counted(self, start: int, figure: Item) -> People | None:
        low, high, end = figure.value.min, figure.value.max, figure.end
        base = People(start, end, low, high, counted=True, vague=figure.value.form == "vague")
        if not self._joined(end):
            return base if end >= len(self._forms) or self._breaks[end] >= Break.COMMA else None
        casualty = self.label(end, "casualty-person")
        if casualty is not None and casualty.proclitics in ("", "من"):
            return base._replace(end=casualty.end, casualty=casualty, definite=casualty.definite)
        head = self.victim(end)
        if head is not None and not head.proclitics:
            return self._with_others(base._replace(end=head.end, head=head))
        others = self.label(end, "casualty-others")
        if others is not None:
            return base._replace(end=others.end, others=True)
        if self.label(end, "casualty-of") is not None:
            return self._partitive(base, end + 1)
        if self._elliptical(end):
            return base
        return base._replace(end=end + 1, unlisted=True) if self._forms[end][0].isalpha() else None

    def _partitive(self, base: People, at: int) -> People | None:
        """Read "N من عناصر الأمن": the noun after من, which may stand behind an attribute."""
        for offset in range(2):
            if not self._joined(at + offset):
                break
            head = self.victim(at + offset)
            if head is not None:
                return self._with_others(base._replace(end=head.end, head=head))
            casualty = self.label(at + offset, "casualty-person")
            if casualty is not None and offset == 0:
                return base._replace(end=casualty.end, casualty=casualty, definite=True)
            if self.label(at + offset, "casualty-agent") is not None:
                return base._replace(end=at + offset + 1)
        return base._replace(end=at)

    def _elliptical(self, at: int) -> bool:
        """Say whether the word at ``at`` shows that the counted noun is left out."""
        if self.label(at, "casualty-stop") is not None:
            return True
        triggers = ("casualty-verb", "casualty-masdar", "casualty-meet", "casualty-part", "casualty-demise")
        return any(self.label(at, name) is not None for name in triggers) or self._forms[at].startswith("و")

    def _with_others(self, group: People) -> People:
        if self._joined(group.end):
            others = self.label(group.end, "casualty-others")
            if others is not None and not others.proclitics:
                return group._replace(end=others.end, others=True)
        return group

    def _plain(self, start: int) -> People | None:
        others = self.label(start, "casualty-others")
        if others is not None:
            if others.definite and others.value.number == "sg":
                return None
            low, high = _COUNTS[others.value.number]
            return People(start, others.end, low, high, others=True)
        if self.label(start, "casualty-one") is not None and self._joined(start + 1):
            of = self.victim(start + 1)
            if of is not None and of.value.number == "pl" and not of.proclitics:
                return People(start, of.end, 1, 1, of, counted=True)  # "أحد عناصرها"
        dual = self.label(start, "dual")
        head = self.victim(start)
        if dual is not None and dual.value.kind == "person":
            return self._with_others(People(start, dual.end, 2, 2, head, counted=True))
        if head is None:
            return None
        low, high = _COUNTS[head.value.number]
        end, counted = head.end, head.value.number == "du"
        if _DUAL_MARKED.search(self._chart.tokens.words(start, end)):
            low, high, counted = 2, 2, True
        size = self._size(end)
        if size is not None:
            return People(start, size.end, size.value.min, size.value.max, head, True)
        if self._joined(end):
            figure = self.quantity(end)  # "شخص واحد", "شخصين اثنين", "الجنود الثلاثة"
            if figure is not None and figure.value.min <= 20 and self._agrees(head, figure):
                low, high, end, counted = figure.value.min, figure.value.max, figure.end, True
        return self._with_others(People(start, end, low, high, head, counted, definite=head.definite))

    def _size(self, at: int) -> Item | None:
        """Return the figure of "عائلة مكونة من 6 أفراد", "عائلة من 6 أفراد"."""
        if self._joined(at) and self.label(at, "casualty-of") is not None and self._joined(at + 1):
            figure = self.quantity(at + 1)
            members = figure is not None and self._joined(figure.end) and self._forms[figure.end] in words("member")
            if self._forms[at - 1] in words("family") and members:
                return figure
        for here in range(at, min(at + _SIZE_REACH, len(self._forms) - 2)):
            if not self._joined(here):
                return None
            if self.label(here, "casualty-made") is not None and self.label(here + 1, "casualty-of") is not None:
                return self.quantity(here + 2)
        return None

    def _agrees(self, head: Item, figure: Item) -> bool:
        if figure.value.min == 1:
            return bool(head.value.number == "sg")
        if figure.value.min == 2:
            return head.value.number in ("du", "pl")
        return bool(head.definite and head.value.number != "sg" and self._forms[figure.start].startswith("ال"))

    def _at_least(self, group: People | None) -> People | None:
        """Open the count where "على الأقل" follows within the noun phrase."""
        if group is None:
            return None
        for at in range(group.end, min(group.end + 6, len(self._forms) - 1)):
            if self._breaks[at] > Break.COMMA or (at > group.end and self.quantity(at) is not None):
                return group
            least = self.label(at, "casualty-least")
            if least is not None:
                reach = least.end if at == group.end else group.end
                return group._replace(max=None, end=reach)
            if self._forms[at].startswith(_AND) or self.label(at, "casualty-verb") is not None:
                return group
        return group


_COUNTS: Final[dict[str, tuple[int, int | None]]] = {
    "sg": (1, 1),
    "du": (2, 2),
    "pl": (2, None),
}


def add_counts(groups: list[People]) -> tuple[int, int | None]:
    """Return the sum of the groups' counts; one open count opens the sum."""
    high: int | None = 0
    for group in groups:
        high = None if high is None or group.max is None else high + group.max
    return sum(group.min for group in groups), high
