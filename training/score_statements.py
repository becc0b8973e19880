"""Score statements on the labelled articles: found by words, then who, what kind, quoted, through whom.

    python -m training.score_statements [--errors N]

What counts as found is told in ``matching.py``. The corpus labels keep the salient statements only, so that there
precision says little; those of the development articles are whole.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from typing import Any

import msgspec
from training.gold import Coded
from training.labels import heard, labelled
from training.matching import match_statements, speaker_agrees, told_once

from rasad.pages import read_record
from rasad.reports.coder import Coder
from rasad.reports.statements import statements_of
from training import align


def compare(coder: Coder, item: Coded, counts: Counter[str]) -> list[list[Any]]:
    """Count what is right in an article; return what was missed, given to another speaker, or made up."""
    view = coder.view(read_record(item.record))  # type: ignore[arg-type]
    made = [msgspec.to_builtins(one) for one in statements_of(view)] if view is not None else []
    found = told_once(align.SCORE, made, "text")
    wanted = told_once(align.SCORE, item.gold["statements"], "evidence")
    pairs = match_statements(align.SCORE, wanted, found)
    counts.update(gold=len(wanted), found=len(found), matched=len(pairs))
    errors: list[list[Any]] = []
    for g, f in pairs:
        same = speaker_agrees(align.SCORE, g, f)
        counts.update(speaker=same, kind=g["kind"] == f["kind"], quoted=bool(g["quoted"]) == f["quoted"])
        counts.update(ident=g["speaker"].get("id") == f["speaker"]["id"], via=bool(g.get("outlet")) == bool(f["via"]))
        if not same:
            errors.append(["wrong", g["speaker"], f["speaker"]["text"], f["text"][:60]])
    known = {id(one) for pair in pairs for one in pair}
    errors += [["missed", g["speaker"]["text"], g["evidence"][:90]] for g in wanted if id(g) not in known]
    errors += [["spurious", f["speaker"]["text"], f["text"][:70]] for f in found if id(f) not in known]
    return [[item.gold["doc"], *error] for error in errors]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", type=int, default=0)
    args = parser.parse_args()
    coder = Coder()
    for label, items in (("development", heard()), ("corpus", [i for i in labelled() if i.gold["statements"]])):
        counts: Counter[str] = Counter()
        errors = [error for item in items for error in compare(coder, item, counts)]
        print(label, "found", align.SCORE.f1(counts["matched"], counts["gold"], counts["found"]))
        print("  with the right speaker", align.SCORE.f1(counts["speaker"], counts["gold"], counts["found"]))
        for name in ("speaker", "ident", "kind", "quoted", "via"):
            print(f"  {name} {counts[name] / max(1, counts['matched']):.3f}")
        for error in errors[:: max(1, len(errors) // args.errors)] if args.errors else []:
            print(json.dumps(error, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
