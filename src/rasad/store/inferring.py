"""Undated pages: when they must have been published, by dated reports of the events that they tell.

What is inferred is never told as said: the article's ``published`` and the dates that hang on it have the basis
``inferred``, a note gives the reason, the log the evidence, and merging does not look at them.
"""

from __future__ import annotations

from functools import cache
from typing import Final

import msgspec
from sqlalchemy import Connection, delete, insert, select

from rasad.merging import Inferred, infer_publication
from rasad.merging.sourcing import sourced
from rasad.records import CodedArticle, DateValue, Note, Published, SourcedReport
from rasad.store import chain
from rasad.store.differing import aligned
from rasad.store.outcomes import Inference
from rasad.store.packing import canonical, sha256
from rasad.store.reading import CodesArticles, coding_of, sourced_reports
from rasad.store.rereading import article_again, highest_number
from rasad.store.schema import articles, inferences, reports

NOTE: Final = "published-inferred"
"""The code of the note that an article with an inferred publication carries."""
_RELATIVE: Final = frozenset({"relative", "published", "linked"})


class Undated(msgspec.Struct, frozen=True, kw_only=True):
    """An undated article with other articles' reports of its events, and a hash of which these are."""

    article: int
    doc: str
    seen: str


def undated(connection: Connection) -> list[Undated]:
    """Return the undated articles whose events others tell too, and have not been looked at in this company."""
    own, other = reports.alias("own"), reports.alias("other")
    joined = own.join(articles, own.c.article == articles.c.id).join(
        other, (own.c.event == other.c.event) & (own.c.article != other.c.article)
    )
    told = select(articles.c.id, articles.c.doc, own.c.key, other.c.key.label("other")).select_from(joined)
    told = told.where(articles.c.basis.in_(["none", "inferred"]))
    company: dict[tuple[int, str], list[tuple[str, str]]] = {}
    for row in connection.execute(told):
        company.setdefault((row.id, row.doc), []).append((row.key, row.other))
    looked = {row.article: row.seen for row in connection.execute(select(inferences))}
    found = (
        Undated(article=article, doc=doc, seen=sha256(canonical(sorted(pairs)))[:16])
        for (article, doc), pairs in sorted(company.items())
    )
    return [one for one in found if looked.get(one.article) != one.seen]


def infer(
    connection: Connection, coder: CodesArticles, doc: str
) -> tuple[Inferred | None, CodedArticle, CodedArticle]:
    """Return when ``doc`` was published, if that is clear; the article as coded; and as coded for that day."""
    old = coding_of(connection, doc)

    @cache
    def coded_for(day: str) -> CodedArticle:
        when = Published(value=day, basis="inferred", local_day=day)
        return coder.code(msgspec.structs.replace(article_again(connection, old), published=when))

    own = list(sourced_reports(connection, articles.c.doc == doc))
    source = own[0].source
    near = {item.key: _others(connection, item) for item in own}
    found = infer_publication(source, own, near, lambda day: sourced(coded_for(day)))
    if found is None:
        return None, old, old
    new = marked(coded_for(found.day), found.reason)
    return found, old, aligned(old, new, highest_number(connection, doc))


def _others(connection: Connection, item: SourcedReport) -> list[SourcedReport]:
    event = select(reports.c.event).where(reports.c.key == item.key).scalar_subquery()
    found = sourced_reports(connection, reports.c.event == event)
    return [other for other in found if other.source.doc != item.source.doc]


def marked(coded: CodedArticle, reason: str) -> CodedArticle:
    """Return ``coded`` with a note of the reason, and every date that hangs on the inferred day marked so."""
    events = tuple(
        msgspec.structs.replace(report, date=_inferred(report.date))
        if report.date and report.date.basis in _RELATIVE
        else report
        for report in coded.events
    )
    notes = tuple(note for note in coded.notes if note.code != NOTE)
    return msgspec.structs.replace(coded, events=events, notes=(*notes, Note(code=NOTE, message=reason)))


def _inferred(date: DateValue | None) -> DateValue | None:
    return msgspec.structs.replace(date, basis="inferred") if date else None


def note(connection: Connection, one: Undated, found: Inferred | None) -> Inference:
    """Keep what was inferred, or that nothing was, and log it; return it."""
    connection.execute(delete(inferences).where(inferences.c.article == one.article))
    told = {
        "seen": one.seen,
        "published": found.day if found else None,
        "reason": found.reason if found else "the reports of its events do not agree closely enough on when",
        "evidence": canonical(found.evidence if found else ()).decode(),
    }
    connection.execute(insert(inferences).values(article=one.article, **told))
    chain.append(connection, "infer", one.doc, {"id": one.article, **told})
    return Inference(
        doc=one.doc,
        published=found.day if found else None,
        reason=str(told["reason"]),
        evidence=found.evidence if found else (),
    )


def every(connection: Connection) -> list[Inference]:
    """Return everything that is kept of undated articles, in the order they came."""
    joined = inferences.join(articles, inferences.c.article == articles.c.id)
    told = select(inferences, articles.c.doc).select_from(joined).order_by(inferences.c.article)
    return [
        Inference(
            doc=row.doc,
            published=row.published,
            reason=row.reason,
            evidence=tuple(msgspec.json.decode(row.evidence)),
        )
        for row in connection.execute(told)
    ]
