"""``rasad story``: truces, talks, responses, presence and framing, as text or all of the story as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from rasad.cli.ledger import write_json
from rasad.cli.storylines import line, quoted, signed, span, told, write
from rasad.cli.table import UNKNOWN, many, toll
from rasad.records import EventFilter, Toll
from rasad.story.framing import Framing, Naming
from rasad.story.presence import Level
from rasad.story.responses import Response
from rasad.story.rounds import Track
from rasad.story.telling import Story
from rasad.story.truces import Dating, Truce

_BASES: Final = {
    "said": "a report links them",
    "worded": "worded as an answer; which attack it answers is inferred",
    "inferred": "inferred from adversaries, place and time",
}


def run(target: str, wanted: EventFilter, rule: str, parts: Sequence[str], as_json: bool, width: int | None) -> int:
    """Print the ``parts`` of the story of the ledger at ``target``; return 0."""
    with told(target, wanted, rule) as telling:
        story = telling.story()
    if as_json:
        write_json(story)
        return 0
    writers = {
        "truces": _truces, "talks": _talks, "responses": _responses, "presence": _presence, "framing": _framing,
    }  # fmt: skip
    lines: list[str] = []
    for part in parts:
        lines += [*writers[part](story, width), ""]
    write(lines[:-1])
    return 0


def _truces(story: Story, width: int | None) -> Iterator[str]:
    yield f"Truces ({len(story.truces)})"
    for number, truce in enumerate(story.truces, 1):
        who = ", ".join(truce.sides) or ", ".join(truce.countries) or "nobody named"
        yield line(f"T{number}  {who}", width)
        yield from _datings("began", truce.starts, width)
        yield from _datings("deadline", truce.deadlines, width)
        yield from _datings("ended", truce.ends, width)
        for name, cited in (("condition", truce.conditions), ("threat", truce.threats)):
            for one in cited:
                yield line(name, width, 4)
                yield from quoted(one, width, 6)
        yield from _violations(truce, width)


def _datings(name: str, datings: Sequence[Dating], width: int | None) -> Iterator[str]:
    for dating in datings:
        cites = ", ".join(one.key for one in dating.cited)
        yield line(f"{name} {span(dating.days)} ({dating.basis}): {cites}", width, 4)


def _violations(truce: Truce, width: int | None) -> Iterator[str]:
    for one in truce.violations:
        sure = "attack during it" if one.certain else "may be an attack during it"
        why = "" if one.why == "sides" else "; who did it is not told"
        yield line(f"{sure}: {one.event}, {span(one.date)}{why}", width, 4)


def _talks(story: Story, width: int | None) -> Iterator[str]:
    yield f"Talks ({many(len(story.tracks), 'track')})"
    for track in story.tracks:
        yield line(" – ".join(track.parties), width)
        yield from _rounds(track, width)
        for coming in track.announced:
            yield line(f"announced, {span(coming.days)}", width, 4)
            yield from quoted(coming.cited, width, 6)
    near = [entry for entry in story.timeline if entry.nearest]
    if near:
        yield line("Attacks by their distance in days from the nearest round (- before it):", width)
        for entry in near:
            assert entry.nearest is not None
            words = (
                f"{signed(entry.nearest.gap):>10}  {entry.event.id} {entry.event.kind}, round {entry.nearest.round}"
            )
            yield line(words, width, 4)


def _rounds(track: Track, width: int | None) -> Iterator[str]:
    for one in track.rounds:
        where = f", {one.place.name}" if one.place else ""
        outcome = f", {one.outcome}" if one.outcome else ""
        name = "opened" if one.opens else "round"
        cites = ", ".join((*one.reports, *(cited.key for cited in one.cited)))
        yield line(f"{name} {span(one.days)}{where}{outcome}: {cites}", width, 4)


def _responses(story: Story, width: int | None) -> Iterator[str]:
    yield f"Responses ({len(story.responses)})"
    kinds = {entry.event.id: entry.event for entry in story.timeline}
    for one in story.responses:
        yield line(_response(one, {key: event.kind for key, event in kinds.items()}), width)
        yield line(f"{_BASES[one.basis]}: {', '.join(one.reports)}", width, 4)


def _response(one: Response, kinds: dict[str, str]) -> str:
    answer, to = (f"{name} {kinds.get(name, '')}".strip() for name in (one.answer, one.to))
    return f"{answer} answers {to} after {signed(one.delay)} days"


def _presence(story: Story, width: int | None) -> Iterator[str]:
    yield f"Presence ({len(story.presence)})"
    for level in story.presence:
        yield line(_level(level), width)
        yield from quoted(level.cited, width)


def _level(level: Level) -> str:
    about = "about " if level.about and level.figure and level.figure.min else ""
    figure = f"{about}{_people(level.figure)} people" if level.figure else "mission"
    part = f" of these {level.part_of}" if level.part_of else ""
    whose = level.actor or "forces not named"
    basis = "" if level.basis in {"stated", "none"} else f" ({level.basis})"
    return f"{span(level.days)}{basis}: {figure}{part}, {whose}, {level.country or UNKNOWN}"


def _people(figure: Toll) -> str:
    return f"at most {figure.max}" if figure.min == 0 and figure.max else toll(figure)


def _framing(story: Story, width: int | None) -> Iterator[str]:
    yield f"Framing ({many(len(story.framings), 'event')} that several outlets tell)"
    for framing in story.framings:
        yield from _frames(framing, width)
    yield ""
    yield "What outlets call the same actor"
    last = None
    for naming in story.namings:
        if naming.actor != last:
            yield line(naming.actor, width)
            last = naming.actor
        yield line(_naming(naming), width, 4)


def _frames(framing: Framing, width: int | None) -> Iterator[str]:
    yield line(f"{framing.event}: worded differently in {', '.join(framing.fields) or 'nothing'}", width)
    for frame in framing.frames:
        yield line(f"{frame.report} {frame.outlet or UNKNOWN}", width, 4)
        for field, words in frame.words.items():
            yield line(f"{field}: {words}", width, 6)


def _naming(naming: Naming) -> str:
    words = "، ".join(f"{name} ×{len(keys)}" for name, keys in naming.words.items())
    return f"{naming.outlet}: {words}"
