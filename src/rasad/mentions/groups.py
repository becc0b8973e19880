"""Chains of groups: what is added up ("3 جنود و5 مدنيين"), what a total holds, and subjects."""

from __future__ import annotations

from typing import Final, NamedTuple

from rasad.grammar.chart import Chart
from rasad.grammar.item import Item
from rasad.mentions.people import People, PeopleReader
from rasad.text.fold import fold
from rasad.text.tokens import Break

_REACH: Final = 6
_LEFT_REACH: Final = 11
_COUNTED_REACH: Final = 20
_NAME_LENGTH: Final = 7
_TRIGGERS: Final = ("casualty-verb", "casualty-masdar", "casualty-meet", "casualty-life")
_PLURAL_ENDINGS: Final = ("ين", "ون", "ات")
_AND: Final = "و"
_YEARS: Final = range(1900, 2101)
_LARGEST_UNLISTED: Final = 100_000
_BY: Final = "ب"
_THEIRS: Final = ("هم", "هن")
_PRONOUNS: Final = ("ه", "ها", "هم", "هما")
_WITH: Final = "مع"
_OF: Final = "من"
_WHOLE: Final = frozenset(("جميع", "كافه", "كل", "معظم", "غالبيه", "اغلب"))
"""Words that make a noun behind them several, whatever its ending."""
_INNER: Final = frozenset(("غير", "قد", "ضمن", "حول", "جنوب", "شمال", "شرق", "غرب", "وسط"))
"""Particles that may stand inside a noun phrase."""


class Chain(NamedTuple):
    """Groups whose counts add up, the sub-counts inside them, and whether the first is a name."""

    groups: tuple[People, ...]
    parts: tuple[People, ...] = ()
    named: bool = False

    @property
    def start(self) -> int:
        """The first token."""
        return self.groups[0].start

    @property
    def end(self) -> int:
        """The token after the last group."""
        return max(group.end for group in (*self.groups, *self.parts))


class ChainReader:
    """Reads chains of groups over one chart."""

    def __init__(self, chart: Chart, people: PeopleReader) -> None:
        self._chart = chart
        self._forms = chart.tokens.forms
        self._breaks = chart.tokens.breaks
        self.people = people

    def is_trigger(self, at: int) -> bool:
        """Say whether a casualty verb or verbal noun starts at token ``at``."""
        return any(item.label in _TRIGGERS for item in self._chart.by_start.get(at, ()))

    def is_preposition(self, at: int) -> bool:
        """Say whether token ``at`` is a preposition other than the partitive."""
        found = self.people.label(at, "casualty-stop")
        return found is not None and found.value.number == "prep"

    def skip_glue(self, at: int) -> int:
        """Return the token after a proclitic that stands glued before a figure ("بـ5", "و7")."""
        if at + 1 < len(self._forms) and len(self._forms[at]) <= 2 and self.people.quantity(at + 1) is not None:
            return at + 1
        return at

    def right(self, at: int, reach: int, unlisted: bool = False) -> People | None:
        """Return the group that a trigger ending before ``at`` governs, over at most ``reach`` other tokens.

        ``unlisted`` lets a figure right behind the trigger count a noun that no table knows ("مقتل 4 أمراء").
        """
        for here in range(at, min(at + reach + 1, len(self._forms))):
            if self._breaks[here] > (Break.QUOTE if here == at else Break.COMMA):
                return None
            if self.is_trigger(here):
                return None
            group = self.people.at(self.skip_glue(here))
            if group is not None and group.unlisted and not self._may_be_people(group, unlisted and here == at):
                continue
            if group is None or (group.casualty is not None and not group.definite and here > at):
                continue
            if here == at:
                return group
            if self.is_preposition(here - 1) or self._proclitic(here) in ("و", "ب", "ل", "ك"):
                continue
            if self._joins_on(at):
                return None
            if self._stands_apart(group) if not group.counted else not self._is_year(group):
                return group
        return None

    def _may_be_people(self, group: People, trusted: bool) -> bool:
        """Say whether an unlisted counted noun is people: by its pronoun ("مرافقيهم"), or by the verb."""
        word = self._forms[group.end - 1]
        if group.min >= _LARGEST_UNLISTED:
            return False
        return trusted or (word.endswith(_THEIRS) and len(word) > 5)

    def _stands_apart(self, group: People) -> bool:
        """Say whether a group without a figure may be governed over other words: it is no genitive, no doer."""
        if group.head is None or group.definite or self.people.label(group.start, "casualty-agent") is not None:
            return False
        before = self._forms[group.start - 1]
        if group.head.enclitic or before.startswith(_BY):
            return False
        return before.startswith("ال") or self.people.label(group.start - 1, "casualty-stop") is not None

    def _is_year(self, group: People) -> bool:
        """Say whether a bare figure some words off is a year rather than people."""
        return group.head is None and not group.others and group.min in _YEARS and group.max == group.min

    def _joins_on(self, at: int) -> bool:
        """Say whether the word at ``at`` opens another clause or conjunct: "خطف وبيع ..."."""
        if not self._forms[at].startswith(_AND) or len(self._forms[at]) < 4:
            return False
        return self.people.victim(at) is None and self.people.label(at, "casualty-stop") is None

    def _proclitic(self, at: int) -> str:
        """Return the proclitics with which the group at token ``at`` is written."""
        if self.skip_glue(at) != at:
            return self._forms[at]
        for label in ("number", "victim", "dual", "casualty-others"):
            item = self.people.label(at, label)
            if item is not None:
                return item.proclitics
        return ""

    def chain(self, first: People, named: bool = False) -> Chain:
        """Follow ``first`` with what is added to it and what it contains."""
        groups, parts, at = [first], list[People](), first.end
        while True:
            step = self._next(at, bool(parts))
            if step is None:
                return Chain(tuple(groups), tuple(parts), named)
            group, is_part = step
            (parts if is_part else groups).append(group)
            at = group.end

    def _next(self, at: int, in_parts: bool) -> tuple[People, bool] | None:
        """Return the next group of a chain that reached ``at``, and whether it is a sub-count."""
        for here in range(at, min(at + _REACH, len(self._forms))):
            if self._breaks[here] > Break.COMMA or self.is_trigger(here):
                return None
            part = self.people.label(here, "casualty-part")
            if part is not None:
                group = self.people.at(self.skip_glue(part.end)) if part.end < len(self._forms) else None
                known = group is not None and group.casualty is None and not group.unlisted
                return (group, True) if group is not None and known else None
            if self._forms[here] == _WITH and here <= at + 1:
                kin = self.people.at(self.skip_glue(here + 1)) if here + 1 < len(self._forms) else None
                return (kin, in_parts) if kin is not None and self.is_kin(kin) else None
            if self._proclitic(here) == _AND and not self.is_trigger(here):
                return self._added(at, here, in_parts)
            if here > at + 1 and self.is_preposition(here):
                return None
        return None

    def is_kin(self, group: People) -> bool:
        """Say whether the noun of ``group`` bears a pronoun: "مع طفلها", "مع 3 من مرافقيه"."""
        found = self.people.label(group.start, "casualty-others")
        if found is not None:
            return bool(found.value.wording == "kin")
        if group.head is None:
            return group.unlisted and self._forms[group.end - 1].endswith(_PRONOUNS)
        bears = self._forms[group.end - 1].endswith(_PRONOUNS) and not fold(group.head.value.lemma).endswith(
            _PRONOUNS
        )
        return bool(group.head.enclitic) or bears

    def _dated(self, at: int, until: int) -> bool:
        """Say whether a date stands among the tokens ``at`` to ``until``."""
        return any(item.label == "date" for here in range(at, until) for item in self._at(here))

    def _added(self, at: int, here: int, in_parts: bool) -> tuple[People, bool] | None:
        apart = here > at
        group = self.people.at(self.skip_glue(here))
        if group is None or group.casualty is not None or group.definite:
            return None
        if group.unlisted and not self._may_be_people(group, False):
            return None
        if apart and not group.counted and (not group.others or self._breaks[here] >= Break.COMMA):
            return None
        if (
            apart
            and self._dated(at, here)
            and (self._breaks[here] >= Break.COMMA or self._dated(group.end, group.end + 1))
        ):
            return None  # "40 on Friday, and 30 others on Saturday": another event's dead
        bare = group.head is None and not group.others and not group.unlisted
        if bare and group.counted and not self._partitive(group):
            return None
        if self._verb_follows(group.end):
            return None
        return group, in_parts

    def _partitive(self, group: People) -> bool:
        return any(item.label == "casualty-of" for at in range(group.start, group.end) for item in self._at(at)) or (
            group.vague
        )

    def _at(self, at: int) -> list[Item]:
        return self._chart.by_start.get(at, [])

    def _verb_follows(self, at: int) -> bool:
        for here in range(at, min(at + 2, len(self._forms))):
            verb = self.people.label(here, "casualty-verb") or self.people.label(here, "casualty-meet")
            if verb is not None and verb.value.number in ("pl", "du") and not verb.proclitics:
                return True
        return False

    def left(self, end: int, several: bool = False) -> Chain | None:
        """Return the chain that ends nearest before token ``end`` in its clause: the subject of a verb.

        ``several`` says that the verb is in the plural: one person cannot be its subject, and a figure farther off
        outdoes the noun next to it ("46 عنصرا من ميليشيات الحوثي قتلوا").
        """
        best: People | None = None
        parts: list[People] = []
        for here in range(end - 1, max(end - (_COUNTED_REACH if several else _LEFT_REACH), -1), -1):
            if self._breaks[here + 1] > Break.COMMA or (here < end - 1 and self._closes(here)):
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
        if group.end == end and group.vague and group.head is None and self._forms[end - 1] == _OF:
            return False  # "عدد من قتلوا": the number of those killed
        if group.head is None and not group.others and (group.end < end or self._is_year(group)):
            return several and self._shares(group) and not self._is_year(group)
        alone = group.max == 1 and not group.others
        return not (several and alone and self._proclitic(group.start) != _AND)

    def _shares(self, group: People) -> bool:
        """Say whether a bare figure counts some of those named behind it: "100 من القوات", "100 منهم"."""
        return self._partitive(group) or self.people.label(group.end, "casualty-part") is not None

    def _listed(self, group: People, last: People) -> bool:
        """Say whether ``group`` opens the sub-counts that ``last`` closes: "بينهم 4 أطفال وامرأتان"."""
        opened = self.people.label(group.start - 1, "casualty-part") is not None
        return opened and self._proclitic(last.start) == _AND

    def _parts_phrase(self, at: int) -> bool:
        """Say whether the particle at ``at`` parts a noun phrase from what stands before it."""
        stop = self.people.label(at, "casualty-stop")
        if stop is None or stop.value.number == "prep":
            return False
        bounds = (self.people.quantity(here) for here in (at, at - 1, at - 2))  # "more than 18"
        return self._forms[at] not in _INNER and not any(figure and figure.end > at for figure in bounds)

    def _closes(self, here: int) -> bool:
        return self.is_trigger(here)

    def _leftward(self, last: People, parts: list[People]) -> Chain:
        """Add what stands before ``last`` and is joined to it: "3 جنود و5 مدنيين قتلوا"."""
        groups = [last]
        if self._proclitic(last.start) == _AND or (last.start and self._forms[last.start - 1] == _AND):
            for here in range(last.start - 1, max(last.start - 6, -1), -1):
                group = self.people.at(here)
                if group is not None and (group.counted or group.others) and group.end <= last.start:
                    group = self._wider(group)
                    if not self.is_trigger(group.start - 1):  # "قتل شخصان و4 آخرون أصيبوا"
                        groups.insert(0, group)
                    break
        return Chain(tuple(groups), tuple(parts))

    def named(self, at: int) -> Chain | None:
        """Read a name or unlisted noun at ``at``: one person, or several by its ending, and who is added to it."""
        if at >= len(self._forms) or self._breaks[at] > Break.QUOTE or self._bars_name(at):
            return None
        end = at + 1
        while end < min(at + _NAME_LENGTH, len(self._forms)) and self._breaks[end] <= Break.QUOTE:
            if self._bars_name(end) or self._forms[end].startswith(_AND):
                break
            end += 1
        several = self._forms[at].endswith(_PLURAL_ENDINGS) and len(self._forms[at]) > 4
        several = several and not (self._forms[at].startswith("ال") and self._forms[at].endswith("ات"))  # "السادات"
        several = several or (self._forms[at] in _WHOLE and end > at + 1)
        low, high = (2, None) if several else (1, 1)
        return self.chain(People(at, end, low, high), named=not several)

    def _bars_name(self, at: int) -> bool:
        """Say whether the word at ``at`` can be no part of a name: a particle, a figure, "بغاز الأعصاب"."""
        form, nxt = self._forms[at], self._forms[at + 1] if at + 1 < len(self._forms) else ""
        if form.startswith("بال") or (form.startswith(_BY) and nxt.startswith("ال") and len(form) > 3):
            return True
        if not self._forms[at][0].isalpha() or len(self._forms[at]) < 3:
            return True
        barred = (
            "casualty-stop",
            "number",
            "percent",
            "casualty-agent",
            "victim",
            "casualty-others",
            "casualty-part",
            "casualty-count",
            "casualty-person",
            "casualty-result",
            "casualty-negation",
        )
        return self.is_trigger(at) or any(self.people.label(at, label) is not None for label in barred)
