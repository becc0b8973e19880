"""The commands on the ledger, end to end on the sample pages."""

from __future__ import annotations

import json
import os
import re
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from rasad.cli.ledger import RULES
from rasad.merging import RULES as RULES_OF_MERGING

Run = Callable[..., Result]


@pytest.fixture(scope="module")
def filled(run: Run, examples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of the sample pages; tests that write copy it."""
    path = tmp_path_factory.mktemp("ledger") / "rasad.db"
    result = run("add", examples, "--ledger", path)
    assert result.exit_code == 0, result.output
    assert "21 articles added" in result.stdout
    return path


@pytest.fixture
def copied(filled: Path, tmp_path: Path) -> Path:
    target = tmp_path / "rasad.db"
    with sqlite3.connect(filled) as old, sqlite3.connect(target) as new:
        old.backup(new)
    return target


def events(run: Run, path: Path, *options: str) -> list[dict[str, Any]]:
    result = run("events", "--ledger", path, "--json", *options)
    assert result.exit_code == 0, result.output
    found: list[dict[str, Any]] = json.loads(result.stdout)
    return found


def test_the_rules_offered_are_those_of_merging() -> None:
    assert tuple(RULES_OF_MERGING) == RULES


def test_events_as_json_have_ids_values_and_reports(run: Run, filled: Path) -> None:
    found = events(run, filled)
    assert len({event["id"] for event in found}) == len(found) > 20
    for event in found:
        assert {"kind", "date", "place", "initiators", "targets", "weapons", "killed", "injured"} <= set(event)
        assert event["reports"]
        assert all({"doc", "event", "outlet"} <= set(ref) for ref in event["reports"])
    days = [event["date"]["start"] for event in found if event["date"]]
    assert days == sorted(days)


def test_adding_again_changes_nothing(run: Run, examples: Path, copied: Path) -> None:
    before = run("log", "--ledger", copied, "--json").stdout
    result = run("add", examples, "--ledger", copied)
    assert result.exit_code == 0
    assert result.stdout.startswith("0 articles added, 21 there before")
    assert run("log", "--ledger", copied, "--json").stdout == before


def test_workers_make_the_same_ledger(run: Run, examples: Path, filled: Path, tmp_path: Path) -> None:
    other = tmp_path / "rasad.db"
    result = run("add", examples, "--ledger", other, "--workers", 2, "--json")
    assert result.exit_code == 0, result.output
    told = [json.loads(line) for line in result.stdout.splitlines()]
    assert len(told) == 21 and all(one["new"] for one in told)
    assert events(run, other) == events(run, filled)


def test_a_bad_input_does_not_stop_the_run(run: Run, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text("قتل ثلاثة جنود في غارة جوية على بغداد يوم 3 مارس 2024", encoding="utf-8")
    (tmp_path / "bad.jsonl").write_text('{"id": "x", "text": ""}\n{broken\n', encoding="utf-8")
    path = tmp_path / "sub.db"
    bad = (tmp_path / "bad.jsonl", tmp_path / "none.txt", tmp_path / "good.txt")
    result = run("add", *bad, "--ledger", path)
    assert result.exit_code == 1
    assert "1 article added, 3 not readable" in result.stdout
    assert "bad.jsonl line 2" in result.stderr and "none.txt" in result.stderr


def test_a_persons_word_on_publication_dates_a_page_that_is_there(run: Run, examples: Path, copied: Path) -> None:
    page = examples / "04-undated.txt"
    result = run("add", page, "--published", "2024-03-10", "--ledger", copied)
    assert result.exit_code == 0 and "0 articles added, 1 dated anew" in result.stdout
    found = json.loads(run("sources", "--ledger", copied, "--json").stdout)
    (source,) = (one for one in found if one["doc"] == "04-undated")
    assert (source["published"], source["basis"]) == ("2024-03-10", "given")
    again = run("add", page, "--published", "2024-03-10", "--ledger", copied)
    assert "0 articles added, 1 there before" in again.stdout
    assert run("add", page, "--ledger", copied).stdout.startswith("0 articles added, 1 there before")
    assert "0 would change" in run("recode", "--dry-run", "--ledger", copied).stdout
    assert run("verify", "--ledger", copied).exit_code == 0


def test_filters(run: Run, filled: Path) -> None:
    everything = events(run, filled)
    assert events(run, filled, "--place", "IQ") == [
        e for e in everything if (e["place"] or {}).get("country") == "IQ"
    ]
    assert events(run, filled, "--place", "العراق") == events(run, filled, "--place", "Iraq")
    for kind in {e["kind"] for e in everything}:
        assert events(run, filled, "--kind", kind) == [e for e in everything if e["kind"] == kind]
    assert all(e["date"]["end"] >= "2024-03-01" for e in events(run, filled, "--since", "2024-03"))
    near = events(run, filled, "--near", "33.79,42.44,30")
    assert near and all(e["place"]["name"] == "عين الأسد" for e in near)
    assert events(run, filled, "--text", "اميركيين") == events(run, filled, "--text", "أميركيين") != []
    assert events(run, filled, "--outlet", "الضفاف") != []
    assert events(run, filled, "--actor", "us-forces", "--until", "1999") == []


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--near", "here"), "LAT,LON,KM"),
        (("--since", "soon"), "2024-07-26"),
        (("--kind", "war"), "neither a kind"),
        (("--rule", "best"), "conservative"),
    ],
)
def test_wrong_filters_are_named(run: Run, filled: Path, options: tuple[str, ...], said: str) -> None:
    result = run("events", "--ledger", filled, *options)
    assert result.exit_code != 0
    assert said in result.stderr


def test_the_table_is_for_people(run: Run, filled: Path) -> None:
    result = run("events", "--ledger", filled, "--width", "120", "--place", "عين الأسد")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0].split()[:3] == ["Event", "When", "Where"]
    assert "هجوم صاروخي: 01-night-attack-wire، قناة الضفاف" in result.stdout and "عين الأسد" in result.stdout
    assert re.search(r"^\d events? of \d reports\.$", result.stdout, re.MULTILINE)
    assert all(len(line) <= 122 for line in lines)


def test_one_event_in_full(run: Run, filled: Path) -> None:
    event = events(run, filled, "--place", "عين الأسد")[0]
    shown = run("event", event["id"], "--ledger", filled)
    assert shown.exit_code == 0
    assert event["id"] in shown.stdout and event["reports"][0]["event"] in shown.stdout
    latest = json.loads(run("event", event["id"], "--ledger", filled, "--rule", "latest", "--json").stdout)
    assert latest["id"] == event["id"] and latest["rule"] == "latest"
    missing = run("event", "e-missing1", "--ledger", filled)
    assert missing.exit_code == 1 and "'e-missing1'" in missing.stderr


def test_merge_split_and_undo(run: Run, copied: Path) -> None:
    alone = [event["id"] for event in events(run, copied) if len(event["reports"]) == 1]
    first, second = alone[:2]
    merged = run("merge", first, second, "--note", "one night", "--ledger", copied)
    assert merged.exit_code == 0 and "rasad undo 1" in merged.stdout
    shown = json.loads(run("event", second, "--ledger", copied, "--json").stdout)
    assert shown["id"] == first and len(shown["reports"]) == 2
    assert "one night" in run("log", "--decisions", "--ledger", copied).stdout
    assert run("undo", "1", "--ledger", copied).exit_code == 0
    assert json.loads(run("event", second, "--ledger", copied, "--json").stdout)["id"] == second
    assert run("merge", first, second, "--ledger", copied).exit_code == 0
    report = json.loads(run("event", second, "--ledger", copied, "--json").stdout)["reports"][1]["event"]
    assert run("split", first, report, "--ledger", copied).exit_code == 0, (
        "a later decision stands against an earlier"
    )
    assert json.loads(run("event", second, "--ledger", copied, "--json").stdout)["id"] == second
    assert run("verify", "--ledger", copied).exit_code == 0


def test_split_moves_reports_out(run: Run, tmp_path: Path) -> None:
    text = "قتل ثلاثة جنود في غارة جوية على بغداد يوم 3 مارس 2024"
    rows = [{"id": f"x{n}", "text": text + end, "source": f"وكالة {n}"} for n, end in enumerate(("", " مساء"))]
    (tmp_path / "two.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    path = tmp_path / "rasad.db"
    assert run("add", tmp_path / "two.jsonl", "--ledger", path).exit_code == 0
    (event,) = events(run, path)
    result = run("split", event["id"], "x1/1", "--ledger", path)
    assert result.exit_code == 0, result.output
    assert sorted(len(one["reports"]) for one in events(run, path)) == [1, 1]
    assert run("undo", "1", "--ledger", path).exit_code == 0
    assert [one["id"] for one in events(run, path)] == [event["id"]]


def test_sources(run: Run, filled: Path) -> None:
    found = json.loads(run("sources", "--ledger", filled, "--json").stdout)
    assert len(found) == 21 and {"doc", "outlet", "published", "basis", "group", "reports"} <= set(found[0])
    some = json.loads(run("sources", "--ledger", filled, "--outlet", "الضفاف", "--json").stdout)
    assert [one["doc"] for one in some] == ["02-night-attack-channel"]
    assert "21 articles" in run("sources", "--ledger", filled).stdout


def test_verify_tells_what_was_changed(run: Run, copied: Path) -> None:
    whole = run("verify", "--ledger", copied)
    assert whole.exit_code == 0 and "Nothing was changed" in whole.stdout
    head = whole.stdout.split()[-1]
    assert run("verify", "--ledger", copied, "--head", head).exit_code == 0
    assert run("verify", "--ledger", copied, "--head", "f" * 64).exit_code == 1
    with sqlite3.connect(copied) as connection:
        connection.execute("UPDATE articles SET outlet = 'another' WHERE doc = '02-night-attack-channel'")
    changed = run("verify", "--ledger", copied)
    assert changed.exit_code == 1
    assert "articles: 02-night-attack-channel: outlet changed" in changed.stdout


def test_recoding_by_the_same_rules_changes_nothing(run: Run, copied: Path) -> None:
    for options in (("--dry-run",), ()):
        result = run("recode", "--ledger", copied, *options)
        assert result.exit_code == 0, result.output
        assert "21 articles coded again, 0" in result.stdout


def test_a_ledger_that_is_not_there(run: Run, tmp_path: Path) -> None:
    for command in (("events",), ("event", "e-x"), ("sources",), ("log",), ("verify",), ("recode",), ("undo", "1")):
        result = run(*command, "--ledger", tmp_path / "none.db")
        assert result.exit_code == 1, command
        assert "there is no ledger at" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_the_variable_names_the_ledger(run: Run, filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(os.environ, "RASAD_LEDGER", str(filled))
    assert "21 articles" in run("sources").stdout
