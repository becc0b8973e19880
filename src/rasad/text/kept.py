"""Kept: what was worked out for the words met so far, up to a bound."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Kept(dict[K, V]):
    """Values by key, worked out when first asked for.

    Two generations of at most ``bound`` keys each are held. When the younger is full it becomes the older, from
    which what is asked for again is taken over: common words stay, and memory is flat over any corpus.
    """

    __slots__ = ("_bound", "_old", "_work_out")

    def __init__(self, work_out: Callable[[K], V], bound: int) -> None:
        super().__init__()
        self._work_out = work_out
        self._bound = bound
        self._old: dict[K, V] = {}

    def __missing__(self, key: K) -> V:
        old = self._old
        found = old[key] if key in old else self._work_out(key)
        if len(self) >= self._bound:
            self._old = dict(self)
            super().clear()
        self[key] = found
        return found

    def clear(self) -> None:
        """Forget everything."""
        if self:  # nothing is old where nothing is young
            super().clear()
            self._old = {}
