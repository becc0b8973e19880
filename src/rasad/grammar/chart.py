"""The chart: the items of one text, by where they start and by label."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rasad.grammar.item import Item
from rasad.text.tokens import Tokens


class Chart:
    """Items over ``tokens``; rules read from it and add to it."""

    __slots__ = ("by_label", "by_start", "tokens")

    def __init__(self, tokens: Tokens, items: Iterable[Item] = ()) -> None:
        """Open a chart over ``tokens`` holding ``items``."""
        self.tokens = tokens
        self.by_start: dict[int, list[Item]] = {}
        self.by_label: dict[str, list[Item]] = {}
        by_start, by_label = self.by_start, self.by_label
        for item in items:
            start, label = item[0], item[2]
            if start in by_start:
                by_start[start].append(item)
            else:
                by_start[start] = [item]
            if label in by_label:
                by_label[label].append(item)
            else:
                by_label[label] = [item]

    def add(self, item: Item) -> None:
        """Add ``item``."""
        self.by_start.setdefault(item.start, []).append(item)
        self.by_label.setdefault(item.label, []).append(item)

    def at(self, start: int, label: str) -> Iterator[Item]:
        """Yield the items labelled ``label`` that start at token ``start``."""
        return (item for item in self.by_start.get(start, ()) if item.label == label)

    def all(self, label: str) -> list[Item]:
        """Return the items labelled ``label`` in order of start."""
        return sorted(self.by_label.get(label, ()), key=lambda item: (item.start, -item.end))

    def replace(self, label: str, items: Iterable[Item]) -> None:
        """Put ``items`` in the place of all items labelled ``label``."""
        for item in self.by_label.pop(label, ()):
            self.by_start[item.start].remove(item)
        for item in items:
            self.add(item)
