"""Chains of groups: what is added up ("3 جنود و5 مدنيين"), and what a total holds."""

from __future__ import annotations

from typing import Final, NamedTuple

from rasad.grammar.chart import Chart
from rasad.grammar.item import Item
from rasad.mentions.people import People, PeopleReader
from rasad.mentions.words import words
from rasad.text.fold import fold
from rasad.text.tokens import Break

_REACH: Final = 6
_NAME_LENGTH: Final = 7
_TRIGGERS: Final = ("casualty-verb", "casualty-masdar", "casualty-meet", "casualty-life", "casualty-take")
_PLURAL_ENDINGS: Final = ("ين", "ون", "ات")
_AND: Final = "و"
_YEARS: Final = range(1900, 2101)
_LARGEST_UNLISTED: Final = 100_000
_BY: Final = "ب"
_THEIRS: Final = ("هم", "هن")
_PRONOUNS: Final = ("ه", "ها", "هم", "هما")
_WITH: Final = "مع"
_OF: Final = "من"
_LIST_LENGTH: Final = 40


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
        self.forms = chart.tokens.forms
        self.breaks = chart.tokens.breaks
        self.people = people

    def is_trigger(self, at: int) -> bool:
        """Say whether a casualty verb or verbal noun starts at token ``at``."""
        return any(item.label in _TRIGGERS for item in self._chart.by_start.get(at, ()))

    def is_preposition(self, at: int) -> bool:
        """Say whether token ``at`` is a preposition other than the partitive."""
        found = self.people.label(at, "casualty-stop")
        return found is not None and found.value.number == "prep" and not found.enclitic

    def skip_glue(self, at: int) -> int:
        """Return the token after a proclitic that stands glued before a figure ("بـ5", "و7")."""
        if at + 1 < len(self.forms) and len(self.forms[at]) <= 2 and self.people.quantity(at + 1) is not None:
            return at + 1
        return at

    def right(self, at: int, reach: int, unlisted: bool = False) -> People | None:
        """Return the group that a trigger ending before ``at`` governs, over at most ``reach`` other tokens.

        ``unlisted`` lets a figure right behind the trigger count a noun that no table knows ("مقتل 4 أمراء").
        """
        for here in range(at, min(at + reach + 1, len(self.forms))):
            aside = here > at or self.forms[at] in words("weekday")  # "قتل، الجمعة، أربعة أشخاص"
            if self.breaks[here] > (Break.COMMA if aside else Break.QUOTE):
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
            with_kin = here == at + 1 and self.forms[at] == _WITH and self.is_kin(group)  # "ذبح مع ابنه"
            governed = self.is_preposition(here - 1) and not with_kin
            if governed or self.proclitic(here) in ("و", "ب", "ل", "ك"):
                continue
            if self._joins_on(at):
                return None
            if self._stands_apart(group) if not group.counted else not self.is_year(group):
                return group
        return None

    def _may_be_people(self, group: People, trusted: bool) -> bool:
        """Say whether an unlisted counted noun is people: by its pronoun ("مرافقيهم"), or by the verb."""
        word = self.forms[group.end - 1]
        if group.min >= _LARGEST_UNLISTED:
            return False
        return trusted or (word.endswith(_THEIRS) and len(word) > 5)

    def _stands_apart(self, group: People) -> bool:
        """Say whether a group without a figure may be governed over other words: it is no genitive, no doer."""
        if group.head is None or group.definite or self.people.label(group.start, "casualty-agent") is not None:
            return False
        before = self.forms[group.start - 1]
        if group.head.enclitic or before.startswith(_BY):
            return False
        return before.startswith("ال") or self.people.label(group.start - 1, "casualty-stop") is not None

    def is_year(self, group: People) -> bool:
        """Say whether a bare figure some words off is a year rather than people."""
        return group.head is None and not group.others and group.min in _YEARS and group.max == group.min

    def _joins_on(self, at: int) -> bool:
        """Say whether the word at ``at`` opens another clause or conjunct: "خطف وبيع ..."."""
        if not self.forms[at].startswith(_AND) or len(self.forms[at]) < 4:
            return False
        return self.people.victim(at) is None and self.people.label(at, "casualty-stop") is None

    def proclitic(self, at: int) -> str:
        """Return the proclitics with which the group at token ``at`` is written."""
        if self.skip_glue(at) != at:
            return self.forms[at]
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
        for here in range(at, min(at + _REACH, len(self.forms))):
            if self.breaks[here] > Break.COMMA or self.is_trigger(here):
                return None
            part = self.people.label(here, "casualty-part")
            if part is not None:
                group = self.people.at(self.skip_glue(part.end)) if part.end < len(self.forms) else None
                known = group is not None and group.casualty is None and not group.unlisted
                return (group, True) if group is not None and known else None
            if self.forms[here] == _WITH and here <= at + 1:
                kin = self.people.at(self.skip_glue(here + 1)) if here + 1 < len(self.forms) else None
                return (kin, in_parts) if kin is not None and self.is_kin(kin) else None
            if self.proclitic(here) == _AND and not self.is_trigger(here):
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
            return group.unlisted and self.forms[group.end - 1].endswith(_PRONOUNS)
        bears = self.forms[group.end - 1].endswith(_PRONOUNS) and not fold(group.head.value.lemma).endswith(_PRONOUNS)
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
        if apart and not group.counted and (not group.others or self.breaks[here] >= Break.COMMA):
            return None
        if (
            apart
            and self._dated(at, here)
            and (self.breaks[here] >= Break.COMMA or self._dated(group.end, group.end + 1))
        ):
            return None  # "40 on Friday, and 30 others on Saturday": another event's dead
        bare = group.head is None and not group.others and not group.unlisted
        if bare and group.counted and not self.is_partitive(group):
            return None
        if self._verb_follows(group.end):
            return None
        return group, in_parts

    def is_partitive(self, group: People) -> bool:
        """Say whether a figure counts some of those behind it: "22 من القوات", "عشرات"."""
        return any(item.label == "casualty-of" for at in range(group.start, group.end) for item in self._at(at)) or (
            group.vague
        )

    def _at(self, at: int) -> list[Item]:
        return self._chart.by_start.get(at, [])

    def _verb_follows(self, at: int) -> bool:
        for here in range(at, min(at + 2, len(self.forms))):
            verb = self.people.label(here, "casualty-verb") or self.people.label(here, "casualty-meet")
            if verb is not None and verb.value.number in ("pl", "du") and not verb.proclitics:
                return True
        return False

    def listed(self, at: int) -> Chain | None:
        """Read "كل من فلان وفلان": as many people as names are joined."""
        if self.forms[at : at + 2] not in (["كل", _OF], ["كلا", _OF]):
            return None
        count, here = 1, at + 2
        while here < min(at + _LIST_LENGTH, len(self.forms)) and self.breaks[here] <= Break.COMMA:
            form = self.forms[here]
            joined = here > at + 2 and form.startswith(_AND) and len(form) > 3 and form not in words("waw-name")
            if self.breaks[here] == Break.COMMA and not joined:
                break
            if self.is_trigger(here) or self.people.label(here, "casualty-stop") or self.people.quantity(here):
                break
            count, here = count + joined, here + 1
        return Chain((People(at, here, count, count),), named=True) if count > 1 else None

    def named(self, at: int) -> Chain | None:
        """Read a name or unlisted noun at ``at``: one person, or several by its ending, and who is added to it."""
        if at >= len(self.forms) or self.breaks[at] > Break.QUOTE or self._bars_name(at):
            return None
        end = at + 1
        while end < min(at + _NAME_LENGTH, len(self.forms)) and self.breaks[end] <= Break.QUOTE:
            if self._bars_name(end) or self.forms[end].startswith(_AND):
                break
            end += 1
        several = self.forms[at].endswith(_PLURAL_ENDINGS) and len(self.forms[at]) > 4
        several = several and not (self.forms[at].startswith("ال") and self.forms[at].endswith("ات"))  # "السادات"
        several = several or (self.forms[at] in words("whole") and end > at + 1)
        low, high = (2, None) if several else (1, 1)
        return self.chain(People(at, end, low, high), named=not several)

    def _bars_name(self, at: int) -> bool:
        """Say whether the word at ``at`` can be no part of a name: a particle, a figure, "بغاز الأعصاب"."""
        form, nxt = self.forms[at], self.forms[at + 1] if at + 1 < len(self.forms) else ""
        if form.startswith("بال") or (form.startswith(_BY) and nxt.startswith("ال") and len(form) > 3):
            return True
        if not self.forms[at][0].isalpha() or len(self.forms[at]) < 3:
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
