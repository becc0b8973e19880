"""Places: finds toponyms, reads the words around them, and resolves them by the article's own context."""

from __future__ import annotations

from typing import Final

from rasad.grammar.chart import Chart
from rasad.grammar.item import Item
from rasad.grammar.lexicon import Lexicon
from rasad.grammar.vocabulary import Vocabulary
from rasad.mentions.context import Context
from rasad.mentions.place import PlaceMention
from rasad.mentions.placenames import PLACED, SURE, PlaceName, place_names, place_word_set, place_words
from rasad.mentions.placephrases import opened, spoken_of
from rasad.mentions.placing import Votes, choose, fits, is_stray
from rasad.text.tokens import Break

_BROAD: Final = frozenset({"country", "admin1", "region", "sea", "city", "town", "district"})
_TITLE: Final = "title"
"""The role of names of units, papers and operations in which a place's name stands ("فيلق القدس")."""
_WORD_ROLES: Final = frozenset({"country", "strip", "kingdom", "lands"})
_PRECISION: Final = {"admin1": "admin1", "district": "area", "area": "area", "quarter": "area", "country": "country"}


class PlaceFinder:
    """Adds ``place`` items (``PlaceMention``) to a chart."""

    needs: Final = ()
    adds: Final = ("place",)

    def __init__(self, vocabulary: Vocabulary, lexicon: Lexicon, language: str = "ar") -> None:
        """Add the gazetteer's names and the place words to ``lexicon``."""
        self._never = place_word_set(language, "never")
        for name, value in place_names().items():
            if len(name) > 2:
                lexicon.add(name, "toponym", value, "gazetteer")
        for word, meaning in place_words(language):
            lexicon.add(word, "placeword", meaning, "places")

    def run(self, chart: Chart, context: Context) -> None:
        """Find and resolve the toponyms of ``chart``."""
        words = chart.by_label.get("placeword", ())
        placewords = [item for item in words if item.value.role != _TITLE]
        titled = {at for item in words if item.value.role == _TITLE for at in range(item.start, item.end)}
        hits = [item for item in self._hits(chart) if titled.isdisjoint(range(item.start, item.end))]
        if not hits and not placewords:
            return
        before = _before(placewords)
        votes = Votes(hits, chart.by_label.get("demonym", []))
        taken = [False] * (len(chart.tokens) + 1)
        found: list[Item] = []
        for item in _standing(chart, hits, before, votes):
            _add(found, _resolved(item, before, votes, taken), taken)
        for item in placewords:
            if "ك" in item.proclitics or "س" in item.proclitics:
                continue  # "كتلة الصدر" is no hill
            made = None
            if item.value.role == "generic":
                made = opened(chart, item, votes) if item.value.opens != "no" and not taken[item.start] else None
            elif item.value.role in {"capital", *_WORD_ROLES}:
                made = spoken_of(chart, item, before, votes)
            if made is not None:
                _add(found, made, taken)
        for item in found:
            chart.add(item)

    def _hits(self, chart: Chart) -> list[Item]:
        """Return the toponyms that the words themselves allow, longest first at each place."""
        out: list[Item] = []
        reach = 0
        forms = chart.tokens.forms
        toponyms = chart.by_label.get("toponym", ())
        sure = {item.start for item in toponyms if item.value.level == SURE}
        for item in sorted(toponyms, key=lambda i: (i.start, -i.end, len(i.proclitics))):
            if item.start < reach or item.enclitic or forms[item.start] in self._never:
                continue
            if item.definite and not item.value.article:
                continue  # "المشهد" is not Mashhad
            if item.proclitics and ("س" in item.proclitics or "ك" in item.proclitics):
                continue
            if item.value.level != SURE and any(at in sure for at in range(item.start + 1, item.end)):
                continue  # a surer name within it
            if item.proclitics == "ف" and item.value.level != SURE:
                continue
            out.append(item)
            reach = item.end
        return out


def _add(found: list[Item], made: Item, taken: list[bool]) -> None:
    if not any(taken[made.start : made.end]):
        taken[made.start : made.end] = [True] * (made.end - made.start)
        found.append(made)


def _before(placewords: object) -> dict[int, Item]:
    """Return the place words by where they end, the longest of each."""
    out: dict[int, Item] = {}
    for item in placewords:  # type: ignore[attr-defined]
        held = out.get(item.end)
        if held is None or item.start < held.start:
            out[item.end] = item
    return out


def _standing(chart: Chart, hits: list[Item], before: dict[int, Item], votes: Votes) -> list[Item]:
    """Return the toponyms that stand as places: sure ones, and doubtful ones that their surroundings vouch for."""
    out: list[Item] = []
    doubtful: list[Item] = []
    vouched: set[str] = set()
    last: Item | None = None
    for item in hits:
        word = before.get(item.start) if chart.tokens.breaks[item.start] <= Break.QUOTE else None
        if word is not None and item.proclitics.endswith(("ب", "ل")):
            continue  # "مركز بحوث" is no centre of Huth
        if item.value.level == SURE or _vouched(chart, item, word, last, votes):
            out.append(item)
            last = item
            if item.value.level != SURE and word is not None:
                vouched.add(item.rule)
        elif item.value.level != SURE:
            doubtful.append(item)
    if vouched:
        out += [item for item in doubtful if item.rule in vouched and item.proclitics in {"", "و", "ب"}]
        out.sort(key=lambda item: item.start)
    return out


def _vouched(chart: Chart, item: Item, word: Item | None, last: Item | None, votes: Votes) -> bool:
    """Say whether the words about a doubtful name make it a place."""
    name: PlaceName = item.value
    if word is not None and word.value.role == "generic" and word.value.types and fits(name, word.value.types):
        return True
    if (
        item.proclitics == "و"
        and last is not None
        and last.end == item.start
        and chart.tokens.breaks[item.start] <= Break.SPACE
    ):
        place = last.value.places[0]
        return place.type != "country" and any(p.country == place.country for p in name.places)
    if name.level != PLACED or not any(votes.count[p.country] or p.type == "country" for p in name.places):
        return False
    if item.proclitics.endswith("ب"):
        return True
    return (
        not item.proclitics
        and item.start > 0
        and chart.tokens.breaks[item.start] <= Break.SPACE
        and (word is not None or chart.tokens.forms[item.start - 1] in place_word_set("ar", "preposition"))
    )


def _resolved(item: Item, before: dict[int, Item], votes: Votes, taken: list[bool]) -> Item:
    start, types, flags = _widen(item, before, taken)
    name: PlaceName = item.value
    best = choose(item, types, votes)
    # Only the widened start may carry the proclitic that governs the whole phrase.
    head = before.get(item.start) if start < item.start else None
    proclitics = head.proclitics if head is not None else item.proclitics
    stray = is_stray(best, item.start, votes) if types or name.level != SURE else None
    if stray is not None:
        kind = types[0] if types else best.type
        mention = PlaceMention(
            place=None,
            country=stray,
            precision=_PRECISION.get(kind, "point"),
            type=kind,
            name_start=item.start,
            generic=bool(types),
            rivals=tuple(p.id for p in name.places),
            reason=f"the gazetteer knows this name only in {best.country}, of which the text does not speak",
        )
        return Item(start, item.end, "place", mention, item.rule, (), proclitics, item.definite)
    precision, kind = best.precision, best.type
    if types and kind not in types and types[0] not in {"area", "country"} and best.type != "country":
        kind = types[0]
        precision = _PRECISION.get(kind, precision)
    if flags.get("direction") or flags.get("region") or flags.get("border"):
        precision = "area" if best.type in _BROAD else precision
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
        rivals=tuple(p.id for p in name.places if p.country != best.country),
    )
    return Item(start, item.end, "place", mention, item.rule, (), proclitics, item.definite)


def _widen(item: Item, before: dict[int, Item], taken: list[bool]) -> tuple[int, tuple[str, ...], dict[str, str]]:
    """Take in the generic nouns, compass parts and nearness words before a name that no other place has taken."""
    start, types = item.start, ()
    flags: dict[str, str] = {}
    for _ in range(3):
        word = before.get(start)
        if word is None or word.value.role in _WORD_ROLES or any(taken[word.start : start]):
            break
        value = word.value
        if value.role in {"generic", "capital"}:
            if types or flags:
                break
            types = value.types
        else:
            flags[value.role] = value.word
        start = word.start
        if word.proclitics.startswith(("و", "ف")) and not word.definite:
            break
    return start, types, flags
