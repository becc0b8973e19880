"""Links: how mentions stand to a trigger, and which dates, places, tolls, actors and weapons it may have."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from coding import coder, trigger, view_of

from rasad.grammar.item import Item
from rasad.reports.casting import cast_options, decide_cast, weapon_options
from rasad.reports.dating import DateOption, date_options, decide_date
from rasad.reports.kinding import decide_kinds, kind_options
from rasad.reports.placing import PlaceOption, decide_place, place_options
from rasad.reports.relation import bucket, governors, nearness, relation
from rasad.reports.situation import situation
from rasad.reports.tolling import decide_toll, toll_options
from rasad.reports.view import View

RAID = "شنت مقاتلات إسرائيلية أمس الخميس غارة على مدينة صور في جنوب لبنان، ما أدى إلى مقتل ثلاثة وإصابة خمسة."


def opened(text: str, word: str, published: str | None = "2024-07-26") -> tuple[View, Item, list[str]]:
    view = view_of(text, published)
    item = trigger(view, word)
    return view, item, situation(view, item)


def dates(text: str, word: str, published: str | None = "2024-07-26") -> dict[str, DateOption]:
    return {option.how: option for option in date_options(*opened(text, word, published))}


def names(view: View, options: list[PlaceOption]) -> list[str | None]:
    return [view.tokens.words(o.item.start, o.item.end) if o.item else None for o in options]


# --- relations


@pytest.mark.parametrize(
    ("tokens", "step"), [(0, 0), (1, 1), (2, 2), (3, 3), (4, 4), (5, 4), (6, 5), (35, 9), (900, 9)]
)
def test_distances_fall_into_steps(tokens: int, step: int) -> None:
    assert bucket(tokens) == step


def test_a_relation_says_first_on_which_side_the_mention_stands() -> None:
    view, item, _ = opened(RAID, "غارة")
    place = next(i for i in view.chart.all("place") if i.start > item.start)
    actor = next(i for i in view.chart.all("actor") if i.start < item.start)
    assert relation(view, item, place)[0] == "a"
    assert relation(view, item, actor)[0] == "b"
    assert relation(view, item, item) == ("inside",)


def test_a_comma_and_a_trigger_between_are_counted() -> None:
    view, item, _ = opened(RAID, "غارة")
    injured = next(i for i in view.chart.all("toll") if i.value.kind == "injured")
    features = relation(view, item, injured)
    assert "ac1" in features
    assert "at1" in features


def test_a_mention_of_another_sentence_says_how_far_and_whether_it_leads() -> None:
    view, item, _ = opened(RAID + " وقال مصدر إن القصف استمر ساعة في النبطية.", "القصف")
    lead = next(i for i in view.chart.all("place"))
    assert {"x-1", "x", "xlead"} <= set(relation(view, item, lead))


def test_what_governs_a_mention() -> None:
    view, _, _ = opened("قتل ثلاثة بقصف على حلب أمس.", "قصف")
    (place,) = view.chart.all("place")
    assert "g1against" in governors(view, place) or "g1to" in governors(view, place)
    (opening,) = view_of("حلب تحت القصف.").chart.all("place")
    assert governors(view_of("حلب تحت القصف."), opening) == ["g0"]
    (prefixed,) = view_of("قتل ثلاثة بحلب أمس.").chart.all("place")
    assert governors(view_of("قتل ثلاثة بحلب أمس."), prefixed)[0] == "pب"


def test_nearness_ranks_by_the_gap_in_tokens() -> None:
    def at(start: int, end: int) -> Item:
        return Item(start, end, "x", None, "x")

    assert nearness(at(10, 11), [at(2, 3), at(12, 13), at(8, 9)]) == {12: 0, 8: 1, 2: 2}


def test_features_do_not_hang_on_the_hash_seed() -> None:
    script = (
        "import json; from coding import *; from rasad.reports.casting import cast_options;"
        "from rasad.reports.kinding import kind_options; from rasad.reports.placing import place_options;"
        f"v = view_of({RAID!r}); t = trigger(v, 'غارة'); s = situation(v, t);"
        "print(json.dumps([s, [o.features for o in cast_options(v, t)], [o.features for o in place_options(v, t, s)],"
        "kind_options(v, t, s), [[e.kind, e.confidence, e.place and e.place.name] for e in coder().events(v)]]))"
    )
    said = set()
    for seed in ("0", "1", "77"):
        env = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": os.path.dirname(__file__)}
        done = subprocess.run([sys.executable, "-c", script], env=env, capture_output=True, text=True, check=True)
        said.add(done.stdout)
    assert len(said) == 1


# --- dates


def test_the_default_is_publication_day_and_the_day_before() -> None:
    default = dates("قصفت طائرات مجهولة بلدة في ريف إدلب.", "قصفت")["published"]
    assert (str(default.start), str(default.end)) == ("2024-07-25", "2024-07-26")
    assert default.item is None


def test_a_time_expression_is_an_option_and_so_is_none() -> None:
    options = dates("قصفت طائرات مجهولة بلدة في ريف إدلب يوم الثلاثاء.", "قصفت")
    assert (str(options["mention"].start), str(options["mention"].end)) == ("2024-07-23", "2024-07-23")
    assert options["none"].start is None


def test_the_day_of_an_announcement_offers_the_day_before_too() -> None:
    announced = dates("أعلن الجيش أمس الخميس أنه قصف بلدة في ريف إدلب.", "قصف")["announced"]
    assert (str(announced.start), str(announced.end)) == ("2024-07-24", "2024-07-25")


def test_since_a_day_offers_that_day_as_the_onset() -> None:
    onset = dates("يحاصر الجيش البلدة ويقصفها منذ 30 مارس الماضي.", "يقصف")["onset"]
    assert (str(onset.start), str(onset.end)) == ("2024-03-30", "2024-03-30")


def test_an_undated_page_has_no_default_and_keeps_relative_dates_open() -> None:
    options = dates("قصفت طائرات مجهولة بلدة في ريف إدلب أمس.", "قصفت", None)
    assert "published" not in options
    assert options["open"].item is not None
    assert options["open"].start is None


def test_decided_dates_stand_likeliest_first() -> None:
    links = decide_date(coder().models["date"], *opened(RAID, "غارة"))
    assert [link.probability for link in links] == sorted((link.probability for link in links), reverse=True)
    assert (links[0].start, links[0].end) == ("2024-07-25", "2024-07-25")


# --- places


def test_places_near_the_trigger_are_options_and_so_is_none() -> None:
    view, item, standing = opened(RAID, "غارة")
    found = names(view, place_options(view, item, standing))
    assert found[0] is None
    assert {"مدينة صور", "جنوب لبنان"} <= set(found)


def test_a_broader_place_behind_a_narrower_one_is_its_container() -> None:
    view, item, standing = opened(RAID, "غارة")
    options = place_options(view, item, standing)
    by_name = dict(zip(names(view, options), options, strict=True))
    assert "container" in by_name["جنوب لبنان"].features
    assert "contained" in by_name["مدينة صور"].features


def test_a_place_that_no_gazetteer_holds_is_an_option_that_says_so() -> None:
    view, item, standing = opened("قصفت المدفعية قرية الزلنبوحية في ريف إدلب أمس.", "قصفت")
    unresolved = [o for o in place_options(view, item, standing) if "unresolved" in o.features]
    assert len(unresolved) == 1


def test_the_town_is_likelier_than_the_region_around_it() -> None:
    view, item, standing = opened(RAID, "غارة")
    links, silence = decide_place(coder().models["place"], view, item, standing)
    assert view.tokens.words(links[0].item.start, links[0].item.end) == "مدينة صور"
    assert 0 <= silence < links[0].probability


# --- tolls


def test_tolls_are_told_apart_by_fate() -> None:
    view, item, standing = opened(RAID, "غارة")
    for fate, figure in (("killed", 3), ("injured", 5)):
        options = toll_options(view, item, fate, standing)
        assert options[0].item is None
        assert [o.item.value.min for o in options[1:] if o.item] == [figure]
        links, silence = decide_toll(coder().models[fate], view, item, fate, standing)
        assert links[0].item.value.min == figure
        assert links[0].probability > silence


def test_where_no_toll_is_told_none_is_certain() -> None:
    view, item, standing = opened("قصفت المدفعية بلدة كنصفرة أمس.", "قصفت")
    assert decide_toll(coder().models["killed"], view, item, "killed", standing) == ([], 1.0)


def test_a_stated_absence_is_an_option_that_says_so() -> None:
    view, item, standing = opened("قصفت المدفعية بلدة كنصفرة أمس دون وقوع إصابات.", "قصفت")
    options = [o for o in toll_options(view, item, "killed", standing) if o.item]
    assert [(o.item.value.min, o.item.value.max) for o in options if o.item] == [(0, 0)]
    assert "none" in options[0].features


# --- actors, weapons, kinds


def test_an_actor_has_a_chance_of_either_part() -> None:
    view, item, _ = opened(RAID, "غارة")
    models = coder().models
    initiators, targets = decide_cast(models["initiator"], models["target"], view, item)
    assert len(initiators) == len(targets) == len(cast_options(view, item))
    who = initiators[0]
    assert who.actor.reading(military=True) == "israel-forces"
    assert who.probability > 0.5 > targets[0].probability


def test_weapons_of_the_sentence_are_options() -> None:
    view, item, _ = opened("أطلق الحوثيون صاروخا باليستيا وطائرتين مسيرتين على مأرب أمس.", "أطلق")
    assert [o.item.value.weapon for o in weapon_options(view, item)] == ["missile", "drone"]


def test_a_trigger_of_one_reading_is_of_that_kind() -> None:
    view, item, standing = opened("اختطف مسلحون مهندسا في مالي أمس.", "اختطف")
    kinds = decide_kinds(coder().models["kind"], view, item, standing)
    assert sum(kinds.values()) == pytest.approx(1.0)
    assert max(kinds, key=lambda kind: kinds[kind]) == "abduction"


def test_an_open_trigger_offers_every_reading() -> None:
    view, item, standing = opened("هاجم مسلحون نقطة تفتيش في مالي أمس.", "هاجم")
    assert {"armed_attack", "air_strike", "armed_clash"} <= {kind for kind, _ in kind_options(view, item, standing)}
    assert sum(decide_kinds(coder().models["kind"], view, item, standing).values()) == pytest.approx(1.0)
