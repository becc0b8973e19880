"""The reading of tolls: from each casualty word to the people it befell."""

from __future__ import annotations

from typing import Final

from rasad.grammar.chart import Chart
from rasad.grammar.item import Item
from rasad.mentions.casualty import CasualtyWord
from rasad.mentions.groups import Chain, ChainReader
from rasad.mentions.people import People, PeopleReader
from rasad.mentions.toll import TokenRange
from rasad.mentions.toll_draft import BOTH, Draft
from rasad.mentions.toll_nouns import NounReader
from rasad.text.tokens import Break

_VERB_REACH: Final = 6
_CLAUSE_REACH: Final = 16
_MASDAR_REACH: Final = 2
_DEMISE_REACH: Final = 16
_ARMED: Final = frozenset({"fighters", "soldiers", "police"})
_DYING: Final = frozenset({"وفاة", "توفي"})
_WITH: Final = "مع"
_OR: Final = ("او", "or")
_NAMING: Final = frozenset({"مقتل", "مصرع", "استشهاد", "اغتيال", "وفاة"})


class TollReader:
    """Reads the tolls of one chart."""

    def __init__(self, chart: Chart) -> None:
        self._chart = chart
        self._tokens = chart.tokens
        self.people = PeopleReader(chart)
        self.chains = ChainReader(chart, self.people)
        self._seen: set[int] = set()
        self._nouns = NounReader(chart, self.people, self.chains, self._seen)
        self._violent = {self._tokens.sentence_of[item.start] for item in chart.by_label.get("toll-violent", ())}
        self._barred = {k for item in chart.by_label.get("toll-not", ()) for k in range(item.start, item.end)}
        self._barred |= {k for item in chart.by_label.get("toll-none", ()) for k in range(item.start, item.end)}

    def read(self) -> list[Draft]:
        """Return the tolls in the order of their casualty words; a single natural death is none."""
        return [draft for draft in self._read() if not self._is_natural(draft)]

    def _is_natural(self, draft: Draft) -> bool:
        if draft.wording not in _DYING or draft.chain.groups[0].max != 1:
            return False
        return self._tokens.sentence_of[draft.start] not in self._violent

    def _read(self) -> list[Draft]:
        out: list[Draft] = []
        for start in sorted(self._starts()):
            if start in self._barred or start in self._seen:
                continue
            for label, reading in (
                ("casualty-life", self._life),
                ("casualty-meet", self._meet),
                ("casualty-masdar", self._masdar),
                ("casualty-verb", self._verb),
                ("casualty-person", self._nouns.read),
            ):
                item = self.people.label(start, label)
                drafts = reading(item) if item is not None else []
                if drafts:
                    out.extend(drafts)
                    self._use(drafts)
                    if item is not None:
                        self._seen.update(range(item.start, item.end))
                    break
        return out

    def _use(self, drafts: list[Draft]) -> None:
        """Keep the casualty nouns that were counted as people from telling a toll of their own."""
        for draft in drafts:
            if self.people.label(draft.verb[0], "casualty-person") is None:
                self._seen.update(g.casualty.start for g in draft.chain.groups if g.casualty is not None)

    def _starts(self) -> set[int]:
        labels = ("casualty-life", "casualty-meet", "casualty-masdar", "casualty-verb", "casualty-person")
        return {item.start for label in labels for item in self._chart.by_label.get(label, ())}

    def _joined(self, at: int, widest: Break = Break.QUOTE) -> bool:
        return at < len(self._tokens) and self._tokens.breaks[at] <= widest

    def _life(self, item: Item) -> list[Draft]:
        """Read "أودى بحياة 25", "راح ضحيته 7"."""
        group = self.chains.right(item.end, _MASDAR_REACH)
        if group is None or (group.definite and not group.counted):
            return []
        return [self._draft(item, (item.start, item.end), self.chains.chain(group))]

    def _meet(self, item: Item) -> list[Draft]:
        """Read "لقي 3 مصرعهم", "18 شخصا لقوا مصرعهم", "لقي فلان مصرعه"."""
        demise = self._demise(item.end)
        if demise is None:
            return []
        verb = (item.start, demise.end)
        group = self.chains.right(item.end, demise.start - item.end)
        if group is not None and group.end <= demise.start + 2:
            return [self._draft(item, verb, self.chains.chain(group))]
        if demise.start > item.end:
            chain = self.chains.named(item.end)
            return [self._draft(item, verb, self._later(chain, demise.end))] if chain is not None else []
        after = self.chains.right(demise.end, 2)
        if after is not None and item.value.number == "sg":
            return [self._draft(item, verb, self.chains.chain(after))]
        chain = self.chains.left(item.start)
        if chain is None and item.value.number == "sg":
            chain = self._single(item)
        return [self._draft(item, verb, self._later(chain, demise.end))] if chain is not None else []

    def _later(self, chain: Chain, at: int) -> Chain:
        """Add who follows the closing word: "لقي فلان مصرعه وعدد من مرافقيه"."""
        if len(chain.groups) > 1 or chain.end > at:
            return chain
        more = self.chains.chain(chain.groups[0]._replace(end=at))
        return Chain((chain.groups[0], *more.groups[1:]), (*chain.parts, *more.parts), chain.named)

    def _single(self, item: Item) -> Chain:
        """Stand in for a person whom only the verb's or suffix's number tells: the trigger itself is the span."""
        return self.chains.chain(People(item.start, item.end, 1, 1), named=True)

    def _demise(self, at: int) -> Item | None:
        for here in range(at, min(at + _DEMISE_REACH, len(self._tokens))):
            if self._tokens.breaks[here] > Break.COMMA:
                return None
            found = self.people.label(here, "casualty-demise")
            if found is not None:
                return found
        return None

    def _masdar(self, item: Item) -> list[Draft]:
        """Read "مقتل 23 مدنيا", "إصابة آخرين", "مقتل وإصابة 20", "مقتله", "مقتل فلان"."""
        word: CasualtyWord = item.value
        if item.enclitic:
            known = word.wording in _NAMING and item.enclitic in ("ه", "ها") and "ب" not in item.proclitics
            return [self._draft(item, (item.start, item.end), self._single(item))] if known else []
        if item.definite and word.wording != "قضاء":
            return []
        second = self._second(item)
        end = second.end if second is not None else item.end
        group = self.chains.right(end, _MASDAR_REACH, word.kind == "killed")
        if group is not None and group.start > end and not group.counted and word.wording in _NAMING:
            group = None  # "مقتل فلان الفلاني رئيس ...": the name comes first
        if group is None:
            chain = self.chains.named(end) if word.wording in _NAMING and not self._is_figure_of_speech(item) else None
        elif not self._governed(group, word):
            return []
        else:
            chain = self.chains.chain(group, named=self._is_named(group))
        if chain is None:
            return []
        return self._paired(item, second, (item.start, end), chain)

    def _is_figure_of_speech(self, item: Item) -> bool:
        """Say whether no victim can follow: "في مقتل ب..." ("to the quick")."""
        return self._tokens.forms[item.start - 1 : item.end] == ["في", "مقتل"] and self._tokens.forms[item.end][0] == "ب"

    def _governed(self, group: People, word: CasualtyWord) -> bool:
        """Say whether a verbal noun can govern ``group``: generic plurals with the article are no toll."""
        if group.counted or group.others:
            return True
        if group.word is None or (group.definite and group.word.number != "sg"):
            return False
        return word.kind != "captured" or not group.definite

    def _is_named(self, group: People) -> bool:
        """Say whether a name follows a singular noun: "القيادي فلان"."""
        if group.counted or group.word is None or group.word.number != "sg" or not self._joined(group.end):
            return False
        return group.definite and self.chains.named(group.end) is not None

    def _second(self, item: Item) -> Item | None:
        """Return the casualty word joined to ``item``: "مقتل وإصابة", "قتلوا أو جرحوا"."""
        at = item.end
        if not self._joined(at):
            return None
        found = self._fate(at, item)
        if found is not None and "و" in found.proclitics:
            return found
        if self._tokens.forms[at] in _OR and self._joined(at + 1):
            return self._fate(at + 1, item)
        return None

    def _fate(self, at: int, like: Item) -> Item | None:
        """Return the casualty word at ``at`` that can share its people with ``like``: of its number, if a verb."""
        verb = self.people.label(at, "casualty-verb")
        if verb is not None and like.label == verb.label and verb.value.number == like.value.number:
            return verb
        if like.value.number in ("pl", "du"):
            return None
        return self.people.label(at, "casualty-masdar")

    def _paired(self, item: Item, second: Item | None, verb: TokenRange, chain: Chain) -> list[Draft]:
        """Give one fate, or two words' fates: both for a vague figure ("عشرات"), in one figure otherwise."""
        if second is None or second.value.kind == item.value.kind:
            return [self._draft(item, verb, chain)]
        self._seen.add(second.start)
        if self._is_vague(chain) and self._tokens.forms[item.end] not in _OR:
            return [self._draft(item, verb, chain), self._draft(second, verb, chain)]
        wording = f"{item.value.wording} و{second.value.wording}"
        return [Draft(BOTH, wording, verb, chain)]

    @staticmethod
    def _is_vague(chain: Chain) -> bool:
        return all(group.vague or (group.max is None and not group.counted) for group in chain.groups)

    def _draft(self, item: Item, verb: TokenRange, chain: Chain, agent: TokenRange | None = None) -> Draft:
        return Draft(item.value.kind, item.value.wording, verb, chain, agent)

    def _verb(self, item: Item) -> list[Draft]:
        """Read a verb, by its number and voice."""
        if item.enclitic or item.definite:
            return []
        second = self._second(item)
        end = second.end if second is not None else item.end
        if item.value.number in ("pl", "du"):
            return self._plural(item, second, end)
        if item.value.voice == "active":
            return self._active(item, end)
        return self._singular(item, second, end)

    def _plural(self, item: Item, second: Item | None, end: int) -> list[Draft]:
        """Read "18 شخصا قتلوا" (subject before) or "مسلحون قتلوا 3 مدنيين" (object right behind)."""
        verb = (item.start, end)
        direct = self.people.at(self.chains.skip_glue(end)) if self._joined(end) else None
        if direct is not None and item.value.voice == "either" and not direct.definite and (direct.head or direct.others):
            if direct.others:
                chain = self.chains.left(item.start)
                return [self._draft(item, verb, chain)] if chain is not None else []
            return [self._draft(item, verb, self.chains.chain(direct))]
        chain = self.chains.left(item.start)
        if chain is None:
            return []
        group = chain.groups[-1]
        if len(chain.groups) == 1 and group.max == 1 and not group.others:
            return []
        if item.value.voice == "either" and second is None and not group.definite and self._may_kill(group):
            victim = self.chains.right(end, _VERB_REACH)
            if victim is not None and victim.word is not None and victim.word.victim_class not in _ARMED:
                return [self._draft(item, verb, self.chains.chain(victim), (group.start, group.end))]
        if group.definite and not group.counted:
            numbered = self._numbered(group)
            if numbered is None:
                return []
            chain = Chain((numbered,), chain.parts)
        return self._paired(item, second, verb, chain)

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
        if group is None or (group.definite and not group.counted) or (group.head is None and not group.others):
            return []
        if not group.counted and group.start > end + 1:
            return []
        agent = (end, group.start) if group.start > end else None
        return [self._draft(item, (item.start, end), self.chains.chain(group), agent)]

    def _singular(self, item: Item, second: Item | None, end: int) -> list[Draft]:
        """Read "قتل 18 شخصا", "قتل الجيش 3 مسلحين", "قتل في الهجوم 60 شخصا", "شخصا أصيب", "قتل فلان"."""
        verb, word = (item.start, end), item.value
        late = word.voice == "late"
        reach = _VERB_REACH if self._is_agent(end) else _CLAUSE_REACH
        if word.kind == "missing":
            reach = 0  # "فقد" is far more often the particle: only a figure right behind tells people missing
        group = self.chains.right(end, reach, word.kind == "killed" and not late)
        if word.kind == "missing" and (group is None or not group.counted or group.head is None):
            return []
        if group is None or group.start > end:
            subject = self._subject(item)
            if subject is not None:
                return self._paired(item, second, verb, subject)
        if group is not None and not (late and group.head is None and not group.others):
            return self._with_agent(item, second, verb, group)
        if late:
            return []
        chain = self.chains.named(end) if word.kind != "captured" else None
        if chain is None or not chain.named or not self._closed_by_preposition(chain.groups[0].end):
            return []
        return self._paired(item, second, verb, chain)

    def _subject(self, item: Item) -> Chain | None:
        """Return people who stand right before a verb in the singular: "إن شخصا أصيب", "منفذ الهجوم قتل"."""
        if item.proclitics:
            return None
        left = self.chains.left(item.start) if item.value.kind != "captured" else None
        if left is None or left.end < item.start - 1 or len(left.groups) > 1:
            return None
        group = left.groups[0]
        if group.word is None or group.word.number != "sg" or group.counted:
            return None
        apart = left.end < item.start and not self._tokens.forms[left.end].startswith("ال")
        return None if apart else left

    def _closed_by_preposition(self, at: int) -> bool:
        """Say whether a stop word or the clause's end follows a name, so that no object can."""
        if not self._joined(at) or self.people.label(at, "casualty-stop") is not None:
            return True
        return self._tokens.forms[at].startswith("ب")

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
        chain = self.chains.chain(group, named=self._is_named(group))
        if group.start == end + 1 and self._tokens.forms[end] == _WITH and self.chains.is_kin(group):
            chain = Chain((People(item.start, item.end, 1, 1), *chain.groups), chain.parts, named=True)
        if agent is not None:
            return [self._draft(item, verb, chain, agent)]
        return self._paired(item, second, verb, chain)

    def _is_agent(self, at: int) -> bool:
        """Say whether the word after a verb may be its subject: no particle, no sub-count."""
        if not self._joined(at):
            return False
        return self.people.label(at, "casualty-stop") is None and self.people.label(at, "casualty-part") is None

    def _suffers(self, item: Item, group: People) -> bool:
        """Say whether a verb in the singular can have ``group`` as its victims: no generic plural, no force."""
        if group.counted or group.others or group.word is None:
            return True
        if group.word.number == "sg":
            return True
        force = group.word.lemma == "قوات"
        annexed = self._joined(group.end) and self._tokens.forms[group.end].startswith("ال")
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
        figure = self.chains.right(subject.end, 4)
        if figure is not None and figure.counted and (figure.head is not None or figure.others):
            return figure
        for here in range(subject.end, min(subject.end + 5, len(self._tokens))):
            if not self._joined(here) or self.chains.is_preposition(here) or self.chains.is_trigger(here):
                return None
            form = self._tokens.forms[here]
            found = self.people.at(here)
            if found is None or form.startswith("و") or found.others:
                continue
            unarmed = found.word is None or found.word.victim_class not in _ARMED
            if found.head is not None and not found.head.proclitics:
                return found if unarmed or force else None
        return None
