"""Statements: who said what, through whom."""

from __future__ import annotations

from functools import lru_cache
from operator import getitem
from typing import Final

from rasad.records import Actor, Statement
from rasad.reports.kin import Kin
from rasad.reports.model import Model, models
from rasad.reports.saying import Saying
from rasad.reports.sayings import sayings_of
from rasad.reports.view import View
from rasad.reports.wordsums import ManySums
from rasad.text.vectors import Vector, vectors

_WORDS: Final = 14
"""How many words of a statement tell its kind: longer reaches cost time and gain nothing."""
_FIRST: Final = 3
"""How many of its first words speak as vectors of their own."""
_MEAN: Final = ""
"""The name of the mean of what is said; its first words are named by their number."""
KINDS: Final = ("report", "position", "condemnation", "demand", "forecast", "threat", "denial")


def kind_features(view: View, saying: Saying) -> list[str]:
    """Return the features of what kind of statement ``saying`` is."""
    say, speaker = saying.say, saying.speaker
    forms = view.tokens.forms
    words = forms[saying.start : min(saying.end, saying.start + _WORDS)]
    out = ["bias", f"lemma={say.lemma}", f"kind={say.kind}", f"source={speaker.source}", f"quoted={saying.quoted}"]
    out += [f"named={speaker.named}", f"id={speaker.ident is not None}", f"back={saying.back}"]
    out += [f"w={word}" for word in dict.fromkeys(words)]
    out += [f"p={word[:4]}" for word in dict.fromkeys(words) if len(word) > 5]
    out += [f"first={word}" for word in words[:3]]
    triggered = view.trigger_count[saying.end] - view.trigger_count[saying.start]
    out += [f"triggers={min(triggered, 2)}", f"future={any(w.startswith(('سي', 'ست')) for w in words)}"]
    return out


def kind_options(view: View, saying: Saying) -> list[list[str | Kin]]:
    """Return the features of every kind, in the order of ``KINDS``."""
    features, (mean, words) = kind_features(view, saying), _vectors(view, saying)
    kin = [Kin(_MEAN, None, mean), *(Kin(str(n), form) for n, form in enumerate(words))]
    return [
        [*(f"{kind}&{feature}" for feature in features), *(one.under(f"~{kind}") for one in kin)] for kind in KINDS
    ]


def _vectors(view: View, saying: Saying) -> tuple[Vector, list[str]]:
    """Return what tells a kind as vectors: the mean of what is said, and its first words."""
    words = view.tokens.forms[saying.start : min(saying.end, saying.start + _WORDS)]
    return vectors().mean(words), words[:_FIRST]


@lru_cache(maxsize=2)
def _sums(model: Model) -> tuple[ManySums, ...]:
    """Return the sums of the mean and of the first words, each for all kinds."""
    under = [model.words_under(f"~{kind}") for kind in KINDS]
    return tuple([ManySums([sums.get(name) for sums in under]) for name in (_MEAN, *map(str, range(_FIRST)))])


@lru_cache(maxsize=2)
def _table(model: Model) -> dict[str, tuple[float, ...]]:
    """Turn the weights of ``kind&feature`` round, so that a feature is looked up once for all kinds."""
    out: dict[str, list[float]] = {}
    for name, weight in model.weights.items():
        kind, _, feature = name.partition("&")
        if kind in KINDS:
            out.setdefault(feature, [0.0] * len(KINDS))[KINDS.index(kind)] = weight
    return {feature: tuple(weights) for feature, weights in out.items()}


def _kind(model: Model | None, view: View, saying: Saying) -> str:
    if model is None:
        return saying.say.kind if saying.say.kind != "say" else "report"
    rows = [row for row in map(_table(model).get, kind_features(view, saying)) if row is not None]
    mean, words = _vectors(view, saying)
    of_mean, *of_words = _sums(model)
    rows += [of_mean.across(mean), *map(getitem, of_words, words)]
    scores = list(map(sum, zip(*rows, strict=True)))
    return KINDS[max(range(len(KINDS)), key=scores.__getitem__)]


def speaker_actor(view: View, saying: Saying) -> Actor:
    """Return the speaker of ``saying`` as the records have it."""
    a, b = saying.speaker.name
    return Actor(id=saying.speaker.ident, text=view.tokens.words(a, b), span=view.tokens.span(a, b))


def write_statement(view: View, saying: Saying, kind: str) -> Statement:
    """Return ``saying`` as a statement of ``kind``."""
    speaker = saying.speaker
    start, end = view.tokens.span(saying.start, saying.end)
    return Statement(
        speaker=speaker_actor(view, saying),
        role=view.tokens.words(*speaker.role) if speaker.role is not None else None,
        kind=kind,
        quoted=saying.quoted,
        via=view.tokens.words(*saying.via) if saying.via is not None else None,
        text=view.article.text[start:end],
        span=(start, end),
        rule=saying.word.rule,
    )


def statements_of(view: View) -> tuple[Statement, ...]:
    """Return the statements of an article in text order."""
    model = models().get("statement")
    return tuple(write_statement(view, saying, _kind(model, view, saying)) for saying in sayings_of(view))
