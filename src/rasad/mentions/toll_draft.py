"""A toll on its way to a value."""

from __future__ import annotations

from typing import Final, NamedTuple

from rasad.mentions.groups import Chain
from rasad.mentions.toll import TokenRange, TollKind

BOTH: Final[TollKind] = "killed-or-injured"


class Draft(NamedTuple):
    """A toll on its way: its fate, the words that tell it, the people, and the doer where the clause names one."""

    kind: TollKind
    wording: str
    verb: TokenRange
    chain: Chain
    agent: TokenRange | None = None

    @property
    def start(self) -> int:
        """The first token."""
        return min(self.verb[0], self.chain.start)

    @property
    def end(self) -> int:
        """The token after the last."""
        return max(self.verb[1], self.chain.end)
