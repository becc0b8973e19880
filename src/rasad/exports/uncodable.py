"""Events that a format of others cannot hold: why, and how many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from rasad.records import Event

Row = TypeVar("Row")


class Uncodable(ValueError):
    """An event lacks what a format demands; the message is the reason, the same for all events that lack it."""


class LeftOut:
    """Counts the events that an export left out, by reason."""

    def __init__(self) -> None:
        self.reasons: Counter[str] = Counter()
        self.written = 0

    def rows(self, events: Iterable[Event], make: Callable[[Event], Row]) -> Iterator[Row]:
        """Yield what ``make`` gives for each event, leaving out those for which it raises ``Uncodable``."""
        for event in events:
            try:
                row = make(event)
            except Uncodable as error:
                self.reasons[str(error)] += 1
                continue
            self.written += 1
            yield row

    def sentence(self, form: str) -> str | None:
        """Return what a person should know: how many were left out and why; ``None`` if none were."""
        if not self.reasons:
            return None
        total = sum(self.reasons.values())
        told = "; ".join(f"{count} {reason}" for reason, count in self.reasons.most_common())
        return f"{total} of {total + self.written} events are not in the {form} file, which cannot hold them: {told}."
