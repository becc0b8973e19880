"""Actors: aliases of the registry, adjectives of nationality, heads with adjectives, states, persons."""

from __future__ import annotations

import datetime
from typing import Final

from rasad.codebook.actors import aliases, country_actors
from rasad.codebook.table import read_table
from rasad.grammar.chart import Chart
from rasad.grammar.item import Item
from rasad.grammar.lexicon import Lexicon
from rasad.grammar.vocabulary import Vocabulary
from rasad.mentions.actor import ActorMention
from rasad.mentions.anaphora import resolve_anaphora
from rasad.mentions.bases import bases
from rasad.mentions.context import Context
from rasad.mentions.heads import Head, composed
from rasad.mentions.homographs import is_homograph
from rasad.mentions.nations import Home, adjective_use, demonyms, national, state_actors
from rasad.mentions.persons import persons
from rasad.mentions.scopes import ScopedAlias, read_alias, scoped
from rasad.text.fold import fold

_HEAD_COLUMNS = ("word", "class", "alone", "gap")


class ActorFinder:
    """Adds ``actor`` items (``ActorMention``) and ``demonym`` votes to a chart; needs ``place`` for the countries."""

    needs: Final = ("place", "victim")
    adds: Final = ("actor",)

    def __init__(self, vocabulary: Vocabulary, lexicon: Lexicon, language: str = "ar") -> None:
        """Add the registry's aliases, the adjectives of nationality and the head nouns to ``lexicon``."""
        grouped: dict[str, list[ScopedAlias]] = {}
        for alias in aliases(language):
            grouped.setdefault(fold(alias.alias), []).append(scoped(alias))
        for phrase, rows in grouped.items():
            lexicon.add(phrase, "alias", tuple(rows), "actors")
        for adjective, country in demonyms():
            lexicon.add(adjective, "demonym", country, "demonyms")
        for word, class_, alone, gap in read_table("rasad.mentions", f"{language}/actors.tsv", _HEAD_COLUMNS):
            lexicon.add(word, "actorhead", Head(word, class_, alone == "yes", int(gap)), "actorheads")

    def run(self, chart: Chart, context: Context) -> None:
        """Find and resolve the actors of ``chart``."""
        home = _home(chart)
        found: list[Item] = []
        for item in chart.by_label.get("alias", ()):
            if item.end - item.start == 1 and is_homograph(chart, item):
                continue
            mention = read_alias(item, home, context)
            if mention is not None:
                found.append(item._replace(label="actor", value=mention))
        for item in chart.by_label.get("actorhead", ()):
            made = composed(item, chart, home, context.published)
            if made is not None:
                found.append(made)
        found.extend(_state(i, context.published) for i in chart.by_label.get("place", ()) if _is_state(i))
        found.extend(_adjectives(chart, context.published))
        found.extend(persons(chart, home, context))
        found.extend(bases(chart, context.published))
        blocked = _inside_places(chart)
        kept = [i for i in _longest(found) if not _is_blocked(i, blocked) and not _is_base(chart, i)]
        protest = any(i.value.class_ == "protesters" for i in kept)
        placed = {at for i in chart.by_label.get("place", ()) for at in range(i.start, i.end)}
        kept = [
            read
            for i in kept
            if (i.value.type != "adjective" or i.start not in placed)
            and (read := _used(chart, i, protest, context.published)) is not None
        ]
        for item in resolve_anaphora(chart, kept):
            if item.value.type != "possessed":
                chart.add(item)


def _home(chart: Chart) -> Home:
    """Return the countries that ``chart`` speaks of."""
    out = [(i.start, i.value.country) for i in chart.by_label.get("place", ()) if i.value.country]
    out += [(i.start, i.value) for i in chart.by_label.get("demonym", ())]
    return Home(out)


def _used(chart: Chart, item: Item, protest: bool, day: datetime.date | None) -> Item | None:
    """Read an adjective of nationality by the word before it: an actor, a national, or nobody (``None``)."""
    value = item.value
    if value.type != "adjective" or not value.country or item.end - item.start > 1:
        return item
    own = state_actors(value.country, day)[1]
    if value.id not in {own, "palestinian-factions", *country_actors().get(value.country, ())}:
        return item
    use = adjective_use(chart, item)
    if use == "none":
        return None
    return item._replace(value=national(item, value.country, protest, day)) if use == "person" else item


def _is_state(item: Item) -> bool:
    value = item.value
    bare = not value.direction and not value.border and not value.near
    return bool(value.type == "country" and bare and not item.rule.startswith("places:about"))


def _state(item: Item, day: datetime.date | None) -> Item:
    """Read a bare country as the state."""
    government, forces = state_actors(item.value.country or "", day)
    mention = ActorMention(
        id=government,
        type="state",
        forces=forces,
        government=government,
        country=item.value.country,
        class_="state",
        reason=None if government else "the registry has no actor for this state",
    )
    return Item(item.start, item.end, "actor", mention, item.rule, (), item.proclitics, item.definite)


def _adjectives(chart: Chart, day: datetime.date | None) -> list[Item]:
    """Read a bare adjective of nationality as its forces ("قصف إسرائيلي")."""
    out = []
    for item in chart.by_label.get("demonym", ()):
        government, forces = state_actors(item.value, day)
        mention = ActorMention(
            id=forces, type="adjective", forces=forces, government=government, country=item.value, class_="adjective"
        )
        out.append(Item(item.start, item.end, "actor", mention, item.rule, (), item.proclitics, item.definite))
    return out


def _inside_places(chart: Chart) -> dict[int, int]:
    """Return the tokens of place names that name no actor ("عين الأسد", "جبل القاهرة"), each with the name's end."""
    out: dict[int, int] = {}
    for item in chart.by_label.get("place", ()):
        metonymic = item.value.type in {"country", "city"} and not item.value.generic
        if not metonymic and item.value.type not in {"admin1", "region"}:
            out.update(dict.fromkeys(range(item.value.name_start, item.end), item.end))
    return out


def _is_blocked(item: Item, blocked: dict[int, int]) -> bool:
    """Say whether ``item`` lies inside a place's name; an actor that is all of it stays ("البيت الأبيض")."""
    end = blocked.get(item.start)
    if end is None or item.value.type == "base":
        return False
    return not (item.end >= end and item.end - item.start > 1 and item.value.type in {"name", "metonym", "partisan"})


def _is_base(chart: Chart, item: Item) -> bool:
    """Say whether "القاعدة" alone means a base here: the text speaks of bases, or an attribute of one follows."""
    if item.value.id != "al-qaeda" or item.end - item.start > 1 or not item.definite:
        return False
    if any(word.value.word == "قاعدة" and word.start != item.start for word in chart.by_label.get("placeword", ())):
        return True
    after = chart.tokens.forms[item.end] if item.end < len(chart.tokens) else ""
    return after in {"الجويه", "العسكريه", "البحريه", "الاميركيه", "الامريكيه", "الروسيه", "الايرانيه", "التركيه"}


def _longest(found: list[Item]) -> list[Item]:
    """Keep the longest of overlapping actors; of equal ones the first listed way of naming."""
    order = {
        "name": 0,
        "partisan": 1,
        "person": 2,
        "metonym": 3,
        "composed": 4,
        "role": 5,
        "state": 6,
        "adjective": 7,
        "persons": 9,
    }
    kept: list[Item] = []
    taken: set[int] = set()
    for item in sorted(found, key=lambda i: (i.start - i.end, order.get(i.value.type, 8), i.start)):
        cells = range(item.start, item.end)
        if taken.isdisjoint(cells):
            taken.update(cells)
            kept.append(item)
    return sorted(kept, key=lambda i: i.start)
