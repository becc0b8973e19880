"""Tolls told by verbs, passive and active: "قتل 18 شخصا", "18 شخصا قتلوا", "قتل الجيش 3 مسلحين"."""

from __future__ import annotations

from typing import Final

from rasad.grammar.item import Item
from rasad.mentions.groups import Chain
from rasad.mentions.people import People
from rasad.mentions.toll import TokenRange
from rasad.mentions.toll_base import DYING, Reading
from rasad.mentions.toll_draft import Draft
from rasad.text.tokens import Break

_VERB_REACH: Final = 6
_DOER_REACH: Final = 12  # for counted objects behind a doer with clauses of its own
_CLAUSE_REACH: Final = 16
_ARMED: Final = frozenset({"fighters", "soldiers", "police"})
_WITH: Final = "مع"
_FEMININE_NISBA: Final = "يه"
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
_FALLING: Final = "سقط"
_BETWEEN: Final = "بين"
_DYING_REACH: Final = 3
_HIMSELF: Final = frozenset(("هو", "هي"))
_INSIDE: Final = frozenset(("فيه", "فيها", "فيهما", "خلاله", "خلالها", "هناك"))
_WHERE: Final = frozenset(("التي", "الذي"))
_IN: Final = frozenset(("في", "خلال", "اثر", "عقب"))


class VerbReader(Reading):
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

    def _is_violent(self, item: Item) -> bool:
        return self.tokens.sentence_of[item.start] in self.violent

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

    def _closed_by_preposition(self, at: int, wording: str) -> bool:
        """Say whether a stop word or the clause's end follows a name, so that no object can."""
        if not self.joined(at) or self.people.label(at, "casualty-stop") is not None:
            return True
        return wording != _CITING and self.tokens.forms[at].startswith("ب")  # "استشهد بقوله": to cite

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

    def _is_agent(self, at: int) -> bool:
        """Say whether the word after a verb may be its subject: no particle, no sub-count."""
        if not self.joined(at):
            return False
        return self.people.label(at, "casualty-stop") is None and self.people.label(at, "casualty-part") is None

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
