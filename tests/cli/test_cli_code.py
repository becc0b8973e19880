"""``rasad code``: order, workers, exit statuses, inputs of every sort."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

RASAD = [sys.executable, "-c", "from rasad.cli.main import main; main()"]


def lines(result: Any) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_articles_come_in_the_order_read(run: Any, examples: Path) -> None:
    names = ["12-claim-and-denial.txt", "03-drone-shot-down.txt", "07-read-also.html"]
    result = run("code", *(examples / name for name in names))
    assert result.exit_code == 0
    assert [line["doc"] for line in lines(result)] == [Path(name).stem for name in names]


def test_the_output_is_the_same_to_the_byte_with_any_number_of_workers(examples: Path) -> None:
    outputs = [
        subprocess.run([*RASAD, "code", str(examples), "--workers", str(n)], capture_output=True, check=True).stdout
        for n in (1, 1, 2, 3)
    ]
    assert outputs[0].count(b"\n") == 21
    assert len(set(outputs)) == 1


def test_standard_input_is_read(run: Any, examples: Path) -> None:
    page = (examples / "01-night-attack-wire.txt").read_bytes()
    result = run("code", "-", stdin=page)
    assert result.exit_code == 0
    (article,) = lines(result)
    assert article["doc"] == "stdin"
    assert article["events"]


def test_gzip_is_read(run: Any, examples: Path, tmp_path: Path) -> None:
    packed = tmp_path / "short.jsonl.gz"
    packed.write_bytes(gzip.compress((examples / "16-short-items.jsonl").read_bytes()))
    result = run("code", packed)
    assert [line["doc"] for line in lines(result)] == [f"short-0{n}" for n in range(1, 7)]


@pytest.mark.parametrize("when", ["2024-03-02", "2024-03-02T10:30", "2024-03-02 10:30", "2024-03-02T10:30+03:00"])
def test_the_publication_can_be_given(run: Any, examples: Path, when: str) -> None:
    (article,) = lines(run("code", examples / "04-undated.txt", "--published", when))
    assert article["published"]["basis"] == "given"
    assert article["published"]["value"].startswith("2024-03-02")


def test_a_relative_date_is_open_until_the_publication_is_given(run: Any, examples: Path) -> None:
    (open_,) = lines(run("code", examples / "04-undated.txt"))
    (dated,) = lines(run("code", examples / "04-undated.txt", "--published", "2024-03-02"))
    assert open_["published"]["basis"] == "none"
    assert all(event["date"] is None for event in open_["events"])
    assert "2024-03-01" in {event["date"]["start"] for event in dated["events"] if event["date"]}


def test_what_cannot_be_read_has_a_line_and_the_rest_is_coded(run: Any, examples: Path, tmp_path: Path) -> None:
    missing = tmp_path / "missing.txt"
    result = run("code", missing, examples / "02-night-attack-channel.html")
    bad, good = lines(result)
    assert result.exit_code == 1
    assert bad.keys() == {"doc", "path", "error"}
    assert bad["path"] == str(missing)
    assert "missing.txt" in bad["error"]
    assert good["events"]
    assert "1 of 2 inputs" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([], "Missing argument 'PATH...'"),
        (["x", "--published", "yesterday"], "'yesterday' is no ISO day or minute"),
        (["x", "--published", "2024-02-31"], "'2024-02-31' is no ISO day or minute"),
        (["x", "--workers", "0"], "0 is not in the range x>=1"),
        (["x", "--format", "xml"], "'xml' is not one of"),
        (["x", "--nonsense"], "No such option"),
    ],
)
def test_wrong_usage_is_told_apart(run: Any, arguments: list[str], says: str) -> None:
    result = run("code", *arguments)
    assert result.exit_code == 2
    assert says in result.stderr


def test_a_coder_that_fails_does_not_end_the_run(run: Any, examples: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from rasad.reports.coder import Coder

    honest = Coder.code

    def failing(self: Coder, article: Any, *arguments: Any, **options: Any) -> Any:
        if article.doc == "short-02":
            raise LookupError("a fault of ours")
        return honest(self, article, *arguments, **options)

    monkeypatch.setattr(Coder, "code", failing)
    result = run("code", examples / "16-short-items.jsonl")
    failed = [line for line in lines(result) if "error" in line]
    assert result.exit_code == 1
    assert len(lines(result)) == 6
    assert [(line["doc"], line["error"].endswith("LookupError: a fault of ours")) for line in failed] == [
        ("short-02", True)
    ]


def test_a_reader_that_goes_away_ends_the_run_quietly(examples: Path) -> None:
    command = f"{sys.executable} -c 'from rasad.cli.main import main; main()' code {examples} | head -n 1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True)
    assert done.stdout.count("\n") == 1
    assert "Traceback" not in done.stderr


def test_no_bar_is_drawn_where_nobody_looks(examples: Path) -> None:
    done = subprocess.run([*RASAD, "code", str(examples)], capture_output=True, check=True)
    assert done.stderr == b""


def test_version_and_help(run: Any) -> None:
    assert run("version").stdout.startswith("rasad ")
    shown = run("--help").stdout
    assert all(command in shown for command in ("code", "explain", "lexicon", "gazetteer"))


def test_help_loads_no_room_but_its_own() -> None:
    """Help stays quick because it imports nothing that codes."""
    script = (
        "import sys\nfrom rasad.cli.main import main\n"
        "try: main(['code', '--help'])\nexcept SystemExit: pass\n"
        "print(sorted(name for name in sys.modules if name.startswith('rasad.')), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    loaded = done.stderr.strip().strip("[]").replace("'", "").split(", ")
    assert all(name.split(".")[1] == "cli" for name in loaded)


def test_numbers_are_loaded_when_an_article_passes_the_gate_and_not_before() -> None:
    """NumPy takes a tenth of a second to load, which help and quiet news must not pay."""
    script = (
        "import sys\nfrom rasad.reports.coder import Coder\nfrom rasad.pages import read_record\n"
        "coder = Coder()\nquiet = 'فاز الفريق. سجل اللاعب هدفين. وقال المدرب إنه سعيد. وتبقى مباراة.'\n"
        "coder.code(read_record({'id': 'quiet', 'text': quiet}))\n"
        "print('numpy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
