"""Rounds of talks, what was announced, and each attack's distance in days from the nearest."""

from __future__ import annotations

from typing import Any

from invented_story import TOWN, article, report, telling

from rasad.records import Actor
from rasad.story.days import Days, Gap

IRAQ, AMERICA = Actor(id="iraq-government", text="بغداد"), Actor(id="us-government", text="واشنطن")


def talks(key: str, start: str, end: str | None = None, **changed: Any) -> Any:
    values = {"initiators": (IRAQ, AMERICA), "targets": (), "place": None} | changed
    return report(key, "talks", start, end, **values)


def test_talks_of_the_same_parties_days_apart_are_one_round() -> None:
    events = [talks("a/1", "2024-02-11"), talks("a/2", "2024-02-13"), talks("a/3", "2024-04-01")]
    (track,) = telling(article("a", events=events)).tracks()
    assert [one.days for one in track.rounds] == [Days("2024-02-11", "2024-02-13"), Days("2024-04-01", "2024-04-01")]
    assert track.rounds[0].reports == ("a/1", "a/2")


def test_an_attack_is_told_by_its_distance_from_the_nearest_round() -> None:
    events = [
        talks("a/1", "2024-02-11"),
        talks("a/2", "2024-04-01"),
        report("a/3", start="2024-02-08", end="2024-02-09"),
    ]
    near = {entry.event.id: entry.nearest for entry in telling(article("a", events=events)).timeline()}
    assert near["e-a-3"] is not None
    assert (near["e-a-3"].round, near["e-a-3"].gap) == ("e-a-1", Gap(-3, -2))
    assert near["e-a-1"] is None


def test_attacks_of_others_elsewhere_have_no_round() -> None:
    stranger = report(
        "a/2", start="2024-02-10", place=TOWN, initiators=(Actor(id="houthis", text="الحوثي"),), targets=()
    )
    entries = telling(article("a", events=[talks("a/1", "2024-02-11"), stranger])).timeline()
    assert all(entry.nearest is None for entry in entries)


def test_a_coming_round_is_kept_with_its_days() -> None:
    text = "اتفق العراق والولايات المتحدة على أن تعقد الجولة المقبلة من المحادثات بين بغداد وواشنطن في 5 نيسان 2024."
    (track,) = telling(article("a", text, "2024-03-10", events=[talks("a/1", "2024-03-09")])).tracks()
    (coming,) = track.announced
    assert coming.days == Days("2024-04-05", "2024-04-05")
    assert coming.cited.doc == "a"


def test_the_opening_of_talks_is_a_round_told_by_words() -> None:
    text = "وكانت بغداد وواشنطن قد بدأتا في كانون الثاني 2024 محادثات بشأن مستقبل القوات الأميركية."
    (track,) = telling(article("a", text, "2024-03-10")).tracks()
    (opening,) = track.rounds
    assert opening.opens and opening.days == Days("2024-01-01", "2024-01-31")
    assert opening.cited[0].doc == "a"
