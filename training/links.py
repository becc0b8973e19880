"""Links: choices between the options of single triggers, and the deciders that learn from them."""

from __future__ import annotations

import multiprocessing
from typing import Any

from training.documents import FOLDS, NETS, Doc, fold_of, open_doc
from training.fit import choice, fit, yes_no
from training.gold import Coded
from training.questions import questions

from rasad.grammar.item import Item
from rasad.reports.candidate import Candidate
from rasad.reports.coder import Coder
from rasad.reports.dating import date_kin
from rasad.reports.drafting import FLOOR, fill
from rasad.reports.kin import Kin, around
from rasad.reports.kinding import kind_kin
from rasad.reports.model import Model
from rasad.reports.net import Net, read_net
from rasad.reports.reading import told_signs
from rasad.reports.view import View
from rasad.reports.zones import zone_of

LINKS = ("glance", "date", "place", "initiator", "target", "weapon", "killed", "injured", "kind", "first")


# The strengths tried on one fold, in bits a choice: date 1.5, 3.8, 9: 0.855, 0.830, 0.822; first 4, 10, 24: 0.427,
# 0.427, 0.431; place 4, 10, 24: 0.864, 0.864, 0.878; killed 3, 7.5: 0.454, 0.458; mention 3, 10: 0.563, 0.555;
# event 3, 10: 0.780, 0.773 (the last two in five folds); role 1, 8, 20: 0.563, 0.557, 0.558; settle-date 1, 8: 0.935,
# 0.932. The date's 12 lies beyond what was tried.
L2 = {
    "date": 12.0,
    "place": 4.0,
    "initiator": 1.5,
    "target": 1.5,
    "weapon": 1.5,
    "killed": 3.0,
    "injured": 3.0,
    "kind": 2.0,
    "first": 8.0,
    "glance": 2.0,
    "article": 1.0,
    "topic": 50.0,
    "role": 8.0,
    "settle": 8.0,
    "mention": 10.0,
    "pair": 3.0,
    "event": 10.0,
}


def _kin(view: View, name: str, item: Item, option: Any) -> list[Kin]:
    """The vectors that a link's option is decided by: only a date's are (beside the net, others do no good)."""
    return date_kin(view, item, option) if name == "date" else []


def open_docs(coder: Coder, items: list[Coded], nets: dict[int, Net | None]) -> list[Doc]:
    """The articles opened, each read by the net that has not seen its fold, with the links' choices."""
    docs = []
    for coded in items:
        doc = open_doc(coder, coded, nets.get(fold_of(str(coded.gold["doc"]))))
        if doc is not None:
            link_choices(doc)
            docs.append(doc)
    return docs


def link_choices(doc: Doc) -> None:
    """Turn what the gold answers about the triggers of ``doc`` into choices between named features."""
    view = doc.view
    for asked in questions(doc):
        item, name = asked.trigger, asked.name
        if name == "first":
            standing, told = doc.standing[item.start], bool(asked.right)
            doc.choices["glance"].append(doc.weighed(yes_no(standing, told)))
            made = yes_no([*standing, *told_signs(view, item), *around(view, item)], told)
        elif name == "kind":
            made = choice([[*f, *kind_kin(view, item, kind)] for kind, f in asked.options], asked.right)
        elif asked.yes_no:
            made = yes_no(asked.options[0].features, bool(asked.right))
        else:
            made = choice([[*o.features, *_kin(view, name, item, o)] for o in asked.options], asked.right)
        doc.choices[name].append(doc.weighed(made))


def train_links(docs: list[Doc]) -> dict[str, Model]:
    out = {}
    for name in LINKS:
        choices = [c for doc in docs for c in doc.choices[name]]
        out[name] = Model(name, fit(choices, l2=L2[name], rarest=2 if name in {"first", "glance"} else 3))
    return out


def fold_nets() -> dict[int, Net | None]:
    """The nets that ``training.net --folds`` kept, by the fold each has not seen. Raises ``FileNotFoundError``."""
    for number in range(FOLDS):
        if not (NETS / f"{number}.npz").exists():
            raise FileNotFoundError(f"{NETS}/{number}.npz is missing; run: python -m training.net --folds")
    return {number: read_net((NETS / f"{number}.npz").read_bytes()) for number in range(FOLDS)}


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
        first = models["first"].probability([*standing, *told_signs(doc.view, item)], around(doc.view, item))
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
