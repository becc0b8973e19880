"""The toll finder: people killed, injured, missing or captured, as intervals with their qualifications."""

from __future__ import annotations

from typing import Final

from rasad.grammar.chart import Chart
from rasad.grammar.item import Item
from rasad.grammar.lexicon import Lexicon
from rasad.grammar.rules import Found, load_grammar
from rasad.grammar.vocabulary import Vocabulary
from rasad.mentions.casualty import TRIGGERS, casualty_words, label_of
from rasad.mentions.context import Context
from rasad.mentions.people import People, add_counts
from rasad.mentions.toll import TollKind, TollMention, VictimRef
from rasad.mentions.toll_context import ContextReader
from rasad.mentions.toll_draft import Draft
from rasad.mentions.toll_reading import TollReader
from rasad.text.tokens import Break

_KILLED_AND_INJURED: Final[tuple[TollKind, ...]] = ("killed", "injured")
_OPENERS: Final = frozenset(f"casualty-{name}" for name in (*TRIGGERS, "loss"))
_SIDE_REACH: Final = 3
_SO_FAR_REACH: Final = 6
_NOW: Final = frozenset(("وقت", "الان", "اللحظه", "الساعه", "لحظه", "ساعه"))


def _none(found: Found) -> dict[str, object] | None:
    """Give the arguments of a rule for a stated absence of casualties; known casualties ("هوية القتلى") are none."""
    last = found.chart.by_start.get(found.end - 1, ())
    if any(item.definite for item in last if item.label == "casualty-person"):
        return None
    return dict(found.args)


def _flag(found: Found) -> str:
    """Give the name of the qualification."""
    return str(found.args["flag"])


def _not(found: Found) -> bool:
    """Mark words that are no toll, or that tell a violent death."""
    return True


_PRODUCERS: Final = {"toll-none": _none, "toll-flag": _flag, "toll-not": _not, "toll-violent": _not}


class TollFinder:
    """Adds ``toll`` items (``TollMention``), and ``toll-none``, ``toll-flag``, ``toll-not`` items of its own.

    An item covers the casualty words and the people; a stated absence ("دون إصابات") gives one item for the killed
    and one for the injured. Sub-counts ("بينهم 40 طفلا") are items of their own, marked ``partial``.
    """

    needs: Final = ("number", "dual", "victim")
    adds: Final = ("toll",)

    def __init__(self, vocabulary: Vocabulary, lexicon: Lexicon, language: str = "ar") -> None:
        """Add the casualty words of ``language`` to ``lexicon`` and load its rules."""
        for phrase, word in casualty_words(language):
            lexicon.add(phrase, label_of(word), word, f"{language}/casualty.tsv")
        self._grammar = load_grammar("rasad.mentions", "tolls", _PRODUCERS, vocabulary, language)

    def run(self, chart: Chart, context: Context) -> None:
        """Add the tolls of ``chart``; ``context`` is not needed."""
        if chart.by_label.keys().isdisjoint(_OPENERS):
            return  # most pages tell of nobody hurt: no rule need be tried
        self._grammar.run(chart)
        items = [*_denials(chart), *_tolls(chart)]
        for item in sorted(items, key=lambda found: (found.start, found.end)):
            chart.add(item)


def _denials(chart: Chart) -> list[Item]:
    """Return two tolls for every stated absence of casualties."""
    out = []
    sides = {item.start for item in chart.by_label.get("toll-flag", ()) if item.value == "one_side"}
    for item in chart.by_label.get("toll-none", ()):
        one_side = any(at in sides for at in range(item.start, item.end + _SIDE_REACH))
        for kind in _KILLED_AND_INJURED:
            value = TollMention(
                kind=kind,
                min=0,
                max=None if item.value.get("open") or _so_far(chart, item.end) else 0,
                verb_span=(item.start, item.end),
                wording=str(item.value["wording"]),
                none=True,
                one_side=one_side,
            )
            out.append(Item(item.start, item.end, "toll", value, item.rule))
    return out


def _so_far(chart: Chart, at: int) -> bool:
    """Say whether a denial holds for the time being only: "دون إصابات حتى وقت نشر البيان"."""
    tokens = chart.tokens
    for here in range(at, min(at + _SO_FAR_REACH, len(tokens) - 1)):
        if tokens.breaks[here] > Break.COMMA:
            return False
        if tokens.forms[here] == "حتي" and tokens.forms[here + 1] in _NOW:
            return True
    return False


def _tolls(chart: Chart) -> list[Item]:
    """Return the tolls of the casualty words of ``chart``, sub-counts after their totals."""
    drafts = TollReader(chart).read()
    if not drafts:
        return []
    contexts = ContextReader(chart)
    out: list[Item] = []
    for draft in drafts:
        value = _value(draft, contexts, chart)
        out.append(Item(draft.start, draft.end, "toll", value, f"tolls:{draft.wording}"))
        out.extend(_parts(draft, value))
    return out


def _value(draft: Draft, contexts: ContextReader, chart: Chart) -> TollMention:
    low, high = add_counts(list(draft.chain.groups))
    said = contexts.read(draft.start, draft.end)
    victims = [_victim(group, part=False) for group in draft.chain.groups]
    victims += [_victim(group, part=True) for group in draft.chain.parts]
    return TollMention(
        kind=draft.kind,
        min=low,
        max=high,
        verb_span=draft.verb,
        wording=draft.wording,
        victims=tuple(victims),
        agent_span=draft.agent,
        partial=said.partial or _is_share(draft, chart),
        prior=said.prior,
        revised=said.revised,
        cumulative=said.cumulative,
        negated=said.negated,
        person_named=draft.chain.named,
        mood="planned" if _is_future(draft, chart) else said.mood,
    )


def _is_future(draft: Draft, chart: Chart) -> bool:
    """Say whether the verb bears the future mark ("سيقتل")."""
    return any("س" in item.proclitics for item in chart.at(draft.verb[0], "casualty-verb"))


def _is_share(draft: Draft, chart: Chart) -> bool:
    """Say whether the figure is of some of those already told: "إصابة اثنين منهم"."""
    group = draft.chain.groups[0]
    return group.head is None and any(item.value.wording == "share" for item in chart.at(group.end, "casualty-part"))


def _victim(group: People, part: bool) -> VictimRef:
    word = group.word
    return VictimRef(
        span=(group.start, group.end),
        victim_class=word.victim_class if word else None,
        actor_id=word.actor_id if word else None,
        min=group.min,
        max=group.max,
        part=part,
    )


def _parts(draft: Draft, total: TollMention) -> list[Item]:
    """Return the sub-counts inside ``draft`` that state a figure, as partial tolls."""
    out = []
    for group in draft.chain.parts:
        if not group.counted:
            continue
        value = TollMention(
            kind=total.kind,
            min=group.min,
            max=group.max,
            verb_span=total.verb_span,
            wording=total.wording,
            victims=(_victim(group, part=True),),
            partial=True,
        )
        out.append(Item(group.start, group.end, "toll", value, "tolls:part"))
    return out
