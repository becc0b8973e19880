"""Sourcing: a coded article's event reports, each with the source that it stands in."""

from __future__ import annotations

from rasad.records import CodedArticle, Source, SourcedReport


def source_of(coded: CodedArticle, group: str | None = None) -> Source:
    """Return the source that a coded article is; ``group`` names the independent source, if that is known."""
    return Source(
        doc=coded.doc,
        outlet=coded.outlet,
        agencies=coded.agencies,
        title=coded.title,
        url=coded.url,
        published=coded.published.value,
        basis=coded.published.basis,
        group=group,
    )


def sourced(coded: CodedArticle, group: str | None = None) -> list[SourcedReport]:
    """Return the event reports of a coded article with their source."""
    source = source_of(coded, group)
    return [SourcedReport(source=source, report=report) for report in coded.events]
