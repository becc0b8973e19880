"""Events made by hand, all invented, and a small archive behind them."""

from __future__ import annotations

from typing import Any

from rasad.records import (
    Actor,
    Attribution,
    CodedArticle,
    DateValue,
    Derived,
    Event,
    EventReport,
    Evidence,
    PlaceValue,
    Published,
    ReportRef,
    Source,
    SourcedReport,
    Toll,
    Version,
    Zone,
)
from rasad.store import Entry

BASE = PlaceValue(
    name="عين الأسد", country="IQ", admin1="Al Anbar", lat=33.786, lon=42.441, precision="point", ref="iq-ain-al-asad"
)
SHELLING = "Explosions/Remote violence|Shelling/artillery/missile attack"
US, HEZBOLLAHIS = Actor(id="us-forces", text="القوات الأميركية"), Actor(id="kataib-hezbollah", text="كتائب حزب الله")
ARMY, CIVILIANS = Actor(id="iraq-forces", text="الجيش"), Actor(id="civilians", text="مدنيين")


def day(start: str, end: str | None = None) -> DateValue:
    return DateValue(start=start, end=end or start, text="فجر السبت", basis="relative")


def place(**changed: Any) -> PlaceValue:
    values = {name: getattr(BASE, name) for name in BASE.__struct_fields__}
    return PlaceValue(**(values | {"ref": None} | changed))


def event(**changed: Any) -> Event:
    """A rocket attack on a base by a faction, told twice, toll unknown."""
    values: dict[str, Any] = {
        "id": "e-aaaa2222",
        "rule": "conservative",
        "kind": "missile_attack",
        "plover": "ASSAULT/heavy-weapons",
        "acled": SHELLING,
        "date": day("2024-03-08", "2024-03-09"),
        "place": BASE,
        "initiators": (HEZBOLLAHIS,),
        "targets": (US,),
        "weapons": ("rocket",),
        "weapon_counts": {"rocket": 4},
        "confidence": 0.9,
        "reports": (
            ReportRef(doc="wire", event="wire/1", outlet="رويترز", group="g1", published="2024-03-09T08:20"),
            ReportRef(doc="daily", event="daily/1", outlet="شفق نيوز", group="g2", published="2024-03-10"),
        ),
    }
    return Event(**(values | changed))


def kind_of(kind: str, **changed: Any) -> Event:
    """An event of a kind with the kind's own codes."""
    from rasad.codebook.kinds import kinds

    return event(kind=kind, plover=kinds()[kind].plover, acled=kinds()[kind].acled, **changed)


def disputed(field: str = "killed") -> Derived:
    versions = (
        Version(value={"min": 3, "max": 3}, reports=("wire/1",), groups=1),
        Version(value={"min": 5, "max": None}, reports=("daily/1",), groups=1),
    )
    return Derived(field=field, reason="the lowest figure that a source gives", versions=versions, disputed=True)


class FakeLedger:
    """Two articles that tell one event, as an archive."""

    def __init__(self) -> None:
        self.articles = {
            "wire": article("wire", "سقطت أربعة صواريخ على قاعدة عين الأسد فجر السبت وقتل ثلاثة. ولم يعلق أحد.", 3),
            "daily": article("daily", "<b>عاجل</b> قصف طال القاعدة وقتل خمسة على الأقل، بحسب مصدر طبي.", 5),
        }

    def coded(self, doc: str) -> CodedArticle:
        return self.articles[doc]

    def reports(self, *, event: str) -> list[SourcedReport]:
        return [SourcedReport(source=source_of(one), report=one.events[0]) for one in self.articles.values()]

    def raw(self, doc: str) -> bytes:
        return self.articles[doc].text.encode()

    def log(self) -> list[Entry]:
        def entry(n: int, action: str, subject: str, **details: Any) -> Entry:
            return Entry(
                n=n,
                at=f"2024-03-10T10:0{n}:00Z",
                author="باحث",
                action=action,
                subject=subject,
                details=details,
                previous="0" * 64,
                hash="a" * 64,
            )

        return [
            entry(1, "add", "wire", events=["e-aaaa2222"]),
            entry(2, "add", "daily", events=["e-aaaa2222"]),
            entry(3, "add", "elsewhere", events=["e-zzzz2222"]),
            entry(4, "decide", "1", kind="same", a="wire/1", b="daily/1", note="المكان واليوم واحد"),
            entry(5, "undo", "1", decisions=[1]),
            entry(6, "undo", "9", decisions=[9]),
        ]


def article(doc: str, text: str, killed: int) -> CodedArticle:
    end = text.index("،") if "،" in text else text.index(".")
    report = EventReport(
        id=f"{doc}/1",
        kind="missile_attack",
        plover="ASSAULT/heavy-weapons",
        acled=SHELLING,
        date=day("2024-03-09"),
        place=BASE,
        initiators=(HEZBOLLAHIS,),
        targets=(US,),
        killed=Toll(killed, killed),
        attribution=(Attribution(id=None, text="مصدر طبي", named=False, via="رويترز"),),
        evidence=Evidence(start=0, end=end, quote=text[:end]),
    )
    return CodedArticle(
        doc=doc,
        language="ar",
        title=f"عنوان {doc} <i>",
        url=f"https://example.org/{doc}",
        outlet={"wire": "رويترز", "daily": "شفق نيوز"}[doc],
        agencies=(),
        published=Published(value="2024-03-10", basis="page"),
        text=text,
        zones=(Zone("body", 0, len(text)),),
        events=(report,),
    )


def source_of(coded: CodedArticle) -> Source:
    return Source(
        doc=coded.doc,
        outlet=coded.outlet,
        title=coded.title,
        url=coded.url,
        published=coded.published.value,
        basis=coded.published.basis,
        group=f"group of {coded.doc}",
    )
