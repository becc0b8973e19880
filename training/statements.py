"""Train the decider of what kind a statement is, and print its five-fold accuracy over matched statements.

python -m training.statements --extra FOLDER [--write]
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from training.fit import Choice, fit
from training.gold import extra
from training.score_statements import match

from rasad.pages import read_record
from rasad.reports.coder import Coder
from rasad.reports.model import Model
from rasad.reports.sayings import sayings_of
from rasad.reports.statements import KINDS, kind_options, write_statement

MODELS = Path(__file__).parent.parent / "src/rasad/reports/models"
L2 = 1.5


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--extra", type=Path, required=True)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    coder = Coder()
    docs = []
    for item in extra(args.extra):
        if not item.gold.get("statements"):
            continue
        view = coder.view(read_record(item.record))  # type: ignore[arg-type]
        if view is None:
            continue
        sayings = list(sayings_of(view))
        found = [write_statement(view, s, "report") for s in sayings]
        pairs = match(item.gold["statements"], found)
        kinds = []
        for saying, made in zip(sayings, found, strict=True):
            hit = next((g for g, f in pairs if f is made), None)
            if hit is not None:
                kinds.append(Choice(kind_options(view, saying), [KINDS.index(hit["kind"])]))
        docs.append(kinds)
    right = total = 0
    for n in range(5):
        kind = Model("statement", fit([c for k, d in enumerate(docs) if k % 5 != n for c in d], l2=L2))
        for choice in (c for d in docs[n::5] for c in d):
            chances = kind.probabilities(choice.options)
            right += max(range(len(KINDS)), key=lambda k: chances[k]) in choice.right
            total += 1
    print(f"kind {right / max(1, total):.3f} of {total}")
    if args.write:
        weights = fit([c for d in docs for c in d], l2=L2)
        data = {"name": "statement", "trained_on": f"{len(docs)} articles", "weights": dict(sorted(weights.items()))}
        MODELS.joinpath("statement.json").write_text(json.dumps(data, ensure_ascii=False, indent=0), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
