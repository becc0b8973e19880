"""Bars: words that forbid reading a trigger as an event, whatever else speaks for it."""

from __future__ import annotations

from typing import Final

from rasad.grammar.item import Item
from rasad.reports.view import View

_NEGATIONS: Final = frozenset({"لم", "لا", "لن", "ليس", "ليست", "دون", "عدم", "ولم", "ولا", "فلم"})
_JUST_NEGATED: Final = frozenset({"لم", "لن", "ولم", "ولن", "فلم"})
_EXISTING: Final = frozenset({"توجد", "يوجد", "تجر", "تجري", "تقع", "يقع", "تحدث", "يحدث", "وجود"})
_GOVERNING: Final = frozenset({"الي", "علي"})  # as folding writes them
_REACH: Final = 8
"""So many words a negation or a demand may stand before the words that it governs."""


def barred(view: View, item: Item) -> bool:
    """Say whether a negation, condition, fear or demand governs the trigger ``item``.

    "لم تشن أي غارة", "إذا قصفت", "دعا إلى وقف إطلاق النار".
    """
    forms, at = view.tokens.forms, item.start
    first = view.sentences[view.tokens.sentence_of[at]][0]
    before = forms[at - 1] if at > first else ""
    if item.value.pos == "v":
        return before in _JUST_NEGATED or "condition" in view.cue_classes(max(first, at - 2), at)
    reach = range(max(first, at - _REACH), at)
    negated = any(forms[n] in _NEGATIONS and view.commas[at] == view.commas[n + 1] for n in reach)
    if negated and (before == "اي" or before in _EXISTING):
        return True
    if before == "من" and any("fear" in view.cues.get(n, ()) for n in reach):
        return True
    governed = before in _GOVERNING or item.proclitics.endswith("ب")
    return governed and any("demand" in view.cues.get(n, ()) and view.commas[at] == view.commas[n + 1] for n in reach)
