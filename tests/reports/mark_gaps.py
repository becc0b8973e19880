"""Put the known_gap marks of corpus/articles.yaml to what the coder does today, after a training.

    cd tests/reports && ../../.venv/bin/python mark_gaps.py

Prints what is mended and what is newly wrong. Reasons of marks that still stand are kept; a new mark's reason is what
is coded instead: read it, and write why. The file's most_gaps is not touched: more marks than that fail the tests.
"""

from __future__ import annotations

import re
from typing import Any

import yaml
from coding import CORPUS
from test_articles import CASES, problems_of

FILE = CORPUS / "articles.yaml"
_INNER = re.compile(r",\n +known_gap: \{[^}]*\}")
_OUTER = re.compile(r"\n    known_gap: \{[^}]*\}")


def _quoted(reason: str) -> str:
    """Return ``reason`` as one quoted YAML scalar without braces, by which a mark is found again."""
    plain = reason.replace("{", "(").replace("}", ")").replace("\n", " ")
    return str(yaml.safe_dump(plain, allow_unicode=True, default_style='"', width=10**6)).strip()


def mark(wrong: dict[str, str], known: dict[str, str]) -> str:
    """Return a known_gap mark for what is ``wrong``, with the reasons already known; empty where nothing is."""
    reasons = {name: known.get(name) or f"today {found}" for name, found in wrong.items()}
    cells = (f"{name}: {_quoted(why)}" for name, why in reasons.items())
    return "known_gap: {" + ", ".join(cells) + "}" if reasons else ""


def marked(text: str) -> str:
    """Return the file's text with the marks of today."""
    text = _OUTER.sub("", _INNER.sub("", text))
    for case in CASES:
        events, further = problems_of(case)
        start = text.index(f"  - name: {case['name']}\n")
        end = text.find("\n  - name: ", start + 1)
        block = text[start : end if end >= 0 else len(text)]
        block = _case_marked(block, case, events, further)
        text = text[:start] + block + (text[end:] if end >= 0 else "")
    return text


def _case_marked(block: str, case: dict[str, Any], events: list[dict[str, str]], further: dict[str, str]) -> str:
    parts = re.split(r"(?<=\n      - )(?=\{kind:)", block)
    for n, (wanted, wrong) in enumerate(zip(case["events"], events, strict=True), 1):
        made = mark(wrong, wanted.get("known_gap", {}))
        if made:
            at = parts[n].rindex("}")
            parts[n] = f"{parts[n][:at]},\n         {made}{parts[n][at:]}"
    outer = mark(further, case.get("known_gap", {}))
    if outer:
        first, _, rest = parts[0].partition("\n")
        parts[0] = f"{first}\n    {outer}\n{rest}"
    return "".join(parts)


def changes() -> list[str]:
    """Return a line for each mark that comes or goes, for the one who must judge it."""
    out = []
    for case in CASES:
        events, further = problems_of(case)
        pairs = [(wanted.get("known_gap", {}), wrong) for wanted, wrong in zip(case["events"], events, strict=True)]
        for number, (known, wrong) in enumerate([*pairs, (case.get("known_gap", {}), further)], 1):
            where = f"{case['name']}, event {number}" if number <= len(events) else case["name"]
            out += [f"mended   {where}: {name}" for name in known if name not in wrong]
            out += [f"new gap  {where}: {name} is {found}" for name, found in wrong.items() if name not in known]
    return out


def main() -> None:
    print("\n".join(changes()) or "every mark stands")
    FILE.write_text(marked(FILE.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
