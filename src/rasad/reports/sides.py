"""Sides: how two actors stand to each other, from the codebook, as a hint of who did it to whom."""

from __future__ import annotations

from functools import lru_cache

from rasad.codebook.actors import actors, adversaries


@lru_cache(maxsize=10_000)
def stance(a: str | None, b: str | None) -> str:
    """Return how actor ``a`` stands to actor ``b``: same, foes, home, civil, or other; none where either is nameless.

    ``home`` are a government and its own forces; ``civil`` says that one of them bears no arms.
    """
    if a is None or b is None:
        return "none"
    if a == b:
        return "same"
    if b in adversaries().get(a, ()):
        return "foes"
    known = actors()
    x, y = known.get(a), known.get(b)
    if x is None or y is None:
        return "other"
    if "civilians" in {x.kind, y.kind} or "protesters" in {x.kind, y.kind}:
        return "civil"
    if x.country and x.country == y.country and {x.kind, y.kind} == {"state-forces", "government"}:
        return "home"
    return "other"
