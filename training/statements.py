"""Train the decider of what kind a statement is, and print its five-fold accuracy over matched statements.

python -m training.statements [--write]

Learns from ``training/labels``: the corpus articles and the development articles whose speech is labelled.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import msgspec
from training.fit import Choice, choice, fit, quality
from training.gold import Coded
from training.labels import heard, labelled
from training.matching import match_statements

from rasad.pages import read_record
from rasad.reports.coder import Coder
from rasad.reports.sayings import sayings_of
from rasad.reports.statements import KINDS, kind_options, write_statement
from training import align

MODELS = Path(__file__).parent.parent / "src/rasad/reports/models"
FOLDS = 5


def choices(coder: Coder, item: Coded) -> list[Choice]:
    """The kinds of an article's sayings that the gold has too, as choices between all kinds."""
    view = coder.view(read_record(item.record))  # type: ignore[arg-type]
    if view is None:
        return []
    sayings = sayings_of(view)
    found = [msgspec.to_builtins(write_statement(view, saying, "report")) for saying in sayings]
    told = {id(f): g["kind"] for g, f in match_statements(align.SCORE, item.gold["statements"], found)}
    return [
        choice(kind_options(view, saying), [KINDS.index(told[id(made)])])
        for saying, made in zip(sayings, found, strict=True)
        if id(made) in told
    ]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--l2", type=float, default=4.0)
    args = parser.parse_args()
    coder = Coder()
    items = heard() + [item for item in labelled() if item.gold["statements"]]
    docs = [choices(coder, item) for item in items]
    folds = [
        (fit([c for k, doc in enumerate(docs) if k % FOLDS != n for c in doc], l2=args.l2), docs[n::FOLDS])
        for n in range(FOLDS)
    ]
    quality("left out", [(weights, [c for doc in held for c in doc]) for weights, held in folds])
    development = sum(item.development for item in items)
    quality(
        "development",
        [(w, [c for k in range(n, development, FOLDS) for c in docs[k]]) for n, (w, _) in enumerate(folds)],
    )
    weights = fit([c for doc in docs for c in doc], l2=args.l2)
    quality("in sample", [(weights, [c for doc in docs for c in doc])])
    if args.write:
        data = {"name": "statement", "trained_on": f"{len(docs)} articles", "weights": dict(sorted(weights.items()))}
        MODELS.joinpath("statement.json").write_text(json.dumps(data, ensure_ascii=False, indent=0), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
