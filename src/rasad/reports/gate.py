"""The gates: whether an article is worth reading on, and whether it tells an event at all."""

from __future__ import annotations

from typing import Final

from rasad.reports.model import Model, logistic
from rasad.reports.situation import look
from rasad.reports.view import View
from rasad.text.vectors import bare

_READ: Final = 700
"""Of a long article so many first words are looked at."""


def article_features(view: View, glance: Model) -> list[str]:
    """Return the features of whether the article of ``view`` is worth reading on: how strong its triggers look.

    ``view`` need not have been read: triggers and cues are enough. ``glance`` is the model of a look at names alone.
    """
    looks, head = [], 0.0
    sentence_of, order = view.tokens.sentence_of, view.order
    for item in view.triggers:
        p = logistic(glance.mixed(*look(view, item)))
        looks.append(p)
        if order[sentence_of[item.start]] <= 1:
            head = max(head, p)
    best = sorted(looks, reverse=True)[:3] + [0.0] * 3
    return [
        "article",
        f"max={int(best[0] * 20)}",
        f"second={int(best[1] * 10)}",
        f"third={int(best[2] * 10)}",
        f"head={int(head * 10)}",
        f"over3={min(sum(p > 0.3 for p in looks), 6)}",
        f"over5={min(sum(p > 0.5 for p in looks), 5)}",
        f"head={int(head * 5)}&max={int(best[0] * 5)}",
    ]


def topic_features(view: View, seen: list[str]) -> list[str]:
    """Return the features of whether the article tells an event: those ``seen`` of its triggers, and its words."""
    return [*seen, *(f"w={word}" for word in dict.fromkeys(map(bare, view.tokens.forms[:_READ])))]
