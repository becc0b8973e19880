"""Train the deciders of the reports room from the development gold and the coded corpus articles.

    python -m training.run [--folds 5] [--write]

Links (date, place, cast, weapons, tolls, kind) learn from triggers inside a gold event's evidence; mention, pair and
event decisions learn from drafts made with links trained on the other folds, so that they know how far links can be
trusted. Prints the score of the five-fold run; with --write trains on everything and writes the models.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import sys
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec
from training.claims import L2 as CLAIM_L2
from training.claims import claim_choices
from training.fit import Choice, choice, fit, quality, yes_no
from training.gold import Coded, development, extra, quiet
from training.labels import MORE, invented, labelled

from rasad.codebook.kinds import kinds
from rasad.codebook.weapons import UNTYPED
from rasad.grammar.item import Item
from rasad.pages import read_record
from rasad.reports import coder as coder_module
from rasad.reports.assembly import Draft, arms, assemble, event_features, roles
from rasad.reports.candidate import Candidate
from rasad.reports.casting import cast_kin, cast_options, weapon_options
from rasad.reports.claims import PARTS, decide_claims
from rasad.reports.coder import Coder
from rasad.reports.coreference import cluster
from rasad.reports.dating import date_kin, date_options
from rasad.reports.drafting import _MILITARY_GROUPS, FLOOR, fill, mention_features
from rasad.reports.gate import article_features
from rasad.reports.kin import Kin, around
from rasad.reports.kinding import kind_kin, kind_options
from rasad.reports.model import Model
from rasad.reports.outcome import outcome_of
from rasad.reports.pairing import pair_features
from rasad.reports.placing import place_kin, place_options
from rasad.reports.rivalry import rival_features
from rasad.reports.settling import date_values, place_values, toll_values
from rasad.reports.situation import situation
from rasad.reports.tolling import toll_options
from rasad.reports.view import View
from rasad.reports.writing import Surroundings, write, zone_of
from training import align

MODELS = Path(__file__).parent.parent / "src/rasad/reports/models"
LINKS = ("glance", "date", "place", "initiator", "target", "weapon", "killed", "injured", "kind", "first")
L2 = {
    "date": 1.5,
    "place": 4.0,
    "initiator": 1.5,
    "target": 1.5,
    "weapon": 1.5,
    "killed": 3.0,
    "injured": 3.0,
    "kind": 2.0,
    "first": 4.0,
    "glance": 2.0,
    "article": 1.0,
    "role": 2.0,
    "settle": 1.0,
    "mention": 3.0,
    "pair": 2.0,
    "event": 4.0,
}


def nothing(*_: Any) -> list[Kin]:
    """No vectors: for decisions that they did no good."""
    return []


LINK_KIN: dict[str, Any] = {"date": date_kin, "place": place_kin}
SETTLED = ("date", "place", "killed", "injured")
PLAIN = {  # before the roles are learned: an actor plays the part that its best link gives it
    f"role-{part}": Model(part, {f"top={n}": n - 4.6 for n in range(11)} | {"wins=False": -5.0})
    for part in ("initiators", "targets", "weapon")
} | {
    f"settle-{slot}": Model(
        slot, {f"mean={n}": float(n) for n in range(11)} | {f"top={n}": 0.3 * n for n in range(11)}
    )
    for slot in SETTLED
}


@dataclass
class Doc:
    """An article opened for training."""

    coded: Coded
    view: View
    events: list[align.Event]
    tellers: dict[int, align.Event] = field(default_factory=dict)
    standing: dict[int, list[str]] = field(default_factory=dict)
    choices: dict[str, list[Choice]] = field(default_factory=lambda: defaultdict(list))


def open_docs(coder: Coder, items: list[Coded]) -> list[Doc]:
    docs = []
    for coded in items:
        article = read_record(coded.record)
        view = read_whole(coder, article)
        if view is None:
            continue
        doc = Doc(coded, view, align.events_of(view, coded.gold))
        for item in view.triggers:
            doc.standing[item.start] = situation(view, item)
            event = align.teller(view, item, doc.events)
            if event is not None:
                doc.tellers[item.start] = event
        link_choices(doc)
        docs.append(doc)
    return docs


def read_whole(coder: Coder, article: Any) -> View | None:
    """The view of an article without the coder's first look, which training must not depend on."""
    chart = coder.reader.open(article.text)
    if "trigger" not in chart.by_label:
        return None
    context = coder_module.context_of(article)
    coder.reader.read(chart, context)
    return View(article, chart, context)


def link_choices(doc: Doc) -> None:
    view = doc.view
    for item in view.triggers:
        standing, event = doc.standing[item.start], doc.tellers.get(item.start)
        if zone_of(view.zone[view.tokens.sentence_of[item.start]]) is None:
            continue
        if event is None:
            told = retold(doc, item)
            if told is not None:
                first_choices(doc, item, told)
            continue
        first_choices(doc, item, True)
        gold = event.gold
        add_choice(
            doc,
            item,
            "date",
            date_options(view, item, standing),
            lambda o, g=gold: align.right_dates(o, g.get("date")),
        )
        add_choice(
            doc, item, "place", place_options(view, item, standing), lambda o, g=gold: align.right_places(o, g, view)
        )
        options = kind_options(view, item, standing)
        accepted = {gold["kind"], *gold.get("kind_alternatives", [])}
        right = [n for n, (kind, _) in enumerate(options) if kind == gold["kind"]] or [
            n for n, (kind, _) in enumerate(options) if kind in accepted
        ]
        if len(options) > 1 and right:
            doc.choices["kind"].append(choice([[*f, *kind_kin(view, item, kind)] for kind, f in options], right))
        if kinds()[gold["kind"]].lethal:
            for fate in ("killed", "injured"):
                add_choice(
                    doc,
                    item,
                    fate,
                    toll_options(view, item, fate, standing),
                    lambda o, f=fate, g=gold: align.right_tolls(o, g.get(f)),
                )
            for option in weapon_options(view, item):
                hit = option.item.value.weapon in gold["weapons"] or (
                    option.item.value.weapon == "rocket-or-missile"
                    and bool({"rocket", "missile"} & set(gold["weapons"]))
                )
                doc.choices["weapon"].append(yes_no(option.features, hit))
        cast_choices(doc, item, gold)


def first_choices(doc: Doc, item: Item, told: bool) -> None:
    standing = doc.standing[item.start]
    doc.choices["glance"].append(yes_no(standing, told))
    doc.choices["first"].append(yes_no([*standing, *around(doc.view, item)], told))


def retold(doc: Doc, item: Item) -> bool | None:
    """Whether a trigger outside all evidence tells a gold event; ``None`` where that cannot be known.

    A headline's or abstract's trigger does where exactly one main event fits its kind, and does not where none fits.
    """
    sentence = doc.view.tokens.sentence_of[item.start]
    if doc.view.order[sentence] == 0:
        fitting = [e for e in doc.events if e.gold.get("salience") == "main" and align.kind_fits(item, e.gold)]
        return None if len(fitting) > 1 else len(fitting) == 1
    return None if near_gold(doc, item) else False


def near_gold(doc: Doc, item: Item) -> bool:
    """Whether a trigger outside all evidence may yet retell a gold event (then it teaches nothing)."""
    here = doc.view.tokens.sentence_of[item.start]
    for event in doc.events:
        if not align.kind_fits(item, event.gold):
            continue
        if doc.view.order[here] <= 1 and event.gold.get("salience") == "main":
            return True
        a, b = doc.view.sentences[here]
        place = event.gold.get("place")
        words = doc.view.tokens.words(a, b)
        if place and place.get("name") and place["name"] in words and event.gold["kind"] != "talks":
            return True
        if any(doc.view.tokens.starts[a] <= s < doc.view.tokens.ends[b - 1] for s, _ in event.ranges):
            return True
        if item.definite and item.value.pos == "n":
            return True
    return False


def add_choice(doc: Doc, item: Item, name: str, options: list[Any], judge: Any) -> None:
    right = judge(options)
    if right and len(options) > 1:
        made = [[*o.features, *LINK_KIN.get(name, nothing)(doc.view, item, o)] for o in options]
        doc.choices[name].append(choice(made, right))


def cast_choices(doc: Doc, item: Item, gold: dict[str, Any]) -> None:
    view = doc.view
    military = kinds()[gold["kind"]].group in _MILITARY_GROUPS
    options = cast_options(view, item)
    here = view.tokens.sentence_of[item.start]
    for part, name in (("initiators", "initiator"), ("targets", "target")):
        wanted = gold.get(part) or []
        hits = [align.is_actor(o.item, wanted, view, military) for o in options]
        same = [h and view.tokens.sentence_of[o.item.start] == here for h, o in zip(hits, options, strict=False)]
        for option, hit, near in zip(options, hits, same, strict=False):
            if hit and any(same) and not near:
                continue
            if hit and near and closer(view, item, option.item, options, hits):
                continue
            doc.choices[name].append(yes_no([*option.features, *cast_kin(view, item, option.item)], hit))


def closer(view: View, trigger: Item, item: Item, options: list[Any], hits: list[bool]) -> bool:
    """Whether another mention of the same actor stands nearer to the trigger."""
    ident = item.value.reading(military=True)
    mine = abs(item.start - trigger.start)
    return any(
        h
        and o.item is not item
        and o.item.value.reading(military=True) == ident
        and abs(o.item.start - trigger.start) < mine
        and o.item.value.type == item.value.type
        for o, h in zip(options, hits, strict=False)
    )


def train_links(docs: list[Doc]) -> dict[str, Model]:
    out = {}
    for name in LINKS:
        choices = [c for doc in docs for c in doc.choices[name]]
        out[name] = Model(name, fit(choices, l2=L2[name], rarest=2 if name in {"first", "glance"} else 3))
    return out


_FOLDS: list[list[Doc]] = []


def _without(number: int) -> dict[str, Model]:
    return train_links([d for k, fold in enumerate(_FOLDS) if k != number for d in fold])


def side_by_side(folds: list[list[Doc]], workers: int) -> list[dict[str, Model]]:
    """The links learned without each fold, several at a time (forked, so that the articles are not copied)."""
    _FOLDS[:] = folds
    with multiprocessing.get_context("fork").Pool(workers) as pool:
        return pool.map(_without, range(len(folds)), chunksize=1)


def candidates(models: dict[str, Model], doc: Doc) -> list[Candidate]:
    out = []
    for item in doc.view.triggers:
        sentence = doc.view.tokens.sentence_of[item.start]
        if zone_of(doc.view.zone[sentence]) is None:
            continue
        standing = doc.standing[item.start]
        first = models["first"].probability(standing, around(doc.view, item))
        if first < FLOOR:
            continue
        made = Candidate(
            item=item,
            sentence=sentence,
            zone=doc.view.zone[sentence],
            order=doc.view.order[sentence],
            features=list(standing),
            probability=first,
        )
        fill(models, doc.view, made)
        made.extra["first"] = first
        out.append(made)
    return out


def ended(doc: Doc, draft: Draft) -> Surroundings:
    return Surroundings(outcome=outcome_of(doc.view, draft))


def as_gold(doc: Doc, made: Candidate) -> dict[str, Any]:
    draft = assemble(PLAIN, [made])
    draft.probability = 1.0
    report = write(doc.view, draft, 1, ended(doc, draft))
    return msgspec.to_builtins(report)


def meaning(doc: Doc, made: Candidate) -> tuple[int | None, bool]:
    """The gold event a candidate tells (or None), and whether that is sure enough to learn from."""
    own = doc.tellers.get(made.item.start)
    if own is not None:
        return own.number, True
    predicted = as_gold(doc, made)
    best, best_score, second = None, 0.0, 0.0
    for event in doc.events:
        gold = event.gold
        if not align.kind_fits(made.item, gold) or gold.get("zone", "body") != predicted["zone"]:
            continue
        score = 3.0 * align.SCORE.kind_agrees(gold, predicted)
        score += 2 * (align.SCORE.date_agrees(gold, predicted) and bool(gold.get("date")))
        score += 2 * (align.SCORE.place_agrees(gold, predicted) and bool(gold.get("place")))
        score += 2 * bool(gold.get("killed") and align.SCORE.toll_agrees(gold["killed"], predicted["killed"]))
        score += align.SCORE.paired(gold["initiators"], predicted["initiators"], align.SCORE.actor_agrees) > 0
        score += align.SCORE.paired(gold["targets"], predicted["targets"], align.SCORE.actor_agrees) > 0
        if score > best_score:
            best, best_score, second = event.number, score, best_score
        else:
            second = max(second, score)
    if best is not None and best_score >= 6 and best_score - second >= 1:
        return best, True
    if best is not None and best_score >= 4:
        return best, False
    return None, True


def second_choices(doc: Doc, models: dict[str, Model]) -> tuple[list[Choice], list[Choice], list[Candidate]]:
    made = candidates(models, doc)
    mention, pairs = [], []
    told = [meaning(doc, c) for c in made]
    for candidate, (number, sure) in zip(made, told, strict=False):
        candidate.extra["told"] = number
        features = mention_features(doc.view, candidate, candidate.extra["first"])
        candidate.extra["mention"] = features
        if sure:
            mention.append(yes_no([*features, *around(doc.view, candidate.item)], number is not None))
    known = [(c, number) for c, (number, sure) in zip(made, told, strict=False) if sure and number is not None]
    weight = min(1.0, 12 / max(len(known), 1))  # a long list of incidents must not outweigh ordinary articles
    for j, (b, nb) in enumerate(known):
        for a, na in known[:j]:
            pairs.append(yes_no(pair_features(doc.view, a, b), na == nb, weight))
    return mention, pairs, made


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--extra", type=Path, help="coded articles to use in the place of training/labels")
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--workers", type=int, default=2, help="processes that fit links side by side")
    parser.add_argument("--dump", type=Path)
    parser.add_argument("--quiet", type=int, default=350, help="how many articles of quiet sections to learn from")
    parser.add_argument("--bias", type=float, default=0.0, help="what joining two candidates must overcome")
    parser.add_argument("--l2", action="append", default=[], help="NAME=STRENGTH, to try another regularisation")
    args = parser.parse_args()
    L2.update({name: float(strength) for name, strength in (pair.split("=") for pair in args.l2)})
    coder = Coder()
    items = development() + (extra(args.extra) if args.extra else labelled() + labelled(path=MORE) + invented())
    items += quiet(args.quiet, {item.gold["doc"] for item in items})
    docs = open_docs(coder, items)
    report_tellers(docs)
    folds = [docs[n :: args.folds] for n in range(args.folds)]
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
    for n in range(args.folds):
        mention = Model(
            "mention",
            fit([c for k in range(args.folds) if k != n for c in mention_all[k]], l2=L2["mention"], rarest=2),
        )
        pair = Model("pair", fit([c for k in range(args.folds) if k != n for c in pair_all[k]], l2=L2["pair"]))
        mentions.append((mention.weights, mention_all[n]))
        pairs.append((pair.weights, pair_all[n]))
        groups, choices = [], []
        for doc, made in made_all[n]:
            for c in made:
                c.probability = mention.probability(c.extra["mention"], around(doc.view, c.item))
            kept = [c for c in made if c.probability >= coder_module.MENTION_FLOOR]
            got = cluster(pair, doc.view, kept, args.bias)
            groups.append((doc, got))
            choices += role_choices(doc, got)
        groups_all.append(groups)
        role_all.append(choices)
    quality("mention", mentions)
    quality("pair", pairs)
    for name in sorted({name for f in role_all for name, _ in f}):
        made = [train_roles([c for k in range(args.folds) if k != n for c in role_all[k]]) for n in range(args.folds)]
        key = name if name.startswith("settle") else f"role-{name}"
        quality(
            key, [(m[key].weights, [c for one, c in f if one == name]) for m, f in zip(made, role_all, strict=True)]
        )
    events_all: list[list[Choice]] = []
    claims_all: list[dict[str, list[Choice]]] = []
    drafts_all = []
    for n in range(args.folds):
        learned = train_roles([c for k in range(args.folds) if k != n for c in role_all[k]])
        choices, drafts = [], []
        claimed: dict[str, list[Choice]] = {part: [] for part in PARTS}
        for doc, groups in groups_all[n]:
            got = [assemble(learned, g) for g in groups]
            reports = []
            for k, d in enumerate(got):
                d.features = [*event_features(d, doc.view.shape), *rival_features(d, got)]
                reports.append(msgspec.to_builtins(write(doc.view, d, k, ended(doc, d))))
            pairs = align.SCORE.match(doc.coded.gold["events"], reports)
            matched = {id(p) for _, p in pairs}
            told = {id(r): d for d, r in zip(got, reports, strict=False)}
            for gold, report in pairs:
                for part, made in claim_choices(doc.view, told[id(report)], gold).items():
                    claimed[part] += made
            for d, r in zip(got, reports, strict=False):
                choices.append(yes_no(d.features, id(r) in matched))
            drafts.append((doc, got, reports))
        events_all.append(choices)
        claims_all.append(claimed)
        drafts_all.append(drafts)
    for n in range(args.folds):
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
        links["article"] = Model("article", fit(article_choices(docs, args.folds), l2=L2["article"]))
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
            MODELS.joinpath(f"{name}.json").write_text(
                json.dumps(data, ensure_ascii=False, indent=0), encoding="utf-8"
            )
    return 0


def train_claims(folds: list[dict[str, list[Choice]]]) -> dict[str, Model]:
    """The deciders of who claims, denies and is blamed, by part."""
    return {part: Model(part, fit([c for fold in folds for c in fold[part]], l2=CLAIM_L2[part])) for part in PARTS}


def article_choices(docs: list[Doc], folds: int) -> list[Choice]:
    """Whether an article tells an event, by first looks that other articles taught."""
    out = []
    for n in range(folds):
        rest = [c for k in range(folds) if k != n for doc in docs[k::folds] for c in doc.choices["glance"]]
        glance = Model("glance", fit(rest, l2=L2["glance"], rarest=2))
        out += [yes_no(article_features(doc.view, glance), bool(doc.events)) for doc in docs[n::folds]]
    return out


def role_choices(doc: Doc, groups: list[list[Candidate]]) -> list[tuple[str, Choice]]:
    """What each actor near a group that matches a gold event did in it."""
    drafts = [assemble(PLAIN, group) for group in groups]
    reports = [msgspec.to_builtins(write(doc.view, d, k, ended(doc, d))) for k, d in enumerate(drafts)]
    number = {id(r): k for k, r in enumerate(reports)}
    out = []
    for gold, report in align.SCORE.match(doc.coded.gold["events"], reports):
        k = number[id(report)]
        for link, features in arms(groups[k], drafts[k].kind):
            weapon = link.item.value.weapon
            hit = weapon in gold["weapons"] or (
                weapon == UNTYPED and bool({"rocket", "missile"} & set(gold["weapons"]))
            )
            out.append(("weapon", yes_no(features, hit)))
        out += settle_choices(doc, groups[k], drafts[k].kind, gold)
        for role in roles(groups[k], drafts[k].kind):
            item = role.link.item
            mine = {"id": role.link.ident, "text": doc.view.tokens.words(item.start, item.end)}
            right = any(align.SCORE.actor_agrees(other, mine) for other in gold.get(role.part) or [])
            out.append((role.part, yes_no(role.features, right)))
    return out


def settle_choices(doc: Doc, members: list[Candidate], kind: str, gold: dict[str, Any]) -> list[tuple[str, Choice]]:
    """Which of the values that a group's candidates give each slot is the gold's."""
    out = []
    dates = date_values(members, kind)
    wanted = gold.get("date")
    right = [
        n
        for n, v in enumerate(dates)
        if (v.link.start is None) == (wanted is None)
        and (wanted is None or (v.link.start, v.link.end) == (wanted["start"][:10], wanted["end"][:10]))
    ]
    if not right and wanted:
        right = [
            n
            for n, v in enumerate(dates)
            if v.link.start
            and align.SCORE.date_agrees({"date": wanted}, {"date": {"start": v.link.start, "end": v.link.end}})
        ]
    if right and len(dates) > 1:
        out.append(("settle-date", choice([v.features for v in dates], right)))
    places = place_values(members, kind)
    right = align.right_places([v.link or v for v in map(Bare, places)], gold, doc.view)
    if right and len(places) > 1:
        out.append(("settle-place", choice([v.features for v in places], right)))
    if kinds()[kind].lethal:
        for fate in ("killed", "injured"):
            tolls = toll_values(members, kind, fate)
            right = align.right_tolls([v.link or v for v in map(Bare, tolls)], gold.get(fate))
            if right and len(tolls) > 1:
                out.append((f"settle-{fate}", choice([v.features for v in tolls], right)))
    return out


class Bare:
    """A value seen as an option: its mention, or none."""

    def __init__(self, value: Any) -> None:
        self.link = value.link
        self.item = value.link.item if value.link is not None else None


def train_roles(choices: list[tuple[str, Choice]]) -> dict[str, Model]:
    settled = {
        f"settle-{slot}": Model(
            f"settle-{slot}", fit([c for name, c in choices if name == f"settle-{slot}"], l2=L2["settle"])
        )
        for slot in SETTLED
    }
    return settled | {
        f"role-{part}": Model(f"role-{part}", fit([c for name, c in choices if name == part], l2=L2["role"]))
        for part in ("initiators", "targets", "weapon")
    }


def report_tellers(docs: list[Doc]) -> None:
    total = sum(len(d.events) for d in docs)
    told = sum(len({e.number for e in d.tellers.values()}) for d in docs)
    print(f"gold events {total}, with a trigger in their evidence {told}")
    for name in LINKS:
        choices = [c for d in docs for c in d.choices[name]]
        print(f"  {name}: {len(choices)} choices")


def evaluate(args: Any, events_all: list[list[Choice]], drafts_all: list[Any]) -> None:
    gold, dev_gold, scored, noisy, judged = {}, {}, [], 0, []
    for n in range(args.folds):
        model = Model("event", fit([c for k in range(args.folds) if k != n for c in events_all[k]], l2=L2["event"]))
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


if __name__ == "__main__":
    sys.exit(main())
