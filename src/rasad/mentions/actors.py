"""Actors: aliases of the registry, adjectives of nationality, heads with adjectives, states, persons."""

from __future__ import annotations

import datetime
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
from rasad.mentions.anaphora import resolve_anaphora
from rasad.mentions.bases import bases
from rasad.mentions.context import Context
from rasad.mentions.nations import (
    Home,
    adjective_use,
    demonyms,
    is_fate,
    national,
    of_country,
    state_actors,
    succeeded,
)
from rasad.text.fold import fold
from rasad.text.tokens import Break

_HEAD_COLUMNS = ("word", "class", "alone", "gap")
_TYPE_ORDER: Final = ("name", "partisan", "person", "metonym", "composed", "role", "state", "adjective", "generic")


class Head(NamedTuple):
    """A head noun: whose hands it means, whether it stands alone, how far off its adjective may be."""

    word: str
    class_: str
    alone: bool
    gap: int


class ScopedAlias(NamedTuple):
    """An alias row with its scope read: the country that must be spoken of, and the other conditions."""

    id: str | None
    type: str
    country: str
    conditions: tuple[tuple[str, str], ...]


def _scoped(alias: Alias) -> ScopedAlias:
    parts = [part.partition(":") for part in alias.scope.split(";") if part]
    country = next((value for key, _, value in parts if key == "country"), "")
    return ScopedAlias(alias.id, alias.type, country, tuple((k, v) for k, _, v in parts if k != "country"))


class ActorFinder:
    """Adds ``actor`` items (``ActorMention``) and ``demonym`` votes to a chart; needs ``place`` for the countries."""

    needs: Final = ("place", "victim")
    adds: Final = ("actor",)

    def __init__(self, vocabulary: Vocabulary, lexicon: Lexicon, language: str = "ar") -> None:
        """Add the registry's aliases, the adjectives of nationality and the head nouns to ``lexicon``."""
        grouped: dict[str, list[ScopedAlias]] = {}
        for alias in aliases(language):
            grouped.setdefault(fold(alias.alias), []).append(_scoped(alias))
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
            if item.end - item.start == 1 and _is_homograph(chart, item):
                continue
            mention = _alias(item, home, context)
            if mention is not None:
                found.append(item._replace(label="actor", value=mention))
        for item in chart.by_label.get("actorhead", ()):
            composed = _composed(item, chart, home, context.published)
            if composed is not None:
                found.append(composed)
        found.extend(_state(i, context.published) for i in chart.by_label.get("place", ()) if _is_state(i))
        found.extend(_adjectives(chart, context.published))
        found.extend(_persons(chart, home, context))
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


def _alias(item: Item, home: Home, context: Context) -> ActorMention | None:
    """Read an alias: the row whose scope fits best, the nearest country deciding between countries."""
    rows: tuple[ScopedAlias, ...] = item.value
    if len(rows) == 1 and not rows[0].country and not rows[0].conditions:
        return succeeded(_entry_mention(rows[0]), context.published)
    weights = home.weigh(item.start)
    least = 0.5 * max(weights.values(), default=0)
    fitting = [
        (weight, row)
        for row in rows
        if (not row.country or weights.get(row.country, 0) >= max(least, 1))
        and (weight := _fit(row, weights, context)) is not None
    ]
    if not fitting:
        return None
    best = max(weight for weight, _ in fitting)
    chosen = min(
        (row for weight, row in fitting if weight == best),
        key=lambda row: _TYPE_ORDER.index(row.type) if row.type in _TYPE_ORDER else 9,
    )
    return succeeded(_entry_mention(chosen), context.published)


def _fit(row: ScopedAlias, weights: Counter[str], context: Context) -> float | None:
    """Return how well the scope of ``row`` holds (a country by its weight), or ``None`` if it does not.

    Its country has been found to be spoken of at least half as much as the one most spoken of: "الشرطة" in a report
    from Istanbul that names Baghdad once is not Iraq's.
    """
    fit = float(weights[row.country]) if row.country else 0.0
    for key, wanted in row.conditions:
        if key == "outlet":
            if context.outlet != wanted:
                return None
            continue
        day = context.published.isoformat() if context.published else ""
        if not day or (day < wanted if key == "since" else day > wanted):
            return None
        fit += 0.5
    return fit


@cache
def _entry_mention(row: ScopedAlias) -> ActorMention:
    entry = actors().get(row.id) if row.id else None
    if entry is None:
        return ActorMention(id=None, type=row.type, reason="the registry has no actor for this name alone")
    forces, government = _readings(entry, row.type)
    return ActorMention(
        id=entry.id,
        type=row.type,
        forces=forces,
        government=government,
        country=entry.country or None,
        class_=entry.kind,
    )


def _readings(entry: ActorEntry, kind: str) -> tuple[str | None, str | None]:
    """Return the ids as fighting side and as government: forces named as such stay forces where they sign or arrest."""
    if entry.kind == "government":
        return entry.counterpart or None, entry.id
    if entry.kind == "state-forces":
        return entry.id, entry.counterpart or None if kind in {"adjective", "partisan"} else None
    return None, None


def _composed(item: Item, chart: Chart, home: Home, day: datetime.date | None) -> Item | None:
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
    if not head.alone or item.enclitic or (head.word == "مدني" and _is_attributive(chart, item)):
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
    bare = None if class_ in {"forces", "government"} else of_country(class_, "", day, "generic")
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


def _is_homograph(chart: Chart, item: Item) -> bool:
    """Say whether a one-word alias is an ordinary word here: enthusiasm ("بحماس كبير"), an attribute ("المناطق المدنية")."""
    forms = chart.tokens.forms
    form = forms[item.start]
    if form.endswith("مدنيه"):
        return item.start > 0
    if form.endswith("حماس"):
        after = forms[item.end] if item.end < len(forms) else ""
        return item.definite or after in {"كبير", "شديد", "بالغ", "منقطع", "واضح", "لافت", "كبيرين"}
    if form in {"فتح", "وفتح"}:
        after = forms[item.end] if item.end < len(forms) else ""
        return after.startswith(("ال", "با", "م", "ت", "ج", "ق", "ط", "ع", "ن", "ب"))
    return False


def _is_blocked(item: Item, blocked: dict[int, int]) -> bool:
    """Say whether ``item`` lies inside a place's name; a name of an actor that is all of it stays ("البيت الأبيض")."""
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


def _persons(chart: Chart, home: Home, context: Context) -> list[Item]:
    """Read words for persons ("مدنيا", "مشتبه بهم") as actors: nameless ones have no id."""
    out = []
    for item in chart.by_label.get("victim", ()):
        class_ = item.value.victim_class
        if item.value.lemma in {"عسكري", "مدني"} and _is_attributive(chart, item):
            continue  # "مطار عسكري", "هدف مدني"
        if item.enclitic and class_ in {"soldiers", "fighters", "leaders"}:
            mention = ActorMention(id=None, type="possessed", class_=class_)
            out.append(item._replace(label="actor", value=mention, parts=()))
            continue
        ident = item.value.actor_id or _PERSON_IDS.get(class_)
        if ident is None and class_ == "soldiers":
            ident = _own_forces(item, home, context.published)
        elif ident is None and item.value.lemma == "متمرد":
            rebels = _alias(item._replace(value=_rebels()), home, context)
            ident = rebels.id if rebels is not None else None
        reason = None if ident else "persons whom the text does not place on a side"
        mention = ActorMention(id=ident, type="persons", class_=class_, reason=reason)
        out.append(Item(item.start, item.end, "actor", mention, item.rule, (), item.proclitics, item.definite))
    return out


def _is_attributive(chart: Chart, item: Item) -> bool:
    """Say whether a singular "عسكري" or "مدني" only describes the noun before it."""
    form = chart.tokens.forms[item.start]
    if item.start == 0 or chart.tokens.breaks[item.start] > Break.QUOTE or item.proclitics:
        return False
    before = chart.tokens.forms[item.start - 1]
    if form in {"العسكري", "المدني", "العسكريه", "المدنيه", "عسكريه", "مدنيه"}:
        return True
    if form in {"عسكريا", "مدنيا"}:
        return before.endswith("ا") and not before.isdigit()
    return form in {"عسكري", "مدني"} and not is_fate(before)


@cache
def _rebels() -> tuple[ScopedAlias, ...]:
    return tuple(_scoped(alias) for alias in aliases() if alias.alias == "المتمردين")


def _own_forces(item: Item, home: Home, day: datetime.date | None) -> str | None:
    """Return the forces of the country next to a word for soldiers ("مقتل 3 جنود في سيناء")."""
    weights = home.weigh(item.start)
    weights.pop("PS", None)  # its factions have fighters, no soldiers
    if not weights:
        return None
    best, weight = weights.most_common(1)[0]
    return state_actors(best, day)[1] if weight >= 8 else None


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
