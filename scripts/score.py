#!/usr/bin/env python3
"""Measure the coder on the development articles and hold it to the floors in tests/floors.json.

    make score                                   measure, print the table, fail under a floor
    make score SCORE=--update                    raise the floors to what was measured
    make score SCORE='--lower record --reason "..."'   lower one floor to what was measured; the reason is kept
    make score SCORE='--calibration'             also show how often reports of a given confidence are right

The articles, the gold and score.py stand in ../shared/evaluation (or $RASAD_SHARED/evaluation); the speech of
twenty articles is labelled in training/labels/development.jsonl. What counts as found is in training/matching.py.
"""

from __future__ import annotations

import argparse
import datetime
import importlib.util
import json
import os
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from rasad.reports.coder import Coder  # noqa: E402
from training import labels, matching, score_sentences  # noqa: E402

FLOORS = ROOT / "tests/floors.json"
SLACK = 0.0005
"""Figures are rounded to three places; less than half of that is no loss."""


def evaluation() -> Path:
    """Return the folder of the evaluation kit; it need not exist."""
    return Path(os.environ.get("RASAD_SHARED", ROOT.parent / "shared")) / "evaluation"


def code_articles(texts: Path, target: Path) -> None:
    """Run ``rasad code`` over ``texts``. Raises ``SystemExit`` where any article fails."""
    with target.open("wb") as out:
        command = [sys.executable, "-c", "from rasad.cli.main import main; main()", "code", str(texts)]
        done = subprocess.run(command, stdout=out, env={**os.environ, "RASAD_DATA": os.devnull})
    if done.returncode:
        raise SystemExit(f"rasad code ended with status {done.returncode} on {texts}")


def scorer(kit: Path) -> ModuleType:
    """Return the kit's score.py as a module."""
    spec = importlib.util.spec_from_file_location("evaluation_score", kit / "score.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def measure(kit: Path, predicted: Path) -> dict[str, float]:
    """Return the figures that have floors, by name."""
    tool = scorer(kit)
    gold, coded = tool.load(str(kit / "dev/gold")), tool.load(str(predicted))
    result = tool.score(gold, coded)
    figures = {
        "record": result["record"]["f1"],
        "strict": result["strict"]["f1"],
        "detection": result["detection"]["f1"],
        "main_recall": result["main_recall"] or 0.0,
        "spans": spans_verified(coded.values()),
    }
    slots = (
        "kind",
        "date",
        "place",
        "killed",
        "injured",
        "initiators",
        "targets",
        "weapons",
        "outcome",
        "claimed_by",
    )
    figures |= {f"slot_{name}": result["slots"].get(name, 0.0) for name in slots}
    figures |= accusations(tool, gold, coded) | speech(tool, kit, coded) | {"tallies": tallies(tool, gold, coded)}
    return figures | sentences(kit)


def accusations(tool: ModuleType, gold: Any, coded: Any) -> dict[str, float]:
    """Return the F1 of who denies and who is blamed, over matched events."""
    counts = {part: [0, 0, 0] for part in ("denied_by", "blamed_on")}
    for doc, item in gold.items():
        for wanted, found in tool.match(item["events"], coded.get(doc, {"events": []})["events"]):
            for part, count in counts.items():
                add(
                    count,
                    tool.paired(wanted.get(part) or [], found[part], tool.actor_agrees),
                    wanted.get(part),
                    found[part],
                )
    return {f"slot_{part}": tool.f1(*count)["f1"] for part, count in counts.items()}


def add(count: list[int], hits: int, wanted: Any, found: Any) -> None:
    """Add what was hit, wanted and found to ``count``."""
    for at, more in enumerate((hits, len(wanted or []), len(found or []))):
        count[at] += more


def tallies(tool: ModuleType, gold: Any, coded: Any) -> float:
    """Return the F1 of the tallies of all development articles."""
    count = [0, 0, 0]
    for doc, item in gold.items():
        found = coded.get(doc, {"tallies": []})["tallies"]
        add(count, len(matching.match_tallies(tool, item["tallies"], found)), item["tallies"], found)
    return float(tool.f1(*count)["f1"])


def speech(tool: ModuleType, kit: Path, coded: Any) -> dict[str, float]:
    """Return the figures of statements and sources, over the articles where these are labelled.

    ``statements`` is the F1 of finding them, ``speaker`` that of finding them with the right speaker,
    ``statement_kind`` the share of those found that have the right kind, ``attribution`` the F1 of the sources of
    matched events.
    """
    statements, speakers, sources, kinds = [0, 0, 0], [0, 0, 0], [0, 0, 0], [0, 0]
    for item in labels.heard(kit):
        mine = coded[item.gold["doc"]]
        wanted = matching.told_once(tool, item.gold["statements"], "evidence")
        found = matching.told_once(tool, mine["statements"], "text")
        pairs = matching.match_statements(tool, wanted, found)
        add(statements, len(pairs), wanted, found)
        add(speakers, sum(matching.speaker_agrees(tool, g, p) for g, p in pairs), wanted, found)
        kinds = [kinds[0] + sum(g["kind"] == p["kind"] for g, p in pairs), kinds[1] + len(pairs)]
        for event, report in tool.match(item.gold["events"], mine["events"]):
            wanted, found = event["attribution"], report["attribution"]
            add(sources, len(matching.match_sources(tool, wanted, found)), wanted, found)
    return {
        "statements": tool.f1(*statements)["f1"],
        "speaker": tool.f1(*speakers)["f1"],
        "statement_kind": kinds[0] / max(1, kinds[1]),
        "attribution": tool.f1(*sources)["f1"],
    }


def sentences(kit: Path) -> dict[str, float]:
    """Return the F1 of the labelled sentences that tell an assault or a protest; none where the kit has no such."""
    coder, folder = Coder(), kit / "gsr"
    if not folder.is_dir():
        return {}
    return {
        f"sentences_{label}": score_sentences.f1(score_sentences.compare(coder, label, folder)[0])
        for label in score_sentences.KINDS
    }


def spans_verified(articles: Any) -> float:
    """Return the share of spans that lie in the text and say what the value says they say."""
    right = total = 0
    for article in articles:
        text = article["text"]
        for event in article["events"]:
            evidence = event["evidence"]
            checks = [text[evidence["start"] : evidence["end"]] == evidence["quote"] != ""]
            checks += [0 <= a < b <= len(text) for a, b in event["spans"].values()]
            worded = [event["date"], event["place"], *event["more_places"], *event["initiators"], *event["targets"]]
            for value in filter(None, worded):
                words, span = value.get("text") or value.get("name"), value.get("span")
                if span is not None and words is not None:
                    checks.append(text[span[0] : span[1]] == words)
            right, total = right + sum(checks), total + len(checks)
    return right / total if total else 1.0


def calibration(kit: Path, predicted: Path) -> list[str]:
    """Return lines telling, by confidence, how many reports agree with a gold record in kind, date and place."""
    tool = scorer(kit)
    gold, coded = tool.load(str(kit / "dev/gold")), tool.load(str(predicted))
    bands: dict[int, list[bool]] = defaultdict(list)
    for doc, item in gold.items():
        events = coded.get(doc, {"events": []})["events"]
        agreeing = {
            id(p)
            for g, p in tool.match(item["events"], events)
            if tool.kind_agrees(g, p) and tool.date_agrees(g, p) and tool.place_agrees(g, p)
        }
        for event in events:
            bands[min(9, int(event["confidence"] * 10))].append(id(event) in agreeing)
    return ["", "confidence   reports   right"] + [
        f"{band / 10:.1f}-{band / 10 + 0.1:.1f}      {len(hits):7}   {sum(hits) / len(hits):.2f}"
        for band, hits in sorted(bands.items())
    ]


def table(figures: dict[str, float], floors: dict[str, float], targets: dict[str, float]) -> list[str]:
    """Return the lines of the table, every figure beside its floor and target."""
    lines = [f"{'figure':<18} {'now':>7} {'floor':>7} {'reach':>7}"]
    for name, value in figures.items():
        floor, target = floors.get(name), targets.get(name)
        verdict = "UNDER ITS FLOOR" if floor is not None and value < floor - SLACK else ""
        cells = (f"{cell:7.3f}" if cell is not None else " " * 7 for cell in (value, floor, target))
        lines.append(f"{name:<18} {' '.join(cells)}  {verdict}".rstrip())
    return lines


def under(figures: dict[str, float], floors: dict[str, float]) -> list[str]:
    """Return the names of the figures that lie under their floors."""
    return [name for name, floor in floors.items() if figures.get(name, 0.0) < floor - SLACK]


def raised(data: dict[str, Any], figures: dict[str, float]) -> dict[str, Any]:
    """Return the floors file with every floor raised to what was measured; none is lowered."""
    floors = data["floors"]
    return data | {"floors": {name: max(round(value, 3), floors.get(name, 0.0)) for name, value in figures.items()}}


def lowered(data: dict[str, Any], figures: dict[str, float], name: str, reason: str) -> dict[str, Any]:
    """Return the floors file with the floor ``name`` set to what was measured and the reason kept."""
    if name not in data["floors"]:
        raise SystemExit(f"no floor is called {name!r}; there are {', '.join(data['floors'])}")
    change = {
        "date": datetime.date.today().isoformat(),
        "floor": name,
        "from": data["floors"][name],
        "to": round(figures[name], 3),
        "reason": reason,
    }
    return data | {"floors": data["floors"] | {name: change["to"]}, "lowered": [*data["lowered"], change]}


def save(data: dict[str, Any]) -> None:
    FLOORS.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--update", action="store_true", help="raise the floors to what was measured")
    parser.add_argument("--lower", metavar="FIGURE", help="lower this floor to what was measured; needs --reason")
    parser.add_argument("--reason", help="why a floor is lowered")
    parser.add_argument("--calibration", action="store_true", help="show how often a confidence is right")
    args = parser.parse_args()
    if bool(args.lower) != bool(args.reason):
        parser.error("--lower FIGURE and --reason '...' go together")
    return args


def main() -> int:
    args = options()
    kit = evaluation()
    if not (kit / "score.py").is_file():
        print(f"make score needs the evaluation kit; there is none at {kit} (set RASAD_SHARED to its parent folder)")
        return 0
    data = json.loads(FLOORS.read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        predicted = Path(folder) / "coded.jsonl"
        code_articles(kit / "dev/texts.jsonl", predicted)
        figures = measure(kit, predicted)
        more = calibration(kit, predicted) if args.calibration else []
    if args.update:
        save(data := raised(data, figures))
    if args.lower:
        save(data := lowered(data, figures, args.lower, args.reason))
    print("\n".join([*table(figures, data["floors"], data["reach"]), *more]))
    failed = under(figures, data["floors"])
    if failed:
        print(f"\nUnder their floors: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
