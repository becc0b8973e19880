"""Outcomes: attacks that were intercepted, repelled or failed."""

from __future__ import annotations

from typing import Final

from rasad.grammar.item import Item
from rasad.reports.assembly import Draft
from rasad.reports.view import View

_FLYING: Final = frozenset({"missile_attack", "drone_strike", "air_strike"})
_GROUND: Final = frozenset(
    {"armed_clash", "armed_attack", "bombing", "suicide_bombing", "shelling", "talks", "territory_change"}
)


def outcome_of(view: View, draft: Draft) -> tuple[str, Item] | None:
    """Return ``intercepted`` or ``failed`` with the word that says so, or ``None``."""
    if draft.kind in _FLYING:
        for member in draft.members:
            if member.trigger.cue == "intercept":
                return "intercepted", member.item
    if draft.kind in _FLYING or draft.kind in _GROUND:
        for member in draft.members:
            found = _repelled(view, member.item)
            if found is not None:
                return "failed", found
    return None


def _repelled(view: View, trigger: Item) -> Item | None:
    if "صد" in trigger.value.lemma or "تصد" in trigger.value.lemma:
        return trigger
    for at in range(max(0, trigger.start - 4), min(len(view.tokens), trigger.end + 3)):
        if "repel" in view.cues.get(at, ()):
            return next(i for i in view.chart.by_start[at] if i.label == "cue" and i.value == "repel")
    return None
