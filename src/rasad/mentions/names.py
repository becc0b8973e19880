"""Names: people told by a name alone, whom the registry does not know ("اعتقال حسين الشيرازي")."""

from __future__ import annotations

from functools import cache
from typing import Final

from rasad.codebook.actors import aliases
from rasad.grammar.chart import Chart
from rasad.grammar.item import Item
from rasad.mentions.actor import ActorMention
from rasad.mentions.words import words
from rasad.text.fold import fold
from rasad.text.tokens import Break

PERSON: Final = "person"
"""The class of a person told by a name alone, and the type of such aliases in the registry."""
_LONGEST: Final = 4
_SHORTEST: Final = 3
_REASON: Final = "a person whom the registry does not know"


@cache
def first_names(language: str = "ar") -> frozenset[str]:
    """Return the folded first words of the people of two words and more whom the registry knows."""
    names = (fold(alias.alias).split() for alias in aliases(language) if alias.type == PERSON)
    firsts = {name[0] for name in names if len(name) > 1 and len(name[0]) >= _SHORTEST}
    return frozenset(first for first in firsts - words("no-first-name") if not first.startswith("ال"))


def named(chart: Chart, taken: set[int]) -> list[Item]:
    """Return the people of ``chart`` told by a known first name and words behind it that no lexicon knows.

    ``taken`` are the tokens of other mentions, and is added to.
    """
    forms, out, known = chart.tokens.forms, [], first_names()
    for at, form in enumerate(forms):
        if form not in known or at in taken or not _is_free(chart, at, taken):
            continue
        end = _end(chart, at, taken)
        if end > at + 1:
            value = ActorMention(id=None, type="object", class_=PERSON, reason=_REASON)
            out.append(Item(at, end, "object", value, "names"))
            taken.update(range(at, end))
    return out


def _end(chart: Chart, at: int, taken: set[int]) -> int:
    forms, breaks, end, links = chart.tokens.forms, chart.tokens.breaks, at + 1, words("name-link")
    while end < min(at + _LONGEST, len(forms)) and breaks[end] <= Break.SPACE:
        form = forms[end]
        joined = form.startswith("و") and end > at
        if form not in links and (joined or len(form) < _SHORTEST or not _is_free(chart, end, taken)):
            break
        end += 1
    while end > at + 1 and forms[end - 1] in links:
        end -= 1
    return end


def _is_free(chart: Chart, at: int, taken: set[int]) -> bool:
    """Say whether no lexicon and no rule knows the word at ``at``, save as a part of somebody's name."""
    return at not in taken and all(item.label == "alias" for item in chart.by_start.get(at, ()))
