"""The coder: an article in, a coded article out."""

from __future__ import annotations

import datetime

from rasad.grammar.chart import Chart
from rasad.grammar.lexicon import Lexicon
from rasad.grammar.vocabulary import Vocabulary
from rasad.mentions.context import Context
from rasad.mentions.reader import Reader
from rasad.pages.article import Article
from rasad.records import CodedArticle, EventReport
from rasad.reports.assembly import Draft, assemble, event_features
from rasad.reports.candidate import Candidate
from rasad.reports.coreference import cluster
from rasad.reports.drafting import draft
from rasad.reports.model import models
from rasad.reports.outcome import outcome_of
from rasad.reports.trigger import register_cues, register_triggers
from rasad.reports.view import View
from rasad.reports.writing import write, zone_of

MENTION_FLOOR = 0.15
"""Mentions less likely than this join no event; tried 0.1-0.3 on the development gold."""
EVENT_FLOOR = 0.42
"""Drafts less likely than this are not reported."""


def _register(vocabulary: Vocabulary, lexicon: Lexicon) -> None:
    register_triggers(lexicon)
    register_cues(lexicon)


def context_of(article: Article) -> Context:
    """Return what the finders may know about ``article``."""
    local = article.published.local_day
    day = datetime.date.fromisoformat(local) if local else None
    return Context(published=day, language=article.language, outlet=article.outlet)


class Coder:
    """Codes articles; one instance holds the lexicons and models and serves any number of articles."""

    def __init__(self) -> None:
        self.reader = Reader(_register)
        self.models = models()

    def view(self, article: Article) -> View | None:
        """Return the article's view, or ``None`` where no word of it tells an event."""
        chart = self.reader.open(article.text)
        if "trigger" not in chart.by_label:
            return None
        context = context_of(article)
        self.reader.read(chart, context)
        return View(article, chart, context)

    def candidates(self, view: View) -> list[Candidate]:
        """Return the candidates of an article in text order."""
        out = []
        for item in view.triggers:
            if zone_of(view.zone[view.tokens.sentence_of[item.start]]) is None:
                continue
            made = draft(self.models, view, item)
            if made is not None and made.probability >= MENTION_FLOOR:
                out.append(made)
        return out

    def drafts(self, view: View) -> list[Draft]:
        """Return every drafted event of an article with its probability, likely or not."""
        groups = cluster(self.models["pair"], view, self.candidates(view))
        out = [assemble(self.models, group) for group in groups]
        for made in out:
            made.features = event_features(made)
            made.probability = self.models["event"].probability(made.features)
        return out

    def events(self, view: View) -> tuple[EventReport, ...]:
        """Return the event reports of an article."""
        kept = [made for made in self.drafts(view) if made.probability >= EVENT_FLOOR]
        return tuple(write(view, made, n, outcome_of(view, made)) for n, made in enumerate(kept, 1))

    def code(self, article: Article) -> CodedArticle:
        """Return ``article`` coded."""
        view = self.view(article)
        return CodedArticle(
            doc=article.doc,
            language=article.language,
            title=article.title,
            url=article.url,
            outlet=article.outlet,
            agencies=article.agencies,
            published=article.published,
            text=article.text,
            zones=article.zones,
            events=self.events(view) if view is not None else (),
            notes=article.notes,
        )


__all__ = ["Chart", "Coder", "context_of"]
