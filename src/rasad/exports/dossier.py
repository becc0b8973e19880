"""The dossier of an event: everything that the ledger knows of it and where each word comes from."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

import msgspec

from rasad.exports.archive import Archive, Articles
from rasad.exports.passage import Passage, passage_of
from rasad.records import CodedArticle, Event, EventReport, ReportRef, Toll


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """A page behind the event: its article, and the hash and size of the bytes that were kept of it."""

    doc: str
    title: str | None
    outlet: str | None
    agencies: tuple[str, ...]
    url: str | None
    language: str
    published: str | None
    basis: str
    group: str | None
    sha256: str | None
    size: int | None


class Account(msgspec.Struct, frozen=True, kw_only=True):
    """What one article says of the event: the report whole, its page, and its words in their place."""

    ref: ReportRef
    report: EventReport
    passage: Passage


class TollRow(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the toll ledger: what one report says of one class of victims (``all``: of everyone)."""

    report: str
    outlet: str | None
    published: str | None
    victims: str
    killed: Toll | None
    injured: Toll | None
    words: str | None


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
    """An event with all that stands behind it."""

    event: Event
    pages: tuple[Page, ...]
    accounts: tuple[Account, ...]
    tolls: tuple[TollRow, ...]
    acts: tuple[Act, ...]


def dossier_of(event: Event, archive: Archive) -> Dossier:
    """Put together the dossier of ``event``. Raises whatever the archive raises for an article that it lacks."""
    articles = Articles(archive)
    accounts = [made for ref in event.reports if (made := _account(ref, articles)) is not None]
    refs = {ref.doc: ref for ref in event.reports}
    pages = [_page(ref, articles.article(ref.doc), archive) for ref in refs.values()]
    return Dossier(
        event=event,
        pages=tuple(pages),
        accounts=tuple(accounts),
        tolls=tuple(row for account in accounts for row in _tolls(account, articles)),
        acts=tuple(_acts(event, archive.log())),
    )


def _account(ref: ReportRef, articles: Articles) -> Account | None:
    article, report = articles.article(ref.doc), articles.report(ref)
    if article is None or report is None:
        return None
    return Account(ref=ref, report=report, passage=passage_of(article, report))


def _page(ref: ReportRef, article: CodedArticle | None, archive: Archive) -> Page:
    raw = archive.raw(ref.doc)
    assert article is not None, "an archive has the article of every report"
    return Page(
        doc=ref.doc,
        title=article.title,
        outlet=ref.outlet,
        agencies=article.agencies,
        url=article.url,
        language=article.language,
        published=ref.published,
        basis=article.published.basis,
        group=ref.group,
        sha256=hashlib.sha256(raw).hexdigest() if raw is not None else None,
        size=len(raw) if raw is not None else None,
    )


def _tolls(account: Account, articles: Articles) -> Iterable[TollRow]:
    report, ref = account.report, account.ref
    article = articles.article(ref.doc)
    span = report.spans.get("killed") or report.spans.get("injured")
    words = article.text[span[0] : span[1]] if article and span else None
    parts: dict[str, dict[str, Toll]] = {}
    for outer, tolls in report.victims.items():
        for inner, toll in tolls.items():
            field, victims = (outer, inner) if outer in {"killed", "injured"} else (inner, outer)
            parts.setdefault(victims, {})[field] = toll
    both = {"killed": report.killed, "injured": report.injured}
    for victims, told in {"all": both, **dict(sorted(parts.items()))}.items():
        yield TollRow(
            report=ref.event,
            outlet=ref.outlet,
            published=ref.published,
            victims=victims,
            killed=told.get("killed"),
            injured=told.get("injured"),
            words=words if victims == "all" else None,
        )


def _acts(event: Event, entries: Iterable[Any]) -> Iterable[Act]:
    """Yield the log's entries that name the event, one of its reports or one of its articles."""
    names = {event.id, *(ref.event for ref in event.reports), *(ref.doc for ref in event.reports)}
    for entry in entries:
        if entry.subject in names or not names.isdisjoint(_words(entry.details)):
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
