#!/usr/bin/env python3
"""Rasad from Python: code articles, keep them in a ledger, ask it for events, decide, and prove it whole.

python examples/ledger.py [LEDGER]
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import rasad

PAGES = Path(__file__).parent / "pages"


def code_one() -> None:
    """A text in, event reports out: what the page does not say stays ``None``."""
    coded = rasad.code("أصيب جنديان في قصف صاروخي على قاعدة عين الأسد مساء أمس.", published="2024-03-09")
    for report in coded.events:
        place = report.place.name if report.place else None
        day = report.date.start if report.date else None
        print(f"coded     {report.kind}: {day}, {place}, killed {report.killed}, injured {report.injured}")
        print(f"          by the words {report.evidence.quote!r}")


def fill(ledger: rasad.Ledger) -> None:
    """Every page is kept with its bytes; the same page twice changes nothing."""
    for path in sorted(PAGES.iterdir()):
        for coded in rasad.code_all([path]):
            if isinstance(coded, rasad.Unreadable):
                print(f"unreadable {coded.error}")
                continue
            one_page = path.suffix != ".jsonl"
            added = ledger.add(coded, raw=path.read_bytes() if one_page else None, path=str(path))
            assert not ledger.add(coded, raw=path.read_bytes() if one_page else None).new, added.doc
    print(f"ledger    {len(ledger.sources())} articles, {len(ledger.events())} events")


def ask(ledger: rasad.Ledger) -> list[rasad.Event]:
    """Filters are met together; words are found in any spelling."""
    near = rasad.EventFilter(since="2024-01-01", near=rasad.Near(33.79, 42.44, 30))
    found = ledger.events(near)
    for event in found:
        print(f"event     {event.id} {event.kind}, injured {event.injured}, told by {len(event.reports)}")
    assert ledger.events(rasad.EventFilter(place="عين الاسد")) == ledger.events(rasad.EventFilter(place="عين الأسد"))
    return found


def disagree(ledger: rasad.Ledger, event: rasad.Event) -> None:
    """An event's values are derived by a rule; every version stays, with the reports that give it."""
    for rule in ("conservative", "latest"):
        derived = ledger.event(event.id, rule)
        print(f"rule      {rule}: injured {derived.injured}")
    for field, how in event.derived.items():
        if how.disputed:
            print(f"disputed  {field}: {[(version.value, version.reports) for version in how.versions]}")


def decide(ledger: rasad.Ledger, event: rasad.Event) -> None:
    """What a person decides holds against every later run, and can be taken back; ids lead on for ever."""
    made = ledger.split(event.id, event.reports[-1].event, note="another attack of the same night")
    apart = ledger.event_of(event.reports[-1].event)
    print(f"split     {event.reports[-1].event} tells {apart}, the others {event.id}")
    ledger.undo(made[0].id)
    print(f"undone    {apart} leads to {ledger.event(apart).id}")


def main() -> None:
    """Run the whole tour on a ledger at the path or URL given, else on one that is thrown away."""
    code_one()
    with tempfile.TemporaryDirectory() as folder:
        target = sys.argv[1] if len(sys.argv) > 1 else str(Path(folder) / "rasad.db")
        with rasad.Ledger.open(target) as ledger:
            fill(ledger)
            found = ask(ledger)
            told_twice = next(event for event in found if len(event.reports) > 1)
            disagree(ledger, told_twice)
            decide(ledger, told_twice)
            result = ledger.verify()
            print(
                f"verified  {result.entries} log entries, {'nothing was changed' if result.ok else result.problems}"
            )


if __name__ == "__main__":
    main()
