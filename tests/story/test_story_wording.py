"""Wording: Arabic nouns agree with their numbers; dates, names and lists in both languages."""

from __future__ import annotations

import pytest
from invented_story import BASE

from rasad.codebook.actors import actors
from rasad.codebook.kinds import kinds
from rasad.records import PlaceValue, Toll
from rasad.story.briefevents import kind_phrases
from rasad.story.days import Days, Gap, gap, later
from rasad.story.drawn import looks
from rasad.story.sentence import shortened
from rasad.story.wording import Wording

ARABIC, ENGLISH = Wording("ar"), Wording("en")


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (0, "لا أحد"), (1, "شخص واحد"), (2, "شخصين"), (3, "3 أشخاص"), (10, "10 أشخاص"), (11, "11 شخصاً"),
        (40, "40 شخصاً"), (99, "99 شخصاً"), (100, "100 شخص"), (101, "101 شخص"), (102, "102 شخص"),
        (103, "103 أشخاص"), (111, "111 شخصاً"), (200, "200 شخص"), (1000, "1,000 شخص"), (2500, "2,500 شخص"),
    ],
)  # fmt: skip
def test_an_arabic_noun_agrees_with_its_number(count: int, words: str) -> None:
    assert ARABIC.counted(count, "person") == words


def test_an_english_noun_does_too() -> None:
    assert [ENGLISH.counted(n, "event") for n in (0, 1, 2)] == ["0 events", "1 event", "2 events"]


@pytest.mark.parametrize(
    ("toll", "arabic", "english"),
    [
        (Toll(8, 8), "8 أشخاص", "8 people"),
        (Toll(40, None), "ما لا يقل عن 40 شخصاً", "at least 40 people"),
        (Toll(3, 5), "ما بين 3 و5 أشخاص", "between 3 and 5 people"),
        (Toll(0, 12), "ما لا يزيد عن 12 شخصاً", "at most 12 people"),
    ],
)
def test_a_toll_says_how_far_it_goes(toll: Toll, arabic: str, english: str) -> None:
    assert (ARABIC.toll(toll), ENGLISH.toll(toll)) == (arabic, english)


@pytest.mark.parametrize(
    ("start", "end", "arabic", "english"),
    [
        ("2024-07-25", "2024-07-25", "في 25 تموز/يوليو 2024", "On 25 July 2024"),
        ("2024-07-25", "2024-07-26", "بين 25 و26 تموز/يوليو 2024", "Between 25 and 26 July 2024"),
        ("2024-02-01", "2024-02-29", "في شباط/فبراير 2024", "In February 2024"),
        ("2014-01-01", "2014-12-31", "في عام 2014", "In 2014"),
        ("2024-06-30", "2024-07-01", "بين 30 حزيران/يونيو 2024 و1 تموز/يوليو 2024",
         "Between 30 June 2024 and 1 July 2024"),
    ],
)  # fmt: skip
def test_an_interval_is_worded_as_closely_as_it_is_known(start: str, end: str, arabic: str, english: str) -> None:
    assert (ARABIC.when(Days(start, end)), ENGLISH.when(Days(start, end))) == (arabic, english)


def test_names_stand_in_the_genitive_without_remarks() -> None:
    assert ARABIC.actor("houthis") == "الحوثيين"
    assert ARABIC.actor("islamic-state") == "تنظيم الدولة الإسلامية"
    assert ENGLISH.actor("iraqi-armed-factions") == "Iran-aligned Iraqi armed factions"
    broken = [name for name in actors() if "ين الخليجي" in ARABIC.actor(name) or "التعاين" in ARABIC.actor(name)]
    assert broken == []


def test_places_have_their_country_and_are_at_or_in() -> None:
    assert ARABIC.at(BASE) == "في عين الأسد (العراق)"
    assert ENGLISH.at(BASE) == "at Ain al-Asad (Iraq)"
    land = PlaceValue(
        name="العراق", country="IQ", admin1=None, lat=33.2, lon=43.7, precision="country", ref="country-iraq"
    )
    assert (ARABIC.at(land), ENGLISH.at(land)) == ("في العراق", "in Iraq")


def test_a_preposition_joins_words_and_stands_apart_from_figures() -> None:
    assert ARABIC("presence", when="اليوم", who="القوات", n="نحو 2,500 شخص").endswith("بنحو 2,500 شخص.")
    assert ARABIC("presence", when="اليوم", who="القوات", n="3,500 شخص").endswith("بـ3,500 شخص.")


def test_lists_are_joined_as_the_language_does() -> None:
    assert ARABIC.listed(["أ", "ب", "ج"]) == "أ وب وج"
    assert ENGLISH.listed(["a", "b", "c"]) == "a, b and c"


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(ValueError, match="'fr'"):
        Wording("fr")


def test_every_kind_can_be_told_and_drawn() -> None:
    assert set(kind_phrases()) == set(kinds())
    assert {kind.group for kind in kinds().values()} == set(looks())
    assert all(Wording(language)(f"group-{group}") for group in looks() for language in ("en", "ar"))


def test_a_long_quote_is_cut_where_it_says_so() -> None:
    assert shortened("قال «نعم» ثم مضى", 3) == "قال 'نعم' ثم …"


def test_months_and_distances_are_reckoned_by_the_calendar() -> None:
    assert later(Days("2024-01-31", "2024-01-31"), 1, "month") == Days("2024-02-29", "2024-02-29")
    assert later(Days("2024-02-29", "2024-02-29"), -1, "year") == Days("2023-02-28", "2023-02-28")
    assert gap(Days("2024-03-01", "2024-03-02"), Days("2024-03-02", "2024-03-05")) == Gap(0, 4)
    assert gap(Days("2024-03-05", "2024-03-05"), Days("2024-03-01", "2024-03-02")).size == 3
