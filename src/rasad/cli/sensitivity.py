"""``rasad sensitivity``: which events' values depend on the aggregation rule."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from rasad.cli.event import brief
from rasad.cli.layout import cut
from rasad.cli.ledger import RULES, columns, opened, write_json
from rasad.cli.storylines import line, write
from rasad.cli.table import many, when, where
from rasad.codebook.kinds import kinds
from rasad.records import Event, EventFilter
from rasad.story.sensitivity import Flip, sensitivity


def run(
    target: str,
    wanted: EventFilter,
    rule: str,
    fields: Sequence[str],
    conventions: bool,
    as_json: bool,
    width: int | None,
) -> int:
    """Print the flips among the events of the ledger at ``target`` that meet ``wanted`` under ``rule``; return 0."""
    with opened(target) as ledger:
        chosen = ledger.events(wanted, rule)
        by_rule = {rule: chosen} | {name: ledger.events(EventFilter(), name) for name in RULES if name != rule}
    found = sensitivity(by_rule, fields)
    if as_json:
        write_json(found)
        return 0
    by_convention = sum(flip.convention for flip in found)
    found = found if conventions else [flip for flip in found if not flip.convention]
    events = {event.id: event for event in chosen}
    lines = [
        one for _, flips in groupby(found, key=lambda flip: flip.event) for one in _event(list(flips), events, width)
    ]
    moved = len({flip.event for flip in found})
    several = sum(len(event.reports) > 1 for event in chosen)
    if by_convention and not conventions:
        lines.append(f"{many(by_convention, 'value')} more by a rule's convention alone (--conventions shows them).")
    closing = f"{many(moved, 'event')} of {len(chosen)} depend on the rule; {several} have more than one report."
    write([*lines, closing])
    return 0


def _event(flips: Sequence[Flip], events: dict[str, Event], width: int | None) -> Iterator[str]:
    event = events[flips[0].event]
    kind = kinds().get(event.kind)
    head = f"{event.id}  {kind.name_en if kind else event.kind}, {when(event.date)}, {where(event.place)}"
    yield line(f"{head}, {many(flips[0].sources, 'independent source')}", width, 0)
    for flip in flips:
        for number, reading in enumerate(flip.readings):
            name = flip.field if number == 0 else ""
            yield cut(f"  {name:<11}{brief(reading.value):<24}  {', '.join(reading.rules)}", columns(width))
