"""Choosing between the places of one name by the words before it and by the countries that the text speaks of."""

from __future__ import annotations

from collections import Counter
from typing import Final

from rasad.codebook.gazetteer import GazetteerPlace
from rasad.grammar.item import Item
from rasad.mentions.placenames import SURE, WEAK, PlaceName, capitals

SETTLED: Final = frozenset({"city", "town", "village", "district", "admin1", "quarter", "region", "front"})
_SMALL: Final = frozenset(
    [
        "town",
        "village",
        "quarter",
        "site",
        "mountain",
        "valley",
        "district",
        "base",
        "camp",
        "front",
        "crossing",
        "field",
        "dam",
    ]
)
_TIER: Final = {"country": 6.0, "city": 4.0, "admin1": 3.0, "region": 2.0, "sea": 2.0, "town": 1.5, "district": 1.0}


class Votes:
    """How often each country is spoken of, and where: by sure names of places in it and by its adjectives."""

    def __init__(self, names: list[Item], demonyms: list[Item]) -> None:
        """Count ``names`` (level ``SURE`` and all in one country) and ``demonyms``."""
        self.count: Counter[str] = Counter()
        self.at: list[tuple[int, str]] = []
        for item in names:
            first = item.value.places[0]
            if item.value.level == SURE and all(p.country == first.country for p in item.value.places):
                self._add(item.start, first.country, 2 if first.type == "country" else 1)
        for item in demonyms:
            self._add(item.start, item.value, 1)

    def _add(self, at: int, country: str, weight: int) -> None:
        if country:
            self.count[country] += weight
            self.at.append((at, country))

    def near(self, at: int) -> Counter[str]:
        """Weigh the countries from where token ``at`` stands: near words count most."""
        weights: Counter[str] = Counter()
        for start, country in self.at:
            distance = abs(start - at)
            weights[country] += 8 if distance < 12 else 3 if distance < 40 else 1
        return weights

    def top(self, at: int) -> str | None:
        """Return the country that the text about token ``at`` speaks of, ``None`` where it speaks of none."""
        weights = self.near(at)
        if not weights:
            return None
        best, weight = weights.most_common(1)[0]
        return best if weight >= 3 else None


def fits(name: PlaceName, types: tuple[str, ...]) -> bool:
    """Say whether a place of ``name`` is such as the generic noun of ``types`` names."""
    return any(p.type in types or (types[0] in SETTLED and p.type in SETTLED) for p in name.places)


def choose(item: Item, types: tuple[str, ...], votes: Votes) -> GazetteerPlace:
    """Return the likeliest place of a name: fit to the generic noun, the text's countries, importance."""
    name: PlaceName = item.value
    if len(name.places) == 1:
        return name.places[0]
    near = votes.near(item.start)
    heads = capitals()

    def score(pair: tuple[GazetteerPlace, int]) -> float:
        place, level = pair
        tier = _TIER.get(place.type, 0.0)
        if heads.get(place.country) is place:
            tier = 5.0
        fit = 4.0 - 0.3 * types.index(place.type) if place.type in types else 0.0
        if level == WEAK and not fit:
            fit = -4.0
        vote = 0.8 * min(votes.count[place.country], 4) + 0.12 * min(near[place.country], 16)
        return tier + fit + vote - (1.0 if place.id.startswith("gn-") else 0.0)

    return max(zip(name.places, name.levels, strict=True), key=score)[0]


def is_stray(place: GazetteerPlace, at: int, votes: Votes) -> str | None:
    """Return the country meant instead, where ``place`` is a small place in a country that the text never names."""
    if place.type not in _SMALL or not place.country or votes.count[place.country]:
        return None
    top = votes.top(at)
    return top if top and votes.count[top] >= 3 else None
