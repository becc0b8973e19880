#!/usr/bin/env python3
"""Articles a second on one core, from file to JSON, and the share of the time that each room takes.

python benchmarks/throughput.py [--articles N] [--no-profile]
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import time
from collections import defaultdict

from material import articles, described

from rasad.cli.coding import LineCoder

PROFILED = 600


def speed(coder: LineCoder, most: int) -> tuple[int, int, float, float]:
    """Code up to ``most`` articles; return how many, their characters, the seconds by the clock and of the core."""
    count = characters = 0
    started, busy = time.perf_counter(), time.process_time()
    for article in articles(most):
        coder.line(article)
        count, characters = count + 1, characters + len(article.text)
    return count, characters, time.perf_counter() - started, time.process_time() - busy


def room_of(path: str) -> str:
    """Return the room (and in ``mentions`` and ``reports`` the module) that a source file belongs to."""
    _, found, inner = path.partition("/rasad/")
    if not found:
        return "libraries"
    parts = inner.split("/")
    if parts[0] in {"mentions", "reports", "grammar"} and len(parts) > 1:
        return f"{parts[0]}/{parts[1].removesuffix('.py')}"
    return parts[0]


def shares(coder: LineCoder, most: int) -> list[tuple[str, float]]:
    """Profile ``most`` articles; return each room's share of the time, its calls of built-ins counted to it."""
    profile = cProfile.Profile()
    profile.enable()
    for article in articles(most):
        coder.line(article)
    profile.disable()
    spent: dict[str, float] = defaultdict(float)
    stats = pstats.Stats(profile).stats  # type: ignore[attr-defined]
    for (path, _, _), (_, _, own, _, callers) in stats.items():
        if path.startswith(("~", "<")) or "/rasad/" not in path:
            for (caller, _, _), timing in callers.items():
                spent[room_of(caller)] += timing[2]
        else:
            spent[room_of(path)] += own
    total = sum(spent.values())
    return sorted(((room, seconds / total) for room, seconds in spent.items()), key=lambda pair: -pair[1])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=3000)
    parser.add_argument("--no-profile", action="store_true")
    args = parser.parse_args()
    coder = LineCoder()
    speed(coder, 50)  # warm
    count, characters, seconds, busy = speed(coder, args.articles)
    print(f"{described()}: {count} articles of {characters // count} characters on average, in {seconds:.1f} s")
    print(f"  {count / seconds:.0f} articles/s by the clock; {count / busy:.0f} articles/s of one core's own time")
    print(f"  {busy / count * 1000:.2f} ms an article; the two differ where the machine has other work\n")
    if not args.no_profile:
        print(
            f"share of the time by room, over {PROFILED} articles (profiled, so small calls weigh more than they do)"
        )
        for room, share in shares(coder, PROFILED):
            if share >= 0.005:
                print(f"  {room:<28} {share:6.1%}")


if __name__ == "__main__":
    main()
