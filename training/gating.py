"""Gating: whether an article is worth reading on, and whether it tells an event, learned and asked by folds."""

from __future__ import annotations

from training.documents import Doc, others
from training.fit import Choice, fit, quality, yes_no
from training.links import L2

from rasad.reports.gate import article_features, topic_features
from rasad.reports.model import Model

RAREST = 60
"""Words of fewer articles are not looked at: 4,500 are left, which gate as well as the 11,500 of 12 or more."""


def train_gates(folds: list[list[Doc]]) -> dict[str, Model]:
    """The gates that all folds teach; prints how well ``topic`` tells articles that it has not seen."""
    articles: list[list[Choice]] = []
    topics: list[list[Choice]] = []
    for n, held in enumerate(folds):
        rest = [choice for doc in others(folds, n) for choice in doc.choices["glance"]]
        glance = Model("glance", fit(rest, l2=L2["glance"], rarest=2))
        seen = [(doc, article_features(doc.view, glance)) for doc in held]
        articles.append([_asked(doc, features) for doc, features in seen])
        topics.append([_asked(doc, topic_features(doc.view, features)) for doc, features in seen])
    quality("topic", [(_topic(others(topics, n)).weights, held) for n, held in enumerate(topics)])
    article = Model("article", fit(others(articles), l2=L2["article"]))
    return {"article": article, "topic": _topic(others(topics))}


def _topic(choices: list[Choice]) -> Model:
    return Model("topic", fit(choices, l2=L2["topic"], rarest=RAREST))


def _asked(doc: Doc, features: list[str]) -> Choice:
    return doc.weighed(yes_no(features, bool(doc.events)))
