"""``rasad export`` and ``rasad compare`` on a real ledger: whole files, clear errors, what is left out told."""

from __future__ import annotations

import csv
import io
import json
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from invented import FakeLedger

from rasad.cli.commands_exports import FORMATS
from rasad.cli.compare import table
from rasad.cli.layout import width
from rasad.cli.ledger import RULES
from rasad.cli.main import main
from rasad.exports import formats
from rasad.exports.comparing import compare
from rasad.exports.userfile import read_user_file
from rasad.exports.whole import whole
from rasad.merging import RULES as MERGING_RULES
from rasad.store import Ledger

Run = Callable[..., Result]


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("exports") / "rasad.db"
    with Ledger.open(str(path)) as made:
        for article in FakeLedger().articles.values():
            made.add(article, raw=article.text.encode())
    return path


@pytest.fixture
def run(ledger: Path) -> Run:
    def invoke(*arguments: object) -> Result:
        return CliRunner().invoke(main, [*(str(one) for one in arguments), "--ledger", str(ledger)])

    return invoke


def test_the_names_in_the_help_are_those_there_are() -> None:
    assert list(FORMATS) == [*formats.FORMATS, "dossier"]
    assert tuple(RULES) == tuple(MERGING_RULES)


@pytest.mark.parametrize("form", formats.FORMATS)
def test_a_file_and_standard_output_hold_the_same(run: Run, tmp_path: Path, form: str) -> None:
    path = tmp_path / "out"
    printed, written = run("export", form), run("export", form, "-o", path)
    assert (printed.exit_code, written.exit_code) == (0, 0), written.output
    assert path.read_bytes() == printed.stdout_bytes
    assert path.read_bytes()
    assert written.stdout == ""


def test_an_event_or_a_filter_chooses(run: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(run("export", "csv").stdout)))
    assert rows
    named = run("export", "jsonl", rows[0]["id"]).stdout.splitlines()
    assert [json.loads(line)["id"] for line in named] == [rows[0]["id"]]
    assert run("export", "jsonl", "--since", "2030").stdout == ""
    assert run("export", "jsonl", "--near", "33.8,42.4,30").stdout.count("\n") == len(rows)


def test_the_targets_own_rule_is_the_default_and_can_be_changed(run: Run) -> None:
    def rules(*options: str) -> set[str]:
        return {json.loads(line)["rule"] for line in run("export", "jsonl", *options).stdout.splitlines()}

    assert rules() == {"conservative"}
    assert rules("--rule", "latest") == {"latest"}
    assert formats.FORMATS["acled"].rule == "acled"
    assert formats.FORMATS["ucdp"].rule == "ucdp"


def test_what_is_left_out_is_told_beside_the_output(run: Run) -> None:
    result = run("export", "ucdp", "--kind", "missile_attack")
    assert result.exit_code == 0
    assert "events are not in the" not in result.stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("dossier",), "name its EVENT"),
        (("dossier", "e-a", "e-b"), "name its EVENT"),
        (("dossier", "e-a", "--since", "2024"), "without filters"),
        (("dossier", "e-none"), "no event 'e-none'"),
        (("csv", "--json"), "FORMAT jsonl"),
        (("csv", "e-a", "--since", "2024"), "not both"),
        (("excel",), "'excel' is not one of"),
        (("csv", "--near", "here"), "'here' is not LAT,LON,KM"),
        (("csv", "-o", "/nowhere/at/all.csv"), "/nowhere/at/all.csv: cannot be written"),
    ],
)
def test_errors_say_what_to_do(run: Run, arguments: tuple[str, ...], message: str) -> None:
    result = run("export", *arguments)
    assert result.exit_code != 0
    assert message in result.stderr
    assert "Traceback" not in result.stderr


def test_a_dossier_is_a_page_or_json_with_provenance(run: Run) -> None:
    [first, *_] = csv.DictReader(io.StringIO(run("export", "csv").stdout))
    english, arabic = (run("export", "dossier", first["id"], "--language", one).stdout for one in ("en", "ar"))
    assert english.startswith("<!DOCTYPE html>")
    assert '<html lang="ar" dir="rtl">' in arabic
    made = json.loads(run("export", "dossier", first["id"], "--json").stdout)
    assert {"event", "pages", "accounts", "tolls", "acts", "prov"} == set(made)
    assert made["event"]["id"] == first["id"]
    assert [act["action"] for act in made["acts"]][0] == "add"


def test_a_file_is_there_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    path.write_text("before", encoding="utf-8")
    with pytest.raises(RuntimeError), whole(path) as out:
        out.write(b"half")
        raise RuntimeError("stopped in the middle")
    assert path.read_text(encoding="utf-8") == "before"
    assert os.listdir(tmp_path) == ["out.csv"]
    with whole(path) as out:
        out.write(b"after")
    assert path.read_text(encoding="utf-8") == "after"
    assert stat.S_IMODE(path.stat().st_mode) & stat.S_IRUSR


def test_standard_output_stays_empty_when_the_export_fails(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    with pytest.raises(RuntimeError), whole(None) as out:
        out.write(b"half")
        raise RuntimeError("stopped in the middle")
    assert capfdbinary.readouterr().out == b""


@pytest.fixture
def acled(run: Run, tmp_path: Path) -> Path:
    """Our own ACLED export with one row more and one value changed, as a user's file."""
    path = tmp_path / "acled.csv"
    rows = list(csv.DictReader(io.StringIO(run("export", "acled").stdout)))
    rows[0]["fatalities"] = "9"
    rows.append(rows[0] | {"event_id_cnty": "IRQ99", "event_date": "2024-03-11", "actor1": "Islamic State (Iraq)"})
    rows[-1] |= {"latitude": "34.3", "longitude": "41.0", "location": "القائم"}
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    return path


def test_compare_lists_what_differs_and_what_each_lacks(run: Run, acled: Path) -> None:
    shown = run("compare", acled, "--width", 120)
    assert shown.exit_code == 0, shown.output
    assert "In both (" in shown.stdout
    assert "deaths: " in shown.stdout
    assert "Only in acled.csv (1)" in shown.stdout
    assert "IRQ99" in shown.stdout
    made = json.loads(run("compare", acled, "--json").stdout)
    assert made["form"] == "acled"
    assert [one["id"] for one in made["only_theirs"]] == ["IRQ99"]
    assert {one["field"] for pair in made["pairs"] for one in pair["differences"]} == {"deaths"}


@pytest.mark.parametrize("columns", [80, 120, 200])
def test_no_line_of_the_comparison_is_wider_than_the_terminal(acled: Path, ledger: Path, columns: int) -> None:
    with Ledger.open(str(ledger)) as made:
        found = compare([], read_user_file(acled), everything=True)
        full = compare(made.events(), read_user_file(acled), made)
    for one in (found, full):
        shown = table(one, "acled.csv", columns, isolate=True)
        assert max(width(line) for line in shown.splitlines()) <= columns


def test_compare_refuses_a_file_of_another_kind(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "other.csv"
    path.write_text("a,b\n", encoding="utf-8")
    result = run("compare", path)
    assert result.exit_code == 1
    assert "has the columns of neither ACLED nor UCDP GED" in result.stderr


def test_the_sample_pages_go_out_in_every_format(tmp_path: Path) -> None:
    """From page to file with nothing made by hand."""
    from rasad import code

    pages = Path(__file__).parents[2] / "examples" / "pages"
    target = tmp_path / "pages.db"
    with Ledger.open(str(target)) as made:
        for name in ("01-night-attack-wire.txt", "02-night-attack-channel.html", "13-protest.txt"):
            made.add(code(pages / name), raw=(pages / name).read_bytes())
        events = made.events()
        assert len(events) > 3
        for form in formats.FORMATS.values():
            out = io.BytesIO()
            left = form.write(made.events(rule=form.rule), out, made, bom=False)
            assert left.written + sum(left.reasons.values()) == len(events)
            assert left.written > 0, form.name
    shown = CliRunner().invoke(main, ["export", "dossier", events[0].id, "--ledger", str(target)])
    assert shown.exit_code == 0
    assert events[0].id in shown.stdout
