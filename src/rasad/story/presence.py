"""Presence: how many troops, and what missions, texts tell of through time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, Literal

import msgspec

from rasad.codebook.actors import actors
from rasad.records import Toll
from rasad.story.cited import Cited
from rasad.story.days import Days
from rasad.story.passages import Counted, Dated, Passage

WANTED: Final = (("troop", "present"), ("troop", "ofwhom"), ("force", "present"), ("mission", "force"), ("turn",))
_LEAST_TURN_DAYS: Final = 28
"""A turn told in a news text by a single day is mostly the day of the news ("strikes on Sunday … the withdrawal")."""
"""The cues of passages that tell of a presence."""
LEAST: Final = 100
"""Fewer people are a party in an event, not a presence."""
_NEAR_WORDS: Final = 8
_OWN_ZONES: Final = frozenset({"body", "headline", "lead"})


class Level(msgspec.Struct, frozen=True, kw_only=True):
    """One thing said of a presence: a figure of people (``kind`` ``troops``) or a turn of a mission (``mission``).

    ``days`` are those of the words (``basis`` ``stated``), of the ``sentence before``, the ``latest of the gallery``,
    or the article's own where they speak of the present (``published``); ``None`` where none is known. ``actor`` is
    whose forces, where the words name one; ``country`` where they are. ``figure`` has ``max`` ``None`` for "more
    than"; ``part_of`` marks a figure that is part of the one before it ("3,500, of whom 2,500 American").
    """

    kind: Literal["troops", "mission"]
    cited: Cited
    days: Days | None
    basis: str
    figure: Toll | None = None
    about: bool = False
    part_of: int | None = None
    actor: str | None = None
    country: str | None = None


def presence(passages: Iterable[Passage]) -> list[Level]:
    """Return what is told of presence, by its days (unknown last), then in the order of the texts."""
    found = [level for passage in passages for level in _levels(passage)]
    return sorted(
        found, key=lambda one: (one.days is None, one.days or Days("", ""), one.cited.order, one.part_of or 0)
    )


def _levels(passage: Passage) -> Iterator[Level]:
    counted = (passage.has("troop") or passage.has("force")) and not passage.has("elsewhere")
    figures = list(_figures(passage)) if counted else []
    whole: Counted | None = None
    for number in figures:
        part = whole is not None and _is_part(passage, number)
        yield _level(passage, number, whole.least if part and whole else None)
        whole = whole if part else number
    at = _turn(passage)
    if at is not None:
        yield Level(
            kind="mission",
            cited=passage.cited,
            days=at.days,
            basis="stated",
            actor=_foreign(passage, None),
            country=_country(passage),
        )


def _turn(passage: Passage) -> Dated | None:
    """Return the date at which a sentence says that a mission began, changed or ended; talks and truces are none."""
    if passage.has("talks") or passage.has("halt", "attacks") or passage.has("deadline"):
        return None
    name = "turn" if passage.has("turn") else "mission" if passage.has("mission", "force") else None
    at = passage.closest_date(name) if name else None
    if name is None or at is None or at.days.length < _LEAST_TURN_DAYS and passage.cited.zone in _OWN_ZONES:
        return None
    return at if any(abs(at.at - spot) <= _NEAR_WORDS for spot in passage.cues[name]) else None


def _figures(passage: Passage) -> Iterator[Counted]:
    """Yield the numbers of people who are there: followed by a word for them, no toll, no year."""
    for number in passage.numbers:
        if (number.most or number.least) < LEAST or number.at in passage.tolls:
            continue
        followed = passage.words[number.end : number.end + 2]
        counted = any(number.end <= at <= number.end + 1 for at in passage.cues.get("troop", ()))
        named = any(one.at == number.end for one in passage.actors)
        if followed and (counted or (named and passage.has("ofwhom"))):
            yield number


def _is_part(passage: Passage, number: Counted) -> bool:
    return any(0 < number.at - at <= 3 for at in passage.cues.get("ofwhom", ()))


def _level(passage: Passage, number: Counted, part_of: int | None) -> Level:
    days, basis = _when(passage, number)
    return Level(
        kind="troops",
        cited=passage.cited,
        days=days,
        basis=basis,
        figure=Toll(number.least, number.most),
        about=number.about and number.most is not None,
        part_of=part_of,
        actor=_foreign(passage, number),
        country=_country(passage),
    )


def _when(passage: Passage, number: Counted) -> tuple[Days | None, str]:
    """Return the days of a figure and their basis.

    A date near it in the sentence is its own, unless a relative clause ("which was formed in 2014") holds it. A
    figure in the present is of the article's day, in a gallery of the latest day that the gallery states; one in the
    past goes on from the sentence before.
    """
    near = [one for one in passage.dates if abs(one.at - number.at) <= _NEAR_WORDS and not _in_clause(passage, one)]
    if near:
        return min(near, key=lambda one: abs(one.at - number.at)).days, "stated"
    if not passage.has("now") and passage.before_dates:
        return passage.before_dates[-1].days, "sentence before"
    published = passage.cited.published
    if passage.cited.zone == "gallery":
        return passage.latest, "latest of the gallery" if passage.latest else "none"
    if published and passage.cited.zone in _OWN_ZONES:
        return Days(published[:10], published[:10]), "published"
    return None, "none"


def _in_clause(passage: Passage, dated: Dated) -> bool:
    before = passage.words[max(0, dated.at - 5) : dated.at]
    return bool({"الذي", "التي", "الذين", "which", "that"} & set(before))


def _foreign(passage: Passage, number: Counted | None) -> str | None:
    """Return whose forces: the actor right after the figure, else the first armed one that is not the host's."""
    known = actors()
    if number is not None:
        after = [one for one in passage.actors if 0 <= one.at - number.end <= 1 and one.id in known]
        if after:
            return after[0].id
    forces = [one.id for one in passage.actors if one.id in known and known[one.id].kind == "state-forces"]
    abroad = (one for one in forces if any(code != known[one].country for code in passage.countries))
    return next(abroad, next(iter(forces), None))


def _country(passage: Passage) -> str | None:
    """Return where they are: the first country that is not the forces' own."""
    forces = actors().get(_foreign(passage, None) or "")
    return next((code for code in passage.countries if forces is None or code != forces.country), None)
