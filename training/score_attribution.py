"""Score sources and damage of drafted events: ``attribution_scores(rows)`` over ``(view, draft, gold event)``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from rasad.records import Attribution
from rasad.reports.assembly import Draft
from rasad.reports.attribution import attribution_of
from rasad.reports.view import View
from training import align


def same(gold: dict[str, Any], found: Attribution) -> bool:
    if gold.get("id") and gold["id"] == found.id:
        return True
    return bool(align.SCORE.words(gold["text"]) & align.SCORE.words(found.text))


def attribution_scores(rows: Iterable[tuple[View, Draft, dict[str, Any]]]) -> dict[str, Any]:
    """F1 of sources over matched events whose gold codes them, and how often ``named`` is right."""
    counts: Counter[str] = Counter()
    for view, draft, gold in rows:
        if "attribution" not in gold:
            continue
        left = list(attribution_of(view, draft))
        counts.update(
            gold=len(gold["attribution"]),
            found=len(left),
            any_right=bool(left) == bool(gold["attribution"]),
            events=1,
        )
        for wanted in gold["attribution"]:
            hit = next((f for f in left if same(wanted, f)), None)
            if hit is not None:
                left.remove(hit)
                counts.update(hit=1, named=bool(wanted.get("named")) == hit.named)
    out: dict[str, Any] = align.SCORE.f1(counts["hit"], counts["gold"], counts["found"])
    out["events"] = counts["events"]
    out["present"] = round(counts["any_right"] / max(1, counts["events"]), 3)
    out["named"] = round(counts["named"] / max(1, counts["hit"]), 3)
    return out
