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
from pathlib import Path

import msgspec
from training.claims import claim_choices
from training.documents import FOLDS, coded_articles, fold_of
from training.figures import evaluate, report_tellers
from training.fit import Choice, fit, quality, yes_no
from training.joining import article_choices, ended, role_choices, second_choices, train_claims, train_roles
from training.links import L2, LINKS, fold_nets, open_docs, side_by_side, train_links

from rasad.reports import coder as coder_module
from rasad.reports.assembly import assemble, event_features
from rasad.reports.claims import PARTS, decide_claims
from rasad.reports.coder import Coder
from rasad.reports.coreference import cluster
from rasad.reports.kin import around
from rasad.reports.model import Model
from rasad.reports.rivalry import rival_features
from rasad.reports.writing import write
from training import align

MODELS = Path(__file__).parent.parent / "src/rasad/reports/models"


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
    folds = [[d for d in docs if fold_of(d.name) == n] for n in range(FOLDS)]
    learned_links = side_by_side(folds, args.workers)
    fold_models, mention_all, pair_all, made_all = [], [], [], []
    for n, held in enumerate(folds):
        links = learned_links[n]
        fold_models.append(links)
        results = [second_choices(d, links) for d in held]
        mention_all.append([c for m, _, _ in results for c in m])
        pair_all.append([c for _, p, _ in results for c in p])
        made_all.append([(d, made) for d, (_, _, made) in zip(held, results, strict=False)])
    for name in LINKS:
        quality(
            name,
            [
                (m[name].weights, [c for d in f for c in d.choices[name]])
                for m, f in zip(fold_models, folds, strict=True)
            ],
        )
    groups_all, role_all, mentions, pairs = [], [], [], []
    for n in range(FOLDS):
        mention = Model(
            "mention",
            fit([c for k in range(FOLDS) if k != n for c in mention_all[k]], l2=L2["mention"], rarest=2),
        )
        pair = Model("pair", fit([c for k in range(FOLDS) if k != n for c in pair_all[k]], l2=L2["pair"]))
        mentions.append((mention.weights, mention_all[n]))
        pairs.append((pair.weights, pair_all[n]))
        groups, choices = [], []
        for doc, made in made_all[n]:
            for c in made:
                c.probability = mention.probability(c.extra["mention"], around(doc.view, c.item))
            kept = [c for c in made if c.probability >= coder_module.MENTION_FLOOR]
            got = cluster(pair, doc.view, kept, args.bias)
            groups.append((doc, got))
            choices += [(name, doc.weighed(c)) for name, c in role_choices(doc, got)]
        groups_all.append(groups)
        role_all.append(choices)
    quality("mention", mentions)
    quality("pair", pairs)
    for name in sorted({name for f in role_all for name, _ in f}):
        made = [train_roles([c for k in range(FOLDS) if k != n for c in role_all[k]]) for n in range(FOLDS)]
        key = name if name.startswith("settle") else f"role-{name}"
        quality(
            key, [(m[key].weights, [c for one, c in f if one == name]) for m, f in zip(made, role_all, strict=True)]
        )
    events_all: list[list[Choice]] = []
    claims_all: list[dict[str, list[Choice]]] = []
    drafts_all = []
    for n in range(FOLDS):
        learned = train_roles([c for k in range(FOLDS) if k != n for c in role_all[k]])
        choices, drafts = [], []
        claimed: dict[str, list[Choice]] = {part: [] for part in PARTS}
        for doc, groups in groups_all[n]:
            got = [assemble(learned, g) for g in groups]
            reports = []
            for k, d in enumerate(got):
                d.features = [*event_features(d, doc.view.shape), *rival_features(doc.view, d, got)]
                reports.append(msgspec.to_builtins(write(doc.view, d, k, ended(doc, d))))
            pairs = align.SCORE.match(doc.coded.gold["events"], reports)
            matched = {id(p) for _, p in pairs}
            told = {id(r): d for d, r in zip(got, reports, strict=False)}
            for gold, report in pairs:
                for part, made in claim_choices(doc.view, told[id(report)], gold).items():
                    claimed[part] += map(doc.weighed, made)
            for d, r in zip(got, reports, strict=False):
                choices.append(doc.weighed(yes_no(d.features, id(r) in matched)))
            drafts.append((doc, got, reports))
        events_all.append(choices)
        claims_all.append(claimed)
        drafts_all.append(drafts)
    for n in range(FOLDS):
        learned = train_claims([c for k, c in enumerate(claims_all) if k != n])
        for doc, got, reports in drafts_all[n]:
            for d, r in zip(got, reports, strict=False):
                found = decide_claims(learned, doc.view, d)["claimed_by"]
                r["claimed_by"] = [
                    {"id": link.ident, "text": doc.view.tokens.words(link.item.start, link.item.end)}
                    for link in found
                ]
    evaluate(args, events_all, drafts_all)
    if args.write:
        links = train_links(docs)
        links |= train_claims(claims_all)
        links["article"] = Model("article", fit(article_choices(folds), l2=L2["article"]))
        links["mention"] = Model("mention", fit([c for f in mention_all for c in f], l2=L2["mention"], rarest=2))
        links |= train_roles([c for f in role_all for c in f])
        links["pair"] = Model("pair", fit([c for f in pair_all for c in f], l2=L2["pair"]))
        links["event"] = Model("event", fit([c for f in events_all for c in f], l2=L2["event"]))
        for name, model in links.items():
            data = {
                "name": name,
                "trained_on": f"{len(docs)} articles",
                "weights": dict(sorted(model.weights.items())),
            }
            args.into.joinpath(f"{name}.json").write_text(
                json.dumps(data, ensure_ascii=False, indent=0), encoding="utf-8"
            )
    return 0


if __name__ == "__main__":
    sys.exit(main())
