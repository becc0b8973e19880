"""What the readers of tolls share: the chart, the groups, and the pairing of two fates over one figure."""

from __future__ import annotations

from typing import Final

from rasad.grammar.chart import Chart
from rasad.grammar.item import Item
from rasad.mentions.groups import Chain
from rasad.mentions.people import People, PeopleReader
from rasad.mentions.subjects import SubjectReader
from rasad.mentions.toll import TokenRange
from rasad.mentions.toll_draft import BOTH, Draft
from rasad.text.tokens import Break

DYING: Final = frozenset({"وفاة", "توفي"})
"""Wordings that tell a death of any cause."""
_OR: Final = ("او", "or")


class Reading:
    """One chart with its groups, and ``seen``: the casualty words that are already told."""

    def __init__(self, chart: Chart, people: PeopleReader, chains: SubjectReader, seen: set[int]) -> None:
        self.chart = chart
        self.tokens = chart.tokens
        self.people = people
        self.chains = chains
        self.seen = seen
        self.violent = {chart.tokens.sentence_of[item.start] for item in chart.by_label.get("toll-violent", ())}

    def joined(self, at: int, widest: Break = Break.QUOTE) -> bool:
        """Say whether token ``at`` follows the one before it with no stronger break than ``widest``."""
        return at < len(self.tokens) and self.tokens.breaks[at] <= widest

    def single(self, item: Item) -> Chain:
        """Stand in for a person whom only the verb's or suffix's number tells: the trigger itself is the span."""
        return self.chains.chain(People(item.start, item.end, 1, 1), named=True)

    def is_named(self, group: People) -> bool:
        """Say whether a name follows a singular noun: "القيادي فلان"."""
        if group.counted or group.word is None or group.word.number != "sg" or not self.joined(group.end):
            return False
        return group.definite and self.chains.named(group.end) is not None

    def second(self, item: Item) -> Item | None:
        """Return the casualty word joined to ``item``: "مقتل وإصابة", "قتلوا أو جرحوا"."""
        at = item.end
        if not self.joined(at):
            return None
        found = self.fate(at, item)
        if found is not None and "و" in found.proclitics:
            return found
        if self.tokens.forms[at] in _OR and self.joined(at + 1):
            return self.fate(at + 1, item)
        return None

    def fate(self, at: int, like: Item) -> Item | None:
        """Return the casualty word at ``at`` that can share its people with ``like``: of its number, if a verb."""
        verb = self.people.label(at, "casualty-verb")
        if verb is not None and like.label == verb.label and verb.value.number == like.value.number:
            return verb
        if like.value.number in ("pl", "du"):
            return None
        return self.people.label(at, "casualty-masdar")

    def paired(self, item: Item, second: Item | None, verb: TokenRange, chain: Chain) -> list[Draft]:
        """Give one fate, or two words' fates: both for a vague figure ("عشرات"), in one figure otherwise."""
        if second is None or second.value.kind == item.value.kind:
            return [self.draft(item, verb, chain)]
        self.seen.add(second.start)
        apart = self.is_vague(chain) or "captured" in (item.value.kind, second.value.kind)  # "خطف وقتل 8"
        if apart and self.tokens.forms[item.end] not in _OR:
            return [self.draft(item, verb, chain), self.draft(second, verb, chain)]
        wording = f"{item.value.wording} و{second.value.wording}"
        return [Draft(BOTH, wording, verb, chain)]

    def is_vague(self, chain: Chain) -> bool:
        """Say whether no group of ``chain`` has an exact figure."""
        return all(group.vague or (group.max is None and not group.counted) for group in chain.groups)

    def draft(self, item: Item, verb: TokenRange, chain: Chain, agent: TokenRange | None = None) -> Draft:
        """Return the toll that ``item`` tells of ``chain``."""
        return Draft(item.value.kind, item.value.wording, verb, chain, agent)
