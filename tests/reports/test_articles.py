"""Whole articles against what they should be coded as (``corpus/articles.yaml``), known gaps held to be gaps."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
from coding import article_of, coder, load

from rasad.codebook.actors import actors
from rasad.codebook.kinds import kinds
from rasad.pages import read_path
from rasad.pages.article import Article
from rasad.records import CodedArticle, EventReport, Toll

PAGES = Path(__file__).parents[2] / "examples/pages"
CASES: list[dict[str, Any]] = load("articles")["articles"]
ACTORS = ("initiators", "targets", "claimed_by", "denied_by", "blamed_on")
FIELDS = {"kind", "date", "place", "ref", "country", "weapons", "killed", "injured", "outcome", "zone", "salience"}


@cache
def coded(name: str) -> CodedArticle:
    case = next(one for one in CASES if one["name"] == name)
    if "page" in case:
        (article,) = read_path(PAGES / case["page"])
        assert isinstance(article, Article)
    else:
        article = article_of(case["text"], str(case["published"]), case["title"])
    return coder().code(article)


def days(value: Any) -> tuple[str, str] | None:
    """Return a case's date as first and last day."""
    if value is None:
        return None
    first, last = value if isinstance(value, list) else (value, value)
    return str(first), str(last)


def figure(toll: Toll | None) -> str:
    """Return a toll as a case writes it: 3, 3+, 11-16, None."""
    if toll is None:
        return "None"
    if toll.max is None:
        return f"{toll.min}+"
    return str(toll.min) if toll.min == toll.max else f"{toll.min}-{toll.max}"


def shown(value: Any) -> str:
    """Return a value as a mark and a message write it."""
    if isinstance(value, set):
        return ", ".join(sorted(map(str, value))) or "nobody"
    return " to ".join(value) if isinstance(value, tuple) else str(value)


def differences(wanted: dict[str, Any], event: EventReport) -> dict[str, str]:
    """Return the fields of ``wanted`` that ``event`` has otherwise, with what it has."""
    out = {}
    place = event.place
    for name, value in wanted.items():
        found: Any
        if name == "known_gap":
            continue
        if name == "date":
            found, value = (event.date.start, event.date.end) if event.date else None, days(value)
        elif name == "place":
            found, value = (place.name if place else None), value
            if found and value and value in found:
                continue
        elif name in {"ref", "country"}:
            found = getattr(place, name) if place else None
        elif name in ACTORS:
            found, value = {actor.id for actor in getattr(event, name)}, set(value)
        elif name == "weapons":
            found, value = set(event.weapons), set(value)
        elif name in {"killed", "injured"}:
            found, value = figure(getattr(event, name)), str(value)
        else:
            found = getattr(event, name)
        if found != value:
            out[name] = f"{shown(found)}, not {shown(value)}"
    return out


def best(wanted: dict[str, Any], events: list[EventReport]) -> EventReport | None:
    """Return the event of the wanted kind's family and zone that differs least; kind and place count most."""

    def fit(event: EventReport) -> int:
        wrong = differences(wanted, event)
        return len(wrong) + 2 * ("kind" in wrong) + ("place" in wrong) + ("country" in wrong)

    family = kinds()[wanted["kind"]].family
    near = [one for one in events if kinds()[one.kind].family == family and one.zone == wanted["zone"]]
    return min(near, key=fit, default=None)


def judge(what: str, wrong: dict[str, str], gaps: dict[str, str]) -> list[str]:
    """Return what must be said: differences that no mark excuses, and marks whose gap is mended."""
    out = [f"{what}: {name} is {found}" for name, found in wrong.items() if name not in gaps]
    return out + [f"{what}: the gap {name!r} is mended; take its mark away" for name in gaps if name not in wrong]


def problems_of(case: dict[str, Any]) -> tuple[list[dict[str, str]], dict[str, str]]:
    """Return what each expected event has otherwise, and which further reports there are, if too many."""
    left, out = list(coded(case["name"]).events), []
    for wanted in case["events"]:
        event = best(wanted, left)
        if event is None:
            out.append({"missing": "not reported"})
            continue
        left.remove(event)
        out.append(differences(wanted, event))
    surplus = "; ".join(f"{event.kind} «{event.evidence.quote[:60]}»" for event in left)
    return out, {"more": surplus} if len(left) > case.get("more", 0) else {}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_article(case: dict[str, Any]) -> None:
    events, further = problems_of(case)
    problems = []
    for number, (wanted, wrong) in enumerate(zip(case["events"], events, strict=True), 1):
        what = f"event {number} ({wanted['kind']}, {wanted['zone']})"
        problems += judge(what, wrong, wanted.get("known_gap", {}))
    problems += judge("further reports", further, case.get("known_gap", {}))
    assert not problems, "\n".join(problems)


@pytest.mark.parametrize("case", [one for one in CASES if "tallies" in one], ids=lambda case: case["name"])
def test_tallies(case: dict[str, Any]) -> None:
    found = coded(case["name"]).tallies
    for wanted in case["tallies"]:
        fits = [
            one
            for one in found
            if (one.start, one.end) == (str(wanted["from"]), str(wanted["to"]))
            and ("count" not in wanted or one.count == wanted["count"])
            and all(figure(getattr(one, f)) == str(wanted[f]) for f in ("killed", "injured") if f in wanted)
        ]
        assert fits, f"{wanted} is not among {found}"


@pytest.mark.parametrize("case", [one for one in CASES if "notes" in one], ids=lambda case: case["name"])
def test_notes(case: dict[str, Any]) -> None:
    result = coded(case["name"])
    said = [f"{note.code} {note.message}" for note in result.notes]
    said += [event.date.note for event in result.events if event.date and event.date.note]
    for word in case["notes"]:
        assert any(word in one for one in said), f"no note holds {word!r}: {said}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_every_span_of_an_article_verifies(case: dict[str, Any]) -> None:
    result = coded(case["name"])
    for event in result.events:
        assert result.text[event.evidence.start : event.evidence.end] == event.evidence.quote
        for name, (start, end) in event.spans.items():
            assert 0 <= start < end <= len(result.text), f"{event.id} {name}"
            assert result.text[start:end].strip(), f"{event.id} {name} points at space"
        for actor in (*event.initiators, *event.targets):
            assert actor.span is not None
            assert result.text[slice(*actor.span)] == actor.text


def test_facts_of_other_zones_do_not_leak_into_the_body() -> None:
    ticker = coded("a ticker does not leak into the article")
    assert all(one.place is None or one.place.country != "UA" for one in ticker.events if one.zone == "body")
    captions = coded("captions and galleries keep their own events and dates")
    outside = [(zone.start, zone.end) for zone in captions.zones if zone.zone not in {"headline", "abstract", "body"}]
    assert outside
    for one in captions.events:
        if one.zone == "body":
            spans = one.spans.values()
            assert not any(start < end_of and begin < end for start, end in spans for begin, end_of in outside), one
    also = coded("stories to read also keep their own zone")
    assert all(one.place is None or "سبها" not in one.place.name for one in also.events if one.zone == "body")


def test_gaps_do_not_grow_in_number() -> None:
    marks = [case.get("known_gap", {}) for case in CASES]
    marks += [wanted.get("known_gap", {}) for case in CASES for wanted in case["events"]]
    assert sum(map(len, marks)) <= load("articles")["most_gaps"]


def test_the_cases_name_known_kinds_actors_and_fields() -> None:
    for case in CASES:
        for wanted in case["events"]:
            assert wanted["kind"] in kinds()
            assert wanted.keys() - {"known_gap", *ACTORS} <= FIELDS
            assert {one for part in ACTORS for one in wanted.get(part, ())} <= actors().keys()
            gaps = wanted.get("known_gap", {})
            assert gaps.keys() <= wanted.keys() | {"missing"}, "a gap is marked on a field that is not expected"
            assert all(isinstance(reason, str) and reason for reason in gaps.values())
    names = [case["name"] for case in CASES]
    assert len(names) == len(set(names)) >= 14
