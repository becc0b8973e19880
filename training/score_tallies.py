"""Train the tally decider and score tallies in five folds.

    python -m training.score_tallies [--extra FOLDER] [--write] [--errors N]

A predicted tally matches a gold one if it holds half the words of the gold's evidence and its count, or a toll,
agrees (both without any figure also agree). One to one, the closest first.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from training.fit import Choice, fit, yes_no
from training.gold import development, extra

from rasad.pages import read_record
from rasad.records import Tally
from rasad.reports import tallies as tallies_module
from rasad.reports.coder import Coder
from rasad.reports.model import Model
from rasad.reports.tallies import TallyOption, decide_tallies, tally_options
from rasad.reports.view import View
from training import align

MODELS = Path(__file__).parent.parent / "src/rasad/reports/models"


def least(toll: Any) -> int | None:
    return toll.get("min") if isinstance(toll, dict) else toll


def overlap(gold: dict[str, Any], words: str) -> float:
    g = align.SCORE.words(gold["evidence"])
    return len(g & align.SCORE.words(words)) / max(1, len(g))


def agrees(gold: dict[str, Any], found: Tally) -> bool:
    if gold["count"] is not None:
        return found.count == gold["count"] or any(
            t is not None and t.min == gold["count"] for t in (found.killed, found.injured)
        )
    wanted = [least(gold.get("killed")), least(gold.get("injured"))]
    if wanted == [None, None]:
        return found.count is None
    mine = [found.killed.min if found.killed else found.count, found.injured.min if found.injured else None]
    return any(w is not None and w == m for w, m in zip(wanted, mine, strict=True)) or mine[0] in [
        w for w in wanted if w is not None
    ]


def figure(gold: dict[str, Any], option: TallyOption) -> bool:
    value = option.item.value
    wanted = {gold["count"], least(gold.get("killed")), least(gold.get("injured"))} - {None}
    if not wanted:
        return (
            option.item.label == "number"
            and value.form == "vague"
            or option.item.label == "toll"
            and value.max is None
        )
    return value.min in wanted


def choices(view: View, gold: dict[str, Any]) -> list[Choice]:
    """The yes/no choices of an article: a figure inside a gold tally's evidence that it states is right."""
    ranges = [(t, r) for t in gold["tallies"] for r in align.evidence_ranges(view.article.text, t["evidence"])]
    out = []
    for option in tally_options(view):
        start, end = view.tokens.span(option.item.start, option.item.end)
        right = any(a - 2 <= start and end <= b + 2 and figure(t, option) for t, (a, b) in ranges)
        if not right:
            words = view.tokens.words(*option.clause)
            right = any(overlap(t, words) >= 0.5 and figure(t, option) for t in gold["tallies"])
        out.append(yes_no([*option.features, *option.kin], right))
    return out


def match(gold: list[dict[str, Any]], found: list[Tally]) -> list[tuple[int, int]]:
    pairs = sorted(
        (
            (overlap(g, f.evidence), i, j)
            for i, g in enumerate(gold)
            for j, f in enumerate(found)
            if overlap(g, f.evidence) >= 0.5 and agrees(g, f)
        ),
        key=lambda t: (-t[0], t[1], t[2]),
    )
    used_g: set[int] = set()
    used_f: set[int] = set()
    out = []
    for _, i, j in pairs:
        if i not in used_g and j not in used_f:
            used_g.add(i)
            used_f.add(j)
            out.append((i, j))
    return out


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--extra", type=Path)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--l2", type=float, default=3.0)
    args = parser.parse_args()
    coder, docs = Coder(), []
    for item in development() + (extra(args.extra) if args.extra else []):
        view = coder.view(read_record(item.record))  # type: ignore[arg-type]
        if view is not None:
            docs.append((item, view, choices(view, item.gold)))
    held = [
        Model("tally", fit([c for k, (_, _, cs) in enumerate(docs) if k % 5 != n for c in cs], l2=args.l2))
        for n in range(5)
    ]
    for label, keep in (("dev", True), ("all", False)):
        for floor in (0.3, 0.4, 0.5, 0.6):
            tallies_module.FLOOR = floor  # type: ignore[misc]
            hits = wanted = got = 0
            for n, (item, view, _) in enumerate(docs):
                if keep and not item.development:
                    continue
                found = list(decide_tallies(held[n % 5], view))
                pairs = match(item.gold["tallies"], found)
                hits, wanted, got = hits + len(pairs), wanted + len(item.gold["tallies"]), got + len(found)
                if args.errors and floor == 0.4 and not keep:
                    show(item, found, pairs)
            print(label, floor, hits, wanted, got, align.SCORE.f1(hits, wanted, got))
    right = sum(c.right == [0] for _, _, cs in docs for c in cs)
    print(
        "reachable",
        sum(
            any(figure(t, o) and overlap(t, v.tokens.words(*o.clause)) >= 0.5 for o in tally_options(v))
            for i, v, _ in docs
            for t in i.gold["tallies"]
        ),
    )
    print("options", sum(len(cs) for _, _, cs in docs), "right", right)
    if args.write:
        model = fit([c for _, _, cs in docs for c in cs], l2=args.l2)
        data = {"name": "tally", "trained_on": f"{len(docs)} articles", "weights": dict(sorted(model.items()))}
        MODELS.joinpath("tally.json").write_text(json.dumps(data, ensure_ascii=False, indent=0), encoding="utf-8")
    return 0


def show(item: Any, found: list[Tally], pairs: list[tuple[int, int]]) -> None:
    for i, gold in enumerate(item.gold["tallies"]):
        if i not in {a for a, _ in pairs}:
            print(
                "missed",
                item.gold["doc"],
                gold["count"],
                least(gold.get("killed")),
                least(gold.get("injured")),
                gold["evidence"][:130],
            )
    for j, tally in enumerate(found):
        if j not in {b for _, b in pairs}:
            print("false", item.gold["doc"], tally.count, tally.killed, tally.injured, tally.evidence[:130])


if __name__ == "__main__":
    sys.exit(main())
