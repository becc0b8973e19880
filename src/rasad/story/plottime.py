"""Events over time: a lane to each kind, truces as bands behind them, tallies as bars above."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final, cast

from rasad.codebook.kinds import kinds
from rasad.records import Toll
from rasad.story.days import Days, ordinal
from rasad.story.drawn import Drawn, Mark, looks
from rasad.story.sentence import shortened
from rasad.story.truces import Truce
from rasad.story.wording import Wording

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure, SubFigure

_BAND: Final = "#BFD9EA"
_EDGE: Final = "#33566B"
_STEP: Final = 0.34
"""How much higher than the last an event stands that would cover it, in lanes."""
_TOP, _BOTTOM = 0.5, 1.05
"""Inches above the tallies, and below the lanes for the days and notes."""
_NOTE_LETTERS: Final = 190
_LEAST_SHARE: Final = 0.16


def draw_time(figure: SubFigure, shown: Drawn, words: Wording) -> None:
    """Draw what happened when on ``figure``, a stretch of time to each panel."""
    from matplotlib.gridspec import GridSpec

    lanes = _lanes(shown.marks)
    levels = [_levels(shown, part) for part in shown.panels]
    heights = {kind: 1 + max((of.get(kind, 0) for _, of in levels), default=0) * _STEP for kind in lanes}
    rows = [max(0.001, 0.42 * len(shown.tallies)), max(1.0, sum(heights.values()) * 0.42)]
    longest = max(part.length for part in shown.panels)
    height = figure.bbox.height / figure.dpi
    grid = GridSpec(
        2,
        len(shown.panels),
        figure=cast("Figure", figure),
        height_ratios=rows,
        hspace=0.04,
        wspace=0.03,
        width_ratios=[max(part.length, _LEAST_SHARE * longest) for part in shown.panels],
        left=0.2,
        right=0.985,
        top=1 - _TOP / height,
        bottom=_BOTTOM / height,
    )
    base = _bases(heights)
    for number, part in enumerate(shown.panels):
        axes = figure.add_subplot(grid[1, number])
        _bands(axes, shown.truces, part, words)
        _marks(axes, shown.marks, part, base, levels[number][0])
        _frame(axes, part, base, heights, number, len(shown.panels), words)
        above = figure.add_subplot(grid[0, number], sharex=axes)
        _tallies(above, shown, part, number, words)
    _notes(figure, shown, words)


def _lanes(marks: Sequence[Mark]) -> list[str]:
    there = {mark.kind for mark in marks}
    return [kind for kind in kinds() if kind in there]


def _bases(heights: Mapping[str, float]) -> dict[str, float]:
    """Return where each lane begins, the first one on top."""
    out, at = {}, sum(heights.values())
    for kind, height in heights.items():
        at -= height
        out[kind] = at
    return out


def _levels(shown: Drawn, part: Days) -> tuple[dict[str, int], dict[str, int]]:
    """Return each event's level in its lane, so that none covers another, and how many levels a lane has."""
    apart = max(1.0, part.length / 45)
    level: dict[str, int] = {}
    most: dict[str, int] = {}
    ends: dict[str, list[float]] = {}
    for mark in shown.marks:
        start, end = ordinal(mark.days.start), ordinal(mark.days.end)
        if end < ordinal(part.start) or start > ordinal(part.end):
            continue
        taken = ends.setdefault(mark.kind, [])
        free = next((n for n, last in enumerate(taken) if start - last >= apart), len(taken))
        taken[free : free + 1] = [float(end)]
        level[mark.event] = free
        most[mark.kind] = max(most.get(mark.kind, 0), free)
    return level, most


def _x(day: str, end: bool = False) -> float:
    from matplotlib.dates import date2num

    return float(date2num(date.fromisoformat(day))) + (1.0 if end else 0.0)  # type: ignore[no-untyped-call]


def _marks(
    axes: Axes, marks: Sequence[Mark], part: Days, base: Mapping[str, float], level: Mapping[str, int]
) -> None:
    for mark in marks:
        if mark.event not in level:
            continue
        look = looks()[mark.group]
        y = base[mark.kind] + 0.5 + level[mark.event] * _STEP
        a, b = _x(mark.days.start), _x(mark.days.end, end=True)
        if mark.days.length > 1:
            axes.plot([a, b], [y, y], color=look.colour, linewidth=4, alpha=0.55, solid_capstyle="butt", zorder=3)
        face = look.colour if mark.main else "white"
        axes.scatter(
            [(a + b) / 2],
            [y],
            s=46,
            marker=look.marker,
            facecolor=face,
            edgecolor=look.colour,
            linewidth=1.3,
            zorder=4,
            clip_on=False,
        )
        if mark.killed is not None and mark.killed.min > 0:
            axes.annotate(
                f"†{_figure(mark.killed)}",
                ((a + b) / 2, y),
                xytext=(6, -3),
                textcoords="offset points",
                fontsize=7,
                zorder=5,
            )


def _figure(toll: Toll) -> str:
    if toll.max is None:
        return f"{toll.min}+"
    return str(toll.min) if toll.min == toll.max else f"{toll.min}–{toll.max}"


def _bands(axes: Axes, truces: Sequence[Truce], part: Days, words: Wording) -> None:
    """Shade truces: plain where they held for certain, hatched where start or end is not known to the day."""
    for number, truce in enumerate(truces):
        if truce.start is None:
            continue
        last = truce.end or truce.deadline or truce.start
        axes.axvspan(_x(truce.start.end), _x(last.start), color=_BAND, alpha=0.45, linewidth=0, zorder=0)
        for vague in (truce.start, last):
            axes.axvspan(
                _x(vague.start),
                _x(vague.end, end=True),
                facecolor="none",
                edgecolor=_EDGE,
                hatch="////",
                alpha=0.35,
                linewidth=0,
                zorder=1,
            )
        if truce.end and truce.deadline:
            at = _x(truce.deadline.start)
            axes.axvline(at, color=_EDGE, linestyle=(0, (4, 3)), linewidth=1, zorder=1)
            if part.start <= truce.deadline.start <= part.end:
                axes.text(
                    at,
                    0.02,
                    f" {words('plot-deadline')}",
                    transform=axes.get_xaxis_transform(),
                    fontsize=7,
                    color=_EDGE,
                    rotation=90,
                    va="bottom",
                    ha="right",
                )
        _name(axes, truce, part, number, words)


def _name(axes: Axes, truce: Truce, part: Days, number: int, words: Wording) -> None:
    """Write a truce's name where it is widest in view: in the panel that holds most of it."""
    last = truce.end or truce.deadline or truce.start
    assert truce.start is not None and last is not None
    a, b = max(truce.start.start, part.start), min(last.end, part.end)
    if a > b:
        return
    who = [words.actor(side) for side in truce.sides] or [words.country(code) for code in truce.countries]
    middle = (_x(a) + _x(b, end=True)) / 2
    text = words("plot-truce", who=" – ".join(who))
    share = (ordinal(b) - ordinal(a) + 1) / part.length
    if share > 0.25:
        axes.text(
            middle,
            0.985 - 0.05 * number,
            text,
            transform=axes.get_xaxis_transform(),
            fontsize=7,
            color=_EDGE,
            ha="center",
            va="top",
            zorder=6,
            clip_on=True,
            bbox={"facecolor": "white", "alpha": 0.6, "linewidth": 0, "pad": 1},
        )


def _frame(
    axes: Axes,
    part: Days,
    base: Mapping[str, float],
    heights: Mapping[str, float],
    number: int,
    of: int,
    words: Wording,
) -> None:
    """Give a panel its limits, lanes, ticks, and the cut edges where time is left out."""
    axes.set_xlim(_x(part.start), _x(part.end, end=True))
    axes.set_ylim(0, sum(heights.values()) + 0.6)
    for at in base.values():
        axes.axhline(at, color="#DDDDDD", linewidth=0.6, zorder=0)
    axes.set_yticks([base[kind] + 0.5 for kind in base])
    axes.set_yticklabels([_kind(kind, words) for kind in base] if number == 0 else [], fontsize=8)
    axes.tick_params(axis="y", length=0)
    ticks = _ticks(part, max(1, round(8 * axes.get_window_extent().width / axes.get_figure(root=True).bbox.width)))  # type: ignore[union-attr]
    axes.set_xticks([_x(day) for day in ticks])
    axes.set_xticklabels([words.tick(day, part.length <= 150) for day in ticks], fontsize=7, rotation=30, ha="right")
    axes.spines["top"].set_visible(False)
    if number > 0:
        axes.spines["left"].set(linestyle=(0, (2, 2)), color="#888888")
    if number < of - 1:
        axes.spines["right"].set(linestyle=(0, (2, 2)), color="#888888")


def _kind(kind: str, words: Wording) -> str:
    entry = kinds()[kind]
    return entry.name_ar if words.language == "ar" else entry.name_en


def _ticks(part: Days, most: int) -> list[str]:
    """Return days to mark: first days of months where there are enough, else evenly spaced days."""
    first, last = ordinal(part.start), ordinal(part.end)
    months = [n for n in range(first, last + 1) if date.fromordinal(n).day == 1]
    if len(months) >= 2:
        step = -(-len(months) // most)
        return [date.fromordinal(n).isoformat() for n in months[::step]]
    step = max(1, -(-(last - first) // most))
    return [date.fromordinal(n).isoformat() for n in range(first + min(2, last - first), last + 1, step)]


def _tallies(axes: Axes, shown: Drawn, part: Days, number: int, words: Wording) -> None:
    """Draw each tally as a bar over its span, with what is stated and what the ledger counts."""
    axes.set_ylim(-0.2, max(1, len(shown.tallies)))
    axes.set_axis_off()
    for row, one in enumerate(shown.tallies):
        assert one.span is not None and one.ours is not None and one.claimed is not None
        a, b = max(one.span.start, part.start), min(one.span.end, part.end)
        if a > b:
            continue
        axes.plot(
            [_x(a), _x(b, end=True)], [row + 0.1, row + 0.1], color="#444444", linewidth=2.5, solid_capstyle="butt"
        )
        ours = Toll(one.ours.least, one.ours.most)
        text = words("plot-tally", what=shortened(one.what, 6), ours=_figure(ours))
        late = (_x(a) - _x(part.start)) > (_x(part.end) - _x(part.start)) * 0.6
        axes.text(
            _x(b, end=True) if late else _x(a),
            row + 0.2,
            text,
            fontsize=7,
            va="bottom",
            ha="right" if late else "left",
            clip_on=False,
        )


def caption(figure: SubFigure, title: str, notes: Sequence[str], words: Wording) -> None:
    """Write a title on top and notes at the foot, from the side that the language begins on."""
    x, side = (0.985, "right") if words.language == "ar" else (0.015, "left")
    figure.text(x, 0.985, title, fontsize=11, fontweight="bold", va="top", ha=side)
    figure.text(x, 0.02, "\n".join(_rows(notes)), fontsize=7, color="#444444", va="bottom", ha=side)


def _rows(notes: Sequence[str]) -> list[str]:
    """Return notes joined into rows that fit the picture's width."""
    rows: list[str] = []
    for note in notes:
        if rows and len(rows[-1]) + len(note) < _NOTE_LETTERS:
            rows[-1] += f"  ·  {note}"
        else:
            rows.append(note)
    return rows


def _notes(figure: SubFigure, shown: Drawn, words: Wording) -> None:
    notes = [words("plot-main"), words("plot-killed")]
    notes += [words("plot-uncertain")] if shown.truces else []
    notes += [words("plot-vague", n=words.counted(shown.vague, "event"))] if shown.vague else []
    caption(figure, words("plot-time"), notes, words)
