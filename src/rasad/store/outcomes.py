"""What the ledger answers when something was done to it."""

from __future__ import annotations

from typing import Any

import msgspec


class Added(msgspec.Struct, frozen=True, kw_only=True):
    """A page that is in the ledger now: its ``doc``, SHA-256, whether it is ``new``, and the events that it tells.

    ``dated`` says that the page was there, but a person's word on its publication is new.
    """

    doc: str
    sha256: str
    new: bool
    dated: bool = False
    events: tuple[str, ...] = ()


class Decided(msgspec.Struct, frozen=True, kw_only=True):
    """A decision as kept: its number, what, by whom and when (UTC), and when it was taken back.

    ``act`` is the number of the first of the decisions that were made in one go; ``undo`` takes all of them back.
    ``events`` are those that it touched, when it was just made.
    """

    id: int
    act: int
    kind: str
    a: str
    b: str
    note: str | None = None
    made: str
    author: str
    undone: str | None = None
    events: tuple[str, ...] = ()


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One difference of two codings: a report that is ``new``, ``gone`` or ``changed``, and a field's values."""

    doc: str
    report: str
    what: str
    field: str | None = None
    before: Any = None
    after: Any = None


class Changes(msgspec.Struct, frozen=True, kw_only=True):
    """What re-coding changed, or would change: articles looked at, articles that differ, and every difference."""

    articles: int
    changed: int
    changes: tuple[Change, ...] = ()
    failed: tuple[str, ...] = ()


class Inference(msgspec.Struct, frozen=True, kw_only=True):
    """When an undated page was published: an ISO day (``None``: not clear), why, and by which reports."""

    doc: str
    published: str | None
    reason: str
    evidence: tuple[str, ...]


class Verification(msgspec.Struct, frozen=True, kw_only=True):
    """Whether the ledger is what its log says: ``problems`` in sentences (if any), notes, and the log's head."""

    ok: bool
    problems: tuple[str, ...]
    notes: tuple[str, ...]
    entries: int
    head: str
    pages: int
    articles: int
    reports: int
    events: int
