"""Claims: who says to have done it, who denies it, and whom someone accuses of it.

Whoever speaks of an event, does or suffers it, or stands by a word of claiming, denying or accusing, is one option of
three yes/no decisions; its mentions are taken together. The doer's own statement that it carried out an attack is a
claim (coding rules).
"""

from __future__ import annotations

from bisect import bisect_left
from typing import Final, NamedTuple

from rasad.codebook.kinds import kinds
from rasad.grammar.item import Item
from rasad.reports.assembly import Draft
from rasad.reports.candidate import Candidate, Linked
from rasad.reports.claimsigns import claim_words, signs_of
from rasad.reports.model import Model, models
from rasad.reports.parties import Parties
from rasad.reports.reading import related
from rasad.reports.saying import Saying
from rasad.reports.view import View
from rasad.text.fold import fold

PARTS: Final = ("claimed_by", "denied_by", "blamed_on")
FLOORS: Final = {"claimed_by": 0.4, "denied_by": 0.3, "blamed_on": 0.25}
"""Options less likely than this are left out; tried 0.25-0.5 in five folds: claims flat, the rest best low."""
_MILITARY: Final = frozenset(
    {"remote-violence", "explosion", "ground-violence", "air-defence", "territory", "posture"}
)


_WORDS: Final = claim_words()
_COMMON: Final = frozenset({"persons", "generic"})
_NEARBY: Final = ("after", "before", "next", "later0-lead", "later0")
_OWN: Final = tuple(_WORDS["own"])


class ClaimOption(NamedTuple):
    """An actor with the mention that shows its part best, and the features of all its mentions."""

    item: Item
    ident: str | None
    features: list[str]


def _key(view: View, item: Item) -> str:
    return item.value.reading(military=True) or view.tokens.words(item.start, item.end)


def _is_nameless(item: Item) -> bool:
    """Say whether ``item`` is a common noun that names nobody ("قائد", "القتلى"): nobody to claim or to accuse."""
    return item.value.type in _COMMON and item.value.reading(military=True) is None


def claim_options(view: View, draft: Draft) -> list[ClaimOption]:
    """Return the actors that may claim, deny or be accused of the event of ``draft``, with their features."""
    signs = signs_of(view)
    sides = Parties.of(draft)
    told: list[str] = []
    group = kinds()[draft.kind].group
    found: dict[str, tuple[Item, list[str], int]] = {}

    def add(item: Item, feature: str, weight: int) -> None:
        if _is_nameless(item):
            return
        key = _key(view, item)
        held = found.get(key)
        if held is None:
            found[key] = (item, [feature], weight)
        else:
            held[1].append(feature)
            if weight > held[2]:
                found[key] = (item, held[1], weight)

    for name, pairs in (("claim", signs.claimers), ("deny", signs.deniers), ("blame", signs.accused)):
        for item, at in pairs:
            add(item, f"{name}={_distance(view, draft, at)}", 5)
    homes = {member.sentence for member in draft.members}
    for saying in signs.sayings:
        covered = [member for member in draft.members if saying.start <= member.item.start < saying.end]
        sentence = view.tokens.sentence_of[saying.word.start]
        gap = min((sentence - home for home in homes), key=abs)
        if not covered and abs(gap) > 2:
            continue
        speakers = signs.speakers(saying)
        if covered:
            told.append(f"{sides.part(saying.speaker.ident, speakers)}&{_class(saying)}")
        for item in speakers:
            if covered:
                for feature in _telling(view, saying, covered):
                    add(item, feature, 3)
            else:
                add(item, f"speaks={gap}&{_class(saying)}", 2)
    for link in draft.initiators:
        add(link.item, "initiator", 1)
    for link in draft.targets:
        add(link.item, "target", 1)
    out = []
    military = group in _MILITARY
    stopped = any(member.trigger.cue == "intercept" for member in draft.members)
    for item, signed, _ in found.values():
        signed = list(dict.fromkeys(signed))
        part = (
            "who"
            if "initiator" in signed
            else "whom"
            if "target" in signed
            else "blind"
            if not draft.initiators
            else "other"
        )
        lethal = kinds()[draft.kind].lethal
        marks = [f for f in signed if "=" in f]
        features = [
            "bias",
            f"part={part}",
            f"group={group}",
            f"lethal={lethal}",
            *signed,
            *(f"part={part}&{f}" for f in marks),
        ]
        features += [f"lethal={lethal}&part={part}&{f}" for f in marks]
        features += [f"group={group}&part={part}&{f.split('=')[0]}" for f in marks]
        features.append(f"class={item.value.class_}")
        features += [f"stopped={stopped}&part={part}", f"stopped={stopped}&{draft.kind}&part={part}"]
        features += [
            f"{name}-it" for name in ("claim", "deny", "blame") if any(f"{name}={near}" in signed for near in _NEARBY)
        ]
        features += [f"{f}&lethal={lethal}&whom={part == 'whom'}" for f in features if f.endswith("-it")]
        if not marks:
            features += [
                "unmarked",
                f"unmarked&part={part}",
                f"unmarked&part={part}&group={group}",
                f"unmarked&kind={draft.kind}",
            ]
        ident = item.value.reading(military=military)
        side = sides.part(ident, [item])
        voice = any(f.startswith("covers=") for f in signed)
        features += [f"side={side}", f"side={side}&voice={voice}", f"side={side}&voice={voice}&lethal={lethal}"]
        features += [f"side={side}&voice={voice}&group={group}", f"side={side}&voice={voice}&stopped={stopped}"]
        features += [f"side={side}&{f}" for f in marks] + [f"side={side}&told={one}" for one in dict.fromkeys(told)]
        features.append(f"side={side}&untold={not told}")
        features += _nets(view, draft, item)
        out.append(ClaimOption(item, ident, features))
    return out


def _nets(view: View, draft: Draft, item: Item) -> list[str]:
    """Return what the net says of ``item`` as claiming, denying or blamed, at the member that it fits best."""
    steps = [related(view, member.item, item, *PARTS) for member in draft.members]
    return [f"net:{part}={max(at)}" for part, at in zip(PARTS, zip(*steps, strict=True), strict=False)]


def _telling(view: View, saying: Saying, covered: list[Candidate]) -> list[str]:
    """Return how ``saying`` tells the event: in what manner, as the speaker's own act or as another's."""
    out = [f"covers={_class(saying)}", f"source={saying.speaker.source}", f"lemma={saying.say.lemma}"]
    forms = view.tokens.forms
    for member in covered:
        item = member.item
        between = [i for i in view.mentions("actor", member.sentence) if saying.start <= i.start < item.start]
        before = view.trigger_count[item.start] - view.trigger_count[saying.start]
        mine = item.enclitic in {"ه", "ها", "هم"} or any(
            w.endswith(_OWN) for w in forms[max(saying.start, item.start - 3) : item.end + 3]
        )
        own = "own" if mine else "free" if not between else "others"
        out += [
            f"act={own}",
            f"act={own}&{item.value.pos}",
            f"nth={min(before, 2)}",
            f"act={own}&nth={min(before, 2)}",
        ]
    return out


def _class(saying: Saying) -> str:
    """Say what manner of saying covers an event."""
    lemma = saying.say.lemma
    if fold(lemma) in _WORDS["claiming"]:
        return "claim"
    if saying.back:
        return "by"
    return (
        saying.say.kind if saying.say.kind in {"denial", "condemnation", "demand", "threat", "forecast"} else "tells"
    )


def _distance(view: View, draft: Draft, at: int) -> str:
    """Say how the draft's nearest member stands to the telling word at ``at``."""
    here = view.tokens.sentence_of[at]
    gaps = [here - member.sentence for member in draft.members]
    gap = min(gaps, key=lambda g: (abs(g), g < 0))
    if gap == 0:
        nearest = min((m.item.start - at for m in draft.members if m.sentence == here), key=abs)
        return "after" if nearest > 0 else "before"
    lead = any(member.order <= 1 for member in draft.members)
    if gap == 1:
        return "next"
    if gap > 1:
        between = _violent(view, max(m.sentence for m in draft.members if m.sentence < here) + 1, here)
        return f"later{min(between, 2)}{'-lead' if lead else ''}"
    return "earlier-lead" if lead and view.order[here] <= 1 else "earlier"


def _violent(view: View, first: int, last: int) -> int:
    """Count the sentences between with a trigger of violence of their own."""
    known: dict[int, list[int]] = view.memo.setdefault("violent", {})
    held = known.get(0)
    if held is None:
        strong = {view.tokens.sentence_of[item.start] for item in view.triggers if item.value.cue != "weak"}
        held = known[0] = sorted(strong)
    return bisect_left(held, last) - bisect_left(held, first)


def decide_claims(deciders: dict[str, Model], view: View, draft: Draft) -> dict[str, list[Linked]]:
    """Return for each of ``PARTS`` the actors that play it in the event of ``draft``, by ``deciders``."""
    out: dict[str, list[Linked]] = {part: [] for part in PARTS}
    if not (kinds()[draft.kind].lethal or draft.kind in _CLAIMABLE):
        return out
    for option in claim_options(view, draft):
        for part in PARTS:
            chance = deciders[part].probability(option.features)
            if part == "claimed_by" and _EXPLICIT in option.features:
                chance = max(chance, _SURE)
            if chance >= FLOORS[part]:
                out[part].append(Linked(option.item, chance, option.ident))
    for links in out.values():
        links.sort(key=lambda link: link.item.start)
    return out


_EXPLICIT: Final = "claim-it&lethal=True&whom=False"
_SURE: Final = 0.6
"""A word of claiming right by an attack is one whatever the weights say (11 of 16 in the coded articles)."""
_CLAIMABLE: Final = frozenset(
    {
        "shootdown",
        "territory_change",
        "abduction",
        "arrest",
        "property_destruction",
        "ceasefire",
        "ceasefire_end",
        "release",
        "withdrawal",
        "execution",
        "weapons_seizure",
        "cyber_attack",
        "deployment",
    }
)


def claims_of(view: View, draft: Draft) -> dict[str, list[Linked]]:
    """Return who claims, denies and is blamed for the event of ``draft`` (empty lists where no model is shipped)."""
    shipped = models()
    if not all(part in shipped for part in PARTS):
        return {part: [] for part in PARTS}
    return decide_claims(shipped, view, draft)
