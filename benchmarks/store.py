#!/usr/bin/env python3
"""The ledger: articles added a second, events listed, one event found, all of it verified; on invented articles.

python benchmarks/store.py [--articles N] [--ledger PATH|URL]
"""

from __future__ import annotations

import argparse
import random
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from typing import TypeVar

from rasad.codebook.actors import actors
from rasad.codebook.gazetteer import GazetteerPlace, gazetteer
from rasad.codebook.kinds import kinds
from rasad.records import Actor, CodedArticle, DateValue, EventReport, Evidence, PlaceValue, Published, Toll, Zone
from rasad.store import EventFilter, Incoming, Ledger

TOGETHER = 64
OUTLETS = [f"صحيفة {name}" for name in ("الضفاف", "المرفأ", "الرواسي", "السهل", "المدار", "البيان الجديد")]
WORDS = [
    "قصف",
    "غارة",
    "صاروخ",
    "مسيرة",
    "قاعدة",
    "مدينة",
    "قتلى",
    "جرحى",
    "مصدر",
    "أمني",
    "بيان",
    "هدنة",
    "محادثات",
    "قوات",
    "فصائل",
    "حدود",
    "مطار",
    "ميناء",
    "سوق",
]
T = TypeVar("T")


def told_events(chance: random.Random) -> Iterator[EventReport]:
    """Yield invented events without end: a kind, a place, a day, two actors, perhaps a toll."""
    names, cast = list(kinds().values()), list(actors())
    places = [place for place in gazetteer() if place.precision == "point"]
    for number in range(10**9):
        kind, place = chance.choice(names), chance.choice(places)
        day = (date(2015, 1, 1) + timedelta(days=chance.randrange(3600))).isoformat()
        dead = chance.choice([None, None, 0, 1, 2, 3, 5, 12])
        quote = f"{' '.join(chance.sample(WORDS, 8))} في {place.names[0]} حدث {number}"
        yield EventReport(
            id="",
            kind=kind.kind,
            plover=kind.plover,
            acled=kind.acled,
            date=DateValue(start=day, end=day),
            place=placed(place),
            initiators=(Actor(id=chance.choice(cast), text="الفاعل"),),
            targets=(Actor(id=chance.choice(cast), text="الهدف"),),
            killed=Toll(dead, dead) if dead is not None and kind.lethal else None,
            confidence=round(chance.uniform(0.4, 1), 2),
            evidence=Evidence(start=0, end=len(quote), quote=quote),
        )


def placed(place: GazetteerPlace) -> PlaceValue:
    return PlaceValue(
        name=place.names[0],
        country=place.country,
        admin1=place.admin1 or None,
        lat=place.lat,
        lon=place.lon,
        precision=place.precision,
        ref=place.id,
    )


def made(count: int) -> Iterator[CodedArticle]:
    """Yield ``count`` articles of some 3,000 characters; a third of their reports tell what another article told."""
    from msgspec.structs import replace

    chance = random.Random(1)
    events, recent = told_events(chance), []
    for number in range(count):
        doc = f"a{number:06}"
        told = []
        for n in range(chance.choice([1, 1, 1, 2, 3])):
            event = chance.choice(recent) if recent and chance.random() < 0.33 else next(events)
            recent = [*recent[-400:], event]
            told.append(replace(event, id=f"{doc}/{n + 1}"))
        text = "\n".join(
            [one.evidence.quote for one in told] + [" ".join(chance.choices(WORDS, k=450)) + f" {number}"]
        )
        yield CodedArticle(
            doc=doc,
            language="ar",
            title=told[0].evidence.quote[:60],
            url=None,
            outlet=chance.choice(OUTLETS),
            agencies=(),
            published=Published(value=told[0].date.end if told[0].date else None, basis="page"),
            text=text,
            zones=(Zone("body", 0, len(text)),),
            events=tuple(told),
        )


def timed(name: str, work: Callable[[], T], of: Callable[[T], str]) -> T:
    started = time.perf_counter()
    result = work()
    print(f"{name:<34} {time.perf_counter() - started:8.2f} s   {of(result)}", flush=True)
    return result


def fill(ledger: Ledger, count: int) -> None:
    """Add ``count`` articles, telling the rate of every tenth of them."""
    source, done = made(count), 0
    since, at = time.perf_counter(), 0
    while some := list(islice(source, TOGETHER)):
        ledger.add_all(Incoming(coded=coded, raw=coded.text.encode()) for coded in some)
        done += len(some)
        if done - at >= count / 10:
            now = time.perf_counter()
            print(f"  {done:>8} articles: {(done - at) / (now - since):6.0f} articles/s, {peak():.0f} MB", flush=True)
            since, at = now, done


def peak() -> float:
    """Return the most memory that this process had, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--ledger", help="where; a temporary file if not given")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        target = args.ledger or str(Path(folder) / "rasad.db")
        with Ledger.open(target) as ledger:
            list(made(10))  # loads the codebook
            timed("add (coded before)", lambda: fill(ledger, args.articles), lambda _: f"{args.articles} articles")
            events = timed("list all events", ledger.events, lambda found: f"{len(found)} events")
            timed(
                "list under another rule, first", lambda: ledger.events(rule="latest"), lambda found: f"{len(found)}"
            )
            timed("the same again", lambda: ledger.events(rule="latest"), lambda found: f"{len(found)}")
            year = EventFilter(since="2018-01-01", until="2018-12-31", place="SY")
            timed("one year, one country", lambda: ledger.events(year), lambda found: f"{len(found)}")
            timed("by words", lambda: ledger.events(EventFilter(text="هدنة مطار")), lambda found: f"{len(found)}")
            timed("one event", lambda: ledger.event(events[0].id), lambda _: "")
            timed("verify everything", ledger.verify, lambda found: f"{found.entries} log entries, ok {found.ok}")
        if not args.ledger:
            print(f"on disk {Path(target).stat().st_size / 1e6:.0f} MB; at most {peak():.0f} MB of memory")


if __name__ == "__main__":
    main()
