#!/usr/bin/env python3
"""Write the generated parts of docs/codebook.md anew from the data files, between their markers.

python scripts/update_codebook.py
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from rasad.codebook.actors import actors, aliases
from rasad.codebook.kinds import kinds
from rasad.codebook.table import read_table
from rasad.codebook.weapons import UNTYPED, weapons_of_kind

ROOT = Path(__file__).resolve().parent.parent
CODEBOOK = ROOT / "docs/codebook.md"
MOST_WORDS = 4
MOST_ACTORS = 6


def table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def kind_table() -> str:
    rows = [
        (f"`{k.kind}`", k.name_ar, k.definition, k.plover, k.acled.partition("|")[2], "yes" if k.lethal else "–")
        for k in kinds().values()
    ]
    return table(("kind", "Arabic", "is", "PLOVER", "ACLED sub-event", "toll"), rows)


def weapon_table() -> str:
    words: dict[str, list[str]] = {}
    columns = ("word", "class", "role", "number", "note")
    for word, class_, _, number, _ in read_table("rasad.codebook", "data/ar/weapons.tsv", columns):
        if number == "sg" and len(words.setdefault(class_, [])) < MOST_WORDS:
            words[class_].append(word)
    used: dict[str, list[str]] = {}
    for kind, known in weapons_of_kind().items():
        for weapon in known.possible:
            used.setdefault(weapon, []).append(f"`{kind}`" + (" (implied)" if known.implied == weapon else ""))
    classes = sorted(words.keys() - {"empty", UNTYPED})
    rows = [(f"`{class_}`", "، ".join(words[class_]), ", ".join(used.get(class_, ["–"]))) for class_ in classes]
    return table(("class", "words, for example", "kinds that it can be used in"), rows)


def actor_table() -> str:
    names = Counter(alias.id for alias in aliases() if alias.id)
    rows = []
    for kind, count in Counter(entry.kind for entry in actors().values()).most_common():
        mine = sorted((e.id for e in actors().values() if e.kind == kind), key=lambda i: (-names[i], i))
        shown = ", ".join(f"`{ident}`" for ident in mine[:MOST_ACTORS])
        rows.append((kind, str(count), str(sum(names[ident] for ident in mine)), shown))
    return table(("kind of actor", "ids", "Arabic names", "those with the most names"), rows)


PARTS: dict[str, Callable[[], str]] = {"kinds": kind_table, "weapons": weapon_table, "actors": actor_table}


def updated(text: str) -> str:
    """Return the document ``text`` with its generated parts written anew. Raises ``ValueError`` without a marker."""
    for name, make in PARTS.items():
        block = f"<!-- {name} -->\n{make()}\n<!-- end of {name} -->"
        parts = re.split(f"<!-- {name} -->.*?<!-- end of {name} -->", text, flags=re.S)
        found, text = len(parts) - 1, block.join(parts)
        if found != 1:
            raise ValueError(
                f"docs/codebook.md must hold <!-- {name} --> … <!-- end of {name} --> once, it has {found}"
            )
    return text


def main() -> None:
    CODEBOOK.write_text(updated(CODEBOOK.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
