"""An undated page came out when the events that it tells were news, as far as dated reports say clearly."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import msgspec
from making import report

from rasad.merging import infer_publication
from rasad.records import DateValue, SourcedReport

MAIN = report("p/1", day=None, published=None)
BACKGROUND = report("p/2", day=None, published=None, main=False)
DATED = report("n/1", day=("2024-07-16", "2024-07-17"), published="2024-07-17")


def test_news_of_the_day_gives_the_day() -> None:
    found = infer_publication(MAIN.source, [MAIN], {"p/1": [DATED]})
    assert found is not None
    assert (found.start, found.end, found.basis) == ("2024-07-16", "2024-07-18", "inferred")
    assert found.start <= found.day <= found.end
    assert found.evidence == ("n/1",)
    assert "2024-07-16 to 2024-07-17 (n)" in found.reason


def test_a_thing_of_the_last_days_gives_a_week() -> None:
    found = infer_publication(BACKGROUND.source, [BACKGROUND], {"p/2": [report("n/1", day="2024-01-28")]})
    assert found is not None
    assert (found.start, found.day, found.end) == ("2024-01-28", "2024-02-01", "2024-02-04")


def test_the_pages_own_words_narrow_it() -> None:
    """The page says "last Sunday"."""

    def recode(day: str) -> Sequence[SourcedReport]:
        published = date.fromisoformat(day)
        back = published.isoweekday() % 7 or 7
        sunday = (published - timedelta(days=back)).isoformat()
        value = DateValue(start=sunday, end=sunday, basis="relative")
        return [msgspec.structs.replace(BACKGROUND, report=msgspec.structs.replace(BACKGROUND.report, date=value))]

    found = infer_publication(BACKGROUND.source, [BACKGROUND], {"p/2": [report("n/1", day="2024-01-28")]}, recode)
    assert found is not None
    assert (found.start, found.end) == ("2024-01-29", "2024-02-04")
    assert "own words" in found.reason


def test_events_that_contradict_each_other_give_nothing() -> None:
    later = {"p/1": [DATED], "p/2": [report("n/2", day="2024-09-01")]}
    assert infer_publication(MAIN.source, [MAIN, BACKGROUND], later) is None
    other = report("p/2", day=None, published=None)
    both = {"p/1": [DATED], "p/2": [report("n/2", day="2024-03-01")]}
    assert infer_publication(MAIN.source, [MAIN, other], both) is None


def test_what_a_page_recalls_of_long_ago_does_not_contradict_what_it_leads_with() -> None:
    both = {"p/1": [DATED], "p/2": [report("n/2", day="2024-03-01")]}
    found = infer_publication(MAIN.source, [MAIN, BACKGROUND], both)
    assert found is not None
    assert (found.start, found.end, found.evidence) == ("2024-07-16", "2024-07-18", ("n/1",))


def test_without_a_dated_report_nothing_is_known() -> None:
    assert infer_publication(MAIN.source, [MAIN], {}) is None
    assert infer_publication(MAIN.source, [MAIN], {"p/1": [report("n/1", day=None)]}) is None
    vague = report("n/1", day=("2024-07-01", "2024-07-31"))
    assert infer_publication(MAIN.source, [MAIN], {"p/1": [vague]}) is None
    own = report("p/9", day="2024-07-16")
    assert infer_publication(MAIN.source, [MAIN], {"p/1": [own]}) is None


def test_a_caption_says_nothing_of_the_page() -> None:
    caption = msgspec.structs.replace(MAIN, report=msgspec.structs.replace(MAIN.report, zone="caption"))
    assert infer_publication(MAIN.source, [caption], {"p/1": [DATED]}) is None


def test_a_dated_page_is_left_alone() -> None:
    assert infer_publication(DATED.source, [DATED], {"n/1": [MAIN]}) is None


def test_an_inferred_date_is_no_evidence() -> None:
    when = DateValue(start="2024-07-16", end="2024-07-16", basis="inferred")
    weak = msgspec.structs.replace(DATED, report=msgspec.structs.replace(DATED.report, date=when))
    assert infer_publication(MAIN.source, [MAIN], {"p/1": [weak]}) is None


def sunday_before(day: str) -> str:
    published = date.fromisoformat(day)
    return (published - timedelta(days=published.isoweekday() % 7 or 7)).isoformat()


def recoded(day: str) -> Sequence[SourcedReport]:
    """The page coded for a day: its background event was "last Sunday", the rest stays undated."""
    value = DateValue(start=sunday_before(day), end=sunday_before(day), basis="relative")
    return [
        moved(MAIN, 500),
        msgspec.structs.replace(BACKGROUND, report=msgspec.structs.replace(BACKGROUND.report, date=value)),
    ]


def moved(item: SourcedReport, start: int) -> SourcedReport:
    """The report with its words elsewhere on the page."""
    words = msgspec.structs.replace(item.report.evidence, start=start)
    return msgspec.structs.replace(item, report=msgspec.structs.replace(item.report, evidence=words))


def test_the_pages_own_words_outweigh_what_news_mostly_is() -> None:
    other = moved(MAIN, 500)
    both = {"p/1": [report("n/2", day="2024-07-25")], "p/2": [report("n/1", day="2024-01-28")]}
    found = infer_publication(MAIN.source, [other, BACKGROUND], both, recoded)
    assert found is not None
    assert (found.start, found.end) == ("2024-01-29", "2024-02-04")
    assert found.evidence == ("n/1",), "the event of July was another truce"


def undated(words: str) -> SourcedReport:
    return report("p/2", day=None, published=None, main=False, words=words)


def left_undated(item: SourcedReport) -> str | None:
    near = {"p/2": [report("n/1", day="2024-01-28")]}
    found = infer_publication(item.source, [item], near, lambda _: [item])
    return f"{found.start} {found.end} {'own words' in found.reason}" if found else None


def test_time_words_beside_an_event_count_though_no_date_came_of_them() -> None:
    assert left_undated(undated("استهدفت مسيرة الموقع ليل الأحد الماضي")) == "2024-01-29 2024-02-04 True"


def test_of_several_times_beside_an_event_none_is_its_own() -> None:
    plain = left_undated(undated("استهدفت مسيرة الموقع"))
    assert plain == "2024-01-28 2024-02-04 False"
    assert left_undated(undated("أعلن الجيش أمس أن مسيرة استهدفت الموقع الأحد الماضي")) == plain
    assert left_undated(undated("استهدفت مسيرة الموقع في آذار 2021")) == plain
