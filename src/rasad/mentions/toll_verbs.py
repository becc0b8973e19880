"""Tolls told by verbs, passive and active: "قتل 18 شخصا", "18 شخصا قتلوا", "قتل الجيش 3 مسلحين"."""

from __future__ import annotations

from typing import Final

from rasad.grammar.item import Item
from rasad.mentions.groups import Chain
from rasad.mentions.people import People
from rasad.mentions.toll_base import DYING
from rasad.mentions.toll_draft import Draft
from rasad.mentions.toll_plurals import PluralReader

_VERB_REACH: Final = 6
_DOER_REACH: Final = 12  # for counted objects behind a doer with clauses of its own
_CLAUSE_REACH: Final = 16
_PRONOUNS: Final = {"ه": 1, "ها": 1, "هما": 2}
_UNDONE: Final = "لبس"  # particles of purpose or future: nobody is dead yet
_ATTEMPTS: Final = frozenset(
    ("ان", "لم", "لن", "لا", "محاوله", "بمحاوله", "حاول", "حاولوا", "حاولت", "قبل", "قرر", "يريد", "اراد", "ارادوا")
    + ("خطه", "نيه", "يعتزم", "امر", "تهمه", "بتهمه", "جريمه", "طلب", "يجب", "وجوب")
)
_FEMININE: Final = "ت"
_RELATIVE: Final = "الذي"
_ALREADY: Final = "قد"
_OWN: Final = frozenset(("شعبه", "شعبها", "شعبهم", "نفسه", "نفسها", "انفسهم", "ما", "كل", "اي"))
_CITING: Final = "استشهد"
_BETWEEN: Final = "بين"
_DYING_REACH: Final = 3
_HIMSELF: Final = frozenset(("هو", "هي"))
_INSIDE: Final = frozenset(("فيه", "فيها", "فيهما", "خلاله", "خلالها", "هناك"))
_WHERE: Final = frozenset(("التي", "الذي"))


class VerbReader(PluralReader):
    """Reads the tolls of verbs over one chart."""

    def verb(self, item: Item) -> list[Draft]:
        """Read a verb, by its number and voice."""
        if item.definite:
            return []
        if item.enclitic:
            return self._pronoun(item)
        second = self.second(item)
        if second is not None and (self._subject(item) is not None or not self._agree(item, second)):
            second = None  # "أن شخصا قتل وأصيب آخر", "كانت قتلت وأصيب نحو مئة": each has its own people
        end = second.end if second is not None else item.end
        if item.value.number in ("pl", "du"):
            return self._plural(item, second, end)
        if item.value.voice == "active":
            return self._active(item, end)
        return self._singular(item, second, end)

    def _pronoun(self, item: Item) -> list[Draft]:
        """Read "قتلته الغارة", "قتلهما": the pronoun is the victim."""
        count = _PRONOUNS.get(item.enclitic)
        if count is None or item.value.kind != "killed" or item.value.voice == "late":
            return []
        if any(p in item.proclitics for p in _UNDONE) or self.tokens.forms[item.start - 1] in _ATTEMPTS:
            return []
        chain = self.chains.chain(People(item.start, item.end, count, count), named=True)
        return [self.draft(item, (item.start, item.end), chain)]

    def _agree(self, item: Item, second: Item) -> bool:
        """Say whether two verbs have one gender, as verbs of one subject have."""
        forms = self.tokens.forms
        feminine = [forms[one.end - 1].endswith(_FEMININE) for one in (item, second)]
        return second.label != item.label or item.value.number != "sg" or feminine[0] == feminine[1]

    def _singular(self, item: Item, second: Item | None, end: int) -> list[Draft]:
        """Read "قتل 18 شخصا", "قتل الجيش 3 مسلحين", "قتل في الهجوم 60 شخصا", "شخصا أصيب", "قتل فلان"."""
        verb, word = (item.start, end), item.value
        late = word.voice == "late"
        reach = _VERB_REACH if self._is_agent(end) else _CLAUSE_REACH
        if word.voice == "near":
            return self._near(item, end)
        if self.joined(end) and self.tokens.forms[end] in _HIMSELF:
            return self._with_kin(item, end)
        if word.kind == "missing":
            reach = 0  # "فقد" is far more often the particle: only a figure right behind tells people missing
        group = self.chains.right(end, reach, word.kind == "killed" and not late)
        if group is None and reach == _VERB_REACH and word.kind in ("killed", "injured") and not late:
            far = self.chains.right(end, _DOER_REACH)
            group = far if far is not None and far.counted and far.head is not None else None
        if word.kind == "missing" and (group is None or not group.counted or group.head is None):
            return []
        if group is None or group.start > end:
            subject = self._subject(item)
            if subject is not None and not self._did(item, subject, group):
                return self.paired(item, second, verb, subject)
        if group is not None and (not late or self._dies(item, end, group)):
            return self._with_agent(item, second, verb, group)
        if late:
            return self._dying(item, end)
        chain = self.chains.named(end) if word.kind != "captured" else None
        listed = self.chains.listed(end)
        if listed is not None:
            return self.paired(item, second, verb, listed)
        if chain is None and second is None and self._is_relative(item):
            return [self.draft(item, verb, self.single(item))]
        if chain is None or not chain.named or not self._closed_by_preposition(chain.groups[0].end, word.wording):
            return []
        return self.paired(item, second, verb, chain)

    def _near(self, item: Item, end: int) -> list[Draft]:
        """Read "سقط 15 مدنيا بقذائف": a verb of many senses with people right behind it, in a violent sentence."""
        group = self.chains.right(end, 0)
        if group is None or group.casualty is not None or not self._is_violent(item) or group.definite:
            return []
        known = group.head is not None or group.others or self.chains.is_partitive(group)
        after = self.tokens.forms[group.end] if self.joined(group.end) else ""
        if not known or after == _BETWEEN or self.people.quantity(group.end) is not None:
            return []
        return [self.draft(item, (item.start, end), self.chains.chain(group))]

    def _with_kin(self, item: Item, end: int) -> list[Draft]:
        """Read "قتل هو وزوجته"."""
        kin = self.people.at(end + 1) if self.joined(end + 1) else None
        if kin is None or not self.chains.is_kin(kin) or self.chains.proclitic(kin.start) != "و":
            return []
        chain = self.chains.chain(People(item.start, end + 1, 1, 1), named=True)
        return [self.draft(item, (item.start, end), chain)]

    def _did(self, item: Item, subject: Chain, group: People | None) -> bool:
        """Say whether a known ``subject`` did it to ``group``: "وكان المهاجم قتل، الجمعة، أربعة أشخاص"."""
        if group is None or item.value.voice != "either" or not subject.groups[0].definite:
            return False
        return group.counted and group.head is not None and group.start - item.end <= _VERB_REACH

    def _dies(self, item: Item, end: int, group: People) -> bool:
        """Say whether a verb of many senses tells the death of ``group``; of a bare figure where it is violent."""
        if group.head is not None or group.others:
            return True
        near = group.counted and not group.unlisted and group.start - end <= _DYING_REACH
        return near and self._is_violent(item) and not self.chains.is_year(group)

    def _dying(self, item: Item, end: int) -> list[Draft]:
        """Read "توفي فلان متأثرا بجراحه", "توفي متأثرا بإصابته": a death that the clause tells to be violent."""
        if item.value.wording not in DYING or self.tokens.sentence_of[item.start] not in self.violent:
            return []
        chain = self.chains.named(end)
        if chain is None and any(found.label == "toll-violent" for found in self.chart.by_start.get(end, ())):
            chain = self.single(item)
        return [self.draft(item, (item.start, end), chain)] if chain is not None else []

    def _subject(self, item: Item) -> Chain | None:
        """Return people who stand right before a verb in the singular: "إن شخصا أصيب", "منفذ الهجوم قتل"."""
        if item.proclitics:
            return None
        left = self.chains.left(item.start) if item.value.kind != "captured" else None
        if left is None or left.end < item.start - 1 or len(left.groups) > 1:
            return None
        group = left.groups[0]
        if group.word is None or group.word.number != "sg" or group.max != 1:
            return None
        if self.people.label(group.start - 1, "casualty-agent") is not None:
            return None  # "القوات الإسرائيلية قتلت": an attribute of the force, no woman
        if left.end == item.start:
            return left
        if self.tokens.forms[left.end] == _ALREADY:
            return left
        attribute = self.tokens.forms[left.end].startswith("ال") and self._is_agent(left.end)
        return left if attribute else None  # not "الذي": its verb has an object to come

    def _is_relative(self, item: Item) -> bool:
        """Say whether the verb tells the fate of one before it: "القائد الذي قتل في غارة", "استشهد إثر إصابته"."""
        at, end = item.start - 1, item.end
        if at < 0 or item.proclitics or item.value.kind == "captured":
            return False
        told = self.tokens.forms[at] == _ALREADY or self.tokens.forms[at].endswith(_RELATIVE)
        told = told or (self.tokens.forms[at] in _WHERE and self.joined(end) and self.tokens.forms[end] in _INSIDE)
        if not told and not (item.value.wording == _CITING and self.people.label(at, "number") is None):
            return False
        if self.joined(end) and self.tokens.forms[end] in _OWN:
            return False  # "الذي قتل شعبه"
        return self._closed_by_preposition(end, item.value.wording)
