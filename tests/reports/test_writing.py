"""Writing: every value points at its words, and what is missing says why."""

from __future__ import annotations

import pytest
from coding import candidate, code, coder, view_of

from rasad.records import EventReport
from rasad.reports.assembly import Draft, assemble
from rasad.reports.outcome import outcome_of
from rasad.reports.view import View
from rasad.reports.writing import Surroundings, place_value, write

RAID = (
    "شنت مقاتلات إسرائيلية أمس الخميس غارة على مدينة بعلبك في شرق لبنان، "
    "ما أدى إلى مقتل ثلاثة أشخاص وإصابة خمسة آخرين."
)


def drafted(
    text: str, word: str, kind: str | None = None, published: str | None = "2024-07-26"
) -> tuple[View, Draft]:
    view = view_of(text, published)
    draft = assemble(coder().models, [candidate(view, word, kind)])
    draft.probability = 0.7512
    return view, draft


def written(text: str, word: str, kind: str | None = None, published: str | None = "2024-07-26") -> EventReport:
    view, draft = drafted(text, word, kind, published)
    return write(view, draft, 3, Surroundings(outcome=outcome_of(view, draft)))


def test_every_span_and_the_evidence_verify() -> None:
    event, text = written(RAID, "غارة"), view_of(RAID).article.text
    words = {name: text[start:end] for name, (start, end) in event.spans.items()}
    assert words["kind"] == "غارة"
    assert words["date"] == "أمس الخميس"
    assert words["place"] == "مدينة بعلبك"
    assert "ثلاثة" in words["killed"]
    assert "خمسة" in words["injured"]
    assert text[event.evidence.start : event.evidence.end] == event.evidence.quote
    assert all(word in event.evidence.quote for word in ("غارة", "بعلبك", "ثلاثة"))


def test_every_value_has_a_rule() -> None:
    event = written(RAID, "غارة")
    assert event.rules.keys() == event.spans.keys()
    assert all(event.rules.values())


def test_the_codes_of_the_kind_and_the_number_come_along() -> None:
    event = written(RAID, "غارة")
    assert (event.id, event.kind, event.plover) == ("t/3", "air_strike", "ASSAULT/aerial")
    assert event.acled.endswith("Air/drone strike")
    assert event.confidence == 0.751


def test_a_preposition_written_onto_a_place_is_no_part_of_its_name() -> None:
    view = view_of("قتل شرطي بحلب أمس، وآخر في حمص.")
    first, second = view.chart.all("place")
    assert place_value(view, first).name == "حلب"
    assert place_value(view, second).name == "حمص"


def test_the_span_of_a_place_is_its_name() -> None:
    view = view_of("قتل شرطي بحلب أمس، وآخر في حمص.")
    for item in view.chart.all("place"):
        found = place_value(view, item)
        assert found.span is not None
        assert view.article.text[slice(*found.span)] == found.name


def test_a_place_that_no_gazetteer_holds_has_no_coordinates() -> None:
    view = view_of("قصفت المدفعية قرية الزلنبوحية في ريف إدلب أمس.")
    found = place_value(view, next(i for i in view.chart.all("place") if i.value.place is None))
    assert (found.lat, found.lon, found.ref) == (None, None, None)
    assert found.note


def test_what_is_not_said_has_a_reason() -> None:
    event = written("قصفت المدفعية المواقع مجددا.", "قصفت", "shelling", None)
    for name in ("date", "place", "killed", "injured"):
        assert getattr(event, name) is None
        assert event.reasons[name]
        assert name not in event.spans


def test_a_relative_date_of_an_undated_page_stays_open_with_its_reason() -> None:
    event = written(RAID, "غارة", None, None)
    assert event.date is None
    assert "publication" in event.reasons["date"] or "published" in event.reasons["date"]


def test_the_default_date_says_that_no_word_states_it() -> None:
    event = written("قصفت مدفعية الجيش بلدة كنصفرة جنوبي إدلب.", "قصفت", "shelling")
    assert event.date is not None
    assert (event.date.start, event.date.end, event.date.basis) == ("2024-07-25", "2024-07-26", "published")
    assert event.date.span is None
    assert event.date.note
    assert "date" not in event.spans


@pytest.mark.parametrize(
    ("text", "weapon"),
    [
        ("أطلق الحوثيون صواريخ على مأرب أمس.", "rocket"),
        ("أطلقت القوات الروسية صواريخ على كييف أمس.", "missile"),
        ("أطلقت القوات الروسية صواريخ على كييف أمس، وهي صواريخ باليستية.", "missile"),
    ],
)
def test_untyped_missiles_take_their_type_from_whose_hands_they_left(text: str, weapon: str) -> None:
    assert written(text, "أطلق", "missile_attack").weapons == (weapon,)


def test_an_outcome_points_at_its_word() -> None:
    text = "اعترضت الدفاعات صاروخا باليستيا أطلقه الحوثيون أمس."
    event = written(text, "اعترضت", "missile_attack")
    assert event.outcome == "intercepted"
    start, end = event.spans["outcome"]
    assert view_of(text).article.text[start:end] == "اعترضت"


def test_a_lead_is_main_and_a_later_paragraph_background() -> None:
    text = RAID + "\n\nوقال مصدر إن الوضع هادئ الآن.\n\nوقبل شهر قصفت المدفعية بلدة الخيام."
    assert written(text, "غارة").salience == "main"
    assert written(text, "قصفت").salience == "background"


def test_events_are_numbered_from_1_in_the_order_of_the_text() -> None:
    text = RAID + "\n\nوفي غزة، قتل سبعة أشخاص أمس الخميس بقصف مدفعي إسرائيلي على مدينة رفح."
    events = code(text, title="غارة على بعلبك وقصف على رفح").events
    assert [event.id for event in events] == [f"t/{n}" for n in range(1, len(events) + 1)]
    assert events[0].kind == "air_strike"
    starts = [event.evidence.start for event in events]
    assert starts == sorted(starts)
