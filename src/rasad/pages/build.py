"""From text and metadata to an article: the one place where zones, dates, credits and repeats come together."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from urllib.parse import urlsplit

import msgspec

from rasad.pages.article import Article
from rasad.pages.credits import agencies_in, article_agencies, byline_of, page_outlet
from rasad.pages.language import language_of
from rasad.pages.lines import Line, split_lines
from rasad.pages.publication import from_lines, given, year_of
from rasad.pages.repeats import find_repeats
from rasad.pages.tables import rows
from rasad.pages.zoning import merge_zones, zone_lines
from rasad.records import Note, Published
from rasad.text.fold import fold, folded

MAX_ARTICLE_CHARS = 5_000_000
"""Articles longer than this are refused: no article is, and the coder's memory is bounded by it."""


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of an article beside its words."""

    doc: str
    title: str | None = None
    abstract: str | None = None
    outlet: str | None = None
    byline: str | None = None
    url: str | None = None
    published: Published | None = None
    notes: tuple[Note, ...] = ()
    source_path: str | None = None


@cache
def _habits() -> dict[str, int]:
    return {fold(outlet): int(least) for outlet, least in rows("habits.tsv", 2)}


def build_article(
    body: str, source: Source, *, given_time: datetime | None = None, hints: Sequence[str | None] = ()
) -> Article:
    """Return the article of ``body`` (exactly as it stands) below the title and abstract of ``source``.

    ``given_time`` is the person's own word on publication and wins over page and metadata. ``hints`` are zones
    that markup states for the lines of ``body``. Raises ``ValueError`` where the article is too long.
    """
    head, text = _head(source, body)
    if len(text) > MAX_ARTICLE_CHARS:
        raise ValueError(f"the article has {len(text)} characters; the limit is {MAX_ARTICLE_CHARS}")
    lines = split_lines(body, len(text) - len(body), folded(text))
    known = given(given_time) if given_time is not None else source.published
    headline = zone_lines(
        lines,
        title=source.title,
        inner_teaser=_habits().get(fold(source.outlet or "").strip()) if source.outlet else None,
        year=year_of(known) if known else None,
        hints=hints,
    )
    everything = [*head, *lines]
    titled = head[0] if source.title is not None else headline
    abstract = head[-1] if source.abstract is not None else None
    byline = source.byline or next((n for x in lines if x.zone == "dateline" and (n := byline_of(x))), None)
    return Article(
        doc=source.doc,
        text=text,
        zones=merge_zones(everything),
        title=titled.text if titled else None,
        title_span=(titled.start, titled.end) if titled else None,
        abstract_span=(abstract.start, abstract.end) if abstract else None,
        outlet=source.outlet or page_outlet(lines) or _host(source.url),
        agencies=tuple(dict.fromkeys(article_agencies(lines, byline) + agencies_in(_spoken(source)))),
        byline=byline,
        url=source.url,
        published=known or from_lines(lines) or Published(),
        notes=source.notes,
        source_path=source.source_path,
        language=language_of(text),
        repeats=find_repeats(everything),
    )


def _head(source: Source, body: str) -> tuple[list[Line], str]:
    """Return the lines of title and abstract, each one zone whatever it holds, and the whole text."""
    head, text = [], ""
    for zone, part in (("headline", source.title), ("abstract", source.abstract)):
        if part is not None:
            line = Line(part, len(text), 1)
            line.zone = zone
            head.append(line)
            text += part + "\n"
    return head, text + body


def _spoken(source: Source) -> str:
    return fold(source.byline) if source.byline and len(source.byline) <= 80 else ""


def _host(url: str | None) -> str | None:
    """Return the host of ``url`` without its "www.", the last resort for an outlet's name."""
    if not url:
        return None
    try:
        host = urlsplit(url).hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None
