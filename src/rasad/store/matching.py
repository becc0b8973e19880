"""What the store asks of merging, and by which version of the rules its answers were worked out."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

from rasad.merging import RULES, Decision, Merger, derive

_LOOKED_AT: Final = (("rasad.merging", ""), ("rasad.text", ""), ("rasad.codebook", "data/kinds.tsv"))
"""What decides how reports are merged and derived, and which words they are found by; with the actors' table."""


@cache
def version() -> str:
    """Return a short hash of the rules: what they gave before may differ from what they give where it differs."""
    digest = hashlib.sha256()
    for package, inner in (*_LOOKED_AT, ("rasad.codebook", "data/actors.tsv")):
        root = files(package)
        for name, file in sorted(_files(root.joinpath(inner) if inner else root)):
            digest.update(f"{package}/{name}\n".encode() + file.read_bytes())
    return digest.hexdigest()[:16]


def _files(at: Traversable, name: str = "") -> list[tuple[str, Traversable]]:
    """Return every source and data file at or under ``at`` with its path."""
    if at.is_file():
        return [(name, at)] if not at.name.endswith((".pyc", ".pyo")) else []
    inner = (one for one in at.iterdir() if one.name != "__pycache__")
    return [found for one in inner for found in _files(one, f"{name}/{one.name}")]


__all__ = ["RULES", "Decision", "Merger", "derive", "version"]
