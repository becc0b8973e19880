"""Gold: the coded articles that the models learn from, with their texts (read from ../shared, never copied)."""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
LABELS = ROOT / "training" / "labels"


@dataclass(slots=True)
class Coded:
    """An article's record and its gold."""

    record: dict[str, Any]
    gold: dict[str, Any]
    development: bool
    quiet: bool = False


def development(kit: Path = SHARED / "evaluation") -> list[Coded]:
    """The development articles of the evaluation kit, with their gold."""
    texts = {}
    with open(kit / "dev/texts.jsonl", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            texts[record["id"]] = record
    out = []
    for path in sorted((kit / "dev/gold").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        out.append(Coded(texts[gold["doc"]], gold, True))
    return out


def extra(folder: Path) -> list[Coded]:
    """Coded corpus articles in the gold's own form (``gold*/`` beside ``batch*.jsonl``)."""
    out = []
    for batch in sorted(folder.glob("batch*.jsonl")):
        texts = {r["id"]: r for r in map(json.loads, batch.read_text(encoding="utf-8").strip().split("\n"))}
        for path in sorted(folder.joinpath(batch.stem.replace("batch", "gold")).glob("*.json")):
            gold = json.loads(path.read_text(encoding="utf-8"))
            if gold["doc"] in texts:
                out.append(Coded(texts[gold["doc"]], gold, False))
    return out


def quiet(most: int, coded: set[str]) -> list[Coded]:
    """Corpus articles of sections that hardly ever tell conflict, taken to hold no event."""
    out = []
    with gzip.open(SHARED / "corpus/ant-2018-01-to-06.jsonl.gz", "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if number % 17 == 3:
                record = json.loads(line)
                if record["category"] in {"sport", "technology", "culture"} and record["id"] not in coded:
                    out.append(
                        Coded(
                            record, {"doc": record["id"], "published": record["published"], "events": []}, False, True
                        )
                    )
    return out[:most]
