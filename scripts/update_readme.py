#!/usr/bin/env python3
"""Put the present output of the commands into the README's example, between its two markers.

python scripts/update_readme.py
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
PAGES = ("01-night-attack-wire.txt", "02-night-attack-channel.html", "06-captions-and-gallery.html")
COLUMNS = 110


def shown(*arguments: str) -> str:
    """Return what ``rasad`` prints. Raises ``CalledProcessError`` where it fails."""
    command = [sys.executable, "-c", "from rasad.cli.main import main; main()", *arguments]
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.rstrip()


def example() -> str:
    paths = [f"examples/pages/{name}" for name in PAGES]
    table = shown("code", *paths, "--format", "table", "--width", str(COLUMNS))
    return (
        f"A part of what `make demo` prints (the pages are invented):\n\n```text\n{table}\n```\n\n"
        "K/I is killed/injured: `–` is not said, `0` is none. Two outlets tell the attack on Ain al-Asad with two "
        "tolls, and each\nreport keeps its own. The captions' older events are kept apart from the article's."
    )


def main() -> None:
    text = README.read_text(encoding="utf-8")
    block = f"<!-- demo -->\n{example()}\n<!-- end of demo -->"
    pattern = r"<!-- demo -->(?:.*<!-- end of demo -->)?"
    README.write_text(re.sub(pattern, lambda _: block, text, count=1, flags=re.S), encoding="utf-8")


if __name__ == "__main__":
    main()
