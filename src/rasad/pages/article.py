"""The article as this room hands it on: exact text, zones, metadata, and what repeats what."""

from typing import TypeAlias

import msgspec

from rasad.records import Note, Published, Span, Unreadable, Zone

Repeat: TypeAlias = tuple[Span, Span]
"""``(span, of_span)``: the words at ``span`` tell again, nearly word for word, those at ``of_span``."""

ZONES = (
    "headline",
    "abstract",
    "body",
    "dateline",
    "ticker",
    "caption",
    "gallery",
    "related",
    "furniture",
)
"""Every zone's name, the article's own parts first."""

ARTICLE_ZONES = frozenset({"headline", "abstract", "body"})
"""The zones that are the article itself."""


class Article(msgspec.Struct, frozen=True, kw_only=True):
    """One article: every span indexes ``text`` in Unicode code points.

    ``zones`` stand in order, do not overlap and together cover all of ``text`` that is not space. ``title_span``
    and ``abstract_span`` are the headline's and the abstract's words in ``text``. ``agencies`` are the codebook
    ids of those that the page credits for the article. ``repeats`` pairs near-identical sentences and paragraphs,
    the later one first. ``raw`` are the bytes that the article was read from: its page's, or its record's.
    """

    doc: str
    text: str
    zones: tuple[Zone, ...]
    title: str | None = None
    title_span: Span | None = None
    abstract_span: Span | None = None
    outlet: str | None = None
    agencies: tuple[str, ...] = ()
    byline: str | None = None
    url: str | None = None
    published: Published = Published()
    notes: tuple[Note, ...] = ()
    source_path: str | None = None
    language: str = "other"
    repeats: tuple[Repeat, ...] = ()
    raw: bytes | None = None

    def zone_at(self, position: int) -> str | None:
        """Return the name of the zone that holds the character at ``position``, ``None`` between zones."""
        for zone in self.zones:
            if zone.start <= position < zone.end:
                return zone.zone
        return None


__all__ = [
    "ARTICLE_ZONES",
    "ZONES",
    "Article",
    "Note",
    "Published",
    "Repeat",
    "Span",
    "Unreadable",
    "Zone",
]
