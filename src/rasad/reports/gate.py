"""The gate: whether an article may tell an event at all, judged by its words alone."""

from __future__ import annotations

from rasad.reports.model import Model, logistic
from rasad.reports.situation import look
from rasad.reports.view import View


def article_features(view: View, glance: Model) -> list[str]:
    """Return the features of whether the article of ``view`` tells an event: how strong its triggers look.

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
