"""``rasad statements``: who said what, by speaker."""

from __future__ import annotations

from collections.abc import Iterator

from rasad.cli.layout import plain, wrap
from rasad.cli.ledger import columns, opened, write_json
from rasad.cli.storylines import line, write
from rasad.cli.table import many
from rasad.records import EventFilter
from rasad.story.speakers import Said, Speaker, speakers


def run(target: str, wanted: EventFilter, as_json: bool, width: int | None) -> int:
    """Print the statements of the ledger at ``target`` that are ``wanted``; return 0."""
    with opened(target) as ledger:
        found = speakers(ledger.statements(), wanted)
    if as_json:
        write_json(found)
        return 0
    lines = [one for speaker in found for one in _speaker(speaker, width)]
    count = sum(len(speaker.statements) for speaker in found)
    write([*lines, f"{many(count, 'statement')} of {many(len(found), 'speaker')}."])
    return 0


def _speaker(speaker: Speaker, width: int | None) -> Iterator[str]:
    names = dict.fromkeys(said.name for said in speaker.statements)
    yield line(f"{speaker.id or '(no id)'}  {'، '.join(names)}", width, 0)
    for said in speaker.statements:
        yield line(_head(said), width)
        room = max(20, columns(width) - 4)
        yield from ("    " + words for words in wrap(plain(said.cited.quote), room, 3))
    yield ""


def _head(said: Said) -> str:
    parts = [said.cited.published[:10] if said.cited.published else "undated", said.kind]
    parts += ["in quotation marks"] if said.quoted else []
    parts += [f"via {said.via}"] if said.via else []
    return f"{', '.join(parts)} — {said.cited.key} {said.cited.outlet or ''}".rstrip()
