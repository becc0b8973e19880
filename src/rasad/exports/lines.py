"""JSON Lines: one event a line, whole, as ``rasad events --json`` lists it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import BinaryIO

import msgspec

from rasad.exports.archive import Archive
from rasad.exports.uncodable import LeftOut
from rasad.records import Event


def write_jsonl(
    events: Sequence[Event], out: BinaryIO, archive: Archive | None = None, *, bom: bool = False
) -> LeftOut:
    """Write ``events`` as JSON Lines to ``out``; nothing is left out, ``bom`` ignored: JSON has none."""
    encode = msgspec.json.Encoder(order="deterministic").encode
    left = LeftOut()
    for event in left.rows(events, lambda one: one):
        out.write(encode(event) + b"\n")
    return left
