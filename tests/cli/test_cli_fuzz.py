"""A fuzz run of the whole coder: mutated sample pages never raise and never break a span."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import cache
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rasad.pages import Article, read_path, read_text
from rasad.records import CodedArticle, Span
from rasad.reports.coder import Coder

EXAMPLES = Path(__file__).parents[2] / "examples" / "pages"
MARKS = "\u064b\u064e\u0651\u0640\u200b\u200e\u200f\u202b\u202c\u2067\u2069\ufeff\u00a0\u0670"
JUNK = [
    "",
    " ",
    "\n",
    ".",
    "..",
    " .",
    "؟",
    "«",
    '"',
    "(",
    ")",
    "/",
    " - ",
    "٣",
    "25",
    "000",
    "و",
    "ال",
    "لـ",
    "\x00",
    "😀",
]


@cache
def coder() -> Coder:
    return Coder()


@cache
def texts() -> tuple[str, ...]:
    return tuple(article.text for article in read_path(EXAMPLES) if isinstance(article, Article))


def doubled(text: str, at: int, _: int) -> str:
    return text[:at] + text[at : at + 120] + text[at:]


def cut_out(text: str, at: int, choice: int) -> str:
    return text[:at] + text[at + choice % 60 :]


def marked(text: str, at: int, choice: int) -> str:
    return text[:at] + MARKS[choice % len(MARKS)] * (1 + choice % 9) + text[at:]


def littered(text: str, at: int, choice: int) -> str:
    return text[:at] + JUNK[choice % len(JUNK)] + text[at:]


def joined(text: str, at: int, choice: int) -> str:
    end = at + choice % 200
    return text[:at] + text[at:end].replace(" ", "" if choice % 2 else "\n") + text[end:]


def swapped(text: str, at: int, choice: int) -> str:
    other = texts()[choice % len(texts())]
    return text[:at] + other[at : at + 150] + text[at:]


Mutation = Callable[[str, int, int], str]
MUTATIONS: tuple[Mutation, ...] = (doubled, cut_out, marked, littered, joined, swapped)
STEPS = st.lists(st.tuples(st.sampled_from(MUTATIONS), st.integers(0, 4000), st.integers(0, 10_000)), max_size=12)


def spans(coded: CodedArticle) -> list[tuple[Span, str | None]]:
    """Return every span of a coded article, with the words it must hold where the record says them."""
    out: list[tuple[Span, str | None]] = []
    for event in coded.events:
        evidence = event.evidence
        out.append(((evidence.start, evidence.end), evidence.quote))
        out += [(span, None) for span in event.spans.values()]
        actors = (*event.initiators, *event.targets, *event.claimed_by, *event.denied_by, *event.blamed_on)
        out += [(actor.span, actor.text) for actor in actors if actor.span]
        out += [(place.span, place.name) for place in (event.place, *event.more_places) if place and place.span]
        if event.date and event.date.span:
            out.append((event.date.span, event.date.text))
    out += [(tally.span, None) for tally in coded.tallies]
    out += [(statement.span, None) for statement in coded.statements]
    return out


@settings(
    max_examples=150, deadline=timedelta(seconds=5), suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
@given(number=st.integers(0, 1000), steps=STEPS)
def test_mutated_pages_never_raise_and_never_break_a_span(
    number: int, steps: list[tuple[Mutation, int, int]]
) -> None:
    text = texts()[number % len(texts())]
    for mutation, at, choice in steps:
        text = mutation(text, at % (len(text) + 1), choice)
    article = read_text(text)
    if not isinstance(article, Article):
        return
    coded = coder().code(article)
    for (start, end), words in spans(coded):
        assert 0 <= start < end <= len(coded.text)
        assert words is None or coded.text[start:end] == words


@settings(max_examples=60, deadline=timedelta(seconds=5), derandomize=True)
@given(
    text=st.text(
        alphabet=st.sampled_from('قتل جنديان في بغداد٣ 2024/.,،\n"()والمس' + MARKS), min_size=1, max_size=400
    )
)
def test_letter_soup_never_raises_and_never_breaks_a_span(text: str) -> None:
    article = read_text(text)
    if not isinstance(article, Article):
        return
    coded = coder().code(article)
    assert all(0 <= a < b <= len(coded.text) for (a, b), _ in spans(coded))
