"""Reliability: how often reports of each confidence are right, in the five-fold run; as figures and as a plot.

    python -m training.run --dump build/five-fold.jsonl
    python -m training.reliability build/five-fold.jsonl [--plot docs/reliability.svg]

A report is right when the kit's scorer matches it with a gold record. The expected calibration error is the mean gap
between confidence and share right over ten bins of equal width, weighed by their sizes (Guo et al. 2017).
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from training.documents import coded_articles

from rasad.reports.coder import EVENT_FLOOR
from training import align

BINS = 10
Judged = list[tuple[float, bool]]


def judged(path: Path, gold: dict[str, dict[str, Any]]) -> Judged:
    """The confidence of every report of ``path`` that counts, and whether it is right."""
    out = []
    for line in path.read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        if item["doc"] not in gold:
            continue
        reports = [r for r in item["events"] if r["confidence"] >= EVENT_FLOOR]
        right = {id(p) for _, p in align.SCORE.match(gold[item["doc"]]["events"], reports)}
        out += [(r["confidence"], id(r) in right) for r in reports]
    return out


def bins(of: Judged) -> list[tuple[float, float, int]]:
    """The mean confidence, the share right and the size of every bin that is not empty."""
    held: list[Judged] = [[] for _ in range(BINS)]
    for confidence, right in of:
        held[min(int(confidence * BINS), BINS - 1)].append((confidence, right))
    return [(sum(c for c, _ in one) / len(one), sum(r for _, r in one) / len(one), len(one)) for one in held if one]


def expected_error(of: Judged) -> float:
    """The expected calibration error, between 0 and 1."""
    return sum(abs(confidence - right) * size for confidence, right, size in bins(of)) / max(len(of), 1)


def plot(series: dict[str, Judged], path: Path) -> None:
    """Draw confidence against share right."""
    import matplotlib

    matplotlib.use("Agg")
    matplotlib.rcParams["svg.hashsalt"] = "rasad"
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=(5, 5))
    axes.plot([0, 1], [0, 1], color="grey", linewidth=1, linestyle="--", label="as sure as right")
    for name, of in series.items():
        found = bins(of)
        label = f"{name} ({len(of)} reports, error {expected_error(of):.3f})"
        axes.plot([c for c, _, _ in found], [r for _, r, _ in found], marker="o", label=label)
    axes.set(xlabel="confidence", ylabel="share right", xlim=(0.4, 1), ylim=(0.3, 1), title="Reliability, five-fold")
    axes.legend(loc="upper left", fontsize=8)
    figure.tight_layout()
    figure.savefig(path, metadata={"Date": None})


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("dump", type=Path)
    parser.add_argument("--plot", type=Path)
    args = parser.parse_args()
    coded = coded_articles(0)
    series = {
        "all coded articles": judged(args.dump, {c.gold["doc"]: c.gold for c in coded}),
        "development gold": judged(args.dump, {c.gold["doc"]: c.gold for c in coded if c.development}),
    }
    for name, of in series.items():
        print(f"{name}: {len(of)} reports, expected calibration error {expected_error(of):.3f}")
        for confidence, right, size in bins(of):
            print(f"  {confidence:.2f} sure, {right:.2f} right, {size} reports")
    if args.plot:
        plot(series, args.plot)
    return 0


if __name__ == "__main__":
    sys.exit(main())
