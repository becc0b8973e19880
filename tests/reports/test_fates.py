"""People missing and captured: the figure goes to the event whose words stand nearest."""

from __future__ import annotations

from coding import candidate, coder, view_of

from rasad.records import Toll
from rasad.reports.assembly import Draft, assemble
from rasad.reports.fates import fates_of
from rasad.reports.view import View
from rasad.reports.writing import Surroundings, write


def drafts(view: View, *words: str) -> list[Draft]:
    return [assemble(coder().models, [candidate(view, word)]) for word in words]


def figures(view: View, *words: str) -> list[dict[str, int]]:
    return [
        {fate: link.item.value.min for fate, link in told.items()} for told in fates_of(view, drafts(view, *words))
    ]


def test_those_held_are_the_arrests_own() -> None:
    view = view_of("اعتقلت الشرطة 12 شخصا في بغداد مساء الأحد.")
    assert figures(view, "اعتقلت") == [{"captured": 12}]
    [draft] = drafts(view, "اعتقلت")
    report = write(view, draft, 1, Surroundings(fates=fates_of(view, [draft])[0]))
    assert report.captured == Toll(12, 12)
    start, end = report.spans["captured"]
    assert "12" in view.article.text[start:end]
    assert report.missing is None
    assert report.reasons["missing"] == "not said"


def test_of_two_events_in_a_sentence_the_nearer_has_the_figure() -> None:
    view = view_of("قصفت الطائرات بلدة دوما قبل أن يشن المسلحون هجوما واسعا وأسروا خمسة جنود.")
    assert figures(view, "قصفت", "هجوما") == [{}, {"captured": 5}]


def test_the_missing_are_told_too_and_of_two_figures_the_nearer() -> None:
    view = view_of("أسفر القصف على دوما عن فقدان عشرة أشخاص.")
    assert figures(view, "القصف") == [{"missing": 10}]
    view = view_of("أسر المسلحون خمسة جنود في الهجوم، بينما تحدث سكان في أطراف البلدة عن أسر عشرين جنديا.")
    assert figures(view, "الهجوم") == [{"captured": 5}]


def test_what_is_denied_is_no_figure() -> None:
    view = view_of("نفى الجيش أسر 12 جنديا في الهجوم على دوما.")
    assert figures(view, "الهجوم") == [{}]


def test_another_sentence_or_kind_has_none() -> None:
    view = view_of("شن مسلحون هجوما على بغداد. واعتقلت الشرطة 12 شخصا.")
    assert figures(view, "هجوما") == [{}]
    view = view_of("اعتقلت الشرطة 12 شخصا قبل أن يلتقي الوزير نظيره في بغداد.")
    assert figures(view, "يلتقي") == [{}]
