"""Citations: the words of an article that something in the story rests on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import msgspec

from rasad.records import CodedArticle, Source, Span

Sources = Mapping[str, Source]
"""The ledger's articles as sources, by ``doc``."""

_UNKNOWN: Final = "9"


class Cited(msgspec.Struct, frozen=True, kw_only=True):
    """Words of an article: ``quote`` is its text at ``span``; when and by whom it was published."""

    doc: str
    span: Span
    quote: str
    outlet: str | None = None
    published: str | None = None
    zone: str = "body"

    @property
    def key(self) -> str:
        """The citation in one word, DOC@START-END; a report is cited by its own key, DOC/N."""
        return f"{self.doc}@{self.span[0]}-{self.span[1]}"

    @property
    def order(self) -> tuple[str, str, Span]:
        """What citations are sorted by: the time of publication (unknown last), the article, the place in it."""
        return (self.published or _UNKNOWN)[:16], self.doc, self.span


def cited(article: CodedArticle, span: Span, sources: Sources, quote: str | None = None) -> Cited:
    """Return the citation of ``span`` in ``article``; ``quote`` replaces its words where they are kept elsewhere."""
    source = sources.get(article.doc)
    return Cited(
        doc=article.doc,
        span=span,
        quote=" ".join((article.text[span[0] : span[1]] if quote is None else quote).split()),
        outlet=(source.outlet if source else None) or article.outlet,
        published=(source.published if source else None) or article.published.value,
        zone=next((zone.zone for zone in article.zones if zone.start <= span[0] < zone.end), "body"),
    )


def published_day(article: CodedArticle, sources: Sources) -> str | None:
    """Return the day of publication in the region's own time (UTC+3), inferred if need be; ``None``: unknown."""
    if article.published.local_day:
        return article.published.local_day
    source = sources.get(article.doc)
    moment = (source.published if source else None) or article.published.value
    return moment[:10] if moment else None
