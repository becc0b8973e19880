"""Heads: nouns that make an actor together with a nationality ("قوات سورية"), or alone by the country spoken of."""

from __future__ import annotations

import datetime
from typing import NamedTuple

from rasad.grammar.chart import Chart
from rasad.grammar.item import Item
from rasad.mentions.actor import ActorMention
from rasad.mentions.homographs import is_attributive
from rasad.mentions.nations import Home, of_country
from rasad.text.tokens import Break


class Head(NamedTuple):
    """A head noun: whose hands it means, whether it stands alone, how far off its adjective may be."""

    word: str
    class_: str
    alone: bool
    gap: int


def composed(item: Item, chart: Chart, home: Home, day: datetime.date | None) -> Item | None:
    """Join a head noun with the adjective or country that follows it; or read it alone."""
    head: Head = item.value
    if head.word == "قيادة" and item.proclitics.endswith("ب"):
        return None  # "التحالف بقيادة السعودية" is the coalition's
    breaks = chart.tokens.breaks
    for at in range(item.end, min(item.end + 1 + head.gap, len(chart.tokens))):
        if breaks[at] > Break.QUOTE or (at > item.end and not _is_attribute(chart.tokens.forms[at - 1])):
            break  # only attributes may stand between: "القوات الجوية العراقية", never a person's name
        for after in chart.by_start.get(at, ()):
            country = _nation(after)
            if country and not (after.proclitics and after.label == "demonym"):
                mention = of_country(head.class_, country, day)
                if mention is not None:
                    return Item(
                        item.start, after.end, "actor", mention, item.rule, (("nation", after),), item.proclitics
                    )
    if item.enclitic and head.class_ == "forces":
        return item._replace(
            label="actor", value=ActorMention(id=None, type="possessed", class_=head.class_), parts=()
        )
    if not head.alone or item.enclitic or (head.word == "مدني" and is_attributive(chart, item)):
        return None
    return item._replace(label="actor", value=_alone(item, head.class_, home, day), parts=())


def _is_attribute(form: str) -> bool:
    return form.startswith("ال") and form not in {"الي", "التي", "الذي", "الان", "الذين", "الا"}


def _alone(item: Item, class_: str, home: Home, day: datetime.date | None) -> ActorMention:
    """Read a head noun without a nationality: of the country that the text about it speaks of."""
    weights = home.weigh(item.start)
    if weights:
        best, weight = weights.most_common(1)[0]
        mention = of_country(class_, best, day, "generic") if weight >= 3 else None
        if mention is not None:
            return mention
    bare = None if class_ in {"forces", "defence", "government"} else of_country(class_, "", day, "generic")
    if bare is not None:
        return bare
    return ActorMention(id=None, type="generic", class_=class_, reason="no nationality given")


def _nation(item: Item) -> str | None:
    if item.label == "demonym":
        return str(item.value)
    if item.label == "place" and item.value.type == "country" and not item.rule.startswith("places:about"):
        country: str | None = item.value.country
        return country
    return None
