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
    """Say whether a negation, condition, fear, demand, plan, rumour denied, exercise or accident governs ``item``.

    "لم تشن أي غارة", "إذا قصفت", "يخشى من هجوم", "دعا إلى وقف إطلاق النار", "يتوقع أن تقصف", "نفى أنباء عن هجوم".
    """
    words, forms, at = _words(), view.tokens.forms, item.start
    first, last = view.sentences[view.tokens.sentence_of[at]]
    before = forms[at - 1] if at > first else ""
    reach = [n for n in range(max(first, at - _REACH), at) if view.commas[at] == view.commas[n + 1]]
    if _unreal(words, forms, item, before, reach) or _mock(words, forms, item, reach, last):
        return True
    if item.value.pos == "v":
        return before in words["not-past"] or "condition" in view.cue_classes(max(first, at - 2), at)
    if before in words["any"] or before in words["being"]:
        return any(forms[n] in words["negation"] for n in reach)
    if before in words["from"]:
        return any(_names(forms[n], words["fear"]) for n in reach)
    governed = before in words["toward"] or item.proclitics.endswith("ب")
    return governed and any("demand" in view.cues.get(n, ()) for n in reach)


def _names(form: str, words: frozenset[str]) -> bool:
    """Say whether ``form``, with or without what is written before it, is one of ``words``."""
    return form in words or bare(form) in words


def _unreal(words: dict[str, frozenset[str]], forms: list[str], item: Item, before: str, reach: list[int]) -> bool:
    """Say whether ``item`` is only possible, expected or planned, or told by a rumour that is denied."""
    if item.value.pos == "v" and item.value.tense == "present" and before in words["may"]:
        return True
    near = [forms[n] for n in reach]
    aimed = before in words["that"] or item.proclitics.endswith("ل") or (len(before) > 3 and before[0] == "ل")
    if aimed and any(_names(form, words["expect"]) for form in near):
        return True
    denied = [n for n, form in enumerate(near) if _names(form, words["deny"])]
    return bool(denied) and any(_names(form, words["rumour"]) for form in near[denied[0] :])


def _mock(words: dict[str, frozenset[str]], forms: list[str], item: Item, reach: list[int], last: int) -> bool:
    """Say whether ``item`` is part of an exercise, or a death in traffic."""
    if any(_names(forms[n], words["mock"]) for n in (*reach, *range(item.end, min(last, item.end + 2)))):
        return True
    if item.end < last and _names(forms[item.start], words["accident"]) and _names(forms[item.end], words["crash"]):
        return True
    if item.value.kind != "kill":
        return False
    here = range(reach[0] if reach else item.start, min(last, item.end + _REACH))
    near = [n for n in here if n + 1 < last and _names(forms[n], words["accident"])]
    return any(_names(forms[n + 1], words["crash"]) for n in near)
