"""Tolls told by verbal nouns and set phrases: "مقتل 23 مدنيا", "أودى بحياة 25", "لقي 3 مصرعهم"."""

from __future__ import annotations

from typing import Final

from rasad.grammar.item import Item
from rasad.mentions.casualty import CasualtyWord
from rasad.mentions.groups import Chain
from rasad.mentions.people import People
from rasad.mentions.toll_base import Reading
from rasad.mentions.toll_draft import Draft
from rasad.text.tokens import Break

_MASDAR_REACH: Final = 2
_DEMISE_REACH: Final = 16
_TAKE_REACH: Final = 12
_DUAL: Final = "هما"
_ABOARD: Final = frozenset(("كان", "كانوا", "فيها", "فيه", "عليها", "عليه", "بداخلها", "بداخله", "علي", "بها", "به"))
_NAMING: Final = frozenset({"مقتل", "مصرع", "استشهاد", "اغتيال", "وفاة", "تسميم"})
_HARVEST: Final = "حصد أرواح"
_HARVEST_REACH: Final = 10
_LEADING: Final = frozenset(("الي", "عن"))
_CAUSED: Final = "تسبب"
_CASES: Final = frozenset(("قضيه", "ملف", "ازمه"))


class MasdarReader(Reading):
    """Reads the tolls of verbal nouns and set phrases over one chart."""

    def self_told(self, item: Item) -> list[Draft]:
        """Read "أرداه قتيلا": the pronoun is the victim."""
        low, high = {"du": (2, 2), "pl": (2, None)}.get(item.value.number, (1, 1))
        if high is None and (left := self._those(item)) is not None:
            return [self.draft(item, (item.start, item.end), left)]
        chain = self.chains.chain(People(item.start, item.end, low, high), named=high is not None)
        return [self.draft(item, (item.start, item.end), chain)]

    def _those(self, item: Item) -> Chain | None:
        """Return the counted people right before "أردتهم", whom its pronoun takes up: "11 شابا أردتهم النيران"."""
        left = self.chains.left(item.start, several=True) if not item.proclitics else None
        return left if left is not None and left.end >= item.start - 1 and left.groups[0].counted else None

    def take(self, item: Item) -> list[Draft]:
        """Read "أودى أمس بأربعين شخصا": the people stand behind ب, over other words."""
        for here in range(item.end, min(item.end + _TAKE_REACH, len(self.tokens))):
            if self.tokens.breaks[here] > Break.COMMA or self.chains.is_trigger(here):
                return []
            group = self.people.at(self.chains.skip_glue(here))
            if group is None or not self.chains.proclitic(here).endswith("ب"):
                continue
            if (group.counted or group.word is not None) and not group.unlisted and group.casualty is None:
                return [self.draft(item, (item.start, item.end), self.chains.chain(group))]
        return []

    def life(self, item: Item) -> list[Draft]:
        """Read "أودى بحياة 25", "راح ضحيته 7"."""
        group = self.chains.right(item.end, _MASDAR_REACH, item.end > item.start + 1)
        if group is None and item.value.wording == _HARVEST and item.end == item.start + 1:
            far = self.chains.right(item.end, _HARVEST_REACH)  # "حصد قصف على السوق 18 شخصا"
            group = far if far is not None and far.counted and far.head is not None else None
        if group is None:
            return []
        vague = not group.counted and (group.definite or self.chains.is_kin(group))
        if vague and not (group.start == item.end and self.is_named(group)):
            return []  # "أودت بحياة العميد فلان" tells one dead, "أودت بحياة المدنيين" no number
        return [self.draft(item, (item.start, item.end), self.chains.chain(group))]

    def meet(self, item: Item) -> list[Draft]:
        """Read "لقي 3 مصرعهم", "18 شخصا لقوا مصرعهم", "لقي فلان مصرعه"."""
        demise = self._demise(item.end, item.value.kind)
        if demise is None:
            return []
        self.seen.update(range(demise.start, demise.end))
        verb = (item.start, demise.end)
        group = self.chains.right(item.end, demise.start - item.end)
        if group is not None and group.end <= demise.start + 2:
            return [self.draft(item, verb, self._both(self.chains.chain(group), demise))]
        if item.value.kind == "injured":
            chain = self.chains.left(item.start) if item.value.number == "pl" and demise.start == item.end else None
            return [self.draft(item, verb, chain)] if chain is not None else []
        if demise.start > item.end:
            chain = self.chains.named(item.end)
            return [self.draft(item, verb, self._later(chain, demise.end))] if chain is not None else []
        after = self.chains.right(demise.end, 2)
        if after is not None and item.value.number == "sg":
            return [self.draft(item, verb, self.chains.chain(after))]
        chain = self.chains.left(item.start, several=item.value.number == "pl")
        if chain is not None and item.value.number == "sg" and chain.groups[-1].max != 1:
            return []
        if chain is None and item.value.number == "sg":
            chain = self.single(item)
        return [self.draft(item, verb, self._later(chain, demise.end))] if chain is not None else []

    def _both(self, chain: Chain, demise: Item) -> Chain:
        """Add the second of two: "لقي شاب وجدته مصرعهما"."""
        if not self.tokens.forms[demise.end - 1].endswith(_DUAL) or len(chain.groups) > 1 or chain.groups[0].max != 1:
            return chain
        other = People(chain.groups[0].end, chain.groups[0].end + 1, 1, 1)
        return Chain((chain.groups[0], other), chain.parts, chain.named)

    def _later(self, chain: Chain, at: int) -> Chain:
        """Add who follows the closing word: "لقي فلان مصرعه وعدد من مرافقيه"."""
        if len(chain.groups) > 1 or chain.end > at:
            return chain
        more = self.chains.chain(chain.groups[0]._replace(end=at))
        return Chain((chain.groups[0], *more.groups[1:]), (*chain.parts, *more.parts), chain.named)

    def _demise(self, at: int, kind: str) -> Item | None:
        for here in range(at, min(at + _DEMISE_REACH, len(self.tokens))):
            if self.tokens.breaks[here] > Break.COMMA:
                return None
            found = self.people.label(here, "casualty-demise")
            if found is not None and found.value.kind == kind and (kind == "killed" or "ل" in found.proclitics):
                return found
        return None

    def masdar(self, item: Item) -> list[Draft]:
        """Read "مقتل 23 مدنيا", "إصابة آخرين", "مقتل وإصابة 20", "مقتله", "مقتل فلان"."""
        word: CasualtyWord = item.value
        if item.enclitic:
            known = word.wording in _NAMING and item.enclitic in ("ه", "ها") and "ب" not in item.proclitics
            known = known or self._is_outcome(item)
            return [self.draft(item, (item.start, item.end), self.single(item))] if known else []
        if item.definite and word.wording != "قضاء":
            return []
        second = self.second(item)
        end = second.end if second is not None else item.end
        group = self.chains.right(end, _MASDAR_REACH, word.kind == "killed")
        if group is not None and group.start > end and not group.counted and word.wording in _NAMING:
            group = None  # "مقتل فلان الفلاني رئيس ...": the name comes first
        if group is None and word.kind == "killed" and self._all_aboard(end):
            group = People(end, end + 2, 2, None)
            chain: Chain | None = self.chains.chain(group)
        elif group is None and (chain := self.chains.listed(end)) is not None:
            pass
        elif group is None:
            chain = (
                self.chains.named(end) if word.wording in _NAMING and not self._is_figure_of_speech(item) else None
            )
        elif not self._governed(group, word):
            return []
        else:
            chain = self.chains.chain(group, named=self.is_named(group))
        if chain is None or (len(chain.groups) == 1 and self._is_case(item)):
            return []
        return self.paired(item, second, (item.start, end), chain)

    def _is_case(self, item: Item) -> bool:
        """Say whether a poisoning is named as a case: "قضية تسميم الجاسوس"."""
        return item.value.kind == "injured" and self.tokens.forms[max(item.start - 1, 0)] in _CASES

    def _is_outcome(self, item: Item) -> bool:
        """Say whether "إصابته" is what something led to; "متأثرا بإصابته" recalls a wound told already."""
        if item.value.kind != "injured" or item.enclitic not in ("ه", "ها") or not item.start:
            return False
        before = self.tokens.forms[item.start - 1]
        return before in _LEADING or ("ب" in item.proclitics and _CAUSED in before)

    def _all_aboard(self, at: int) -> bool:
        """Say whether the dead are told as "those in it": "مقتل من كان على متنها", "مقتل كل من فيها"."""
        at += self.tokens.forms[at : at + 1] in (["كل"], ["جميع"])
        whole = self.tokens.forms[at : at + 2]
        return (
            len(whole) == 2 and whole[0] == "من" and whole[1] in _ABOARD and self.joined(at) and self.joined(at + 1)
        )

    def _is_figure_of_speech(self, item: Item) -> bool:
        """Say whether no victim can follow: "في مقتل ب..." ("to the quick")."""
        return (
            self.tokens.forms[item.start - 1 : item.end] == ["في", "مقتل"] and self.tokens.forms[item.end][0] == "ب"
        )

    def _governed(self, group: People, word: CasualtyWord) -> bool:
        """Say whether a verbal noun can govern ``group``: generic plurals with the article are no toll."""
        if group.counted or group.others:
            return True
        if group.word is None or (group.definite and group.word.number != "sg"):
            return False
        return word.kind != "captured" or not group.definite
