"""Signatures: what is kept of an article's words to tell later whether another carries the same text.

The same hashes and bands as ``Copies`` uses in memory, in a form that a ledger keeps; a test holds the two together.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection
from hashlib import blake2b

import msgspec

from rasad.merging import copies
from rasad.text.fold import fold


class Signature(msgspec.Struct, frozen=True):
    """The MinHash of an article's words, as little-endian 32-bit numbers; of a short text the words' own hash."""

    hashes: bytes
    short: bool


def signature_of(text: str) -> Signature | None:
    """Return the signature of an article's own text (``sourcing.own_text``); ``None`` for a text without words."""
    import rensa  # type: ignore[import-untyped]

    words = copies._WORD.findall(fold(text))
    if not words:
        return None
    if len(words) < copies._SHORTEST:
        return Signature(blake2b(" ".join(words).encode(), digest_size=8).digest(), True)
    made = rensa.RMinHash(copies._PERMUTATIONS, copies._SEED)
    made.update([" ".join(words[at : at + copies._SHINGLE]) for at in range(len(words) - copies._SHINGLE + 1)])
    return Signature(b"".join(number.to_bytes(4, "little") for number in made.digest()), False)


def bands_of(signature: Signature) -> list[int]:
    """Return the numbers of the bands that the signature stands in; texts that share none are not compared."""
    size = len(signature.hashes) if signature.short else len(signature.hashes) // copies._BANDS
    cut = (signature.hashes[at : at + size] for at in range(0, len(signature.hashes), size))
    named = (f"{signature.short}/{number}/".encode() + part for number, part in enumerate(cut))
    return [int.from_bytes(blake2b(one, digest_size=8).digest(), "big") >> 1 for one in named]


def are_copies(a: Signature, b: Signature, agencies: Collection[str], others: Collection[str]) -> bool:
    """Say whether two texts are one, given the agencies that each credits: copies of one agency may differ more."""
    if a.short or b.short:
        return a == b
    least = copies.AGENCY_COPY if set(agencies) & set(others) else copies.COPY
    return jaccard(a, b) >= least


def jaccard(a: Signature, b: Signature) -> float:
    """Return the share of the two texts' runs of words that they have in common, as their hashes tell it."""
    mine, theirs = array("I", a.hashes), array("I", b.hashes)
    return sum(x == y for x, y in zip(mine, theirs, strict=True)) / len(mine)
