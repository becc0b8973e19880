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


_OWN_ZONES = frozenset({"headline", "abstract", "body", "dateline"})


def own_text(coded: CodedArticle) -> str:
    """Return the article itself, without what else stands on its page: what ``independence`` compares."""
    own = [coded.text[zone.start : zone.end] for zone in coded.zones if zone.zone in _OWN_ZONES]
    return "\n".join(own) or coded.text


_AROUND = 200
"""Characters on either side of the evidence that are its context, as far as its line goes."""


def context_of(text: str, start: int, end: int) -> str:
    """Return what stands around ``text[start:end]`` on its line, cut at words."""
    low = max(text.rfind("\n", 0, start) + 1, start - _AROUND)
    stop = text.find("\n", end)
    high = min(len(text) if stop < 0 else stop, end + _AROUND)
    if low and not text[low - 1].isspace():
        low = text.find(" ", low, start) + 1 or start
    if high < len(text) and not text[high].isspace():
        high = max(text.rfind(" ", end, high), end)
    return text[low:high]


def sourced(coded: CodedArticle, group: str | None = None) -> list[SourcedReport]:
    """Return the event reports of a coded article with their source."""
    source = source_of(coded, group)
    return [
        SourcedReport(
            source=source,
            report=report,
            context=context_of(coded.text, report.evidence.start, report.evidence.end),
        )
        for report in coded.events
    ]
