"""Damage: whether an event is said to have harmed things, or to have left them whole."""

from __future__ import annotations

from functools import cache
from typing import Final

from rasad.codebook.table import read_table
from rasad.grammar.item import Item
from rasad.reports.assembly import Draft
from rasad.reports.view import View
from rasad.text.fold import fold
from rasad.text.tokens import Break

_BACK: Final = 9
_NEAR: Final = 3


@cache
def damage_words(language: str = "ar") -> dict[str, str]:
    """Return folded word -> class of ``damage.tsv``. Raises ``TableError`` for a malformed file."""
    out: dict[str, str] = {}
    for class_, words in read_table("rasad.reports", f"{language}/damage.tsv", ("class", "words")):
        for word in fold(words).split():
            out.setdefault(word, class_)
    return out


def damage_of(view: View, draft: Draft) -> tuple[str | None, Item | None]:
    """Return ``"none"`` or ``"reported"`` with the words that say so, or ``(None, None)`` where nothing is said.

    Looked for in the sentences that tell the event, and in the one after its best telling if that tells no other.
    """
    sentences = list(dict.fromkeys(member.sentence for member in draft.members))
    after = draft.head.sentence + 1
    if after < len(view.sentences) and after not in sentences and view.order[after] < 99 and not _tells(view, after):
        sentences.append(after)
    found = [hit for sentence in sentences if (hit := _in_sentence(view, sentence)) is not None]
    if not found:
        return None, None
    value, item = next((hit for hit in found if hit[0] == "reported"), found[0])
    return value, item


def _tells(view: View, sentence: int) -> bool:
    """Say whether ``sentence`` opens with an event of its own."""
    first = view.sentences[sentence][0]
    return any(view.tokens.sentence_of[item.start] == sentence and item.start < first + 2 for item in view.triggers)


def _in_sentence(view: View, sentence: int) -> tuple[str, Item] | None:
    known = damage_words("en" if view.context.language == "en" else "ar")
    forms, breaks = view.tokens.forms, view.tokens.breaks
    first, last = view.sentences[sentence]
    for at in range(first, last):
        class_ = known.get(forms[at]) or known.get(forms[at].removeprefix("و"))
        if class_ not in {"damage", "loss"}:
            continue
        after = [known.get(forms[n]) for n in range(at + 1, min(last, at + 1 + _NEAR))]
        if (class_ == "loss" and "material" not in after) or (after[:1] == ["hurt"] and "material" not in after):
            continue
        start = at
        while start > first and at - start < _BACK and breaks[start] < Break.CLAUSE:
            start -= 1
            if known.get(forms[start].removeprefix("و")) == "news":
                return None
            if known.get(forms[start].removeprefix("و")) == "none" or known.get(forms[start]) == "none":
                return "none", _item(start, at + 1)
        return "reported", _item(at, at + 1 + (after[:1] == ["material"]))
    return None


def _item(start: int, end: int) -> Item:
    return Item(start, end, "damage", None, "damage:words")
