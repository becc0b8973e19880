"""Tolls of verbs with a doer and an object: "اغتال مسلحون ضابطا", "قتل الجيش 3 مسلحين"."""

from __future__ import annotations

from typing import Final

from rasad.grammar.item import Item
from rasad.mentions.groups import Chain
from rasad.mentions.people import People
from rasad.mentions.toll import TokenRange
from rasad.mentions.toll_base import Reading
from rasad.mentions.toll_draft import Draft
from rasad.text.tokens import Break

_ARMED: Final = frozenset({"fighters", "soldiers", "police"})
_WITH: Final = "مع"
_FEMININE_NISBA: Final = "يه"
_CITING: Final = "استشهد"
_IN: Final = frozenset(("في", "خلال", "اثر", "عقب"))


class ActiveReader(Reading):
    """Tells doers from those who suffer, and reads verbs that are active alone."""

    def _active(self, item: Item, end: int) -> list[Draft]:
        group = self.chains.right(end, 4)
        if group is None:
            return []
        victim = self._object(group) if group.start == end and self._may_kill(group) else None
        if victim is not None:  # "اغتال مسلحون مجهولون ضابطا"
            verb = (item.start, end)
            return [self.draft(item, verb, self.chains.chain(victim), (group.start, group.end))]
        if group.definite and not group.counted:
            return []
        bare = group.head is None and not group.others
        if bare and (group.unlisted or group.start > end):  # "أصاب واحدا بجروح", not "أصاب في 3 مواقع"
            return []
        if not group.counted and group.start > end + 1:
            return []
        agent = (end, group.start) if group.start > end else None
        return [self.draft(item, (item.start, end), self.chains.chain(group), agent)]

    def _may_kill(self, group: People) -> bool:
        """Say whether ``group`` may be the doer: armed people, or a force."""
        if group.counted or group.others:
            return False
        armed = group.word is not None and group.word.victim_class in _ARMED
        return armed or self.people.label(group.start, "casualty-agent") is not None

    def _object(self, subject: People) -> People | None:
        """Return the group that an armed ``subject`` killed: "قتل مسلح بسكين امرأة", "قتلت قوات الأمن المسلح"."""
        force = self.people.label(subject.start, "casualty-agent") is not None
        figure = self._counted_object(self._over_phrase(subject.end))
        if figure is not None:
            victims = figure.word is None or figure.word.victim_class not in _ARMED
            return figure if force or victims or figure.start == subject.end else None
        for here in range(subject.end, min(subject.end + 5, len(self.tokens))):
            if not self.joined(here) or self.chains.is_preposition(here) or self.chains.is_trigger(here):
                return None
            form = self.tokens.forms[here]
            found = self.people.at(here)
            if found is None or form.startswith("و") or form.endswith(_FEMININE_NISBA) or found.others:
                continue
            unarmed = found.word is None or found.word.victim_class not in _ARMED
            if found.head is not None and not found.head.proclitics:
                return found if unarmed or force else None
        return None

    def _over_phrase(self, at: int) -> int:
        """Return the token behind "في عملية" where a figure stands there: "قتلت القوات في عملية 12 مسلحا"."""
        after = at + 2
        if not (self.joined(at) and self.joined(after - 1) and self.joined(after)):
            return at
        return after if self.tokens.forms[at] in _IN and self.people.quantity(after) is not None else at

    def _counted_object(self, at: int) -> People | None:
        """Return the first counted group within the clause after a doer."""
        for here in range(at, min(at + 5, len(self.tokens))):
            if (
                self.tokens.breaks[here] > Break.COMMA
                or self.chains.is_preposition(here)
                or self.chains.is_trigger(here)
            ):
                return None
            found = self.people.at(here)
            if found is not None and found.counted and (found.head is not None or found.others):
                return None if self.tokens.forms[here].startswith("و") else found
        return None

    def _is_agent(self, at: int) -> bool:
        """Say whether the word after a verb may be its subject: no particle, no sub-count."""
        if not self.joined(at):
            return False
        return self.people.label(at, "casualty-stop") is None and self.people.label(at, "casualty-part") is None

    def _with_agent(self, item: Item, second: Item | None, verb: TokenRange, group: People) -> list[Draft]:
        end = verb[1]
        agent: TokenRange | None = None
        if group.start > end and item.value.voice == "either" and self._is_agent(end):
            agent = (end, group.start)
        elif item.value.voice == "either" and self._may_kill(group):
            victim = self._object(group)
            if victim is not None:
                agent, group = (group.start, group.end), victim
        if not self._suffers(item, group):
            return []
        chain = self.chains.chain(group, named=self.is_named(group))
        if group.start == end + 1 and self.tokens.forms[end] == _WITH and self.chains.is_kin(group):
            chain = Chain((People(item.start, item.end, 1, 1), *chain.groups), chain.parts, named=True)
        if agent is not None:
            return [self.draft(item, verb, chain, agent)]
        return self.paired(item, second, verb, chain)

    def _suffers(self, item: Item, group: People) -> bool:
        """Say whether a verb in the singular can have ``group`` as its victims: no generic plural, no force."""
        if group.counted or group.others or group.word is None:
            return True
        if group.word.number == "sg":
            return True
        force = group.word.lemma == "قوات"
        annexed = self.joined(group.end) and self.tokens.forms[group.end].startswith("ال")
        generic = annexed and (item.value.kind == "captured" or self._is_infinitive(item))
        return not (group.definite or force or generic or item.value.kind == "captured")

    def _is_infinitive(self, item: Item) -> bool:
        """Say whether "قتل" is the verbal noun: a preposition governs it."""
        return any(p in item.proclitics for p in "بل") or self.chains.is_preposition(item.start - 1)

    def _closed_by_preposition(self, at: int, wording: str) -> bool:
        """Say whether a stop word or the clause's end follows a name, so that no object can."""
        if not self.joined(at) or self.people.label(at, "casualty-stop") is not None:
            return True
        return wording != _CITING and self.tokens.forms[at].startswith("ب")  # "استشهد بقوله": to cite
