"""Plots: events over time and on the map, as PNG or SVG (Matplotlib, which shapes Arabic from 3.11 on; offline)."""

from __future__ import annotations

import io
from typing import Any, Final

from rasad.story.drawn import Drawn
from rasad.story.plotmap import draw_map
from rasad.story.plottime import draw_time
from rasad.story.wording import Wording

FORMS: Final = ("png", "svg")
_WIDTH: Final = 11.0
_LANE: Final = 0.36
_SETTINGS: Final[Any] = {
    "font.family": "DejaVu Sans",
    "svg.hashsalt": "rasad",
    "svg.fonttype": "path",
    "hatch.linewidth": 0.6,
}
"""The font that Matplotlib ships, which has Arabic letters; SVG ids and shapes that are the same every time."""


def plot(shown: Drawn, what: str, form: str, language: str, dpi: int = 144) -> bytes:
    """Return the picture's bytes. Raises ``ValueError`` for a form not in ``FORMS`` or where nothing is shown."""
    from matplotlib import rc_context
    from matplotlib.figure import Figure

    if form not in FORMS:
        raise ValueError(f"no picture in the form {form!r}; there are {', '.join(FORMS)}")
    words = Wording(language)
    parts = [
        name
        for name in ("time", "map")
        if what in (name, "both") and (shown.marks if name == "time" else shown.spots)
    ]
    if not parts:
        raise ValueError(words("plot-empty"))
    heights = [_height(shown) if part == "time" else 6.4 for part in parts]
    with rc_context(_SETTINGS):
        figure = Figure(figsize=(_WIDTH, sum(heights)), facecolor="white")
        figures = figure.subfigures(len(parts), 1, height_ratios=heights, squeeze=False)
        for part, subfigure in zip(parts, figures[:, 0], strict=True):
            (draw_time if part == "time" else draw_map)(subfigure, shown, words)
        out = io.BytesIO()
        metadata = {"Software": None} if form == "png" else {"Date": None}
        figure.savefig(out, format=form, dpi=dpi, metadata=metadata)
    return out.getvalue()


def _height(shown: Drawn) -> float:
    lanes = len({mark.kind for mark in shown.marks})
    return 2.2 + _LANE * lanes + 0.25 * len(shown.tallies) + 0.02 * len(shown.marks)
