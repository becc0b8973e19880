"""Joining: which candidates tell one event, and what each slot of it is settled to."""

from __future__ import annotations

import math

import pytest
from coding import candidate, coder, view_of

from rasad.codebook.gazetteer import GazetteerPlace
from rasad.grammar.item import Item
from rasad.mentions.place import PlaceMention
from rasad.reports.arming import arms
from rasad.reports.assembly import assemble, event_features
from rasad.reports.candidate import Candidate, DateLink, Linked
from rasad.reports.casting import cast_options
from rasad.reports.claims import claim_options
from rasad.reports.comparing import distance_km
from rasad.reports.coreference import cluster
from rasad.reports.model import Model
from rasad.reports.outcome import outcome_of
from rasad.reports.pairing import pair_features
from rasad.reports.parties import Parties
from rasad.reports.roles import roles, throng
from rasad.reports.settling import date_values, place_values, settle_date, settle_place, settle_toll, toll_values
from rasad.reports.writing import Surroundings, write

TWICE = (
    "شنت مقاتلات إسرائيلية أمس الخميس غارة على مدينة صور في جنوب لبنان، ما أدى إلى مقتل ثلاثة أشخاص.\n\n"
    "وقال مصدر طبي إن الغارة أصابت مبنى سكنيا. وفي العراق، هاجم مسلحون نقطة تفتيش قرب كركوك أمس."
)
TRUST = Model(
    "trust",
    {f"{voice}mean={n}": float(n) for n in range(11) for voice in ("", "silent:")}
    | {f"{voice}top={n}": 0.3 * n for n in range(11) for voice in ("", "silent:")},
)


def place(ident: str, lat: float, lon: float) -> PlaceMention:
    held = GazetteerPlace(
        id=ident,
        type="city",
        country="SY",
        admin1="",
        lat=lat,
        lon=lon,
        precision="point",
        names=(ident,),
        weak=frozenset(),
        placed=frozenset(),
        name_en=ident,
    )
    return PlaceMention(place=held, country="SY", precision="point", type="city", name_start=0)


def made(**slots: object) -> Candidate:
    item = candidate(view_of(TWICE), "غارة").item
    return Candidate(item=item, sentence=0, zone="body", order=1, kind="air_strike", probability=0.9, **slots)  # type: ignore[arg-type]


# --- distance


def test_the_distance_of_known_towns() -> None:
    damascus, aleppo = place("damascus", 33.513, 36.292), place("aleppo", 36.202, 37.134)
    assert distance_km(damascus, aleppo) == pytest.approx(309, abs=3)
    assert distance_km(damascus, aleppo) == pytest.approx(distance_km(aleppo, damascus))
    assert distance_km(damascus, damascus) == pytest.approx(0.0)


def test_the_haversine_formula_at_a_quarter_of_the_globe() -> None:
    assert distance_km(place("pole", 90, 0), place("equator", 0, 0)) == pytest.approx(
        6371.0088 * math.pi / 2, rel=1e-6
    )


def test_an_unresolved_place_is_infinitely_far() -> None:
    nowhere = PlaceMention(place=None, country=None, precision=None, type=None, name_start=0)
    assert distance_km(nowhere, place("x", 1, 1)) == math.inf


# --- pairs and groups


def test_pairs_say_how_their_slots_compare() -> None:
    view = view_of(TWICE)
    raid, again = candidate(view, "غارة"), candidate(view, "الغارة")
    other = candidate(view, "هاجم")
    assert {"kind=same", "lemma=same", "gap=1"} <= set(pair_features(view, raid, again))
    apart = set(pair_features(view, raid, other))
    assert not {"kind=same", "lemma=same"} & apart
    assert "place=abroad" in apart or "place=half" in apart


def test_an_anaphoric_noun_joins_its_event_and_another_attack_does_not() -> None:
    view = view_of(TWICE)
    words = ("غارة", "الغارة", "هاجم")
    groups = cluster(coder().models["pair"], view, [candidate(view, word) for word in words])
    told = [[view.tokens.words(c.item.start, c.item.end) for c in group] for group in groups]
    assert told == [["غارة", "الغارة"], ["هاجم"]]


def test_what_joining_must_overcome_keeps_all_apart() -> None:
    view = view_of(TWICE)
    both = [candidate(view, "غارة"), candidate(view, "الغارة")]
    assert len(cluster(coder().models["pair"], view, both, bias=1000.0)) == 2


def test_no_candidates_make_no_groups() -> None:
    assert cluster(coder().models["pair"], view_of(TWICE), []) == []


# --- settling


def test_the_date_that_most_tellings_back_is_settled() -> None:
    default = DateLink("2024-07-25", "2024-07-26", "published", 0.55)
    said = DateLink("2024-07-25", "2024-07-25", "published", 0.9)
    members = [made(dates=[default]), made(dates=[said]), made(dates=[said])]
    settled = settle_date(TRUST, members, "air_strike")
    assert settled is not None
    assert (settled.start, settled.end) == ("2024-07-25", "2024-07-25")
    assert 0.5 < settled.probability < 1
    assert len(date_values(members, "air_strike")) == 2


def test_no_date_at_all_settles_to_none() -> None:
    assert settle_date(TRUST, [made()], "air_strike") is None


def test_a_place_wins_over_silence_only_where_it_is_likelier() -> None:
    item = Item(0, 1, "place", place("tyre", 33.27, 35.2), "test")
    sure = made(places=[Linked(item, 0.9)], silence={"place": 0.1})
    unsure = made(places=[Linked(item, 0.1)], silence={"place": 0.9})
    settled = settle_place(TRUST, [sure], "air_strike")
    assert settled is not None
    assert settled.item is item
    assert settle_place(TRUST, [unsure], "air_strike") is None
    assert {value.key for value in place_values([sure], "air_strike")} == {None, "tyre"}


def test_one_figure_in_two_mentions_is_one_value() -> None:
    view = view_of("قتل ثلاثة أشخاص في غارة على صور. وأكد مصدر مقتل ثلاثة أشخاص في الغارة.")
    tolls = [Linked(item, 0.8) for item in view.chart.all("toll") if item.value.kind == "killed"]
    assert len(tolls) == 2
    members = [made(tolls={"killed": [toll]}, silence={"killed": 0.2}) for toll in tolls]
    values = toll_values(members, "air_strike", "killed")
    assert {value.key for value in values} == {None, (3, 3)}
    for value in values:  # what silence weighs must be learned apart from what figures weigh
        assert all(name.startswith("silent") is (value.link is None) for name in value.features if "top=" in name)
    settled = settle_toll(TRUST, members, "air_strike", "killed")
    assert settled is not None
    assert settled.item.value.min == 3


# --- assembly and outcome


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("خرجت تظاهرة في بغداد مساء الأحد ضد الغلاء.", "protesters"),
        ("خرجت تظاهرة في رام الله مساء الأحد ضد الاستيطان.", "palestinian-protesters"),
    ],
)
def test_who_protests_unnamed_are_protesters_by_the_word_of_the_protest(text: str, who: str) -> None:
    view = view_of(text)
    members = [candidate(view, "تظاهرة")]
    place = Linked(view.chart.all("place")[0], 0.9)
    [link] = throng(members, "protest", place, [])
    assert (link.ident, link.actor.type) == (who, "implied")
    assert view.tokens.words(link.item.start, link.item.end) == "تظاهرة"
    assert throng(members, "talks", place, []) == []
    assert throng(members, "protest", place, [link]) == []


def test_implied_protesters_are_written_and_neither_claim_nor_count_as_known() -> None:
    view = view_of("خرجت تظاهرة في بغداد مساء الأحد ضد الغلاء.")
    draft = assemble(coder().models, [candidate(view, "تظاهرة")])
    [link] = draft.doers
    assert draft.initiators == []
    assert link.actor.type == "implied"
    assert claim_options(view, draft) == []
    assert Parties.of(draft).doers == frozenset()
    assert "implied" in event_features(draft, view.shape)
    report = write(view, draft, 1, Surroundings())
    start, end = report.spans["initiators.0"]
    assert view.article.text[start:end] == "تظاهرة"


def test_who_stops_an_attack_is_told_apart_from_who_made_it() -> None:
    view = view_of("اعترضت الدفاعات السعودية صاروخا أطلقه الحوثيون على الرياض مساء الأحد.")
    member = candidate(view, "اعترضت", kind="missile_attack")
    assert member.trigger.cue == "intercept"
    features = {feature for role in roles([member], "missile_attack") for feature in role.features}
    assert any(feature.startswith("stops=all&") for feature in features)
    near = {feature for option in cast_options(view, member.item) for feature in option.features}
    assert any(feature.startswith("stops&") for feature in near)
    raid = view_of("قصف الحوثيون الرياض مساء الأحد.")
    plain = {feature for option in cast_options(raid, candidate(raid, "قصف").item) for feature in option.features}
    assert plain
    assert not any(feature.startswith("stops&") for feature in plain)


def test_a_high_toll_is_seen_by_the_event_decider() -> None:
    view = view_of("قتل أكثر من 400 مدني في قصف على دوما منذ الأحد الماضي.")
    [toll] = [item for item in view.chart.all("toll") if item.value.kind == "killed"]
    draft = assemble(coder().models, [candidate(view, "قصف")])
    draft.killed = Linked(toll, 0.9)
    assert any(feature.startswith("killed:big=True") for feature in event_features(draft, view.shape))


def test_assembly_fills_a_draft_from_its_members() -> None:
    view = view_of(TWICE)
    draft = assemble(coder().models, [candidate(view, "غارة"), candidate(view, "الغارة")])
    assert draft.kind == "air_strike"
    assert 0 < draft.kind_probability <= 1
    assert [link.ident for link in draft.initiators] == ["israel-forces"]
    assert draft.killed is not None
    assert draft.killed.item.value.min == 3
    assert [link.item.value.weapon for link in draft.weapons] == ["aircraft-bomb"]


def test_the_head_is_in_the_body_before_the_headline() -> None:
    view = view_of(TWICE, title="غارة على صور")
    first = candidate(view, "غارة", probability=0.99)
    body = candidate(view, "الغارة", probability=0.5)
    assert first.order == 0
    assert assemble(coder().models, [first, body]).head is body


def test_kinds_that_carry_no_toll_have_none() -> None:
    view = view_of("اعتقلت القوات العراقية ثلاثة أشخاص في كركوك أمس وقتل شرطي.")
    draft = assemble(coder().models, [candidate(view, "اعتقلت", "arrest")])
    assert (draft.kind, draft.killed, draft.injured) == ("arrest", None, None)


def test_an_actor_claims_either_part_and_gets_one() -> None:
    view = view_of(TWICE)
    members = [candidate(view, "غارة")]
    assert {role.part for role in roles(members, "air_strike")} <= {"initiators", "targets"}
    draft = assemble(coder().models, members)
    assert not {one.ident for one in draft.initiators} & {one.ident for one in draft.targets}


def test_a_kind_implies_its_weapon_where_none_is_named() -> None:
    view = view_of("استهدف الطيران الحربي بلدة كنصفرة أمس.")
    offered = arms([candidate(view, "استهدف", "suicide_bombing")], "suicide_bombing")
    assert ("suicide-vest", "implied") in [(link.item.value.weapon, link.item.value.role) for link, _ in offered]
    assert arms([candidate(view, "استهدف", "talks")], "talks") == []


def test_event_features_stand_in_one_order() -> None:
    view = view_of(TWICE)
    draft = assemble(coder().models, [candidate(view, "غارة")])
    assert event_features(draft, "whole") == event_features(draft, "whole")
    assert {"event", "kind=air_strike", "n=1", "head=False"} <= set(event_features(draft, "whole"))


def test_a_short_page_is_not_asked_to_tell_its_event_twice() -> None:
    view = view_of(TWICE)
    draft = assemble(coder().models, [candidate(view, "غارة")])
    assert {"n=short", "head=absent", "second=short"} <= set(event_features(draft, "short"))
    assert {"n=1", "head=absent"} <= set(event_features(draft, "headless"))


@pytest.mark.parametrize(
    ("text", "word", "kind", "outcome"),
    [
        ("اعترضت الدفاعات صاروخا باليستيا أطلقه الحوثيون أمس.", "اعترضت", "missile_attack", "intercepted"),
        ("صد الجيش هجوما شنه مسلحون على كركوك أمس.", "هجوما", "armed_clash", "failed"),
        ("شن مسلحون هجوما على كركوك أمس.", "هجوما", "armed_clash", None),
        ("اعترضت القوات قافلة في مأرب أمس.", "اعترضت", "armed_attack", None),
    ],
)
def test_outcomes(text: str, word: str, kind: str, outcome: str | None) -> None:
    view = view_of(text)
    found = outcome_of(view, assemble(coder().models, [candidate(view, word, kind)]))
    assert (found[0] if found else None) == outcome


def test_the_same_words_name_one_actor_and_other_words_another() -> None:
    view = view_of(TWICE)
    hit = next(i for i in view.chart.by_label["object"] if "مبنى" in view.tokens.words(i.start, i.end))
    there, again = Linked(hit, 0.9, None, ("مبني",)), Linked(hit._replace(start=hit.start + 9), 0.8, None, ("مبني",))
    other = Linked(hit._replace(start=hit.start + 11), 0.7, None, ("جسر",))
    found = roles([made(targets=[there, again]), made(targets=[again, other])], "air_strike")
    assert [(role.part, role.link.words) for role in found] == [("targets", ("مبني",)), ("targets", ("جسر",))]
