"""docs/codebook.md agrees with the data files, and docs/models.md with the models that are shipped."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

from rasad.codebook.actors import actors, airborne
from rasad.codebook.kinds import kinds
from rasad.reports.model import models

ROOT = Path(__file__).parents[2]


def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("update_codebook", ROOT / "scripts/update_codebook.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_codebook_s_tables_are_those_of_the_data() -> None:
    text = (ROOT / "docs/codebook.md").read_text(encoding="utf-8")
    assert generator().updated(text) == text, "run scripts/update_codebook.py"


def test_every_kind_and_weapon_stands_in_the_codebook() -> None:
    text = (ROOT / "docs/codebook.md").read_text(encoding="utf-8")
    assert [kind.kind for kind in kinds().values() if f"| `{kind.kind}` | {kind.name_ar} |" not in text] == []
    assert len(kinds()) == 27
    assert f"| {len([a for a in actors().values() if a.kind == 'armed-group'])} |" in text


@pytest.mark.parametrize("name", ["how-to-add.md", "codebook.md", "models.md", "architecture.md"])
def test_every_path_that_a_document_names_is_there(name: str) -> None:
    text = (ROOT / "docs" / name).read_text(encoding="utf-8")
    paths = re.findall(r"`((?:src|tests|scripts|training|benchmarks|docs)/[\w./-]+)`", text)
    assert paths
    assert [path for path in paths if not (ROOT / path).exists()] == []


def test_a_document_without_its_markers_is_refused() -> None:
    with pytest.raises(ValueError, match="<!-- kinds -->"):
        generator().updated("no markers")


def test_every_model_is_described() -> None:
    text = (ROOT / "docs/models.md").read_text(encoding="utf-8")
    assert [name for name in models() if f"`{name}`" not in text] == []


def test_only_armed_groups_are_listed_as_airborne() -> None:
    """States fly anyway; a listed state's forces would be noise."""
    assert airborne()
    assert {actors()[ident].kind for ident in airborne()} == {"armed-group"}
