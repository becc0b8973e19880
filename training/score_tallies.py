"""Train the tally decider and score tallies in five folds.

    python -m training.score_tallies [--write] [--errors N]

Learns from the development gold and ``training/labels``. What counts as found is told in ``matching.py``.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
from training.fit import Choice, fit, yes_no
from training.gold import Coded, development
from training.labels import MORE, labelled
from training.matching import covered, least, match_tallies

from rasad.pages import read_record
from rasad.reports import tallies as tallies_module
from rasad.reports.coder import Coder
from rasad.reports.model import Model
from rasad.reports.tallies import decide_tallies
from rasad.reports.tallyoptions import TallyOption, tally_options
from rasad.reports.view import View
from training import align

MODELS = Path(__file__).parent.parent / "src/rasad/reports/models"
FOLDS = 5


@dataclass
class Doc:
    """A coded article opened for tallies; ``view`` is ``None`` where the coder's first look reads it no further."""

    item: Coded
    view: View | None
    choices: list[Choice]

    @property
    def wanted(self) -> list[dict[str, Any]]:
        tallies: list[dict[str, Any]] = self.item.gold["tallies"]
        return tallies

    def found(self, model: Model) -> list[dict[str, Any]]:
        """The tallies that ``model`` finds, as JSON."""
        return [msgspec.to_builtins(t) for t in decide_tallies(model, self.view)] if self.view is not None else []


def figure(gold: dict[str, Any], option: TallyOption) -> bool:
    """Whether an option's figure is one that the gold tally states."""
    value = option.item.value
    wanted = {gold["count"], least(gold.get("killed")), least(gold.get("injured"))} - {None}
    if wanted:
        return value.min in wanted
    vague = option.item.label == "number" and value.form == "vague"
    return vague or (option.item.label == "toll" and value.max is None)


def choices(view: View, gold: dict[str, Any]) -> list[Choice]:
    """The yes/no choices of an article: a figure inside a gold tally's evidence that it states is right."""
    ranges = [(t, r) for t in gold["tallies"] for r in align.evidence_ranges(view.article.text, t["evidence"])]
    out = []
    for option in tally_options(view):
        start, end = view.tokens.span(option.item.start, option.item.end)
        right = any(a - 2 <= start and end <= b + 2 and figure(t, option) for t, (a, b) in ranges)
        if not right:
            words = view.tokens.words(*option.clause)
            right = any(
                covered(align.SCORE, t["evidence"], words) >= 0.5 and figure(t, option) for t in gold["tallies"]
            )
        out.append(yes_no([*option.features, *option.kin], right))
    return out


def open_docs(items: list[Coded]) -> list[Doc]:
    coder, docs = Coder(), []
    for item in items:
        view = coder.view(read_record(item.record))  # type: ignore[arg-type]
        docs.append(Doc(item, view, choices(view, item.gold) if view is not None else []))
    return docs


def score(docs: list[Doc], held: list[Model]) -> dict[str, float]:
    """F1 of the tallies that each article's model finds."""
    hits = wanted = got = 0
    for n, doc in enumerate(docs):
        found = doc.found(held[n % len(held)])
        hits += len(match_tallies(align.SCORE, doc.wanted, found))
        wanted, got = wanted + len(doc.wanted), got + len(found)
    result: dict[str, float] = align.SCORE.f1(hits, wanted, got)
    return result


def show(docs: list[Doc], held: list[Model], most: int) -> None:
    """Print what articles not learned from miss and make up."""
    for n, doc in enumerate(docs):
        found = doc.found(held[n % len(held)])
        pairs = match_tallies(align.SCORE, doc.wanted, found)
        kept = {id(one) for pair in pairs for one in pair}
        for label, side in (("missed", doc.wanted), ("false", found)):
            for one in side:
                if id(one) not in kept and most > 0:
                    figures = (one["count"], least(one.get("killed")), least(one.get("injured")))
                    print(label, doc.item.gold["doc"], *figures, one["evidence"][:130])
                    most -= 1


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--l2", type=float, default=2.0)
    return parser.parse_args()


def main() -> int:
    args = arguments()
    docs = open_docs(development() + labelled() + labelled(path=MORE))
    held = [
        Model("tally", fit([c for k, doc in enumerate(docs) if k % FOLDS != n for c in doc.choices], l2=args.l2))
        for n in range(FOLDS)
    ]
    weights = fit([c for doc in docs for c in doc.choices], l2=args.l2)
    for floor in (0.2, 0.25, 0.3, 0.4):
        tallies_module.FLOOR = floor  # type: ignore[misc]
        print(floor, "left out", score(docs, held), "in sample", score(docs, [Model("tally", weights)]))
    show(docs, held, args.errors)
    if args.write:
        data = {"name": "tally", "trained_on": f"{len(docs)} articles", "weights": dict(sorted(weights.items()))}
        MODELS.joinpath("tally.json").write_text(json.dumps(data, ensure_ascii=False, indent=0), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
