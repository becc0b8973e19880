"""What real pages do to a reader: short articles by phenomenon, with a floor on how many are coded right."""

from __future__ import annotations

from typing import Any, NamedTuple

from coding import article_of, coder, load
from test_articles import differences

from rasad.records import CodedArticle


class Verdict(NamedTuple):
    """A case, what is wrong with how it is coded, and whether the corpus says that it fails."""

    phenomenon: str
    text: str
    wrong: str
    marked: bool


def coded(case: dict[str, Any]) -> CodedArticle:
    published = str(case.get("published", load("phenomena")["published"]))
    return coder().code(article_of(case["text"], published, case.get("title", ""), abstract=case.get("abstract", "")))


def fault(case: dict[str, Any], result: CodedArticle) -> str:
    """Return what is wrong with the coding of a case, empty where nothing is."""
    events = result.events
    if case.get("none"):
        return ", ".join(event.kind for event in events)
    if "events" in case and len(events) != case["events"]:
        return f"{len(events)} events, not {case['events']}"
    found = [differences(case["wants"], event) for event in events]
    if not found:
        return "not reported"
    return "; ".join(f"{name} {what}" for name, what in min(found, key=len).items())


def verdicts() -> list[Verdict]:
    return [
        Verdict(name, case["text"], fault(case, coded(case)), bool(case.get("fails")))
        for name, cases in load("phenomena")["cases"].items()
        for case in cases
    ]


def test_phenomena_are_coded_right() -> None:
    found, floor = verdicts(), load("phenomena")["floor"]
    accuracy = sum(not one.wrong for one in found) / len(found)
    lines = [f"    {one.phenomenon}: {one.wrong}: {one.text}" for one in found if one.wrong]
    lines += [f"    {one.phenomenon}: mended, take its mark away" for one in found if one.marked and not one.wrong]
    print(f"\nphenomena: {accuracy:.3f} right of {len(found)}, floor {floor}\n" + "\n".join(lines))
    assert accuracy >= floor, "fewer cases are coded right than when the floor was set: see above"


def test_every_value_has_its_words() -> None:
    for cases in load("phenomena")["cases"].values():
        for case in cases:
            result = coded(case)
            for event in result.events:
                quote = event.evidence.quote
                assert result.text[event.evidence.start : event.evidence.end] == quote
                for name, (start, end) in event.spans.items():
                    assert result.text[start:end].strip(), f"{event.id} {name} points at nothing"
