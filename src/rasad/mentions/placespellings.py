"""Other spellings of known places: "كفر باطنا" for "كفر بطنا", "جوجارات" for "غوجارات"."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import Final

from rasad.codebook.gazetteer import GazetteerPlace, gazetteer
from rasad.mentions.placing import SETTLED
from rasad.text.fold import fold

_ROUGHLY: Final = str.maketrans("غجقطصثظضذ", "كككتسسززز", "اويء -")
"""Letters that the press writes for one foreign sound, and those that it leaves out or puts in at will."""
_SHORTEST: Final = 5
_LONG: Final = 8
"""Names of so many letters may differ in two of them, shorter ones in one."""


def respelt(words: list[str], country: str | None, types: tuple[str, ...]) -> tuple[GazetteerPlace, int] | None:
    """Return the settled place of ``country`` that ``words`` spell another way, and how many of them it takes.

    ``words`` are the folded words behind a generic noun of ``types``. ``None`` where no place is near enough in
    spelling, or several are.
    """
    if country is None or not types or types[0] not in {*SETTLED, "area"}:
        return None
    quarters_only = types == ("quarter",)
    for many in range(min(len(words), 3), 0, -1):
        name = _bare(" ".join(words[:many]))
        if len(name) < _SHORTEST or not _rough(words[many - 1]):
            continue  # a last word of soft letters alone is no part of a name: "أو"
        alike = [place for known, place in _held().get((country, _rough(name)), ()) if _near(name, known)]
        near = {place.id: place for place in alike if place.type == "quarter" or not quarters_only}
        if len(near) == 1:
            return next(iter(near.values())), many
        fitting = [place for place in near.values() if place.type in types]
        if len(fitting) == 1:
            return fitting[0], many
    return None


@cache
def _held() -> dict[tuple[str, str], list[tuple[str, GazetteerPlace]]]:
    """Return the settled places of the gazetteer, with their bare names, by country and rough spelling."""
    out: dict[tuple[str, str], list[tuple[str, GazetteerPlace]]] = defaultdict(list)
    for place in gazetteer():
        if place.type in SETTLED and place.country:
            for name in {_bare(fold(name)) for name in place.names}:
                if len(name) >= _SHORTEST:
                    out[place.country, _rough(name)].append((name, place))
    return dict(out)


def _bare(name: str) -> str:
    """Return a folded name without articles and spaces."""
    return "".join(part.removeprefix("ال") if len(part) > 4 else part for part in name.split())


def _rough(name: str) -> str:
    return name.removesuffix("ه").translate(_ROUGHLY)


def _near(a: str, b: str) -> bool:
    """Say whether two names differ in one letter at most, or two where both are long."""
    most = 2 if min(len(a), len(b)) >= _LONG else 1
    if abs(len(a) - len(b)) > most:
        return False
    row = list(range(len(b) + 1))
    for at, letter in enumerate(a, 1):
        held, row[0] = row[0], at
        for n, other in enumerate(b, 1):
            held, row[n] = row[n], min(row[n] + 1, row[n - 1] + 1, held + (letter != other))
    return row[-1] <= most
