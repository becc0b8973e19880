"""Figures: what the five folds give, printed."""

from __future__ import annotations

import json
from typing import Any

from training.documents import FOLDS, Doc
from training.fit import Choice, fit, quality
from training.gold import development
from training.links import L2, LINKS

from rasad.reports.model import Model
from training import align


def report_tellers(docs: list[Doc]) -> None:
    total = sum(len(d.events) for d in docs)
    told = sum(len({e.number for e in d.tellers.values()}) for d in docs)
    print(f"gold events {total}, with a trigger in their evidence {told}")
    for name in LINKS:
        choices = [c for d in docs for c in d.choices[name]]
        print(f"  {name}: {len(choices)} choices")


def evaluate(args: Any, events_all: list[list[Choice]], drafts_all: list[Any]) -> None:
    gold, dev_gold, scored, noisy, judged = {}, {}, [], 0, []
    for n in range(FOLDS):
        model = Model("event", fit([c for k in range(FOLDS) if k != n for c in events_all[k]], l2=L2["event"]))
        judged.append((model.weights, events_all[n]))
        for doc, got, reports in drafts_all[n]:
            if not doc.coded.quiet:
                gold[doc.coded.gold["doc"]] = doc.coded.gold
            if doc.coded.development:
                dev_gold[doc.coded.gold["doc"]] = doc.coded.gold
            for d, r in zip(got, reports, strict=False):
                r["confidence"] = model.probability(d.features)
            scored.append((doc.coded.gold["doc"], reports))
            noisy += doc.coded.quiet and any(r["confidence"] >= 0.4 for r in reports)
    quality("event", judged)
    print(f"articles of quiet sections that yield an event: {noisy}")
    if args.dump:
        with open(args.dump, "w", encoding="utf-8") as out:
            for doc, reports in scored:
                print(json.dumps({"doc": doc, "events": reports}, ensure_ascii=False), file=out)
    for item in development():
        dev_gold.setdefault(item.gold["doc"], item.gold)
    for label, wanted in (("all", {**gold, **dev_gold}), ("dev", dev_gold)):
        for threshold in (0.3, 0.4, 0.5):
            pred = {
                doc: {"doc": doc, "events": [r for r in reports if r["confidence"] >= threshold]}
                for doc, reports in scored
            }
            s = align.SCORE.score(wanted, pred)
            print(
                label,
                threshold,
                "det",
                s["detection"],
                "strict",
                s["strict"]["f1"],
                "record",
                s["record"],
                "main",
                s["main_recall"],
                "false-empty",
                s["empty_docs_with_false_events"],
                "/",
                s["empty_docs"],
            )
            if threshold == 0.4:
                print("   ", s["slots"])
