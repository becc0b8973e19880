"""Tolls told by verbs in the plural and the dual: "18 شخصا قتلوا", "مسلحون قتلوا 3 مدنيين", "قتلا"."""

from __future__ import annotations

from typing import Final

from rasad.grammar.item import Item
from rasad.mentions.groups import Chain
from rasad.mentions.people import People
from rasad.mentions.toll_actives import ActiveReader
from rasad.mentions.toll_draft import Draft

_VERB_REACH: Final = 6
_ARMED: Final = frozenset({"fighters", "soldiers", "police"})
_FALLING: Final = "سقط"
_INSIDE: Final = frozenset(("فيه", "فيها", "فيهما", "خلاله", "خلالها", "هناك"))


class PluralReader(ActiveReader):
    """Reads verbs whose number tells of several people: their subject stands before them."""

    def _plural(self, item: Item, second: Item | None, end: int) -> list[Draft]:
        """Read "18 شخصا قتلوا" (subject before) or "مسلحون قتلوا 3 مدنيين" (object right behind)."""
        verb = (item.start, end)
        direct = self.people.at(end) if self.joined(end) and not self.tokens.forms[end].startswith("و") else None
        if (
            direct is not None
            and item.value.voice in ("either", "active")
            and not direct.definite
            and self._is_object(item, direct)
        ):
            if direct.others and not direct.counted:
                chain = self.chains.left(item.start, several=True)
                return [self.draft(item, verb, chain)] if chain is not None else []
            return self.paired(item, second, verb, self.chains.chain(direct))
        chain = self.chains.left(item.start, several=item.value.number == "pl")
        inside = self._inside(end)
        if inside is not None and item.value.voice == "either" and (chain is None or not chain.groups[-1].counted):
            return [self.draft(item, verb, self.chains.chain(inside))]
        if item.value.voice == "active":
            return []
        if item.value.wording == _FALLING and not self._is_violent(item):
            return []  # "سقطوا" is to fall in any sense
        if item.value.number == "du" and self._two(item, chain):
            return self.paired(item, second, verb, self._pair(item, chain))
        if chain is None:
            return []
        group = chain.groups[-1]
        if len(chain.groups) == 1 and group.max == 1 and not group.others:
            return []
        if item.value.voice == "either" and second is None and not group.definite and self._may_kill(group):
            victim = self.chains.right(end, _VERB_REACH)
            if victim is not None and victim.word is not None and victim.word.victim_class not in _ARMED:
                return [self.draft(item, verb, self.chains.chain(victim), (group.start, group.end))]
        if group.definite and not group.counted:
            numbered = self._numbered(group)
            if numbered is None:
                return []
            chain = Chain((numbered,), chain.parts)
        return self.paired(item, second, verb, chain)

    def _inside(self, at: int) -> People | None:
        """Return the counted people behind "فيه": "هجوم قتلوا فيه خمسة جنود"."""
        if not self.joined(at) or self.tokens.forms[at] not in _INSIDE or not self.joined(at + 1):
            return None
        found = self.people.at(at + 1)
        return found if found is not None and found.counted and found.head is not None else None

    def _is_object(self, item: Item, group: People) -> bool:
        """Say whether ``group``, right behind a plural verb, is what it did something to."""
        if group.head is not None or group.others:
            return True
        bare = group.counted and not group.unlisted
        return bare and (item.value.voice == "active" or self.chains.is_partitive(group))

    def _two(self, item: Item, chain: Chain | None) -> bool:
        """Say whether the dual of the verb is the surest word on how many: "قتلا في غارة", "فلسطينيين قتلا"."""
        if chain is None:
            return self._closed_by_preposition(item.end, item.value.wording)
        return not chain.groups[-1].counted and not chain.groups[-1].definite

    def _pair(self, item: Item, chain: Chain | None) -> Chain:
        last = chain.groups[-1] if chain is not None else People(item.start, item.end, 2, 2)
        return Chain((last._replace(min=2, max=2, counted=True),), chain.parts if chain is not None else ())

    def _numbered(self, group: People) -> People | None:
        """Return ``group`` with the figure of "يرتفع إلى 121 عدد الفلسطينيين الذين ..."."""
        at = group.start - 1
        if at < 1 or self.people.label(at, "casualty-count") is None:
            return None
        for here in range(max(at - 3, 0), at):
            figure = self.people.quantity(here)
            if figure is not None and figure.end == at:
                return group._replace(start=here, min=figure.value.min, max=figure.value.max, counted=True)
        return None

    def _is_violent(self, item: Item) -> bool:
        return self.tokens.sentence_of[item.start] in self.violent
