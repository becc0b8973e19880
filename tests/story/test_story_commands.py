"""The commands of the story on a small ledger of invented pages, and on the seeds where they are."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from invented_story import QAIM, Toll, article, report, tally

from rasad.cli.main import main
from rasad.records import Actor, Statement
from rasad.store import Ledger

TRUCE = "أوقفت الفصائل العراقية المسلحة هجماتها على القوات الأميركية في 3 آذار 2024، مع إمهال الحكومة ثلاثة أشهر."
TALLY = "أحصت واشنطن 20 هجوماً على القوات الأميركية في العراق منذ 1 شباط حتى 10 آذار 2024."


@pytest.fixture(scope="module")
def target(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = str(tmp_path_factory.mktemp("story") / "rasad.db")
    said = Statement(
        speaker=Actor(id="us-forces", text="المتحدث"),
        role=None,
        kind="threat",
        quoted=True,
        via=None,
        text="سنرد",
        span=(0, 4),
    )
    events = [report("a/1", killed=Toll(2, 2)), report("a/2", "air_strike", "2024-03-10", place=QAIM)]
    made = tally("20 هجوماً", TALLY, TALLY, "2024-02-01", "2024-03-10", count=20)
    with Ledger.open(path) as ledger:
        for one in (article("a", TRUCE, events=events, statements=(said,)), article("b", TALLY, tallies=(made,))):
            ledger.add(one)
    return path


def run(*args: str) -> Result:
    return CliRunner().invoke(main, list(args))


def as_json(*args: str) -> Any:
    result = run(*args, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_each_command_gives_text_and_json(target: str) -> None:
    for command in ("timeline", "story", "tallies", "statements", "brief", "sensitivity"):
        result = run(command, "--ledger", target, "--width", "100")
        assert result.exit_code == 0, result.output
        assert result.stdout.strip()
        assert as_json(command, "--ledger", target) is not None


def test_no_line_is_wider_than_asked(target: str) -> None:
    from rasad.cli.layout import width

    for command in ("story", "tallies", "statements", "brief"):
        lines = run(command, "--ledger", target, "--width", "70").stdout.splitlines()
        assert max(map(width, lines)) <= 70, command


def test_filters_hold_for_each(target: str) -> None:
    assert len(as_json("timeline", "--ledger", target, "--kind", "air_strike")) == 1
    assert as_json("timeline", "--ledger", target, "--near", "13.5,44,20") == []
    assert as_json("tallies", "--ledger", target, "--since", "2025") == []
    assert as_json("statements", "--ledger", target, "--actor", "iran-government") == []
    assert as_json("brief", "--ledger", target, "--since", "2030")["sentences"] == []


def test_the_story_as_json_has_every_part(target: str) -> None:
    told = as_json("story", "--ledger", target)
    assert {"timeline", "truces", "responses", "tracks", "presence", "tallies", "speakers", "framings"} <= set(told)
    assert told["truces"][0]["start"] == {"start": "2024-03-03", "end": "2024-03-03"}
    assert run("story", "--ledger", target, "--part", "presence").stdout.startswith("Presence")


def test_a_brief_comes_in_arabic(target: str) -> None:
    assert "السجل" in run("brief", "--ledger", target, "--language", "ar").stdout


def test_a_plot_is_written_whole_as_its_name_says(target: str, tmp_path: Path) -> None:
    for name, magic in (("a.png", b"\x89PNG"), ("a.svg", b"<?xml")):
        result = run("plot", "--ledger", target, "-o", str(tmp_path / name), "--dpi", "40")
        assert result.exit_code == 0, result.output
        assert (tmp_path / name).read_bytes().startswith(magic)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.png", "a.svg"]
    assert as_json("plot", "--ledger", target)["marks"]


def test_a_plot_that_cannot_be_is_told_and_leaves_nothing(target: str, tmp_path: Path) -> None:
    wrong = run("plot", "--ledger", target, "-o", str(tmp_path / "a.gif"))
    assert wrong.exit_code == 2 and "a.gif" in wrong.output
    empty = run("plot", "--ledger", target, "--since", "2030", "-o", str(tmp_path / "a.png"))
    assert empty.exit_code == 1 and "no event" in empty.output
    assert list(tmp_path.iterdir()) == []


def test_a_ledger_that_is_not_there_is_told(tmp_path: Path) -> None:
    for command in ("timeline", "story", "tallies", "statements", "brief", "plot", "sensitivity"):
        result = run(command, "--ledger", str(tmp_path / "none.db"))
        assert result.exit_code == 1 and "Traceback" not in result.output


SEEDS = Path(os.environ.get("RASAD_SHARED", Path(__file__).parents[3] / "shared")) / "seeds"


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed reports are not here (RASAD_SHARED)")
def test_the_seeds_tell_their_truce_talks_tallies_and_presence(tmp_path: Path) -> None:
    target = str(tmp_path / "rasad.db")
    for name, extra in (("001", ["--published", "2024-02-01"]), ("004", ["--published", "2024-07-17"])):
        assert run("add", "--ledger", target, str(SEEDS / f"{name}.txt"), *extra).exit_code == 0
    assert (
        run("add", "--ledger", target, *(str(SEEDS / f"{name}.txt") for name in ("000", "002", "003"))).exit_code == 0
    )
    told = as_json("story", "--ledger", target)
    truce = next(one for one in told["truces"] if "us-forces" in one["sides"])
    # 004 says early February, 000 mid-February: either may stand first
    assert truce["start"]["start"] <= "2024-02-11" and truce["start"]["end"] in {"2024-02-10", "2024-02-20"}
    assert truce["deadline"]["end"] >= "2024-06-10" and truce["end"]["end"] == "2024-07-26"
    assert any(one["claimed"] == {"min": 72, "max": 72} for one in told["tallies"])
    figures = {one["figure"]["min"] for one in told["presence"] if one["figure"]}
    assert {3500, 2500} <= figures
    assert any(one["days"]["start"] <= "2024-07-24" for track in told["tracks"] for one in track["rounds"])
