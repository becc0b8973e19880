"""Tolls told by casualty nouns: "31 قتيلا و54 جريحا", "عشرات القتلى والجرحى", "عدد القتلى إلى 31"."""

from __future__ import annotations

from typing import Final

from rasad.grammar.chart import Chart
from rasad.grammar.item import Item
from rasad.mentions.casualty import CasualtyWord
from rasad.mentions.groups import Chain
from rasad.mentions.people import People, PeopleReader
from rasad.mentions.subjects import SubjectReader
from rasad.mentions.toll_draft import BOTH, Draft
from rasad.text.tokens import Break

_FIGURE_LENGTH: Final = 7
_COUNT_REACH: Final = 9
_COUNT_ENDS: Final = ("casualty-person", "casualty-part", "casualty-negation")
_FIND_REACH: Final = 7
_PASSED: Final = frozenset(("تجاوز", "يتجاوز", "فاق", "تخطي", "ناهز", "بلغ"))
"""Verbs whose subject is the dead or hurt and whose object is their number."""
_BODY: Final = "جثة"
_PURE: Final = frozenset({"قتيل", "جريح", "شهيد", "مصاب", "إصابة"})


class NounReader:
    """Reads the tolls of casualty nouns over one chart; ``seen`` holds the nouns already taken up by another."""

    def __init__(self, chart: Chart, people: PeopleReader, chains: SubjectReader, seen: set[int]) -> None:
        self._tokens = chart.tokens
        self._people = people
        self._chains = chains
        self._seen = seen
        self._figures: dict[int, Item] = {}
        for item in chart.by_label.get("number", ()):
            if item.value.form != "ordinal" and not item.value.fraction:
                known = self._figures.get(item.end)
                if known is None or item.start < known.start:
                    self._figures[item.end] = item
        self._shared: dict[int, Item] = {}
        self._listed: set[int] = set()

    def read(self, item: Item) -> list[Draft]:
        """Return the tolls that the casualty noun ``item`` tells."""
        if item.enclitic or (item.value.wording == _BODY and not self._is_found(item)):
            return []
        if item.start and self._tokens.forms[item.start - 1] == "بين":
            return self._between(item)
        figure = self._figure(item)
        if figure is not None:
            self._share(item, figure)
            return [self._counted(item, figure)]
        if self._is_counted(item):
            return self._count(item)
        return self._bare(item)

    def _is_found(self, item: Item) -> bool:
        """Say whether a word of finding stands before bodies: others are counted already."""
        for at in range(max(item.start - _FIND_REACH, 0), item.start):
            if self._people.label(at, "casualty-find") is not None:
                return all(self._joined(here) for here in range(at + 1, item.start + 1))
        return False

    def _joined(self, at: int, widest: Break = Break.QUOTE) -> bool:
        return 0 < at < len(self._tokens) and self._tokens.breaks[at] <= widest

    def _figure(self, item: Item) -> Item | None:
        """Return the figure that counts ``item``: its own, or one that it shares ("عشرات القتلى والجرحى")."""
        start = item.start
        if start in self._shared:
            return self._shared[start]
        if not self._joined(start) or item.proclitics not in ("", "ال"):
            return None
        figure = self._figures.get(start)
        if figure is None and self._people.label(start - 1, "casualty-of") is not None and self._joined(start - 1):
            figure = self._figures.get(start - 1)
        return figure

    def _share(self, item: Item, figure: Item) -> None:
        """Let a vague figure count the next noun too, if that is joined with و and has no figure of its own."""
        if figure.value.form != "vague" or not self._joined(item.end):
            return
        nxt = self._people.label(item.end, "casualty-person")
        if nxt is not None and nxt.proclitics == "و" and nxt.definite == item.definite and nxt.value.number == "pl":
            self._shared[nxt.start] = figure

    def _counted(self, item: Item, figure: Item) -> Draft:
        start = figure.start if figure.end >= item.start - 1 else item.start
        return self._draft(item, self._group(item, start, figure.value.min, figure.value.max, True))

    def _group(self, item: Item, start: int, low: int, high: int | None, counted: bool) -> People:
        return People(start, item.end, low, high, self._whom(item.end), counted, casualty=item)

    def _whom(self, at: int) -> Item | None:
        """Return the noun that says who the dead or hurt are: "قتلى من الحوثيين", "جرحى مدنيين"."""
        for here in range(at, min(at + 5, len(self._tokens))):
            if not self._joined(here) or self._chains.is_trigger(here):
                return None
            head = self._people.label(here, "victim")
            if head is not None and "و" not in head.proclitics:
                return head
            if self._people.quantity(here) is not None or self._tokens.forms[here].startswith("و"):
                return None
        return None

    def _draft(self, item: Item, group: People) -> Draft:
        word: CasualtyWord = item.value
        return Draft(word.kind, word.wording, (item.start, item.end), self._chains.chain(group))

    def _between(self, item: Item) -> list[Draft]:
        """Read "20 بين قتيل وجريح", "عشرات المسلحين بين قتيل وجريح"."""
        second = self._people.label(item.end, "casualty-person") if self._joined(item.end) else None
        if second is None or second.value.kind == item.value.kind:
            return []
        self._seen.add(second.start)
        edge = item.start - 1
        figure = self._figures.get(edge) if self._joined(edge) else None
        if figure is not None:
            chain: Chain | None = Chain((People(figure.start, figure.end, figure.value.min, figure.value.max),))
        else:
            chain = self._chains.left(edge)
        wording = f"{item.value.wording} و{second.value.wording}"
        return [Draft(BOTH, wording, (item.start, second.end), chain)] if chain is not None else []

    def _is_counted(self, item: Item) -> bool:
        """Say whether "عدد" or "حصيلة" governs ``item``."""
        if item.start in self._listed:
            return True
        if item.definite and item.start and self._tokens.forms[item.start - 1] in _PASSED:
            return bool(item.value.number == "pl")
        before = range(max(item.start - (2 if item.definite else 1), 0), item.start)
        return item.value.number == "pl" and any(
            self._people.label(at, "casualty-count") is not None for at in before
        )

    def _count(self, item: Item) -> list[Draft]:
        """Read "عدد القتلى إلى 31": the last bare figure of the clause, the one after "إلى" if there is one."""
        kind, wording, at = item.value.kind, item.value.wording, item.end
        second = self._people.label(at, "casualty-person") if self._joined(at) else None
        if second is not None and second.proclitics == "و":
            self._seen.add(second.start)
            kind, wording, at = BOTH, f"{wording} و{second.value.wording}", second.end
        best: People | None = None
        for here in range(at, min(at + _COUNT_REACH, len(self._tokens))):
            if self._tokens.breaks[here] > Break.COMMA or self._chains.is_trigger(here):
                break
            if any(self._people.label(here, name) is not None for name in _COUNT_ENDS):
                break
            if self._people.quantity(here) is not None:
                group = self._people.at(here)
                if group is not None and group.casualty is None:
                    best = group
        if best is None:
            return []
        nxt = self._people.label(best.end, "casualty-person") if self._joined(best.end) else None
        if nxt is not None and nxt.proclitics.startswith("و") and nxt.definite and nxt.value.number == "pl":
            self._listed.add(nxt.start)  # "عدد القتلى 194 والجرحى 850"
        return [Draft(kind, wording, (item.start, item.end), self._chains.chain(best))]

    def _bare(self, item: Item) -> list[Draft]:
        """Read a noun without a figure: "قتلى وجرحى", "سقوط قتيل", "قتيلان"."""
        if item.definite or item.proclitics not in ("", "و", "ب"):
            return []
        number = item.value.number
        if number == "du":
            return [self._draft(item, self._group(item, item.start, 2, 2, True))]
        after_result = self._after_result(item)
        if not after_result and (item.value.wording not in _PURE or self._is_genitive(item)):
            return []
        if not (after_result or self._paired(item) or self._opens(item) or self._governed(item)):
            return []
        if number == "sg":
            if item.value.wording == "إصابة":
                return []
            told = after_result or self._paired(item) or self._opens(item)
            return [self._draft(item, self._group(item, item.start, 1, 1, False))] if told else []
        kind = BOTH if item.value.wording == "ضحية" else item.value.kind
        group = self._group(item, item.start, 2, None, False)
        return [Draft(kind, item.value.wording, (item.start, item.end), self._chains.chain(group))]

    def _after_result(self, item: Item) -> bool:
        """Say whether a word of result governs ``item``, at most over an earlier casualty noun."""
        for at in range(max(item.start - 3, 0), item.start):
            if self._people.label(at, "casualty-result") is not None and self._joined(at + 1):
                return True
        return False

    def _is_genitive(self, item: Item) -> bool:
        """Say whether a definite noun follows: "قتلى الحادث" are known dead, no toll."""
        at = item.end
        return self._joined(at) and self._tokens.forms[at].startswith("ال")

    def _paired(self, item: Item) -> bool:
        """Say whether another casualty noun stands beside ``item``, joined with و."""
        after = self._people.label(item.end, "casualty-person") if self._joined(item.end) else None
        if after is not None and after.proclitics == "و":
            return True
        at = item.start - 1
        before = self._people.label(at, "casualty-person") if item.proclitics == "و" and at >= 0 else None
        return before is not None

    def _opens(self, item: Item) -> bool:
        """Say whether ``item`` opens its clause, as in a headline."""
        return item.start == 0 or self._tokens.breaks[item.start] >= Break.COMMA

    def _governed(self, item: Item) -> bool:
        """Say whether a preposition governs ``item``: "أسفر عن قتلى", "أدى إلى جرحى"."""
        return self._chains.is_preposition(item.start - 1)
