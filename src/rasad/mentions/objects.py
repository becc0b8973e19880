"""Objects: what is hit and is neither people nor a force ("ناقلة نفط", "مستشفى الجيزة"), a target without an id."""

from __future__ import annotations

from typing import Final

from rasad.codebook.table import TableError, read_table
from rasad.grammar.chart import Chart
from rasad.grammar.item import Item
from rasad.grammar.lexicon import Lexicon
from rasad.grammar.vocabulary import Vocabulary
from rasad.mentions.actor import ActorMention
from rasad.mentions.context import Context
from rasad.mentions.names import named
from rasad.mentions.words import words
from rasad.text.tokens import Break

_COLUMNS: Final = ("words", "class")
_CLASSES: Final = frozenset({"building", "works", "vessel", "vehicle", "store", "arms", "body"})
_PLACES: Final = frozenset({"airport", "port", "field", "dam", "crossing", "site"})
"""Types of toponyms that can be what was hit; a base is its owner's (``bases.py``)."""
_HOUSING: Final = "building"
_SHORTEST: Final = 3
_LONGEST: Final = 3
_REASON: Final = "an object: the registry lists people and bodies that act"


class ObjectFinder:
    """Adds ``object`` items (``ActorMention`` of type ``object``, without an id); needs ``actor`` and ``place``."""

    needs: Final = ("actor", "place")
    adds: Final = ("object",)

    def __init__(self, vocabulary: Vocabulary, lexicon: Lexicon, language: str = "ar") -> None:
        """Add the nouns of ``language`` to ``lexicon``; raises ``TableError`` for a class that is none."""
        for nouns, class_ in read_table("rasad.mentions", f"{language}/objects.tsv", _COLUMNS):
            if class_ not in _CLASSES:
                raise TableError(
                    f"{language}/objects.tsv: {nouns!r} has the class {class_!r}; use {sorted(_CLASSES)}"
                )
            for form in nouns.split("|"):
                lexicon.add(form, "objectnoun", class_, "objects")

    def run(self, chart: Chart, context: Context) -> None:
        """Add the objects of ``chart``: a noun with its attributes, or a toponym such as an airport."""
        taken = {at for item in chart.by_label.get("actor", ()) for at in range(item.start, item.end)}
        found: list[Item] = []
        for item in chart.by_label.get("place", ()):
            if item.value.type in _PLACES and item.start not in taken:
                found.append(_made(item, item.end, str(item.value.type)))
                taken.update(range(item.start, item.end))
        for item in sorted(chart.by_label.get("objectnoun", ()), key=lambda one: (one.start, -one.end)):
            if item.start not in taken and "ك" not in item.proclitics:
                end = _end(chart, item)
                found.append(_made(item, end, item.value))
                taken.update(range(item.start, end))
        for item in sorted([*found, *named(chart, taken)], key=lambda one: one.start):
            chart.add(item)


def _made(item: Item, end: int, class_: str) -> Item:
    mention = ActorMention(id=None, type="object", class_=class_, reason=_REASON)
    return Item(item.start, end, "object", mention, item.rule, (), item.proclitics, item.definite)


def _end(chart: Chart, item: Item) -> int:
    """Return the token after the noun's attributes: one genitive or adjective, and definite ones behind it."""
    forms, breaks, end = chart.tokens.forms, chart.tokens.breaks, item.end
    while end < min(item.end + _LONGEST, len(forms)) and breaks[end] <= Break.QUOTE:
        form = forms[end]
        definite = form.startswith("ال") and form not in words("no-attribute")
        first = end == item.end and len(form) >= _SHORTEST and not _is_particle(chart, item, end)
        if not (definite or first):
            break
        end += 1
    return end


def _is_particle(chart: Chart, item: Item, at: int) -> bool:
    """Say whether the word at ``at`` is no noun of the phrase: a particle, a figure, a date, or joined with "and".

    Another object belongs to the phrase of a building alone: "مقر صحيفة", but "استهدف صاروخ ناقلة".
    """
    barred = {"casualty-stop", "number", "date", "casualty-verb"}
    if item.value != _HOUSING:
        barred.add("objectnoun")
    form = chart.tokens.forms[at]
    joined = form.startswith("و") and form not in words("waw-noun")
    found = (one for one in chart.by_start.get(at, ()) if not one.proclitics.startswith("ل"))  # "مستودعا للذخيرة"
    return joined or any(one.label in barred for one in found)
