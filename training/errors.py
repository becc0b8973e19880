"""Count a coder's errors by class: python -m training.errors GOLD PREDICTED [PREDICTED …]

GOLD is a folder of gold files, each PREDICTED a JSON Lines file of coded articles; the table has a column for each.
Classes follow from the scorer's own matching, so that the table and the figures agree; every one counts errors for a
hundred gold events.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from typing import Any

from training.align import SCORE

CLASSES = (
    ("missed: no report from its words", "missed"),
    ("missed: told together with another event", "joined"),
    ("missed: coded as another family of kinds, or neither date nor place right", "other"),
    ("extra: in an article without events", "empty"),
    ("extra: a double of a coded event", "double"),
    ("extra: no event by the rules, or one of another time", "extra"),
    ("wrong zone (a teaser, ticker or caption taken for the article, or the reverse)", "zone"),
    ("kind", "kind"),
    ("date: one given where the text gives none", "date-given"),
    ("date: none given", "date-none"),
    ("date: of another clause", "date-other"),
    ("place: none, or one where there is none", "place-none"),
    ("place: another one", "place-other"),
    ("initiator left out", "initiators-missed"),
    ("initiator that did not do it", "initiators-extra"),
    ("initiator and target changed about", "swapped"),
    ("target left out", "targets-missed"),
    ("target that was not hit", "targets-extra"),
    ("killed", "killed"),
    ("injured", "injured"),
    ("weapon left out", "weapons-missed"),
    ("weapon not used in it", "weapons-extra"),
    ("outcome", "outcome"),
)


def overlaps(a: dict[str, Any], b: dict[str, Any]) -> bool:
    """Whether two records quote the same words."""
    x, y = (SCORE.words(SCORE.quoted(event.get("evidence"))) for event in (a, b))
    return len(x & y) >= max(2, 0.5 * min(len(x), len(y)))


def missed(gold: dict[str, Any], free: list[dict[str, Any]], taken: list[dict[str, Any]]) -> str:
    same = [report for report in free if overlaps(gold, report)]
    if any(report.get("zone") != gold.get("zone", "body") for report in same):
        return "zone"
    if same:
        return "other"
    return "joined" if any(overlaps(gold, report) for report in taken) else "missed"


def extra(report: dict[str, Any], golds: list[dict[str, Any]]) -> str:
    if not golds:
        return "empty"
    for gold in golds:
        family = SCORE.family(gold["kind"]) == SCORE.family(report["kind"])
        if family and (SCORE.date_agrees(gold, report) or SCORE.place_agrees(gold, report)):
            return "double"
    return "extra"


def slots(gold: dict[str, Any], report: dict[str, Any]) -> list[str]:
    """The classes of what is wrong in a matched report."""
    out = [] if SCORE.kind_agrees(gold, report) else ["kind"]
    if not SCORE.date_agrees(gold, report):
        out.append("date-given" if not gold.get("date") else "date-none" if not report.get("date") else "date-other")
    if not SCORE.place_agrees(gold, report):
        out.append("place-other" if gold.get("place") and report.get("place") else "place-none")
    out += [name for name in ("killed", "injured") if not SCORE.toll_agrees(gold.get(name), report.get(name))]
    out += ["outcome"] if gold.get("outcome") != report.get("outcome") else []
    for part, across in (("initiators", "targets"), ("targets", "initiators")):
        mine, theirs = gold.get(part) or [], report.get(part) or []
        right = SCORE.paired(mine, theirs, SCORE.actor_agrees)
        swapped = SCORE.paired(gold.get(across) or [], theirs, SCORE.actor_agrees) if right < len(theirs) else 0
        out += [f"{part}-missed"] * (len(mine) - right)
        out += ["swapped"] * min(swapped, len(theirs) - right)
        out += [f"{part}-extra"] * max(0, len(theirs) - right - swapped)
    arms = SCORE.paired(gold.get("weapons") or [], report.get("weapons") or [], lambda a, b: a == b)
    out += ["weapons-missed"] * (len(gold.get("weapons") or []) - arms)
    return out + ["weapons-extra"] * (len(report.get("weapons") or []) - arms)


def count(gold: dict[str, dict[str, Any]], coded: dict[str, dict[str, Any]]) -> tuple[Counter[str], int]:
    """The errors by class, and the number of gold events."""
    out: Counter[str] = Counter()
    for doc, item in gold.items():
        golds, reports = item["events"], coded.get(doc, {"events": []})["events"]
        pairs = SCORE.match(golds, reports)
        found, used = {id(g) for g, _ in pairs}, {id(r) for _, r in pairs}
        free, taken = [r for r in reports if id(r) not in used], [r for _, r in pairs]
        out.update(missed(g, free, taken) for g in golds if id(g) not in found)
        out.update(extra(r, golds) for r in free)
        for g, r in pairs:
            out.update(slots(g, r))
    return out, sum(len(item["events"]) for item in gold.values())


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold")
    parser.add_argument("predicted", nargs="+")
    args = parser.parse_args()
    gold = SCORE.load(args.gold)
    made = [count(gold, SCORE.load(path)) for path in args.predicted]
    print(f"{len(gold)} articles, {made[0][1]} gold events; errors, and errors for a hundred gold events")
    for label, key in CLASSES:
        cells = " | ".join(f"{errors[key]} · {100 * errors[key] / events:.1f}" for errors, events in made)
        print(f"| {label} | {cells} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
