"""Event kinds with their PLOVER and ACLED codes."""

from __future__ import annotations

from functools import cache

import msgspec

from rasad.codebook.table import TableError, read_table

_COLUMNS = ("kind", "group", "definition", "plover", "acled", "name_ar", "name_en", "lethal")
_VIOLENT_GROUPS = frozenset({"remote-violence", "explosion", "ground-violence", "air-defence"})


class Kind(msgspec.Struct, frozen=True, kw_only=True):
    """An event kind: its group, definition, codes in other schemes, names, and whether it may carry a toll."""

    kind: str
    group: str
    definition: str
    plover: str
    acled: str
    name_ar: str
    name_en: str
    lethal: bool

    @property
    def family(self) -> str:
        """The family in which kinds are confusable: all violence is one, every other group is its own."""
        return "violence" if self.group in _VIOLENT_GROUPS else self.group


@cache
def kinds() -> dict[str, Kind]:
    """Return the kinds by name, in the file's order. Raises ``TableError`` for a duplicate or a bad flag."""
    out: dict[str, Kind] = {}
    for row in read_table("rasad.codebook", "data/kinds.tsv", _COLUMNS):
        cells = dict(zip(_COLUMNS, row, strict=True))
        lethal = cells.pop("lethal")
        if lethal not in {"yes", "no"} or cells["kind"] in out:
            raise TableError(f"data/kinds.tsv: kind {cells['kind']!r} stands twice or has lethal={lethal!r}")
        out[cells["kind"]] = Kind(**cells, lethal=lethal == "yes")
    return out
