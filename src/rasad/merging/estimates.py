"""UCDP's estimates of deaths: best, high and low, from the figures that stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from rasad.merging.tolls import group_of, standing
from rasad.records import SourcedReport, Toll


class Estimates(NamedTuple):
    """Deaths: the most likely, the highest and the lowest reliable figure (``None``: unknown), and why."""

    best: int | None
    high: int | None
    low: int | None
    reason: str


def is_figure(toll: Toll) -> bool:
    """Say whether a toll says anything: "none reported so far" (at least nought) does not."""
    return toll.min > 0 or toll.max is not None


def estimates(reports: Sequence[SourcedReport]) -> Estimates:
    """Return the estimates. Best is the figure that most independent sources give; of equals, the lower.

    After the UCDP GED codebook: best is the most reliable figure and the lower one in doubt; an open figure ("at
    least 12") counts as what it states. Unknown is ``None``, never zero.
    """
    groups = {item.key: group_of(item) for item in reports}
    told = [(groups[key], toll) for key, toll in standing(reports, "killed") if is_figure(toll)]
    if not told:
        return Estimates(None, None, None, "no source gives a figure of the dead")
    backing: dict[int, set[str]] = defaultdict(set)
    for group, toll in told:
        backing[toll.min].add(group)
    best = min(backing, key=lambda figure: (-len(backing[figure]), figure))
    high = max(toll.max if toll.max is not None else toll.min for _, toll in told)
    low = min(toll.min for _, toll in told)
    sources = len({group for group, _ in told})
    return Estimates(best, high, low, f"{len(backing[best])} of {sources} independent sources give {best}")
