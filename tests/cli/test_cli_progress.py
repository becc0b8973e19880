"""The progress bar: drawn on a terminal after a while, silent in a pipe."""

from __future__ import annotations

import fcntl
import gzip
import os
import pty
import struct
import subprocess
import sys
import termios
from pathlib import Path

from rasad.cli.progress import Bar, _count, progress

SCRIPT = """
import time
from rasad.cli import progress
progress.DELAY_SECONDS = {delay}
with progress.progress(["{path}"]) as bar:
    for _ in range(4):
        time.sleep(0.05)
        with bar.aside():
            print("a line")
        bar.step()
"""


def on_terminal(path: Path, delay: float) -> tuple[str, str]:
    """Run the script with standard error on a terminal; return its output and what the terminal showed."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    try:
        code = SCRIPT.format(path=path, delay=delay)
        done = subprocess.run(
            [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=theirs, check=True, text=True
        )
        os.write(theirs, b"end")
        shown = os.read(ours, 65536).decode()
    finally:
        os.close(ours)
        os.close(theirs)
    return done.stdout, shown


def test_a_bar_on_a_terminal_after_the_delay(tmp_path: Path) -> None:
    page = tmp_path / "a.jsonl"
    page.write_text("{}\n" * 4, encoding="utf-8")
    output, shown = on_terminal(page, 0.0)
    assert output == "a line\n" * 4
    assert "/4" in shown
    assert "articles" in shown


def test_no_bar_for_little_work(tmp_path: Path) -> None:
    output, shown = on_terminal(tmp_path, 30.0)
    assert output == "a line\n" * 4
    assert shown.strip() == "end"


def test_in_a_pipe_the_bar_does_nothing() -> None:
    with progress(["x"]) as bar:
        assert isinstance(bar, Bar)
        bar.step()
        with bar.aside() as nothing:
            assert nothing is None


def test_articles_are_counted_before_they_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    (tmp_path / "b.jsonl").write_text("{}\n{}\n", encoding="utf-8")
    (tmp_path / "c.jsonl.gz").write_bytes(gzip.compress(b"{}\n{}\n{}\n"))
    (tmp_path / "d.jsonl.gz").write_bytes(b"\x1f\x8bbroken")
    assert _count([str(tmp_path)]) == 1 + 2 + 3 + 1
    assert _count(["-"]) is None
