#!/usr/bin/env python3
"""How long a person waits: ``rasad --help``, and the first article coded. The best and the middle of several runs.

python benchmarks/startup.py [--runs N]
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

from material import EXAMPLES

RASAD = Path(sys.executable).parent / "rasad"
FIRST = EXAMPLES / "01-night-attack-wire.txt"


def seconds(*arguments: str) -> float:
    """Return the wall time of one run of ``rasad`` with ``arguments``."""
    started = time.perf_counter()
    subprocess.run([str(RASAD), *arguments], check=True, capture_output=True)
    return time.perf_counter() - started


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=7)
    runs = parser.parse_args().runs
    for name, arguments in (("rasad --help", ("--help",)), ("first article coded", ("code", str(FIRST)))):
        times = [seconds(*arguments) for _ in range(runs)]
        print(f"{name:<20} best {min(times):.2f} s, middle {median(times):.2f} s of {runs} runs")


if __name__ == "__main__":
    main()
