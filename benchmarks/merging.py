#!/usr/bin/env python3
"""Seconds and memory to merge event reports, by how many there are; made-up reports of made-up events.

python benchmarks/merging.py [--reports 100000] [--curve] [--hot]

The reports are those of a ledger of some years: a few thousand places, hot ones told of far more often than others,
each event told by one to dozens of articles with dates, tolls and words that differ a little. --hot puts all into
one city and one month, the worst case for blocking. --curve measures a tenth, a fifth and a half of the reports too,
fits the growth and says what a million would take.
"""

from __future__ import annotations

import argparse
import math
import random
import resource
import time
from collections.abc import Iterator
from datetime import date, timedelta
from multiprocessing import get_context

from rasad.codebook.actors import actors
from rasad.codebook.kinds import kinds
from rasad.merging import Merger
from rasad.records import Actor, DateValue, EventReport, Evidence, PlaceValue, Source, SourcedReport, Toll

SEED = 4
BATCH = 4
"""Reports of an article; the merger takes articles one by one, as a ledger does."""
KINDS = (
    "air_strike",
    "missile_attack",
    "shelling",
    "drone_strike",
    "bombing",
    "armed_clash",
    "armed_attack",
    "talks",
)
LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"


def _words(rng: random.Random, count: int) -> list[str]:
    return ["".join(rng.choices(LETTERS, k=rng.randint(3, 7))) for _ in range(count)]


def _toll(rng: random.Random, true: int) -> Toll | None:
    if rng.random() < 0.4:
        return None
    low = max(0, true + rng.choice((0, 0, 0, -1, 1)))
    return Toll(low, low if rng.random() < 0.7 else None)


def reports(count: int, hot: bool = False) -> Iterator[SourcedReport]:
    """Yield ``count`` reports; the same ones at every run."""
    rng = random.Random(SEED)
    lexicon = _words(rng, 20_000)
    cast = sorted(actors())
    places = [_place(rng, number) for number in range(1 if hot else 4000)]
    weights = [1 / (number + 5) for number in range(len(places))]
    days = 30 if hot else 2500
    number = 0
    while number < count:
        place = rng.choices(places, weights)[0]
        day = date(2018, 1, 1) + timedelta(days=rng.randrange(days))
        kind, dead = rng.choice(KINDS), int(rng.expovariate(0.2))
        who, whom = rng.sample(cast, 2)
        telling = rng.choices(lexicon, k=12)
        for _ in range(min(count - number, 1 + int(rng.expovariate(0.6)) + (20 if rng.random() < 0.01 else 0))):
            number += 1
            yield _report(rng, f"d{number // BATCH}/{number}", kind, place, day, (who, whom), dead, telling, lexicon)


def _place(rng: random.Random, number: int) -> PlaceValue:
    return PlaceValue(
        name=f"مكان {number}",
        country=rng.choice(("IQ", "SY", "YE", "LB", "SD", "PS", "LY")),
        admin1=None,
        lat=round(rng.uniform(12, 37), 3),
        lon=round(rng.uniform(10, 50), 3),
        precision="point",
        ref=f"x-{number}",
    )


def _report(
    rng: random.Random,
    key: str,
    kind: str,
    place: PlaceValue,
    day: date,
    cast: tuple[str, str],
    dead: int,
    telling: list[str],
    lexicon: list[str],
) -> SourcedReport:
    """One telling of an event."""
    shift = timedelta(days=rng.choice((0, 0, 0, 0, 1)))
    words = [*rng.sample(telling, 7), *rng.choices(lexicon, k=5)]
    rng.shuffle(words)
    quote = " ".join(words)
    started = (day + shift).isoformat()
    report = EventReport(
        id=key,
        kind=kind,
        plover=kinds()[kind].plover,
        acled=kinds()[kind].acled,
        date=None if rng.random() < 0.15 else DateValue(start=started, end=started),
        place=place,
        initiators=(Actor(id=cast[0], text=cast[0]),) if rng.random() < 0.7 else (),
        targets=(Actor(id=cast[1], text=cast[1]),) if rng.random() < 0.8 else (),
        killed=_toll(rng, dead),
        evidence=Evidence(start=0, end=len(quote), quote=quote),
    )
    published = (day + timedelta(days=rng.choice((0, 1, 1, 2, 5)))).isoformat()
    source = Source(doc=key.split("/")[0], published=published, basis="page", title=" ".join(words[:6]))
    return SourcedReport(source=source, report=report, context=quote)


def measure(count: int, hot: bool) -> tuple[float, float, float, float, int, int]:
    """Return seconds by the clock and of the core, megabytes at the peak and before, clusters, and pairs in doubt."""
    given = list(reports(count, hot))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    started, busy = time.perf_counter(), time.process_time()
    merger = Merger()
    for at in range(0, len(given), BATCH):
        merger.add(given[at : at + BATCH])
    clusters = merger.clusters()
    seconds, worked = time.perf_counter() - started, time.process_time() - busy
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return seconds, worked, peak, before, len(clusters), len(merger.possibly())


def _apart(count: int, hot: bool) -> tuple[float, float, float, float, int, int]:
    """Measure in a process of its own, so that one run's memory is not another's."""
    with get_context("spawn").Pool(1) as pool:
        return pool.apply(measure, (count, hot))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=100_000)
    parser.add_argument("--curve", action="store_true")
    parser.add_argument("--hot", action="store_true")
    args = parser.parse_args()
    counts = [args.reports // part for part in ((10, 5, 2, 1) if args.curve else (1,))]
    told = []
    for count in counts:
        seconds, worked, peak, before, clusters, doubts = _apart(count, args.hot)
        told.append((count, worked, peak))
        print(
            f"{count:8,} reports: {seconds:6.1f} s ({worked:.1f} of one core), peak {peak:5.0f} MB "
            f"({before:.0f} before merging), {clusters:,} events, {doubts:,} pairs possibly the same"
        )
    if args.curve:
        (n, t, m), (most, longest, peak) = told[0], told[-1]
        power = math.log(longest / t) / math.log(most / n)
        million = longest * (1_000_000 / most) ** power
        memory = peak + (peak - m) / (most - n) * (1_000_000 - most)
        print(f"time grows with the {power:.2f}th power of the reports; a million: {million:.0f} s, {memory:.0f} MB")


if __name__ == "__main__":
    main()
