"""The house's order: a room imports from rooms above it, never from one below (docs/architecture.md)."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import rasad

ROOMS = (
    "records",
    "codebook",
    "text",
    "pages",
    "grammar",
    "mentions",
    "reports",
    "merging",
    "story",
    "store",
    "exports",
    "collect",
    "web",
    "cli",
)
HOUSE = Path(rasad.__file__).parent
MODULES = sorted(HOUSE.rglob("*.py"))
# Folding is below nothing: the codebook compares names by it, and it reads no other room but records.
ALLOWED = {("codebook", "text")}


def room_of(module: Path) -> str | None:
    first = module.relative_to(HOUSE).parts[0]
    return None if first.endswith(".py") else first


def imports(module: Path) -> Iterator[tuple[int, str]]:
    """Yield the line and dotted name of every import in a module, inside functions too."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}:{node.lineno} imports relatively; write the room's name"
            yield node.lineno, node.module or ""


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(HOUSE)))
def test_a_room_imports_only_from_rooms_above_it(module: Path) -> None:
    room = room_of(module)
    for line, name in imports(module):
        parts = name.split(".")
        if parts[0] != "rasad" or len(parts) < 2 or room is None:
            continue
        other = parts[1]
        assert other in ROOMS, f"{module}:{line} imports rasad.{other}, which is no room of the house"
        above = ROOMS.index(other) <= ROOMS.index(room)
        assert above or (room, other) in ALLOWED, f"{module}:{line}: {room} must not import from {other}"


def test_every_folder_is_a_room() -> None:
    folders = {path.name for path in HOUSE.iterdir() if path.is_dir() and any(path.glob("*.py"))}
    assert folders <= set(ROOMS)
    assert {"records", "codebook", "text", "pages", "grammar", "mentions", "reports", "cli"} <= folders


def test_every_module_says_what_it_is() -> None:
    silent = [path.name for path in MODULES if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))]
    assert silent == []
