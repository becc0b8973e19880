"""What is asked of things that are no events: tallies, statements, figures of presence, by the same filter."""

from __future__ import annotations

from collections.abc import Iterable

from rasad.codebook.gazetteer import gazetteer
from rasad.codebook.sphere import kilometres
from rasad.records import EventFilter, PlaceValue
from rasad.text.fold import fold


class Asked:
    """Holds a filter and answers part by part; what the filter does not ask is met."""

    def __init__(self, wanted: EventFilter) -> None:
        self._wanted = wanted

    def days(self, start: str | None, end: str | None) -> bool:
        """Say whether the days from ``start`` to ``end`` touch what is asked; unknown days touch nothing."""
        since, until = self._wanted.since, self._wanted.until
        if since is None and until is None:
            return True
        if start is None and end is None:
            return False
        return (end or start or "")[:10] >= (since or "") and (start or end or "")[:10] <= (until or "9999")

    def kind(self, *names: str) -> bool:
        """Say whether one of ``names`` is the kind asked for."""
        return self._wanted.kind is None or self._wanted.kind in names

    def actor(self, idents: Iterable[str], words: str) -> bool:
        """Say whether the actor asked for is among ``idents``, or its name in ``words``."""
        wanted = self._wanted.actor
        return wanted is None or wanted in set(idents) or _holds(words, wanted)

    def place(self, places: Iterable[PlaceValue], words: str, countries: Iterable[str] = ()) -> bool:
        """Say whether the place asked for is among ``places`` or ``countries``, or its name in ``words``."""
        wanted, near, known = self._wanted.place, self._wanted.near, list(places)
        if near is not None and not any(
            p.lat is not None and p.lon is not None and kilometres(p.lat, p.lon, near.lat, near.lon) <= near.km
            for p in known
        ):
            return False
        if wanted is None:
            return True
        codes = {*countries, *(p.country for p in known if p.country)}
        return (
            any(wanted in (p.ref, p.admin1) or _holds(p.name, wanted) for p in known)
            or wanted.upper() in codes
            or bool(_country_of(wanted) & codes)
            or _holds(words, wanted)
        )

    def outlet(self, name: str | None) -> bool:
        """Say whether ``name`` holds the words asked for."""
        return self._wanted.outlet is None or _holds(name or "", self._wanted.outlet)

    def text(self, words: str) -> bool:
        """Say whether ``words`` hold every word asked for, in any spelling."""
        return self._wanted.text is None or all(_holds(words, word) for word in self._wanted.text.split())


def _holds(words: str, wanted: str) -> bool:
    return fold(wanted).lower() in fold(words).lower()


def _country_of(name: str) -> frozenset[str]:
    folded = fold(name).lower()
    return frozenset(
        one.country
        for one in gazetteer()
        if one.type == "country" and (one.name_en.lower() == folded or any(fold(n) == folded for n in one.names))
    )
