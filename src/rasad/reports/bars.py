"""Bars: words that forbid reading a trigger as an event, whatever else speaks for it."""

from __future__ import annotations

from functools import cache
from typing import Final

from rasad.codebook.table import read_table
from rasad.grammar.item import Item
from rasad.reports.view import View
from rasad.text.fold import fold
from rasad.text.vectors import bare

_REACH: Final = 8
"""So many words a negation, fear or demand may stand before the words that it governs."""


@cache
def _words(language: str = "ar") -> dict[str, frozenset[str]]:
    """Return the folded words of each class of ``bars.tsv``."""
    out: dict[str, set[str]] = {}
    for word, class_ in read_table("rasad.reports", f"{language}/bars.tsv", ("word", "class")):
        out.setdefault(class_, set()).add(fold(word))
    return {class_: frozenset(words) for class_, words in out.items()}


def barred(view: View, item: Item) -> bool:
    """Say whether a negation, condition, fear or demand governs the trigger ``item``.

    "لم تشن أي غارة", "إذا قصفت", "يخشى من هجوم", "دعا إلى وقف إطلاق النار".
    """
    words, forms, at = _words(), view.tokens.forms, item.start
    first = view.sentences[view.tokens.sentence_of[at]][0]
    before = forms[at - 1] if at > first else ""
    if item.value.pos == "v":
        return before in words["not-past"] or "condition" in view.cue_classes(max(first, at - 2), at)
    reach = [n for n in range(max(first, at - _REACH), at) if view.commas[at] == view.commas[n + 1]]
    if before in words["any"] or before in words["being"]:
        return any(forms[n] in words["negation"] for n in reach)
    if before in words["from"]:
        return any({forms[n], bare(forms[n])} & words["fear"] for n in reach)
    governed = before in words["toward"] or item.proclitics.endswith("ب")
    return governed and any("demand" in view.cues.get(n, ()) for n in reach)
