"""Actors: aliases of the registry, adjectives of nationality, heads with adjectives, states, persons."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import Final, NamedTuple

from rasad.codebook.actors import ActorEntry, Alias, actors, aliases, country_actors
from rasad.codebook.table import read_table
from rasad.grammar.chart import Chart
from rasad.grammar.item import Item
from rasad.grammar.lexicon import Lexicon
from rasad.grammar.vocabulary import Vocabulary
from rasad.mentions.actor import ActorMention
from rasad.mentions.context import Context
from rasad.text.fold import fold
from rasad.text.tokens import Break

_HEAD_COLUMNS = ("word", "class", "alone", "gap")
_DEMONYM_COLUMNS = ("country", "place_id", "masculine", "feminine", "plural")
# Registry entries that are by definition army and police together (actors.csv of the coding rules).
_POLICE_IN_FORCES: Final = frozenset({"IQ", "EG", "TN", "PK"})
_TYPE_ORDER: Final = ("name", "partisan", "person", "metonym", "role", "adjective", "generic")


class Head(NamedTuple):
    """A head noun: whose hands it means, whether it stands alone, how far off its adjective may be."""

    word: str
    class_: str
    alone: bool
    gap: int


@cache
def demonyms() -> tuple[tuple[str, str], ...]:
    """Return ``(adjective, ISO-2 country)`` for every nationality adjective form."""
    out: list[tuple[str, str]] = []
    for country, _, *forms in read_table("rasad.codebook", "data/ar/gazetteer/demonyms.tsv", _DEMONYM_COLUMNS):
        for cell in forms:
            held = (form.strip() for form in cell.split("|"))
            # A final ? marks a word that is something else besides ("مالي": financial): it votes for no country.
            out.extend((form, country) for form in held if form and not form.endswith("?"))
    return tuple(dict.fromkeys(out))


class ActorFinder:
    """Adds ``actor`` items (``ActorMention``) and ``demonym`` votes to a chart; needs ``place`` for the countries."""

    needs: Final = ("place", "victim")
    adds: Final = ("actor",)

    def __init__(self, vocabulary: Vocabulary, lexicon: Lexicon, language: str = "ar") -> None:
        """Add the registry's aliases, the adjectives of nationality and the head nouns to ``lexicon``."""
        grouped: dict[str, list[Alias]] = {}
        for alias in aliases(language):
            grouped.setdefault(fold(alias.alias), []).append(alias)
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
            mention = _alias(item, _country_at(item.start, home), context)
            if mention is not None:
                found.append(item._replace(label="actor", value=mention))
        for item in chart.by_label.get("actorhead", ()):
            composed = _composed(item, chart, home)
            if composed is not None:
                found.append(composed)
        found.extend(_state(item) for item in chart.by_label.get("place", ()) if _is_state(item))
        found.extend(_adjectives(chart))
        found.extend(_persons(chart))
        blocked = _inside_places(chart)
        for item in _longest(found):
            if item.start not in blocked and not _is_base(chart, item):
                chart.add(item)


def _home(chart: Chart) -> list[tuple[int, str]]:
    """Return ``(token, country)`` for every word that names a country or a place in one."""
    out = [(i.start, i.value.country) for i in chart.by_label.get("place", ()) if i.value.country]
    out += [(i.start, i.value) for i in chart.by_label.get("demonym", ())]
    return sorted(out)


def _country_at(at: int, home: list[tuple[int, str]]) -> Counter[str]:
    """Weigh the countries of an article from where token ``at`` stands: near words count most."""
    weights: Counter[str] = Counter()
    for start, country in home:
        distance = abs(start - at)
        weights[country] += 8 if distance < 12 else 3 if distance < 40 else 1
    return weights


def _alias(item: Item, weights: Counter[str], context: Context) -> ActorMention | None:
    """Read an alias: the row whose scope fits best, the nearest country deciding between countries."""
    rows: tuple[Alias, ...] = item.value
    fitting = [(weight, row) for row in rows if (weight := _fit(row.scope, weights, context)) is not None]
    if not fitting:
        return None
    best = max(weight for weight, _ in fitting)
    chosen = min(
        (row for weight, row in fitting if weight == best),
        key=lambda row: _TYPE_ORDER.index(row.type) if row.type in _TYPE_ORDER else 9,
    )
    return _entry_mention(chosen)


def _fit(scope: str, weights: Counter[str], context: Context) -> int | None:
    """Return how well ``scope`` holds here (a country by its weight), or ``None`` if it does not."""
    fit = 0
    for condition in filter(None, scope.split(";")):
        key, _, wanted = condition.partition(":")
        if key == "country":
            if weights.get(wanted, 0) <= 0:
                return None
            fit += weights[wanted]
        elif key in {"since", "until"}:
            day = context.published.isoformat() if context.published else ""
            if not day or (day < wanted if key == "since" else day > wanted):
                return None
            fit += 1
        elif key != "outlet" or context.outlet != wanted:
            return None
    return fit


def _entry_mention(row: Alias) -> ActorMention:
    entry = actors().get(row.id) if row.id else None
    if entry is None:
        return ActorMention(id=None, type=row.type, reason="the registry has no actor for this name alone")
    forces, government = _readings(entry)
    return ActorMention(
        id=entry.id,
        type=row.type,
        forces=forces,
        government=government,
        country=entry.country or None,
        class_=entry.kind,
    )


def _readings(entry: ActorEntry) -> tuple[str | None, str | None]:
    if entry.kind == "government":
        return entry.counterpart or None, entry.id
    if entry.kind == "state-forces":
        return entry.id, entry.counterpart or None
    return None, None


def _of_country(class_: str, country: str) -> ActorMention | None:
    """Return the actor that a head of ``class_`` makes with a nationality."""
    government, forces = country_actors().get(country, (None, None))
    if class_ == "forces":
        return ActorMention(
            id=forces, type="composed", forces=forces, government=government, country=country, class_=class_
        )
    if class_ == "government":
        return ActorMention(
            id=government, type="composed", forces=None, government=government, country=country, class_=class_
        )
    if class_ == "police":
        ident = forces if country in _POLICE_IN_FORCES else "police"
        return ActorMention(id=ident, type="composed", country=country, class_=class_)
    if class_ == "protesters":
        ident = "palestinian-protesters" if country == "PS" else "protesters"
        return ActorMention(id=ident, type="composed", country=country, class_=class_)
    if class_ == "civilians":
        return ActorMention(id="civilians", type="composed", country=country, class_=class_)
    if class_ == "settlers":
        return ActorMention(id="israeli-settlers", type="composed", country="IL", class_=class_)
    return None


def _composed(item: Item, chart: Chart, home: list[tuple[int, str]]) -> Item | None:
    """Join a head noun with the adjective or country that follows it; or read it alone."""
    head: Head = item.value
    breaks = chart.tokens.breaks
    for at in range(item.end, min(item.end + 1 + head.gap, len(chart.tokens))):
        if breaks[at] > Break.QUOTE or (at > item.end and not chart.tokens.forms[at - 1].startswith("ال")):
            break  # only attributes may stand between: "القوات الجوية العراقية", never a person's name
        for after in chart.by_start.get(at, ()):
            country = _nation(after)
            if country and not (after.proclitics and after.label == "demonym"):
                mention = _of_country(head.class_, country)
                if mention is not None:
                    return Item(
                        item.start, after.end, "actor", mention, item.rule, (("nation", after),), item.proclitics
                    )
    if not head.alone or item.enclitic:
        return None
    weights = _country_at(item.start, home)
    if weights:
        best, weight = max(weights.items(), key=lambda pair: pair[1])
        mention = _of_country(head.class_, best) if weight >= 3 else None
        if mention is not None:
            return Item(
                item.start, item.end, "actor", _generic(mention), item.rule, (), item.proclitics, item.definite
            )
    mention = _of_country(head.class_, "")
    ident = mention.id if mention is not None and head.class_ not in {"forces", "government"} else None
    alone = ActorMention(
        id=ident, type="generic", class_=head.class_, reason=None if ident else "no nationality given"
    )
    return Item(item.start, item.end, "actor", alone, item.rule, (), item.proclitics, item.definite)


def _generic(mention: ActorMention) -> ActorMention:
    return ActorMention(
        id=mention.id,
        type="generic",
        forces=mention.forces,
        government=mention.government,
        country=mention.country,
        class_=mention.class_,
    )


def _nation(item: Item) -> str | None:
    if item.label == "demonym":
        return str(item.value)
    if item.label == "place" and item.value.type == "country":
        country: str | None = item.value.country
        return country
    return None


def _is_state(item: Item) -> bool:
    value = item.value
    return bool(value.type == "country" and not value.direction and not value.border and not value.near)


def _state(item: Item) -> Item:
    """Read a bare country as the state."""
    government, forces = country_actors().get(item.value.country or "", (None, None))
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


def _adjectives(chart: Chart) -> list[Item]:
    """Read a bare adjective of nationality as its forces ("قصف إسرائيلي")."""
    out = []
    for item in chart.by_label.get("demonym", ()):
        government, forces = country_actors().get(item.value, (None, None))
        mention = ActorMention(
            id=forces, type="adjective", forces=forces, government=government, country=item.value, class_="adjective"
        )
        out.append(Item(item.start, item.end, "actor", mention, item.rule, (), item.proclitics, item.definite))
    return out


def _inside_places(chart: Chart) -> set[int]:
    """Return the tokens of place names that name no actor ("عين الأسد", "جبل القاهرة")."""
    out: set[int] = set()
    for item in chart.by_label.get("place", ()):
        metonymic = item.value.type in {"country", "city"} and not item.value.generic
        if not metonymic and item.value.type not in {"admin1", "region"}:
            out.update(range(item.value.name_start, item.end))
    return out


def _is_base(chart: Chart, item: Item) -> bool:
    """Say whether "القاعدة" alone means a base here: the text speaks of bases, or an attribute of one follows."""
    if item.value.id != "al-qaeda" or item.end - item.start > 1 or not item.definite:
        return False
    if any(word.value.word == "قاعدة" and word.start != item.start for word in chart.by_label.get("placeword", ())):
        return True
    after = chart.tokens.forms[item.end] if item.end < len(chart.tokens) else ""
    return after in {"الجويه", "العسكريه", "البحريه", "الاميركيه", "الامريكيه", "الروسيه", "الايرانيه", "التركيه"}


_PERSON_IDS: Final = {
    "civilians": "civilians",
    "children": "civilians",
    "women": "civilians",
    "men": "civilians",
    "journalists": "journalists",
    "aid-workers": "aid-workers",
    "protesters": "protesters",
    "police": "police",
    "settlers": "israeli-settlers",
}


def _persons(chart: Chart) -> list[Item]:
    """Read words for persons ("مدنيا", "مشتبه بهم") as actors: nameless ones have no id."""
    out = []
    for item in chart.by_label.get("victim", ()):
        ident = item.value.actor_id or _PERSON_IDS.get(item.value.victim_class)
        reason = None if ident else "persons whom the text does not place on a side"
        mention = ActorMention(id=ident, type="persons", class_=item.value.victim_class, reason=reason)
        out.append(Item(item.start, item.end, "actor", mention, item.rule, (), item.proclitics, item.definite))
    return out


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
