"""What the exports need of a ledger, so that they can be tried without one."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import lru_cache
from typing import Any, Final, Protocol
from urllib.parse import urlsplit

from rasad.exports.outlets import agency_name
from rasad.records import CodedArticle, Event, EventReport, ReportRef, SourcedReport

KEPT: Final = 512
"""Articles held at a time: some tens of megabytes, however large the ledger."""


class Archive(Protocol):
    """The part of ``rasad.store.Ledger`` behind an event: its articles, their pages and the log."""

    def coded(self, doc: str) -> CodedArticle:
        """Return the article as it was coded."""
        ...

    def reports(self, *, event: str) -> list[SourcedReport]:
        """Return an event's reports with the articles they stand in."""
        ...

    def raw(self, doc: str) -> bytes:
        """Return the bytes of the page."""
        ...

    def log(self) -> Iterable[Any]:
        """Return the entries of the hash-chained log."""
        ...


class Articles:
    """Looks articles up, and keeps those asked for last: events of one day mostly stand in the same ones."""

    def __init__(self, archive: Archive | None) -> None:
        """Look into ``archive``; without one every article is unknown."""
        self._coded = None if archive is None else lru_cache(KEPT)(archive.coded)

    def article(self, doc: str) -> CodedArticle | None:
        """Return the coded article ``doc``, ``None`` where there is no archive to ask."""
        return None if self._coded is None else self._coded(doc)

    def report(self, ref: ReportRef) -> EventReport | None:
        """Return the event report that ``ref`` names."""
        article = self.article(ref.doc)
        return next((one for one in article.events if one.id == ref.event), None) if article else None


def sources(event: Event, articles: Articles) -> list[str]:
    """Return who published an event's reports, each once (see ``source_name``)."""
    return list(dict.fromkeys(source_name(ref, articles) for ref in event.reports))


def source_name(ref: ReportRef, articles: Articles) -> str:
    """Return the outlet of a report; where the page names none, the agency it credits, its site, or its own name."""
    if ref.outlet:
        return ref.outlet
    article = articles.article(ref.doc)
    if article is None:
        return ref.doc
    site = urlsplit(article.url or "").hostname
    agency = next(iter(article.agencies), None)
    return agency_name(agency) if agency else site or ref.doc


def number_of(event_id: str) -> int:
    """Return a number for an event id, the same for ever: the first 48 bits of its SHA-256 (exact in any program)."""
    return int.from_bytes(hashlib.sha256(event_id.encode()).digest()[:6], "big")
