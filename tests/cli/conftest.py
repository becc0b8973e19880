"""What the tests of the commands share: the sample pages, coded once."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from rasad.cli.main import main

EXAMPLES = Path(__file__).parents[2] / "examples" / "pages"

Run = Callable[..., Result]


@pytest.fixture(scope="session")
def run() -> Run:
    """Run ``rasad`` with arguments, in this process."""

    def invoke(*arguments: object, stdin: str | bytes | None = None) -> Result:
        return CliRunner().invoke(main, [str(one) for one in arguments], input=stdin)

    return invoke


@pytest.fixture(scope="session")
def examples() -> Path:
    return EXAMPLES


@pytest.fixture(scope="session")
def coded(run: Run) -> list[dict[str, Any]]:
    """Every sample page, coded with its mentions."""
    result = run("code", EXAMPLES, "--mentions")
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]
