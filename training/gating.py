"""Gating: whether an article tells an event at all, learned so that each is judged by what the others taught."""

from __future__ import annotations

from training.documents import Doc, others
from training.fit import fit, quality, yes_no
from training.links import L2

from rasad.reports.gate import article_features
from rasad.reports.model import Model

RAREST = 60
"""Words of fewer articles are not looked at: 4,500 are left, which gate as well as the 11,500 of 12 or more."""


def learn_gate(folds: list[list[Doc]]) -> Model:
    """Write into each article's view how likely it tells an event, as the other folds say; return what all teach."""
    looked = []
    for n, held in enumerate(folds):
        rest = [choice for doc in others(folds, n) for choice in doc.choices["glance"]]
        glance = Model("glance", fit(rest, l2=L2["glance"], rarest=2))
        looked.append([(doc, article_features(doc.view, glance)) for doc in held])
    asked = [[doc.weighed(yes_no(features, bool(doc.events))) for doc, features in fold] for fold in looked]
    judged = []
    for n, fold in enumerate(looked):
        gate = Model("article", fit(others(asked, n), l2=L2["article"], rarest=RAREST))
        for doc, features in fold:
            doc.view.chance = gate.probability(features)
        judged.append((gate.weights, asked[n]))
    quality("article", judged)
    return Model("article", fit(others(asked), l2=L2["article"], rarest=RAREST))
