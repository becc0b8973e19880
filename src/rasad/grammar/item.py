"""Items: everything found in a text, from a lexicon hit to a parse of a rule."""

from __future__ import annotations

from typing import Any, NamedTuple


class Item(NamedTuple):
    """A stretch of tokens with a label, a value, and what gave it.

    ``start`` and ``end`` are token numbers (half open), ``rule`` the rule's name or ``lexicon:entry``, ``parts``
    the items it was built of (capture name, item). ``proclitics``, ``definite`` and ``enclitic`` tell how the
    first word was written.
    """

    start: int
    end: int
    label: str
    value: Any
    rule: str
    parts: tuple[tuple[str, Item], ...] = ()
    proclitics: str = ""
    definite: bool = False
    enclitic: str = ""

    def part(self, name: str) -> Item | None:
        """Return the first part captured under ``name``, or ``None``."""
        return next((item for key, item in self.parts if key == name), None)
