"""Spans: half-open ranges of Unicode code points into an article's exact text."""

from typing import TypeAlias

Span: TypeAlias = tuple[int, int]
"""``(start, end)`` with ``text[start:end]`` the words a value came from."""
