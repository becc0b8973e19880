"""What reports add up to: versions, disputes, the six rules, tolls, estimates and grades."""

from __future__ import annotations

import random
import re

import msgspec
import pytest
from making import actors, report

from rasad.exports.labels import Labels
from rasad.exports.reasons import reason_words
from rasad.merging import RULES, derive, toll_ledger
from rasad.merging.estimates import estimates
from rasad.merging.grading import grade, grades
from rasad.records import Attribution, Event, SourcedReport, Toll

A = report("a/1", killed=12, injured=(20, None), who=("israel-forces",), outlet="A", published="2024-07-16T20:00")
B = report("b/1", killed=15, who=("israel-forces", "us-forces"), outlet="B", published="2024-07-17T09:00")
C = report(
    "c/1", killed=(15, None), day=("2024-07-16", "2024-07-17"), place="iraq", outlet="C", published="2024-07-18"
)
D = report("d/1", killed=15, day=None, outlet="D", published="2024-07-19", group="b")
ALL_FOUR = [A, msgspec.structs.replace(B, source=msgspec.structs.replace(B.source, group="b")), C, D]


def chosen(rule: str, reports: list[SourcedReport] = ALL_FOUR) -> Event:
    return derive("e-1", reports, rule)


@pytest.mark.parametrize("rule", RULES)
def test_the_order_of_the_reports_does_not_matter(rule: str) -> None:
    wanted = chosen(rule)
    for seed in range(5):
        shuffled = list(ALL_FOUR)
        random.Random(seed).shuffle(shuffled)
        assert chosen(rule, shuffled) == wanted


@pytest.mark.parametrize("rule", RULES)
def test_every_value_lists_its_versions_chosen_first(rule: str) -> None:
    event = chosen(rule)
    builtins = msgspec.to_builtins(event)
    for name, derived in event.derived.items():
        told = {key for version in derived.versions for key in version.reports}
        assert told == {item.key for item in ALL_FOUR}, name
        assert derived.reason
        if name in {"killed", "kind", "weapons", "outcome"}:
            value = builtins[name]
            assert derived.versions[0].value == (list(value) if isinstance(value, tuple) else value)


def test_the_rules_choose_as_they_say() -> None:
    assert chosen("conservative").killed == Toll(12, 12)
    assert chosen("acled").killed == Toll(12, 12)
    assert chosen("most-cited").killed == Toll(15, 15)
    assert chosen("ucdp").killed == Toll(15, 15)
    assert chosen("latest").killed == Toll(15, 15)
    assert [a.id for a in chosen("conservative").initiators] == ["israel-forces"]
    assert [a.id for a in chosen("most-informative").initiators] == ["israel-forces", "us-forces"]
    acled = chosen("acled")
    assert acled.date is not None and acled.date.start == acled.date.end == "2024-07-16"
    place = chosen("most-informative").place
    assert place is not None and place.ref == "iq-asad"


def test_figures_that_exclude_each_other_are_disputed() -> None:
    derived = chosen("conservative").derived
    assert derived["killed"].disputed
    assert not derived["place"].disputed  # a base lies in its country
    assert not derived["date"].disputed
    assert derived["killed"].versions[0].reports == ("a/1",)


def test_a_text_carried_twice_counts_once() -> None:
    version = next(v for v in chosen("most-cited").derived["killed"].versions if v.value == {"min": 15, "max": 15})
    assert version.reports == ("b/1", "d/1")
    assert version.groups == 1


def test_unknown_is_never_zero() -> None:
    event = derive("e-1", [report("a/1"), report("b/1")])
    assert event.killed is None and event.injured is None
    assert (event.best, event.high, event.low, event.grade) == (None, None, None, None)
    assert "killed" not in event.derived
    none = derive("e-1", [report("a/1", killed=0)])
    assert none.killed == Toll(0, 0) and none.best == 0


def test_none_reported_so_far_is_no_figure() -> None:
    found = estimates([report("a/1", killed=(0, None))])
    assert (found.best, found.high, found.low) == (None, None, None)


def test_estimates_are_backed_by_independent_sources() -> None:
    found = estimates(ALL_FOUR)
    assert (found.best, found.high, found.low) == (15, 15, 12)
    assert found.reason == "2 of 3 independent sources give 15"


def test_a_later_figure_of_one_source_supersedes_the_earlier() -> None:
    early = report("x/1", killed=2, outlet="X", published="2024-07-16T08:00")
    late = report("x2/1", killed=9, outlet="X", published="2024-07-16T18:00")
    other = report("y/1", killed=7, outlet="Y", published="2024-07-16T09:00")
    lines = {line.source: line for line in toll_ledger([late, other, early])}
    mine = lines["X"]
    assert (mine.low, mine.high) == (2, 9)
    assert [figure.supersedes for figure in mine.figures] == [None, "x/1"]
    assert [figure.report for figure in mine.current] == ["x2/1"]
    assert derive("e", [early, late, other], "conservative").killed == Toll(7, 7)


def test_a_quoted_source_is_one_source_in_two_outlets() -> None:
    ministry = {"attribution": (Attribution(id=None, text="وزارة الصحة", named=True),)}
    early = report("x/1", killed=2, outlet="X", published="2024-07-16T08:00", more=ministry)
    late = report("y/1", killed=9, outlet="Y", published="2024-07-16T18:00", more=ministry)
    (line,) = toll_ledger([early, late])
    assert line.source == "وزارة الصحة"
    assert [figure.report for figure in line.current] == ["y/1"]


def test_victim_classes_are_kept_apart() -> None:
    more = {"victims": {"children": {"killed": Toll(3, 3)}}}
    event = derive("e", [report("x/1", killed=9, more=more), report("y/1", killed=9)])
    assert event.victims == {"children": {"killed": Toll(3, 3)}}
    assert {line.victims for line in toll_ledger([report("x/1", killed=9, more=more)])} == {"all", "children"}


def civil(key: str, **some: object) -> SourcedReport:
    return report(key, whom=("civilians",), **some)  # type: ignore[arg-type]


def test_grades_of_civilian_harm() -> None:
    assert grade([report("a/1", killed=3)]).grade is None
    assert grade([civil("a/1", killed=3)]).grade == "weak"
    assert grade([civil("a/1", killed=3), civil("b/1", killed=3)]).grade == "fair"
    assert grade([civil("a/1", killed=3, group="g"), civil("b/1", killed=3, group="g")]).grade == "weak"
    us = {"who": ("us-forces",)}
    claimed = civil("a/1", killed=3, more={"claimed_by": actors("us-forces")}, **us)
    assert grade([claimed, civil("b/1", killed=3, **us)]).grade == "confirmed"
    denied = civil("a/1", killed=3, more={"denied_by": actors("us-forces")}, **us)
    assert grade([denied, civil("b/1", killed=3, **us)]).grade == "contested"
    assert grade([civil("a/1", killed=3, **us), civil("b/1", killed=3, who=("russia-forces",))]).grade == "contested"
    assert grade([civil("a/1", killed=3), civil("b/1", killed=0)]).grade == "contested"
    early = civil("a/1", killed=3, outlet="X", published="2024-07-16T08:00")
    late = civil("b/1", killed=0, outlet="X", published="2024-07-17T08:00")
    assert grade([early, late]).grade == "discounted"


def test_one_glossary_of_grades() -> None:
    names = {key: entry.name_ar for key, entry in grades().items()}
    assert list(names) == ["confirmed", "fair", "weak", "contested", "discounted"]
    assert len(set(names.values())) == 5


def test_faults_say_what_is_wrong() -> None:
    with pytest.raises(ValueError, match="no report"):
        derive("e-1", [])
    with pytest.raises(ValueError, match="no aggregation rule 'mean'; there are conservative"):
        derive("e-1", [A], "mean")


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize(
    "reports",
    [
        ALL_FOUR,
        [A],
        [
            report("e/1", place="iraq", whom=("civilians",), killed=(3, None), weapons={"drone": 2}, group="x"),
            report("f/1", day=("2024-07-15", "2024-07-18"), whom=("civilians",), killed=7, group="y"),
            report(
                "g/1", day="2024-07-17", kind="armed_attack", whom=("civilians",), weapons={"rocket": 1}, group="z"
            ),
        ],
        [report("h/1", whom=("civilians",), killed=0, group="x"), report("i/1", whom=("civilians",), killed=2)],
        [report("j/1", who=("us-forces",), whom=("civilians",), killed=2, more={"claimed_by": actors("us-forces")})],
        [report("k/1", whom=("civilians",), killed=2, more={"denied_by": actors("us-forces")})],
    ],
    ids=["four", "one", "civilians", "nought", "claimed", "denied"],
)
def test_a_dossier_in_arabic_gives_every_reason_in_arabic(rule: str, reports: list[SourcedReport]) -> None:
    derived = derive("e-1", reports, rule).derived
    assert derived
    for name, how in derived.items():
        told = reason_words(how.reason, Labels("ar"))
        assert not re.search("[A-Za-z]{2,}", told.replace("ACLED", "").replace("UCDP", "")), (name, how.reason)
        assert reason_words(how.reason, Labels("en")) == how.reason


def test_a_reason_without_a_row_stays_as_it_is() -> None:
    assert reason_words("because it is so", Labels("ar")) == "because it is so"
