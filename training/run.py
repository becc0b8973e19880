"""Train the deciders of the reports room from the development gold and the coded corpus articles.

    python -m training.net --folds --write && python -m training.run [--write]

Links (date, place, cast, weapons, tolls, kind) learn from triggers inside a gold event's evidence; mention, pair and
event decisions learn from drafts made with links trained on the other folds, so that they know how far links can be
trusted. Prints the score of the five-fold run; with --write trains on everything and writes the models.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec
from training.claims import claim_choices
from training.documents import FOLDS, Doc, coded_articles, fold_of, others
from training.figures import evaluate, report_tellers
from training.fit import Choice, fit, quality, yes_no
from training.gating import train_gates
from training.joining import ended, role_choices, second_choices, train_claims, train_roles
from training.links import L2, LINKS, fold_nets, open_docs, side_by_side, train_links

from rasad.reports import coder as coder_module
from rasad.reports.assembly import Draft, assemble, event_features
from rasad.reports.candidate import Candidate
from rasad.reports.claims import PARTS, decide_claims
from rasad.reports.coder import Coder
from rasad.reports.coreference import cluster
from rasad.reports.kin import around
from rasad.reports.model import Model
from rasad.reports.rivalry import rival_features
from rasad.reports.writing import write
from training import align

Report = dict[str, Any]
"""An event report as JSON has it."""
MODELS = Path(__file__).parent.parent / "src/rasad/reports/models"


@dataclass
class Stages:
    """What each stage of the training leaves for the next, a list item a fold."""

    folds: list[list[Doc]]
    links: list[dict[str, Model]] = field(default_factory=list)
    mentions: list[list[Choice]] = field(default_factory=list)
    pairs: list[list[Choice]] = field(default_factory=list)
    made: list[list[tuple[Doc, list[Candidate]]]] = field(default_factory=list)
    groups: list[list[tuple[Doc, list[list[Candidate]]]]] = field(default_factory=list)
    roles: list[list[tuple[str, Choice]]] = field(default_factory=list)
    casts: list[dict[str, Model]] = field(default_factory=list)
    events: list[list[Choice]] = field(default_factory=list)
    claims: list[dict[str, list[Choice]]] = field(default_factory=list)
    drafts: list[list[tuple[Doc, list[Draft], list[Report]]]] = field(default_factory=list)


def learn_links(stages: Stages, workers: int) -> None:
    """Links trained without each fold, and what they say of its triggers."""
    stages.links = side_by_side(stages.folds, workers)
    for links, held in zip(stages.links, stages.folds, strict=True):
        results = [second_choices(doc, links) for doc in held]
        stages.mentions.append([choice for mentions, _, _ in results for choice in mentions])
        stages.pairs.append([choice for _, pairs, _ in results for choice in pairs])
        stages.made.append([(doc, made) for doc, (_, _, made) in zip(held, results, strict=True)])
    for name in LINKS:
        held_out = [[c for doc in fold for c in doc.choices[name]] for fold in stages.folds]
        quality(name, [(links[name].weights, asked) for links, asked in zip(stages.links, held_out, strict=True)])


def learn_groups(stages: Stages, bias: float) -> None:
    """Mention and pair decisions without each fold, and the groups that they make of its candidates."""
    mentions, pairs = [], []
    for n in range(FOLDS):
        mention = Model("mention", fit(others(stages.mentions, n), l2=L2["mention"], rarest=2))
        pair = Model("pair", fit(others(stages.pairs, n), l2=L2["pair"]))
        mentions.append((mention.weights, stages.mentions[n]))
        pairs.append((pair.weights, stages.pairs[n]))
        groups, choices = [], []
        for doc, made in stages.made[n]:
            for c in made:
                c.probability = mention.probability(c.extra["mention"], around(doc.view, c.item))
            kept = [c for c in made if c.probability >= coder_module.MENTION_FLOOR]
            got = cluster(pair, doc.view, kept, bias)
            groups.append((doc, got))
            choices += [(name, doc.weighed(c)) for name, c in role_choices(doc, got)]
        stages.groups.append(groups)
        stages.roles.append(choices)
    quality("mention", mentions)
    quality("pair", pairs)


def learn_casts(stages: Stages) -> None:
    """Roles and settled slots without each fold, and how well these tell those of the fold."""
    stages.casts = [train_roles(others(stages.roles, n)) for n in range(FOLDS)]
    for name in sorted({name for fold in stages.roles for name, _ in fold}):
        key = name if name.startswith("settle") else f"role-{name}"
        asked = [[choice for one, choice in fold if one == name] for fold in stages.roles]
        quality(key, [(models[key].weights, held) for models, held in zip(stages.casts, asked, strict=True)])


def draft_events(stages: Stages) -> None:
    """Draft the events of each fold with what the others taught, and ask which are told and who claims them."""
    for n in range(FOLDS):
        choices, drafts = [], []
        claimed: dict[str, list[Choice]] = {part: [] for part in PARTS}
        for doc, groups in stages.groups[n]:
            got, reports = drafted(stages.casts[n], doc, groups)
            pairs = align.SCORE.match(doc.coded.gold["events"], reports)
            matched = {id(report) for _, report in pairs}
            told = {id(report): draft for draft, report in zip(got, reports, strict=True)}
            for gold, report in pairs:
                for part, made in claim_choices(doc.view, told[id(report)], gold).items():
                    claimed[part] += map(doc.weighed, made)
            for draft, report in zip(got, reports, strict=True):
                choices.append(doc.weighed(yes_no(draft.features, id(report) in matched)))
            drafts.append((doc, got, reports))
        stages.events.append(choices)
        stages.claims.append(claimed)
        stages.drafts.append(drafts)


def drafted(learned: dict[str, Model], doc: Doc, groups: list[list[Candidate]]) -> tuple[list[Draft], list[Report]]:
    """The drafts of ``groups``, with their features, and their reports as far as draft and outcome tell them."""
    got = [assemble(learned, group) for group in groups]
    reports = []
    for number, draft in enumerate(got):
        draft.features = [*event_features(draft, doc.view.shape), *rival_features(doc.view, draft, got)]
        reports.append(msgspec.to_builtins(write(doc.view, draft, number, ended(doc, draft))))
    return got, reports


def decide_who_claims(stages: Stages) -> None:
    """Write into each fold's reports who claims them, as those trained on the others say."""
    for n in range(FOLDS):
        learned = train_claims([c for k, c in enumerate(stages.claims) if k != n])
        for doc, got, reports in stages.drafts[n]:
            words = doc.view.tokens.words
            for draft, report in zip(got, reports, strict=True):
                found = decide_claims(learned, doc.view, draft)["claimed_by"]
                report["claimed_by"] = [
                    {"id": link.ident, "text": words(link.item.start, link.item.end)} for link in found
                ]


def write_models(stages: Stages, docs: list[Doc], into: Path) -> None:
    """Train every decider on all folds and write it to the folder ``into``."""
    learned = train_links(docs) | train_claims(stages.claims) | train_gates(stages.folds)
    learned["mention"] = Model("mention", fit(others(stages.mentions), l2=L2["mention"], rarest=2))
    learned |= train_roles(others(stages.roles))
    learned["pair"] = Model("pair", fit(others(stages.pairs), l2=L2["pair"]))
    learned["event"] = Model("event", fit(others(stages.events), l2=L2["event"]))
    for name, model in learned.items():
        weights = dict(sorted(model.weights.items()))
        data = {"name": name, "trained_on": f"{len(docs)} articles", "weights": weights}
        into.joinpath(f"{name}.json").write_text(json.dumps(data, ensure_ascii=False, indent=0), encoding="utf-8")


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--workers", type=int, default=2, help="processes that fit links side by side")
    parser.add_argument("--dump", type=Path)
    parser.add_argument("--quiet", type=int, default=350, help="how many articles of quiet sections to learn from")
    parser.add_argument("--bias", type=float, default=0.0, help="what joining two candidates must overcome")
    parser.add_argument("--into", type=Path, default=MODELS, help="the folder that --write writes to")
    parser.add_argument("--l2", action="append", default=[], help="NAME=STRENGTH, to try another regularisation")
    args = parser.parse_args()
    L2.update({name: float(strength) for name, strength in (pair.split("=") for pair in args.l2)})
    docs = open_docs(Coder(), coded_articles(args.quiet), fold_nets())
    report_tellers(docs)
    stages = Stages([[doc for doc in docs if fold_of(doc.name) == n] for n in range(FOLDS)])
    learn_links(stages, args.workers)
    learn_groups(stages, args.bias)
    learn_casts(stages)
    draft_events(stages)
    decide_who_claims(stages)
    evaluate(args, stages.events, stages.drafts)
    if args.write:
        write_models(stages, docs, args.into)
    return 0


if __name__ == "__main__":
    sys.exit(main())
