"""Framing, speakers, and sensitivity to the rule."""

from __future__ import annotations

from typing import Any

from invented_story import Archive, Toll, article, report, telling

from rasad.cli.commands_story import FIELDS as OFFERED
from rasad.merging import RULES
from rasad.records import Actor, EventFilter, Statement
from rasad.story.sensitivity import FIELDS, sensitivity
from rasad.story.speakers import speakers


def test_outlets_words_for_one_event_stand_side_by_side() -> None:
    texts = {"a": "قصفت الميليشيات القاعدة", "b": "استهدفت المقاومة القاعدة"}
    made = [
        article(doc, text, events=[
            report(f"{doc}/1", initiators=(Actor(id="iraqi-armed-factions", text=text.split()[1]),),
                   spans={"kind": (0, len(text.split()[0]))}),
        ])
        for doc, text in texts.items()
    ]  # fmt: skip
    told = telling(*made, same=[("a/1", "b/1")])
    (framing,) = told.framings()
    assert {frame.outlet: frame.words["kind"] for frame in framing.frames} == {
        "صحيفة a": "قصفت",
        "صحيفة b": "استهدفت",
    }
    assert set(framing.fields) == {"kind", "initiators"}
    names = {one.outlet: dict(one.words) for one in told.namings() if one.actor == "iraqi-armed-factions"}
    assert names == {"صحيفة a": {"الميليشيات": ("a/1",)}, "صحيفة b": {"المقاومة": ("b/1",)}}


def test_an_event_of_one_outlet_has_no_framing() -> None:
    assert telling(article("a", events=[report("a/1")])).framings() == []


def _said(name: str, ident: str | None, kind: str = "position") -> Statement:
    return Statement(
        speaker=Actor(id=ident, text=name),
        role=None,
        kind=kind,
        quoted=True,
        via=None,
        text=f"قول {name}",
        span=(0, 3),
    )


def test_statements_stand_by_speaker_and_can_be_asked_for() -> None:
    made = Archive(
        article("a", statements=(_said("أحمد", None), _said("المتحدث", "us-forces", "threat"))),
        article("b", published="2024-05-01", statements=(_said("احمد", None),)),
    )
    found = speakers(made.statements())
    assert [(one.id, len(one.statements)) for one in found] == [(None, 2), ("us-forces", 1)]
    assert [s.cited.doc for s in found[0].statements] == ["a", "b"]
    for wanted, count in (
        (EventFilter(kind="threat"), 1),
        (EventFilter(since="2024-05"), 1),
        (EventFilter(actor="أحمد"), 2),
    ):
        assert sum(len(one.statements) for one in speakers(made.statements(), wanted)) == count


def _by_rule(*reports: Any) -> Any:
    docs = [
        article(one.id.split("/")[0], published=f"2024-03-{10 + n}", events=[one]) for n, one in enumerate(reports)
    ]
    archive = Archive(*docs, same=[tuple(one.id for one in reports)])
    return {rule: archive.events(rule=rule) for rule in RULES}


def test_a_toll_that_flips_with_the_rule_is_told_with_the_rules() -> None:
    found = sensitivity(_by_rule(report("a/1", killed=Toll(2, 2)), report("b/1", killed=Toll(6, 6))))
    (flip,) = [one for one in found if one.field == "killed"]
    values = {rule: reading.value for reading in flip.readings for rule in reading.rules}
    assert values["conservative"] == {"min": 2, "max": 2}
    assert values["latest"] == {"min": 6, "max": 6}
    assert set(values) == set(RULES) and not flip.convention


def test_a_rule_s_own_convention_is_marked() -> None:
    found = sensitivity(_by_rule(report("a/1", start="2024-03-08", end="2024-03-09")))
    assert [(one.field, one.convention) for one in found] == [("date", True)]


def test_the_fields_offered_are_the_story_s_own() -> None:
    assert OFFERED == FIELDS
