"""Event reports for the tests, in invented words."""

from __future__ import annotations

from typing import Any

from rasad.codebook.kinds import kinds
from rasad.records import Actor, DateValue, EventReport, Evidence, PlaceValue, Source, SourcedReport, Toll

PLACES = {
    "asad": PlaceValue(
        name="عين الأسد", country="IQ", admin1="Al Anbar", lat=33.79, lon=42.44, precision="point", ref="iq-asad"
    ),
    "tanf": PlaceValue(
        name="التنف", country="SY", admin1="Homs", lat=33.5, lon=38.6, precision="point", ref="sy-tanf"
    ),
    "iraq": PlaceValue(name="العراق", country="IQ", admin1=None, lat=33.0, lon=44.0, precision="country", ref="iq"),
    "tyre": PlaceValue(
        name="صور", country="LB", admin1="South", lat=33.27, lon=35.2, precision="point", ref="lb-tyre"
    ),
}


def actors(*ids: str) -> tuple[Actor, ...]:
    return tuple(Actor(id=one, text=one) for one in ids)


def toll(value: int | tuple[int, int | None] | None) -> Toll | None:
    return Toll(value, value) if isinstance(value, int) else Toll(*value) if value else None


def report(
    key: str = "a/1",
    kind: str = "drone_strike",
    day: str | tuple[str, str] | None = "2024-07-16",
    place: str | None = "asad",
    *,
    who: tuple[str, ...] = (),
    whom: tuple[str, ...] = ("us-forces",),
    killed: int | tuple[int, int | None] | None = None,
    injured: int | tuple[int, int | None] | None = None,
    weapons: dict[str, int] | None = None,
    words: str = "استهدفت طائرتان مسيرتان القاعدة",
    published: str | None = "2024-07-17",
    group: str | None = None,
    outlet: str | None = None,
    title: str | None = None,
    main: bool = True,
    more: dict[str, Any] | None = None,
) -> SourcedReport:
    start, end = (day, day) if isinstance(day, str) else day or ("", "")
    made = EventReport(
        id=key,
        kind=kind,
        plover=kinds()[kind].plover,
        acled=kinds()[kind].acled,
        date=DateValue(start=start, end=end) if day else None,
        place=PLACES[place] if place else None,
        initiators=actors(*who),
        targets=actors(*whom),
        weapons=tuple(weapons or ()),
        weapon_counts=weapons or {},
        killed=toll(killed),
        injured=toll(injured),
        salience="main" if main else "background",
        evidence=Evidence(start=0, end=len(words), quote=words),
        **(more or {}),
    )
    doc = key.split("/")[0]
    basis = "page" if published else "none"
    source = Source(doc=doc, outlet=outlet, title=title, published=published, basis=basis, group=group)
    return SourcedReport(source=source, report=made)
