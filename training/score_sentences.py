"""Score labelled sentences: whether a sentence tells an assault, or a protest ("yes"), or not ("easy no").

    python -m training.score_sentences [--errors N]

The sentences and their labels stand in ../shared/evaluation/gsr (openeventdata/arabic_event_gsr, MIT); those that
their readers did not agree on ("difficult no") count neither way. Each is coded alone, as an article of one sentence
without a date of publication. It is "yes" where an event is reported whose kind ``KINDS`` maps to the label.

The mapping is by meaning: ASSAULT in that set is the use of violent force against people or property, so every kind
of the violent groups, and abduction, execution, riot and destruction; PROTEST is a peaceful demand in public. PLOVER
counts riots as protests, the set's readers did not (no to 56 of 58 sentences coded as riots), so here riots are none.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Iterator
from pathlib import Path

from training.gold import SHARED

from rasad.codebook.kinds import kinds
from rasad.pages import read_record
from rasad.records import Unreadable
from rasad.reports.coder import Coder

FOLDER = SHARED / "evaluation/gsr"
VIOLENT = frozenset({"remote-violence", "explosion", "ground-violence", "air-defence"})
KINDS: dict[str, frozenset[str]] = {
    "assault": frozenset(name for name, kind in kinds().items() if kind.group in VIOLENT)
    | {"abduction", "execution", "riot", "property_destruction"},
    "protest": frozenset({"protest"}),
}


def sentences(label: str, folder: Path = FOLDER) -> Iterator[tuple[str, bool]]:
    """The sentences of ``label`` that its readers agreed on, and whether they said yes."""
    with open(folder / f"{label}.csv", encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if row["label"] in {"yes", "easy no"}:
                yield row["text"], row["label"] == "yes"


def told(coder: Coder, text: str) -> set[str]:
    """The kinds of the events that the coder reports of a sentence."""
    article = read_record({"id": "sentence", "title": "", "abstract": "", "text": text, "published": None})
    return set() if isinstance(article, Unreadable) else {event.kind for event in coder.code(article).events}


def compare(coder: Coder, label: str, folder: Path = FOLDER) -> tuple[list[int], list[tuple[str, str]]]:
    """What was hit, wanted and found of ``label``, and the sentences missed or made up."""
    count, errors = [0, 0, 0], []
    for text, wanted in sentences(label, folder):
        found = bool(told(coder, text) & KINDS[label])
        count = [count[0] + (wanted and found), count[1] + wanted, count[2] + found]
        if wanted != found:
            errors.append(("missed" if wanted else "false", text))
    return count, errors


def f1(count: list[int]) -> float:
    """F1 of what was hit, wanted and found."""
    return 2 * count[0] / max(1, count[1] + count[2])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", type=int, default=0)
    args = parser.parse_args()
    coder = Coder()
    for label in KINDS:
        count, errors = compare(coder, label)
        print(f"{label} F1 {f1(count):.3f}: {count[0]} right of {count[1]}, {count[2]} found")
        for error in errors[:: max(1, len(errors) // args.errors)] if args.errors else []:
            print(*error, sep="\t")
    return 0


if __name__ == "__main__":
    sys.exit(main())
