"""What a finder may know about the article beside its tokens."""

from __future__ import annotations

import datetime

import msgspec


class Context(msgspec.Struct, frozen=True, kw_only=True):
    """``published`` is the day of publication in the region's own time (UTC+3), ``None`` on an undated page."""

    published: datetime.date | None = None
    published_at: datetime.datetime | None = None
    language: str = "ar"
    outlet: str | None = None
