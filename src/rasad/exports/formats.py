"""The formats of ``rasad export``, each with the rule that its target's conventions ask for."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import BinaryIO, Final, NamedTuple

from rasad.exports.archive import Archive
from rasad.exports.uncodable import LeftOut
from rasad.records import Event


class Format(NamedTuple):
    """A format: what it is called in messages, its writer, the rule it is derived under unless another is named."""

    name: str
    module: str
    writer: str
    rule: str = "conservative"
    binary: bool = False

    def write(self, events: Sequence[Event], out: BinaryIO, archive: Archive | None = None, *, bom: bool) -> LeftOut:
        """Write ``events`` to ``out``; return what the format could not hold. ``bom`` is for tables alone."""
        writer = getattr(import_module(f"rasad.exports.{self.module}"), self.writer)
        left: LeftOut = writer(events, out, archive, bom=bom)
        return left


FORMATS: Final = {
    "acled": Format("ACLED", "acled", "write_acled", rule="acled"),
    "ucdp": Format("UCDP GED", "ucdp", "write_ucdp", rule="ucdp"),
    "plover": Format("PLOVER", "plover", "write_plover"),
    "geojson": Format("GeoJSON", "geojson", "write_geojson"),
    "parquet": Format("Parquet", "parquet", "write_parquet", binary=True),
    "csv": Format("CSV", "rows", "write_csv"),
    "jsonl": Format("JSON Lines", "lines", "write_jsonl"),
}
"""By the name that ``rasad export`` takes; ``dossier`` is none of them: it is of one event."""
