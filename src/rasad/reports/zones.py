"""Zones of an event report: where on its page an event is told."""

from __future__ import annotations

from typing import Final

_ARTICLE_ZONES: Final = frozenset({"headline", "abstract", "body", "dateline"})
_CODED_ZONES: Final = frozenset({"ticker", "caption", "gallery", "related"})


def zone_of(zone: str) -> str | None:
    """Return the contract's zone of an event for a page zone, ``None`` where nothing is coded."""
    if zone in _ARTICLE_ZONES:
        return "body"
    return zone if zone in _CODED_ZONES else None
