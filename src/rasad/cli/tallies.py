"""``rasad tallies``: what sources count, against what the ledger counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rasad.cli.ledger import write_json
from rasad.cli.storylines import line, quoted, span, told, write
from rasad.cli.table import UNKNOWN, many, toll
from rasad.records import EventFilter
from rasad.story.counting import Count, groups


def run(target: str, wanted: EventFilter, rule: str, as_json: bool, width: int | None) -> int:
    """Print the tallies of the ledger at ``target`` that are ``wanted``; return 0."""
    with told(target, EventFilter(), rule) as telling:
        telling.wanted = wanted
        found = telling.tallies()
    if as_json:
        write_json(found)
        return 0
    lines: list[str] = []
    for group in groups(found).values():
        lines += [*_group(group, width), ""]
    write([*lines, f"{many(len(found), 'figure')} in {many(len(groups(found)), 'tally')}."])
    return 0


def _group(group: Sequence[Count], width: int | None) -> Iterator[str]:
    """Yield the lines of tallies of one thing: together, with a mark where they contradict each other."""
    one = group[0]
    yield line(f"{one.subject.name}, {span(one.span)}{_scope(one)}", width, 0)
    for each in group:
        clash = "  ! contradicted by another" if each.contradicts else ""
        measure = each.id.rpartition("#")[2]
        what = each.subject.name if measure == "events" else measure
        yield line(f"stated  {toll(each.claimed)} {what}{clash}", width)
        yield from quoted(each.cited, width, 10)
        if each.said_by:
            yield line(f"according to {each.said_by}", width, 10)
        yield from _ours(each, width)


def _scope(one: Count) -> str:
    scope = one.scope
    parts = (
        [f"in {', '.join((*(p.name for p in scope.places), *scope.countries))}"]
        if scope.places or scope.countries
        else []
    )
    parts += [f"by {', '.join(scope.authors)}"] if scope.authors else []
    parts += [f"on {', '.join(scope.targets)}"] if scope.targets else []
    said = " (as the article's own attacks are)" if scope.basis == "article" else ""
    return f", {' '.join(parts)}{said}" if parts else ", nobody and nowhere named"


def _ours(one: Count, width: int | None) -> Iterator[str]:
    if one.ours is None:
        yield line(f"ledger  {UNKNOWN}: {one.why}", width)
        return
    ours = one.ours
    events = _range(ours.least, ours.most)
    if one.measure == "events":
        counted = f"{events} events"
    else:
        untold = f" ({ours.untold} of {events} events tell none)" if ours.untold else f" in {events} events"
        counted = (
            f"{toll(ours.people)} {one.measure}{untold}" if ours.people else f"{events} events, no {one.measure} told"
        )
    yield line(f"ledger  {counted}; difference {_difference(one.difference)}", width)
    if ours.events:
        yield line(", ".join(ours.events), width, 10)


def _range(least: int, most: int) -> str:
    return str(least) if least == most else f"{least}-{most}"


def _difference(value: tuple[int, int | None] | None) -> str:
    if value is None:
        return UNKNOWN
    least, most = value
    if most is None:
        return f"{least:+d} or more"
    return f"{least:+d}" if least == most else f"{least:+d}..{most:+d}"
