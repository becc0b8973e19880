"""Choices for the claim deciders, and their five-fold score over drafted events.

In training.run, over the drafts of a fold matched with gold:
``choices[part] += claim_choices(view, draft, gold)[part]``.
"""

from __future__ import annotations

from typing import Any

from training.fit import Choice, yes_no

from rasad.grammar.item import Item
from rasad.reports.assembly import Draft
from rasad.reports.claims import PARTS, claim_options
from rasad.reports.view import View
from training import align

L2 = {"claimed_by": 2.0, "denied_by": 2.0, "blamed_on": 2.0}


def is_wanted(item: Item, ident: str | None, wanted: list[dict[str, Any]], view: View) -> bool:
    """Whether an option is one of the gold's actors: by id in any of its readings, or by words."""
    value = item.value
    ids = {ident, value.id, value.forces, value.government} - {None}
    text = view.tokens.words(item.start, item.end)
    for other in wanted:
        if other.get("id") and ids:
            if other["id"] in ids:
                return True
        elif align.SCORE.words(other.get("text")) & align.SCORE.words(text):
            return True
    return False


def claim_choices(view: View, draft: Draft, gold: dict[str, Any]) -> dict[str, list[Choice]]:
    """The yes/no choices of a drafted event for each part; ``gold`` is the event it tells."""
    out: dict[str, list[Choice]] = {part: [] for part in PARTS}
    for option in claim_options(view, draft):
        for part in PARTS:
            out[part].append(
                yes_no(option.features, is_wanted(option.item, option.ident, gold.get(part) or [], view))
            )
    return out
