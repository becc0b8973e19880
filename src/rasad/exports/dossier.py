"""The dossier of an event: everything that the ledger knows of it and where each word comes from."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

import msgspec

from rasad.exports.archive import Archive
from rasad.exports.passage import Passage, passage_of
from rasad.merging import TollLine, toll_ledger
from rasad.records import CodedArticle, Event, EventReport, Source, SourcedReport


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """A page behind the event: its article, and the hash and size of the bytes that were kept of it."""

    source: Source
    language: str
    sha256: str
    size: int


class Account(msgspec.Struct, frozen=True, kw_only=True):
    """What one article says of the event: the report whole, where it stands, and its words in their place."""

    source: Source
    report: EventReport
    passage: Passage


class Act(msgspec.Struct, frozen=True, kw_only=True):
    """An entry of the log that concerns the event."""

    n: int
    at: str
    author: str
    action: str
    subject: str
    details: dict[str, Any]
    hash: str


class Dossier(msgspec.Struct, frozen=True, kw_only=True):
    """An event with all that stands behind it: pages, accounts, the toll ledger, what was done and decided."""

    event: Event
    pages: tuple[Page, ...]
    accounts: tuple[Account, ...]
    tolls: tuple[TollLine, ...]
    acts: tuple[Act, ...]


def dossier_of(event: Event, archive: Archive) -> Dossier:
    """Put together the dossier of ``event``. Raises whatever the archive raises for an article that it lacks."""
    reports = sorted(archive.reports(event=event.id), key=_when)
    articles = {item.source.doc: archive.coded(item.source.doc) for item in reports}
    sources = {item.source.doc: item.source for item in reports}
    return Dossier(
        event=event,
        pages=tuple(_page(source, articles[doc], archive.raw(doc)) for doc, source in sources.items()),
        accounts=tuple(_account(item, articles[item.source.doc]) for item in reports),
        tolls=toll_ledger(reports),
        acts=tuple(_acts(event, sources, archive.log())),
    )


def _when(item: SourcedReport) -> tuple[bool, str, str]:
    """Order by publication, undated articles last."""
    return item.source.published is None, item.source.published or "", item.key


def _account(item: SourcedReport, article: CodedArticle) -> Account:
    return Account(source=item.source, report=item.report, passage=passage_of(article, item.report))


def _page(source: Source, article: CodedArticle, raw: bytes) -> Page:
    return Page(source=source, language=article.language, sha256=hashlib.sha256(raw).hexdigest(), size=len(raw))


def _acts(event: Event, docs: Iterable[str], entries: Iterable[Any]) -> Iterable[Act]:
    """Yield the log's entries that name the event, its reports or articles, and what took such decisions back."""
    names = {event.id, *docs, *(ref.event for ref in event.reports)}
    decisions: set[str] = set()
    for entry in entries:
        concerns = entry.subject in names or not names.isdisjoint(_words(entry.details))
        if entry.action == "undo":
            concerns = not decisions.isdisjoint(map(str, entry.details.get("decisions", ())))
        if concerns and entry.action == "decide":
            decisions.add(entry.subject)
        if concerns:
            yield Act(
                n=entry.n,
                at=entry.at,
                author=entry.author,
                action=entry.action,
                subject=entry.subject,
                details=entry.details,
                hash=entry.hash,
            )


def _words(details: Any) -> set[str]:
    """Return every string among an entry's details, however deep."""
    if isinstance(details, str):
        return {details}
    if isinstance(details, dict):
        return {word for key, value in details.items() for word in (key, *_words(value))}
    if isinstance(details, list | tuple):
        return {word for value in details for word in _words(value)}
    return set()
