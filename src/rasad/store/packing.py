"""Bytes in the ledger: packed, hashed, and JSON in the one form that hashes the same everywhere."""

from __future__ import annotations

import base64
import hashlib
import zlib
from datetime import UTC, datetime
from typing import Any, Final

import msgspec

_LEVEL: Final = 6
_encode: Final = msgspec.json.Encoder(order="deterministic").encode


def sha256(data: bytes) -> str:
    """Return the SHA-256 of ``data`` in lower-case hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def pack(data: bytes) -> bytes:
    """Return ``data`` compressed (zlib)."""
    return zlib.compress(data, _LEVEL)


def unpack(data: bytes) -> bytes:
    """Return what ``pack`` was given. Raises ``zlib.error`` where the bytes were damaged."""
    return zlib.decompress(data)


def canonical(value: Any) -> bytes:
    """Return ``value`` as JSON with its keys sorted and no spaces: the form that is hashed."""
    return _encode(value)


SHORT, LONG = 5, 15
"""Bytes of an event id: the short ones of a million reports meet now and then, the long ones never."""


def founding_id(page: str, number: int, length: int = SHORT) -> str:
    """Return the event id that the ``number``-th report of the page with SHA-256 ``page`` founds: ``e-`` and 8 signs.

    It depends on the page's bytes alone, so that it is the same in every ledger that holds the page.
    """
    digest = hashlib.sha256(f"{page}/{number}".encode()).digest()
    return "e-" + base64.b32encode(digest[:length]).decode().lower()


def now() -> str:
    """Return the time in UTC to the second, ISO."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def storable(text: str | None) -> str | None:
    """Return ``text`` as both databases can hold it: no NUL, no lone surrogates (paths may have them)."""
    if text is None:
        return None
    return text.replace("\0", "\ufffd").encode("utf-8", "replace").decode()
