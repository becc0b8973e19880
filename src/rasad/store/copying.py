"""Independence on disk: a new article is compared with those that share a band of hashes with it, and no others.

A group is named after the least of its articles' ids, so that it does not depend on the order in which they came.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from sqlalchemy import Connection, bindparam, delete, insert, select, update

from rasad.merging.signature import Signature, are_copies, bands_of, signature_of
from rasad.merging.sourcing import own_text
from rasad.records import CodedArticle
from rasad.store import chain
from rasad.store.reading import portions
from rasad.store.schema import articles, bands, signatures


def group(connection: Connection, new: Sequence[tuple[int, CodedArticle]]) -> set[str]:
    """Sign the ``new`` articles (with their numbers) and join them to those that carry their text.

    Returns the articles whose group changed, by ``doc``; an article that nobody copied is its own group.
    """
    held = _Held(connection)
    for article, coded in new:
        signature = signature_of(own_text(coded))
        if signature is not None:
            held.signed[article] = signature
    held.read([bands_of(one) for one in held.signed.values()])
    for article, coded in new:
        held.names[article] = coded.doc, coded.doc, coded.agencies
        held.enter(article)
    return held.write([article for article, _ in new])


def sign_anew(connection: Connection, article: int, coded: CodedArticle) -> None:
    """Keep the signature of what an article says now instead of what it said; the group stays as it was found."""
    for table in (signatures, bands):
        connection.execute(delete(table).where(table.c.article == article))
    if signature := signature_of(own_text(coded)):
        _write_signatures(connection, [(article, signature)])


def _write_signatures(connection: Connection, signed: Sequence[tuple[int, Signature]]) -> None:
    rows = [{"article": at, "short": int(one.short), "hashes": one.hashes} for at, one in signed]
    connection.execute(insert(signatures), rows)
    standing = [{"band": number, "article": at} for at, one in signed for number in bands_of(one)]
    connection.execute(insert(bands), standing)


class _Held:
    """The articles looked at: signatures, and names (``doc``, group, agencies) by article's number."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.signed: dict[int, Signature] = {}
        self.names: dict[int, tuple[str, str, Sequence[str]]] = {}
        self._bands: dict[int, list[int]] = {}
        self._before: dict[str, str] = {}

    def read(self, wanted: Sequence[Sequence[int]]) -> None:
        """Read who stands in the bands ``wanted``, with signatures and names."""
        for some in portions({number for numbers in wanted for number in numbers}):
            for row in self._connection.execute(select(bands).where(bands.c.band.in_(some))):
                self._bands.setdefault(row.band, []).append(row.article)
        near = sorted({article for found in self._bands.values() for article in found})
        joined = signatures.join(articles, signatures.c.article == articles.c.id)
        columns = (articles.c.id, articles.c.doc, articles.c.source_group, articles.c.agencies)
        for some in portions(near):
            told = select(*columns, signatures.c.short, signatures.c.hashes).select_from(joined)
            for row in self._connection.execute(told.where(articles.c.id.in_(some))):
                self.signed[row.id] = Signature(bytes(row.hashes), bool(row.short))
                self.names[row.id] = row.doc, row.source_group, msgspec.json.decode(row.agencies)

    def enter(self, article: int) -> None:
        """Compare an article with those in its bands, join their groups, and put it into the bands."""
        signature = self.signed.get(article)
        if signature is None:
            return
        numbers = bands_of(signature)
        agencies = self.names[article][2]
        for other in sorted({one for number in numbers for one in self._bands.get(number, ())}):
            if are_copies(signature, self.signed[other], agencies, self.names[other][2]):
                self._join(article, other)
        for number in numbers:
            self._bands.setdefault(number, []).append(article)

    def _join(self, a: int, b: int) -> None:
        """Make two groups one under the lesser name; members that were not looked at are read."""
        keep, lose = sorted((self.names[a][1], self.names[b][1]))
        if keep == lose:
            return
        told = select(articles.c.id, articles.c.doc, articles.c.agencies).where(articles.c.source_group == lose)
        for row in self._connection.execute(told):
            self.names.setdefault(row.id, (row.doc, lose, msgspec.json.decode(row.agencies)))
        for article, (doc, group, agencies) in self.names.items():
            if group == lose:
                self._before.setdefault(doc, lose)
                self.names[article] = doc, keep, agencies

    def write(self, new: Sequence[int]) -> set[str]:
        """Write signatures and bands of the ``new`` articles and every group that changed; return whose did."""
        signed = [(article, self.signed[article]) for article in new if article in self.signed]
        if signed:
            _write_signatures(self._connection, signed)
        groups = {doc: group for doc, group, _ in self.names.values() if self._before.get(doc, group) != group}
        own = {self.names[article][0]: self.names[article][1] for article in new}
        if changed := own | groups:
            change = update(articles).where(articles.c.doc == bindparam("named")).values(source_group=bindparam("to"))
            self._connection.execute(change, [{"named": doc, "to": group} for doc, group in changed.items()])
        if groups:
            chain.append(self._connection, "copies", "", {"groups": dict(sorted(groups.items()))})
        return set(groups)
