"""Decisions and comparisons: what a person said of two event reports, and what the evidence says."""

from __future__ import annotations

from typing import Literal

import msgspec

Answer = Literal["same", "different", "possibly"]
"""``possibly``: too close to call, for a person to decide."""


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """A person's word that the reports with the keys ``a`` and ``b`` tell the same event, or different ones.

    It stands against everything computed. Where decisions contradict each other, the later one wins.
    """

    kind: Literal["same", "different"]
    a: str
    b: str


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """Whether two event reports tell one event: the answer, its probability, and what spoke for and against.

    ``reasons`` are features with their weights in log-odds, heaviest first: above zero for the same event, below it
    against. A person's decision is a reason of its own, without a weight that could be outweighed (infinite).
    """

    answer: Answer
    probability: float
    reasons: tuple[tuple[str, float], ...]
    decided: bool = False
