#!/usr/bin/env python3
"""Peak memory of one process that codes the corpus (or as many articles as told) from file to JSON.

python benchmarks/memory.py [--articles N]
"""

from __future__ import annotations

import argparse
import resource
import time

from material import articles, described

from rasad.cli.coding import LineCoder

STEP = 2000


def peak_megabytes() -> float:
    """Return the peak resident set so far (Linux counts it in kibibytes)."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=10**9)
    most = parser.parse_args().articles
    coder = LineCoder()
    print(f"lexicons and models loaded: {peak_megabytes():.0f} MB")
    count, started = 0, time.perf_counter()
    for count, article in enumerate(articles(most if most < 10**9 else 21_247), 1):
        coder.line(article)
        if count % STEP == 0:
            print(f"  after {count:6} articles: peak {peak_megabytes():.0f} MB")
    rate = count / (time.perf_counter() - started)
    print(f"{described()}: {count} articles, peak {peak_megabytes():.0f} MB, {rate:.0f} articles/s")


if __name__ == "__main__":
    main()
