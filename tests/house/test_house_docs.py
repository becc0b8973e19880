"""The documents cannot drift: every command, option, field, room, library and variable is in them."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from rasad.cli.main import main
from rasad.records import Actor, Attribution, CodedArticle, DateValue, EventReport, PlaceValue, Statement, Tally

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"


def read(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def commands(group: click.Group, path: str = "rasad") -> Iterator[tuple[str, click.Command]]:
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, f"{path} {name}")
        else:
            yield f"{path} {name}", command


def test_every_command_and_option_is_described() -> None:
    text = read("cli.md")
    for path, command in commands(main):
        section = re.search(rf"^## {re.escape(path)}\b(.*?)(?=^## |\Z)", text, re.M | re.S)
        assert section, f"docs/cli.md has no section on {path!r}"
        options = (one for one in command.params if isinstance(one, click.Option))
        for option in options:
            assert option.opts[0] in section[1], f"docs/cli.md does not describe {path} {option.opts[0]}"


@pytest.mark.parametrize(
    "record", [CodedArticle, EventReport, DateValue, PlaceValue, Actor, Attribution, Tally, Statement]
)
def test_every_field_of_the_contract_is_described(record: type) -> None:
    text = read("contract.md")
    fields = record.__struct_encode_fields__  # type: ignore[attr-defined]
    assert [name for name in fields if f"`{name}`" not in text] == []


def test_every_library_is_accounted_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    names = [re.split(r"[<>=\[ ]", one)[0] for one in wanted]
    text = read("dependencies.md").lower()
    assert [name for name in names if name.lower() not in text] == []


def test_the_lock_names_every_library_with_a_hash_and_no_host() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    pinned = {
        match[1].lower(): match[2]
        for match in re.finditer(r"^([\w.-]+)==\S+ \\\n((?:    --hash=\S+.*\n)+)", lock, re.M)
    }
    for one in [*project["dependencies"], *project["optional-dependencies"]["dev"]]:
        assert re.split(r"[<>=\[ ]", one)[0].lower() in pinned, f"run make lock: {one} is not in requirements.lock"
    assert "://" not in lock
    assert len(pinned) == len(re.findall(r"^\S+==", lock, re.M)), "every line has a hash"


def test_every_variable_the_code_reads_is_described() -> None:
    sources = [*ROOT.glob("src/**/*.py"), *ROOT.glob("scripts/*.py"), *ROOT.glob("benchmarks/*.py")]
    used = {
        name
        for path in sources
        for name in re.findall(r'"((?:RASAD|XDG)_[A-Z_]+)"', path.read_text(encoding="utf-8"))
    }
    assert used >= {"RASAD_DATA", "RASAD_SHARED"}
    assert [name for name in used if f"`{name}`" not in read("cli.md")] == []


def test_links_between_documents_lead_somewhere() -> None:
    for path in (ROOT / "README.md", *DOCS.glob("*.md"), ROOT / "examples/README.md"):
        for target in re.findall(r"\]\(([^)#:]+)\)", path.read_text(encoding="utf-8")):
            assert os.path.exists(path.parent / target), f"{path.name} links to {target}"
