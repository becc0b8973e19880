"""Subjects: the people that stand before a verb which tells what befell them ("46 عنصرا من المليشيا قتلوا")."""

from __future__ import annotations

from typing import Final

from rasad.mentions.groups import Chain, ChainReader
from rasad.mentions.people import People
from rasad.mentions.words import words
from rasad.text.tokens import Break

_LEFT_REACH: Final = 11
_COUNTED_REACH: Final = 20
_AND: Final = "و"
_OF: Final = "من"


class SubjectReader(ChainReader):
    """Reads chains of groups on both sides of a casualty word over one chart."""

    def left(self, end: int, several: bool = False) -> Chain | None:
        """Return the chain that ends nearest before token ``end`` in its clause: the subject of a verb.

        ``several`` says that the verb is in the plural: one person cannot be its subject, and a figure farther off
        outdoes the noun next to it ("46 عنصرا من ميليشيات الحوثي قتلوا").
        """
        best: People | None = None
        parts: list[People] = []
        for here in range(end - 1, max(end - (_COUNTED_REACH if several else _LEFT_REACH), -1), -1):
            if self.breaks[here + 1] > Break.COMMA or (here < end - 1 and self.is_trigger(here)):
                break
            if several and best is not None and not best.counted and self._parts_phrase(here):
                break
            group = self.people.at(here)
            if group is None or not self._may_be_subject(group, end, several):
                continue
            if parts and group.end > parts[-1].start:
                continue  # told already, with the figure before it
            if best is not None and group.end <= best.start:
                if not several or best.others:
                    break
                group = self._wider(group)
                if best.counted and not self._listed(group, best):
                    break
                if not best.counted and not group.counted:
                    continue
                if best.counted:
                    parts, best = [*parts, best], None
            if end - here > _LEFT_REACH and not group.counted:
                continue
            best = group
            if self.people.label(group.start - 1, "casualty-part") is not None:
                parts, best = [*parts, group], None
        if best is None:
            return None
        return self._leftward(best, parts)

    def _wider(self, group: People) -> People:
        """Return ``group`` with the figure that stands right before it."""
        wider = self.people.at(group.start - 1)
        return wider if wider is not None and wider.end == group.end else group

    def _may_be_subject(self, group: People, end: int, several: bool) -> bool:
        """Say whether ``group`` can be the subject of the verb at ``end``."""
        if group.end > end or group.unlisted:
            return False
        if group.end == end and group.vague and group.head is None and self.forms[end - 1] == _OF:
            return False  # "عدد من قتلوا": the number of those killed
        if group.head is None and not group.others and (group.end < end or self.is_year(group)):
            return several and self._shares(group) and not self.is_year(group)
        alone = group.max == 1 and not group.others
        return not (several and alone and self.proclitic(group.start) != _AND)

    def _shares(self, group: People) -> bool:
        """Say whether a bare figure counts some of those named behind it: "100 من القوات", "100 منهم"."""
        return self.is_partitive(group) or self.people.label(group.end, "casualty-part") is not None

    def _listed(self, group: People, last: People) -> bool:
        """Say whether ``group`` opens the sub-counts that ``last`` closes: "بينهم 4 أطفال وامرأتان"."""
        opened = self.people.label(group.start - 1, "casualty-part") is not None
        return opened and self.proclitic(last.start) == _AND

    def _parts_phrase(self, at: int) -> bool:
        """Say whether the particle at ``at`` parts a noun phrase from what stands before it."""
        stop = self.people.label(at, "casualty-stop")
        if stop is None or stop.value.number == "prep":
            return False
        bounds = (self.people.quantity(here) for here in (at, at - 1, at - 2))  # "more than 18"
        return self.forms[at] not in words("inner") and not any(figure and figure.end > at for figure in bounds)

    def _leftward(self, last: People, parts: list[People]) -> Chain:
        """Add what stands before ``last`` and is joined to it: "3 جنود و5 مدنيين قتلوا"."""
        groups = [last]
        if self.proclitic(last.start) == _AND or (last.start and self.forms[last.start - 1] == _AND):
            for here in range(last.start - 1, max(last.start - 6, -1), -1):
                group = self.people.at(here)
                if group is not None and (group.counted or group.others) and group.end <= last.start:
                    group = self._wider(group)
                    if not self.is_trigger(group.start - 1):  # "قتل شخصان و4 آخرون أصيبوا"
                        groups.insert(0, group)
                    break
        return Chain(tuple(groups), tuple(parts))
