"""Score statements against the coded articles' own: found by words, then who, what kind, quoted, through whom.

    python -m training.score_statements FOLDER [--errors N]

A predicted statement matches a gold one if it holds half the words of the gold's evidence (or the gold's evidence
half of its own), one to one, the closest first. The gold is one reader's, who wrote down the salient statements.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from training.gold import extra

from rasad.pages import read_record
from rasad.reports.coder import Coder
from rasad.reports.statements import statements_of
from training import align


def overlap(gold: str, text: str) -> float:
    g, p = align.SCORE.words(gold), align.SCORE.words(text)
    common = len(g & p)
    return max(common / max(1, len(g)), common / max(4, len(p)) if len(p) < len(g) else 0.0)


def match(gold: list[dict[str, Any]], found: list[Any]) -> list[tuple[dict[str, Any], Any]]:
    pairs = []
    for i, g in enumerate(gold):
        for j, f in enumerate(found):
            close = overlap(g["evidence"], f.text)
            if close >= 0.5:
                pairs.append((close + 0.3 * says_same(g, f), i, j))
    out, used_g, used_f = [], set(), set()
    for _, i, j in sorted(pairs, key=lambda t: (-t[0], t[1], t[2])):
        if i not in used_g and j not in used_f:
            used_g.add(i)
            used_f.add(j)
            out.append((gold[i], found[j]))
    return out


def says_same(gold: dict[str, Any], found: Any) -> bool:
    a, b = gold["speaker"], found.speaker
    if a.get("id") and a["id"] == b.id:
        return True
    g = align.SCORE.words(f"{a['text']} {gold.get('role') or ''}")
    return bool(g & align.SCORE.words(f"{b.text} {found.role or ''}"))


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--errors", type=int, default=0)
    args = parser.parse_args()
    coder, counts = Coder(), Counter()
    missed, wrong, spurious = [], [], []
    for item in extra(args.folder):
        if not item.gold.get("statements"):
            continue
        view = coder.view(read_record(item.record))  # type: ignore[arg-type]
        found = list(statements_of(view)) if view is not None else []
        pairs = match(item.gold["statements"], found)
        counts.update(gold=len(item.gold["statements"]), found=len(found), matched=len(pairs))
        for g, f in pairs:
            same = says_same(g, f)
            counts.update(speaker=same, kind=g["kind"] == f.kind, quoted=bool(g["quoted"]) == f.quoted)
            counts.update(ident=g["speaker"].get("id") == f.speaker.id, via=bool(g.get("outlet")) == bool(f.via))
            if not same:
                wrong.append((g["speaker"], g["role"], f.speaker.text, f.role, f.text[:60]))
        kept = [id(g) for g, _ in pairs]
        missed += [
            (item.gold["doc"], g["speaker"]["text"], g["evidence"][:90])
            for g in item.gold["statements"]
            if id(g) not in kept
        ]
        taken = [id(f) for _, f in pairs]
        spurious += [(item.gold["doc"], f.speaker.text, f.rule, f.text[:70]) for f in found if id(f) not in taken]
    p, r = counts["matched"] / max(1, counts["found"]), counts["matched"] / max(1, counts["gold"])
    f1 = 2 * p * r / (p + r) if p + r else 0.0
    print(
        f"gold {counts['gold']} found {counts['found']} matched {counts['matched']} p {p:.3f} r {r:.3f} f1 {f1:.3f}"
    )
    for name in ("speaker", "ident", "kind", "quoted", "via"):
        print(f"  {name} {counts[name] / max(1, counts['matched']):.3f}")
    for label, rows in (("missed", missed), ("wrong", wrong), ("spurious", spurious)):
        for row in rows[:: max(1, len(rows) // args.errors)] if args.errors else []:
            print(label, json.dumps(row, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
