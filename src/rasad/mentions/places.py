"""Places: finds toponyms, reads the words around them, and resolves them by the article's own context."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import Final, NamedTuple

from rasad.codebook.gazetteer import GazetteerPlace, gazetteer
from rasad.codebook.table import read_table
from rasad.grammar.chart import Chart
from rasad.grammar.item import Item
from rasad.grammar.lexicon import Lexicon
from rasad.grammar.vocabulary import Vocabulary
from rasad.mentions.context import Context
from rasad.mentions.place import PlaceMention
from rasad.text.fold import fold
from rasad.text.tokens import Break, Tokens

_WORD_COLUMNS = ("word", "role", "types", "opens")
_BROAD: Final = ("country", "admin1", "region", "sea")
_HEADS: Final = frozenset(
    fold(w) for w in "ابو ابي ام بني ال بيت تل خان عين دير وادي جبل كفر راس باب برج دار سد مزرعة بئر حوش قلعة شيخ خربة".split()
)
_PARTICLES: Final = frozenset(fold(w) for w in "في من على الى عن مع بين التي الذي كما حيث بعد قبل ان وهي وهو هذه هذا".split())


class PlaceName(NamedTuple):
    """A name of the gazetteer: the places that bear it, and whether it is also an ordinary word."""

    places: tuple[GazetteerPlace, ...]
    weak: bool


class PlaceWord(NamedTuple):
    """A generic noun, compass part or nearness word."""

    role: str
    types: tuple[str, ...]
    opens: bool
    word: str


@cache
def place_names() -> dict[str, PlaceName]:
    """Return the gazetteer by name as written; a curated place of a name outranks a GeoNames one."""
    held: dict[str, list[GazetteerPlace]] = {}
    weak: dict[str, bool] = {}
    for place in gazetteer():
        for name in place.names:
            bare = fold(name)
            held.setdefault(bare, []).append(place)
            weak[bare] = weak.get(bare, True) and (name in place.weak)
    return {name: PlaceName(tuple(dict.fromkeys(places)), weak[name]) for name, places in held.items()}


class PlaceFinder:
    """Adds ``place`` items (``PlaceMention``) to a chart."""

    needs: Final = ()
    adds: Final = ("place",)

    def __init__(self, vocabulary: Vocabulary, lexicon: Lexicon, language: str = "ar") -> None:
        """Add the gazetteer's names and the place words to ``lexicon``."""
        self._vocabulary = vocabulary
        for name, value in place_names().items():
            if len(name) > 2:
                lexicon.add(name, "toponym", value, "gazetteer")
        for word, role, types, opens in read_table("rasad.mentions", f"{language}/places.tsv", _WORD_COLUMNS):
            value = PlaceWord(role, tuple(types.split("|")) if types else (), opens == "yes", word)
            lexicon.add(word, "placeword", value, "places")

    def run(self, chart: Chart, context: Context) -> None:
        """Find and resolve the toponyms of ``chart``."""
        words = {item.end: item for item in chart.by_label.get("placeword", ())}
        names = self._names(chart, words)
        votes = _votes(names, chart)
        taken = [False] * (len(chart.tokens) + 1)
        for item in names:
            mention = _resolved(item, words, votes)
            if mention is not None:
                self._add(chart, mention, item, taken)
        for item in chart.by_label.get("placeword", ()):
            if item.value.opens and not any(taken[item.start : item.end + 1]):
                opened = _opened(chart.tokens, item)
                if opened is not None:
                    self._add(chart, opened, item, taken)

    def _add(self, chart: Chart, mention: Item, item: Item, taken: list[bool]) -> None:
        if not any(taken[mention.start : mention.end]):
            taken[mention.start : mention.end] = [True] * (mention.end - mention.start)
            chart.add(mention)

    def _names(self, chart: Chart, words: dict[int, Item]) -> list[Item]:
        """Return the toponym hits that may stand: longest first at each place, weak ones only where named as places."""
        out: list[Item] = []
        reach = 0
        for item in sorted(chart.by_label.get("toponym", ()), key=lambda i: (i.start, -i.end)):
            if item.start < reach or item.enclitic:
                continue
            before = words.get(item.start)
            named = before is not None and chart.tokens.breaks[item.start] <= Break.QUOTE
            if item.value.weak and not (named and before is not None and before.value.role == "generic"):
                continue
            if "س" in item.proclitics or "ك" in item.proclitics or (named and item.proclitics.endswith(("ب", "ل"))):
                continue  # "مركز بحوث" is no centre of Huth
            out.append(item)
            reach = item.end
        return out


def _votes(names: list[Item], chart: Chart) -> Counter[str]:
    """Count how often each country is spoken of, by its unambiguous places and its adjectives."""
    votes: Counter[str] = Counter()
    for item in names:
        countries = {place.country for place in item.value.places}
        if len(countries) == 1:
            votes[countries.pop()] += 2 if item.value.places[0].type == "country" else 1
    for item in chart.by_label.get("demonym", ()):
        votes[item.value] += 1
    return votes


def _rank(place: GazetteerPlace, types: tuple[str, ...], votes: Counter[str]) -> tuple[float, ...]:
    """Order the places of one name: fit to the generic noun, the article's countries, breadth, curation."""
    fit = -types.index(place.type) if place.type in types else -9
    breadth = {"country": 3, "city": 2, "admin1": 1, "town": 1}.get(place.type, 0)
    return (fit if types else 0, min(votes.get(place.country, 0), 6), breadth, not place.id.startswith("gn-"))


def _resolved(item: Item, words: dict[int, Item], votes: Counter[str]) -> Item | None:
    start, types, flags = _widen(item, words)
    names: PlaceName = item.value
    # "محافظة ..." of a name with both city and province means the province; bare it means the city.
    best = max(names.places, key=lambda place: _rank(place, types, votes))
    rivals = tuple(p.id for p in names.places if p.country != best.country)
    precision, kind = best.precision, best.type
    if types and kind not in types and types[0] not in {"area", "country"} and best.type != "country":
        kind = types[0]
    if flags.get("direction") or flags.get("region") or flags.get("border"):
        precision = precision if best.type not in {*_BROAD, "city", "town", "district"} else "area"
        kind = "region"
    mention = PlaceMention(
        place=best,
        country=best.country or None,
        precision=precision,
        type=kind,
        name_start=item.start,
        near=bool(flags.get("near")),
        direction=flags.get("direction"),
        border=bool(flags.get("border")),
        generic=bool(types),
        rivals=rivals,
    )
    # Only the widened start may carry the proclitic that governs the whole phrase.
    head = words.get(item.start) if start < item.start else None
    proclitics = head.proclitics if head is not None else item.proclitics
    return Item(start, item.end, "place", mention, item.rule, (), proclitics, item.definite)


def _widen(item: Item, words: dict[int, Item]) -> tuple[int, tuple[str, ...], dict[str, str]]:
    """Take in the generic nouns, compass parts and nearness words before a name."""
    start, types = item.start, ()
    flags: dict[str, str] = {}
    for _ in range(3):
        before = words.get(start)
        if before is None:
            break
        value: PlaceWord = before.value
        if value.role == "generic":
            if types or flags:
                break
            types = value.types
        else:
            flags[value.role] = value.word
        start = before.start
        if before.proclitics.startswith(("و", "ف")) and not before.definite:
            break
    return start, types, flags


def _opened(tokens: Tokens, item: Item) -> Item | None:
    """Take the unknown word after a generic noun for a toponym that the gazetteer does not hold."""
    at = item.end
    if at >= len(tokens) or item.definite or item.enclitic or tokens.breaks[at] > Break.QUOTE:
        return None
    form = tokens.forms[at]
    if len(form) < 3 or form in _PARTICLES or not ("ء" <= form[0] <= "ي"):
        return None
    if not form.startswith("ال") and form[0] not in "اأبتثجحخدذرزسشصضطظعغفقكلمنهوي":
        return None
    end = at + 1
    if (form in _HEADS or form.removeprefix("ال") in _HEADS) and end < len(tokens) and tokens.breaks[end] <= Break.SPACE:
        end += 1
    elif end < len(tokens) and form.startswith("ال") and tokens.forms[end].startswith("ال") and tokens.breaks[end] <= 1:
        end += 0
    value: PlaceWord = item.value
    mention = PlaceMention(
        place=None,
        country=None,
        precision=None,
        type=value.types[0] if value.types else None,
        name_start=at,
        generic=True,
        reason="the gazetteer holds no place of this name",
    )
    return Item(item.start, end, "place", mention, f"{item.rule}+unknown-name", (), item.proclitics, item.definite)
