"""Place phrases without a known name: unknown names behind a generic noun, and "the capital", "the country"."""

from __future__ import annotations

from typing import Final

from rasad.codebook.gazetteer import GazetteerPlace, gazetteer
from rasad.grammar.chart import Chart
from rasad.grammar.item import Item
from rasad.mentions.place import PlaceMention
from rasad.mentions.placenames import PlaceWord, capitals, countries, place_word_set
from rasad.mentions.placespellings import respelt
from rasad.mentions.placing import Votes
from rasad.text.tokens import Break

_BUSY: Final = frozenset(
    ["trigger", "victim", "demonym", "actorhead", "number", "placeword", "cue", "weapon", "casualty", "date"]
)
_NO_STARTS: Final = ("لت", "للا", "وال", "بال", "بخ", "ولن", "وبع", "وخط", "يست", "تست", "تتم", "يتم")
_BUILT: Final = frozenset(
    ["mountain", "valley", "site", "base", "camp", "airport", "port", "field", "dam", "crossing", "island"]
)
_PRECISION: Final = {"admin1": "admin1", "district": "area", "area": "area", "quarter": "area", "region": "area"}
_KINGDOMS: Final = ("SA", "JO", "MA", "BH", "GB")
_OF_THE_STRIP: Final = frozenset(("المحاصر", "الساحلي", "الضيق", "الصغير", "المدمر", "الذي", "التي", "الي", "الاحد"))
_AREA_BEFORE: Final = frozenset({"direction", "near", "region", "border"})


def opened(chart: Chart, item: Item, votes: Votes) -> Item | None:
    """Take the unknown word after a generic noun for a toponym that the gazetteer does not hold."""
    tokens, at, value = chart.tokens, item.end, item.value
    if at >= len(tokens) or item.definite or item.enclitic or tokens.breaks[at] > Break.QUOTE:
        return None
    quoted = tokens.breaks[at] == Break.QUOTE
    if not _is_name(chart, at, quoted) or (value.opens == "placed" and not _is_placed(chart, item)):
        return None
    form = tokens.forms[at]
    if form.startswith(("لل", "بال")) or "أد" in tokens.words(item.start, item.start + 1)[:3]:
        return None
    listed = any(other.label == "placeword" for other in chart.by_start.get(at, ()))  # "مدينة وميناء الحديدة"
    same = None if listed else respelt(_run(chart, at), votes.top(at), value.types)
    if same is not None:
        return _known(item, at + same[1], same[0])
    end = at + 1
    if end < len(tokens) and tokens.breaks[end] <= Break.SPACE:
        after = tokens.forms[end]
        if form.removeprefix("ال") in place_word_set("ar", "head") or (
            form.startswith("ال") and after in place_word_set("ar", "adjective")
        ):
            end += 1
    kind = value.types[0] if value.types else None
    mention = PlaceMention(
        place=None,
        country=votes.top(at),
        precision=_PRECISION.get(kind or "", "point"),
        type=kind,
        name_start=item.start if kind in _BUILT else at,
        generic=True,
        reason="the gazetteer holds no place of this name",
    )
    return Item(item.start, end, "place", mention, f"{item.rule}+unknown-name", (), item.proclitics, item.definite)


def _run(chart: Chart, at: int) -> list[str]:
    """Return the words from token ``at`` on that nothing parts, three at most."""
    tokens = chart.tokens
    last = min(at + 3, len(tokens))
    end = next((n for n in range(at + 1, last) if tokens.breaks[n] > Break.SPACE), last)
    return tokens.forms[at:end]


def _known(item: Item, end: int, place: GazetteerPlace) -> Item:
    """Make the place item of a generic noun and a name that the gazetteer spells otherwise."""
    kind = item.value.types[0]
    precision = _PRECISION.get(kind, place.precision)
    mention = PlaceMention(
        place=place, country=place.country, precision=precision, type=place.type, name_start=item.end, generic=True
    )
    return Item(item.start, end, "place", mention, f"{item.rule}+respelt", (), item.proclitics, item.definite)


def _is_name(chart: Chart, at: int, quoted: bool) -> bool:
    """Say whether token ``at`` may be a proper name: no particle, adjective, number or word of another lexicon."""
    form = chart.tokens.forms[at]
    if len(form) < 3 or form in place_word_set("ar", "particle") or not ("ء" <= form[0] <= "ي"):
        return False
    bare = form[2:] if form.startswith("ال") else form
    ordinary = place_word_set("ar", "ordinary")
    if form in ordinary or bare in ordinary or form.lstrip("بل") in ordinary:
        return False
    if quoted:
        return True
    if not form.startswith("ال") and len(form) > 4 and form.endswith("يه"):
        return False  # "منطقة جبلية": an indefinite adjective
    if form.endswith(("ها", "هم")) or form.startswith(_NO_STARTS):
        return False  # a word with a pronoun, or with a preposition: "منطقة يقطنها"
    return not any(other.label in _BUSY and not other.proclitics for other in chart.by_start.get(at, ()))


def _is_placed(chart: Chart, item: Item) -> bool:
    """Say whether a preposition of place governs the phrase."""
    if item.proclitics.endswith("ب"):
        return True
    at = item.start
    return (
        not item.proclitics
        and at > 0
        and chart.tokens.breaks[at] <= Break.SPACE
        and chart.tokens.forms[at - 1] in place_word_set("ar", "lead")
    )


def spoken_of(chart: Chart, item: Item, before: dict[int, Item], votes: Votes) -> Item | None:
    """Resolve "العاصمة", "البلاد", "القطاع", "المملكة" and "الأراضي السورية" to what the text is about."""
    role = item.value.role
    after = next((i for i in chart.by_start.get(item.end, ()) if i.label == "demonym" and i.definite), None)
    if after is not None and chart.tokens.breaks[item.end] > Break.SPACE:
        after = None
    end = item.end
    if role == "capital":
        if not item.definite or (after is None and _name_follows(chart, item.end)):
            return None
        country = after.value if after is not None else votes.top(item.start)
        place = capitals().get(country or "")
        end = after.end if after is not None else end
    elif role == "lands":
        if after is None or not item.definite:
            return None
        place, end = countries().get(after.value), after.end
    else:
        place = None if after is not None or _is_part(chart, item) else _whole(role, item, votes)
    if place is None or item.enclitic:
        return None
    return _about(item, end, place, role, before)


def _is_part(chart: Chart, item: Item) -> bool:
    """Say whether "القطاع" is a sector of something: "القطاع الجنوبي من ريف حلب", "القطاع الخاص"."""
    at = item.end
    if item.value.role != "strip" or at >= len(chart.tokens) or chart.tokens.breaks[at] > Break.QUOTE:
        return False
    return chart.tokens.forms[at].startswith("ال") and chart.tokens.forms[at] not in _OF_THE_STRIP


def _name_follows(chart: Chart, at: int) -> bool:
    return any(i.label == "toponym" for i in chart.by_start.get(at, ())) and chart.tokens.breaks[at] <= Break.QUOTE


def _whole(role: str, item: Item, votes: Votes) -> GazetteerPlace | None:
    if role == "country":
        return countries().get(votes.top(item.start) or "")
    if role == "strip":
        return _gaza() if votes.count["PS"] + votes.count["IL"] >= 2 else None
    weights = votes.near(item.start)
    kingdoms = [c for c in _KINGDOMS if weights[c]]
    return countries().get(max(kingdoms, key=lambda c: weights[c])) if kingdoms else None


def _gaza() -> GazetteerPlace | None:
    return next(
        (place for place in gazetteer() if place.id == "ps-gaza-strip-admin1" or place.name_en == "Gaza Strip"), None
    )


def _about(item: Item, end: int, place: GazetteerPlace, role: str, before: dict[int, Item]) -> Item:
    """Make the place item, a compass part before it taken in ("شمال البلاد")."""
    word = before.get(item.start)
    part = word.value if word is not None and word.value.role in _AREA_BEFORE else None
    start = word.start if part is not None and word is not None else item.start
    governed = part is not None and part.role != "near"
    mention = PlaceMention(
        place=place,
        country=place.country or None,
        precision="area" if governed else place.precision,
        type="region" if governed else place.type,
        name_start=item.start,
        direction=part.word if part is not None and part.role == "direction" else None,
        near=part is not None and part.role == "near",
        border=part is not None and part.role == "border",
        generic=True,
    )
    proclitics = word.proclitics if word is not None and part is not None else item.proclitics
    return Item(start, end, "place", mention, f"places:about-{role}", (), proclitics, item.definite)


__all__ = ["PlaceWord", "opened", "spoken_of"]
