"""The map: where events happened; places that are known only as areas are drawn as areas."""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, radians
from typing import TYPE_CHECKING, Final

from rasad.story.drawn import Drawn, Spot, looks, size
from rasad.story.outlines import outlines
from rasad.story.plottime import caption
from rasad.story.wording import Wording

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import SubFigure
    from matplotlib.transforms import BboxBase

_KM_A_DEGREE: Final = 111.2
_LAND, _SEA, _BORDER = "#F3F0E9", "#DCE8EF", "#A8A296"
_LEAST_DEGREES: Final = 2.5
_LIGHT: Final = frozenset({"explosion", "contention", "coercion"})
"""Groups whose colour takes black figures."""
_MOST_LABELS: Final = 18
_OFFSETS: Final = ((7, 5), (7, -11), (-7, 5), (-7, -11), (0, 11), (0, -17), (14, -3), (-14, -3))
"""Where a label may stand, in points from its spot, the best first."""

Box = tuple[float, float, float, float]


def draw_map(figure: SubFigure, shown: Drawn, words: Wording) -> None:
    """Draw the spots of ``shown`` on ``figure`` over the countries' outlines (decimal degrees, WGS 84)."""
    axes = figure.add_axes((0.06, 0.16, 0.92, 0.76))
    box = extent(shown.spots)
    countries = {spot.place.country for spot in shown.spots if spot.country}
    _land(axes, box, countries)
    for spot in shown.spots:
        _spot(axes, spot)
    _limit(axes, box)
    axes.set_facecolor(_SEA)
    axes.grid(color="white", linewidth=0.5, alpha=0.8)
    axes.set_axisbelow(True)
    axes.tick_params(labelsize=7)
    axes.xaxis.set_major_formatter("{x:g}°")
    axes.yaxis.set_major_formatter("{x:g}°")
    _labels(axes, shown.spots, words)
    _legend(axes, shown.spots, words)
    _notes(figure, shown, words)


def extent(spots: Sequence[Spot]) -> Box:
    """Return west, south, east and north of all spots with their radii, and some room around them."""
    west, south, east, north = 180.0, 90.0, -180.0, -90.0
    for spot in spots:
        lat, lon = spot.place.lat or 0.0, spot.place.lon or 0.0
        tall = (spot.km or (150.0 if spot.country else 0.0)) / _KM_A_DEGREE
        wide = tall / max(0.1, cos(radians(lat)))
        west, east = min(west, lon - wide), max(east, lon + wide)
        south, north = min(south, lat - tall), max(north, lat + tall)
    x, y = max(_LEAST_DEGREES, east - west), max(_LEAST_DEGREES, north - south)
    middle_x, middle_y = (west + east) / 2, (south + north) / 2
    return (
        max(-180.0, middle_x - 0.62 * x),
        max(-88.0, middle_y - 0.62 * y),
        min(180.0, middle_x + 0.62 * x),
        min(88.0, middle_y + 0.62 * y),
    )


def _limit(axes: Axes, box: Box) -> None:
    """Show ``box``, widened to fill the frame, with degrees of longitude as short as they are in its middle."""
    stretch = 1 / cos(radians((box[1] + box[3]) / 2))
    bounds = axes.get_window_extent()
    wide, tall = box[2] - box[0], (box[3] - box[1]) * stretch
    share = bounds.width / bounds.height
    wide, tall = max(wide, tall * share), max(tall, wide / share)
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    axes.set_xlim(x - wide / 2, x + wide / 2)
    axes.set_ylim(y - tall / stretch / 2, y + tall / stretch / 2)
    axes.set_aspect(stretch, adjustable="box")


def _land(axes: Axes, box: Box, hatched: set[str | None]) -> None:
    """Fill the land; a country that an event is known no closer than is hatched."""
    from matplotlib.collections import PolyCollection

    room = 40.0
    rings = [
        (country, ring)
        for country, found in outlines()
        for ring in found
        if max(x for x, _ in ring) > box[0] - room
        and min(x for x, _ in ring) < box[2] + room
        and max(y for _, y in ring) > box[1] - room
        and min(y for _, y in ring) < box[3] + room
    ]
    axes.add_collection(
        PolyCollection([ring for _, ring in rings], facecolor=_LAND, edgecolor=_BORDER, linewidth=0.7, zorder=0),
        autolim=False,
    )
    marked = [ring for country, ring in rings if country in hatched]
    if marked:
        axes.add_collection(
            PolyCollection(marked, facecolor="none", edgecolor="#B9AE93", hatch="...", linewidth=0.7, zorder=0.5),
            autolim=False,
        )


def _spot(axes: Axes, spot: Spot) -> None:
    """Draw a place: its area if it is one, and a marker to each group of kinds, side by side."""
    from matplotlib.patches import Ellipse

    lat, lon = spot.place.lat or 0.0, spot.place.lon or 0.0
    if spot.km is not None:
        tall = 2 * spot.km / _KM_A_DEGREE
        wide = tall / max(0.1, cos(radians(lat)))
        colour = looks()[max(spot.events, key=lambda group: len(spot.events[group]))].colour
        axes.add_patch(
            Ellipse(
                (lon, lat),
                wide,
                tall,
                facecolor=colour,
                alpha=0.16,
                edgecolor=colour,
                linewidth=1.0,
                linestyle=(0, (3, 2)),
                zorder=2,
            )
        )
    groups = sorted(spot.events, key=lambda group: (-len(spot.events[group]), group))
    for number, group in enumerate(groups):
        count, look = len(spot.events[group]), looks()[group]
        shift = (number - (len(groups) - 1) / 2) * 11
        hollow = spot.km is not None or spot.country
        axes.scatter(
            [lon],
            [lat],
            s=size(count),
            marker=look.marker,
            zorder=4,
            linewidth=1.2,
            transform=_shifted(axes, shift),
            facecolor="white" if hollow else look.colour,
            edgecolor=look.colour if hollow else "black",
        )
        if count > 1:
            ink = "black" if hollow or group in _LIGHT else "white"
            axes.annotate(
                str(count),
                (lon, lat),
                xytext=(shift, -0.5),
                textcoords="offset points",
                fontsize=7,
                fontweight="bold",
                color=ink,
                ha="center",
                va="center",
                zorder=5,
            )


def _shifted(axes: Axes, points: float) -> object:
    from matplotlib.transforms import ScaledTranslation

    figure = axes.get_figure(root=True)
    assert figure is not None
    return axes.transData + ScaledTranslation(points / 72, 0, figure.dpi_scale_trans)


def _labels(axes: Axes, spots: Sequence[Spot], words: Wording) -> None:
    """Write the places' names, those with most events first, where they cover no other; else not at all."""
    figure = axes.get_figure(root=True)
    assert figure is not None
    figure.draw_without_rendering()
    taken: list[BboxBase] = []
    for spot in sorted(spots, key=lambda one: (-one.count, one.place.ref or one.place.name))[:_MOST_LABELS]:
        lat, lon = spot.place.lat or 0.0, spot.place.lon or 0.0
        for x, y in _OFFSETS:
            label = axes.annotate(
                words.place_name(spot.place),
                (lon, lat),
                xytext=(x, y),
                textcoords="offset points",
                fontsize=7.5,
                zorder=6,
                ha="left" if x > 0 else "right" if x < 0 else "center",
            )
            bounds = label.get_window_extent()
            inside = axes.bbox.contains(bounds.x0, bounds.y0) and axes.bbox.contains(bounds.x1, bounds.y1)
            if inside and not any(bounds.overlaps(other) for other in taken):
                taken.append(bounds)
                break
            label.remove()


def _legend(axes: Axes, spots: Sequence[Spot], words: Wording) -> None:
    from matplotlib.lines import Line2D

    there = {group for spot in spots for group in spot.events}
    handles = [
        Line2D(
            [],
            [],
            marker=look.marker,
            color=look.colour,
            markeredgecolor="black",
            linestyle="",
            markersize=7,
            label=words(f"group-{group}"),
        )
        for group, look in looks().items()
        if group in there
    ]
    if handles:
        axes.legend(
            handles=handles,
            fontsize=7,
            loc="upper center",
            bbox_to_anchor=(0.5, -0.05),
            ncol=len(handles),
            frameon=False,
        )


def _notes(figure: SubFigure, shown: Drawn, words: Wording) -> None:
    notes = [words("plot-areas")] if any(spot.km or spot.country for spot in shown.spots) else []
    if shown.outside:
        names = words.comma.join(f"{words.place_name(spot.place)} ({spot.count})" for spot in shown.outside)
        notes.append(words("plot-outside", list=names))
    notes += [words("plot-nowhere", n=words.counted(shown.nowhere, "event"))] if shown.nowhere else []
    notes.append(words("plot-borders"))
    caption(figure, words("plot-map"), notes, words)
