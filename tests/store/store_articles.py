"""Coded articles made by hand, so that the store's tests need no coder."""

from __future__ import annotations

from rasad.records import (
    Actor,
    CodedArticle,
    DateValue,
    EventReport,
    Evidence,
    PlaceValue,
    Published,
    Statement,
    Tally,
    Toll,
    Zone,
)

PLACES = {
    "عين الأسد": ("IQ", "Anbar", 33.79, 42.44),
    "القائم": ("IQ", "Anbar", 34.38, 41.05),
    "الحسكة": ("SY", "Hasakah", 36.50, 40.75),
    "صنعاء": ("YE", "Sanaa", 15.35, 44.21),
}


def report(
    doc: str,
    number: int = 1,
    *,
    kind: str = "missile_attack",
    day: str | None = "2024-03-08",
    place: str | None = "عين الأسد",
    killed: int | None = None,
    quote: str = "سقطت صواريخ على القاعدة",
    actor: str | None = "islamic-resistance-in-iraq",
) -> EventReport:
    at = None
    if place is not None:
        country, admin1, lat, lon = PLACES[place]
        at = PlaceValue(
            name=place, country=country, admin1=admin1, lat=lat, lon=lon, precision="point", ref=f"test-{place}"
        )
    return EventReport(
        id=f"{doc}/{number}",
        kind=kind,
        plover="ASSAULT/heavy-weapons",
        acled="Explosions/Remote violence|Shelling/artillery/missile attack",
        date=DateValue(start=day, end=day) if day else None,
        place=at,
        initiators=(Actor(id=actor, text="المقاومة الإسلامية في العراق"),) if actor else (),
        targets=(Actor(id="us-forces", text="القوات الأمريكية"),),
        weapons=("rocket",),
        weapon_counts={"rocket": 4},
        killed=None if killed is None else Toll(killed, killed),
        confidence=0.9,
        evidence=Evidence(start=0, end=len(quote), quote=quote),
    )


def article(doc: str, *events: EventReport, text: str | None = None, outlet: str | None = None) -> CodedArticle:
    """An article whose reports are ``events``; its text is made of its name, so that no two are the same."""
    words = text if text is not None else f"سقطت صواريخ على القاعدة. خبر رقم {doc} من مراسلنا أحمد في العراق."
    tally = Tally(what="attacks", count=72, start="2023-10-17", evidence="72 هجوماً", span=(0, 9))
    said = Statement(
        speaker=Actor(id=None, text="المتحدث"),
        role=None,
        kind="denial",
        quoted=False,
        via=None,
        text=words,
        span=(0, 5),
    )
    return CodedArticle(
        doc=doc,
        language="ar",
        title=f"عنوان {doc}",
        url=None,
        outlet=outlet or "وكالة الضفاف",
        agencies=("afp",),
        published=Published(value="2024-03-09", basis="page", local_day="2024-03-09"),
        text=words,
        zones=(Zone("body", 0, len(words)),),
        events=events,
        tallies=(tally,),
        statements=(said,),
    )
