"""Articles and events made by hand, all invented, and an archive that holds them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from rasad.codebook.kinds import kinds
from rasad.merging.derivation import derive
from rasad.records import (
    Actor,
    CodedArticle,
    DateValue,
    Event,
    EventFilter,
    EventReport,
    Evidence,
    PlaceValue,
    Published,
    Source,
    SourcedReport,
    Statement,
    Tally,
    Toll,
    Zone,
)
from rasad.story.telling import Telling

BASE = PlaceValue(
    name="عين الأسد", country="IQ", admin1="Al Anbar", lat=33.79, lon=42.44, precision="point", ref="iq-ain-al-asad"
)
QAIM = PlaceValue(
    name="القائم", country="IQ", admin1="Al Anbar", lat=34.37, lon=41.09, precision="point", ref="iq-al-qaim"
)
TOWN = PlaceValue(name="تعز", country="YE", admin1=None, lat=13.58, lon=44.02, precision="point", ref="ye-taiz")
US, FACTIONS = Actor(id="us-forces", text="القوات الأميركية"), Actor(id="iraqi-armed-factions", text="الفصائل")


def report(
    key: str, kind: str = "missile_attack", start: str | None = "2024-03-08", end: str | None = None, **changed: Any
) -> EventReport:
    """A rocket attack by factions on US forces at a base, unless ``changed`` says otherwise."""
    values: dict[str, Any] = {
        "id": key,
        "kind": kind,
        "plover": kinds()[kind].plover,
        "acled": kinds()[kind].acled,
        "date": DateValue(start=start, end=end or start) if start else None,
        "place": BASE,
        "initiators": (FACTIONS,),
        "targets": (US,),
        "evidence": Evidence(start=0, end=4, quote="قصفت"),
    }
    return EventReport(**(values | changed))


def article(
    doc: str,
    text: str = "نص",
    published: str | None = "2024-03-10",
    events: Sequence[EventReport] = (),
    **changed: Any,
) -> CodedArticle:
    values: dict[str, Any] = {
        "doc": doc,
        "language": "ar",
        "title": None,
        "url": None,
        "outlet": f"صحيفة {doc}",
        "agencies": (),
        "published": Published(value=published, basis="page", local_day=published),
        "text": text,
        "zones": (Zone("body", 0, len(text)),),
        "events": tuple(events),
    }
    return CodedArticle(**(values | changed))


def tally(what: str, evidence: str, text: str, start: str | None, end: str | None, **changed: Any) -> Tally:
    at = text.index(evidence)
    return Tally(
        what=what, count=changed.pop("count", None), start=start, end=end, evidence=evidence,
        span=(at, at + len(evidence)), **changed,
    )  # fmt: skip


class Archive:
    """Holds articles; an event is what the reports that ``same`` puts together add up to, else each its own."""

    def __init__(self, *articles: CodedArticle, same: Iterable[tuple[str, ...]] = ()) -> None:
        self._articles = articles
        self._same = [set(keys) for keys in same]

    def articles(self) -> list[CodedArticle]:
        return list(self._articles)

    def sources(self) -> list[Source]:
        return [Source(doc=a.doc, outlet=a.outlet, published=a.published.value) for a in self._articles]

    def statements(self) -> list[tuple[Source, Statement]]:
        by_doc = {source.doc: source for source in self.sources()}
        return [(by_doc[a.doc], one) for a in self._articles for one in a.statements]

    def reports(self) -> list[SourcedReport]:
        by_doc = {source.doc: source for source in self.sources()}
        return [
            SourcedReport(source=by_doc[a.doc], report=one, context=a.text)
            for a in self._articles
            for one in a.events
        ]

    def events(self, filter: EventFilter | None = None, rule: str = "conservative") -> list[Event]:
        left = {item.key: item for item in self.reports()}
        groups = [[left.pop(key) for key in sorted(keys)] for keys in self._same]
        groups += [[item] for item in left.values()]
        found = [derive(f"e-{min(item.key for item in group).replace('/', '-')}", group, rule) for group in groups]
        since = filter.since if filter else None
        return [event for event in found if since is None or (event.date and event.date.end >= since)]


def telling(*articles: CodedArticle, same: Iterable[tuple[str, ...]] = (), rule: str = "conservative") -> Telling:
    return Telling(Archive(*articles, same=same), rule=rule)


__all__ = ["BASE", "FACTIONS", "QAIM", "TOWN", "US", "Archive", "Toll", "article", "report", "tally", "telling"]
