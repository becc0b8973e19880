"""Sentences of a brief."""

from __future__ import annotations

from typing import Final

import msgspec

_SOFT: Final = str.maketrans(dict.fromkeys('“”«»"', "'"))


class Sentence(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence with what it rests on: event reports by key (DOC/N), an article's words by place (DOC@START-END)."""

    section: str
    text: str
    cites: tuple[str, ...]


def shortened(quote: str, most: int = 28) -> str:
    """Return a quote of at most ``most`` words, an ellipsis where words were left out; inner marks are softened."""
    words = quote.translate(_SOFT).split()
    return " ".join(words) if len(words) <= most else " ".join(words[:most]) + " …"
