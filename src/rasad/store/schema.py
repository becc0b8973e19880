"""The ledger's tables as the queries see them; ``migrations/`` makes them, and a test holds the two together."""

from __future__ import annotations

from typing import Final

from sqlalchemy import BigInteger, Column, Double, Integer, LargeBinary, MetaData, Table, Text

metadata: Final = MetaData()


def _text(name: str, *, key: bool = False) -> Column[str]:
    return Column(name, Text, primary_key=key)


def _whole(name: str, *, key: bool = False) -> Column[int]:
    return Column(name, Integer, primary_key=key)


migrations: Final = Table("migrations", metadata, _text("name", key=True), _text("applied"))
"""The steps of the schema that were applied, by name and time."""

log: Final = Table(
    "log",
    metadata,
    _whole("n", key=True),
    *(_text(name) for name in ("at", "author", "action", "subject", "details", "previous", "hash")),
)
"""Everything that was done, each entry's ``hash`` over the entry and the ``previous`` one's hash (chain.py)."""

pages: Final = Table("pages", metadata, _text("sha256", key=True), _whole("size"), Column("packed", LargeBinary))
"""The pages' own bytes (packed) under their SHA-256; ``size`` in bytes before packing."""

articles: Final = Table(
    "articles",
    metadata,
    _whole("id", key=True),
    *(_text(name) for name in ("doc", "sha256", "content", "path", "added")),
    _whole("revision"),
    *(
        _text(name)
        for name in ("outlet", "agencies", "title", "url", "language", "published", "basis", "source_group")
    ),
)
"""Articles: ``sha256`` of the page, ``content`` of what was read from it, ``revision`` of the coding in force.
``source_group`` names the independent source: articles that carry one text share it; ``agencies`` is a JSON list."""

codings: Final = Table(
    "codings",
    metadata,
    _whole("article", key=True),
    _whole("revision", key=True),
    *(_text(name) for name in ("coder", "made", "sha256")),
    Column("packed", LargeBinary),
)
"""Coded articles as JSON (packed), every revision of them; ``coder`` is the version of Rasad that coded."""

reports: Final = Table(
    "reports",
    metadata,
    _text("key", key=True),
    _whole("article"),
    _whole("number"),
    _whole("arrived"),
    _text("founding"),
    _text("event"),
    _whole("withdrawn"),
    _text("heir"),
    Column("record", LargeBinary),
    Column("context", LargeBinary),
)
"""Event reports: ``arrived`` counts them as they came; ``founding`` is the event id that each would found; ``event``
is the one it is part of. ``withdrawn`` is the revision that no longer tells it (``NULL``: it is told);
its id then leads to the event of the report ``heir``. ``context`` are the words around its evidence."""

decisions: Final = Table(
    "decisions",
    metadata,
    _whole("id", key=True),
    _whole("act"),
    *(_text(name) for name in ("kind", "a", "b", "note", "made", "author", "undone")),
)
"""What people decided: reports ``a`` and ``b`` tell the ``same`` event or ``different`` ones.
``act`` is the first of the decisions that were made, and are taken back (``undone``: when), together."""

blocks: Final = Table(
    "blocks",
    metadata,
    Column("block", BigInteger, primary_key=True),
    _text("rank", key=True),
    _text("report", key=True),
)
"""Two reports are compared only where they stand near each other, by rank, in a block that they share."""

links: Final = Table("links", metadata, _text("a", key=True), _text("b", key=True), Column("score", Double))
"""Pairs of reports that may tell the same event, with the log-odds; ``a`` sorts before ``b``."""

signatures: Final = Table(
    "signatures", metadata, _whole("article", key=True), _whole("short"), Column("hashes", LargeBinary)
)
"""The MinHash of each article's words (``rasad.merging.signature``)."""

bands: Final = Table("bands", metadata, Column("band", BigInteger, primary_key=True), _whole("article", key=True))
"""Two articles' words are compared only where they share a band."""

inferences: Final = Table(
    "inferences",
    metadata,
    _whole("article", key=True),
    *(_text(name) for name in ("seen", "published", "reason", "evidence")),
)
"""When an undated page was published, as far as other reports say (``published`` is ``NULL`` where they do not):
``seen`` is a hash of the reports that were looked at, ``evidence`` a JSON list of those that speak for it."""

derived: Final = Table(
    "derived",
    metadata,
    _text("event", key=True),
    _text("rule", key=True),
    *(_text(name) for name in ("kind", "first_day", "last_day", "country")),
    Column("lat", Double),
    Column("lon", Double),
    _text("version"),
    Column("record", LargeBinary),
)
"""Events as derived under a rule (``record`` is the event's JSON); ``version`` says by which derivation."""
