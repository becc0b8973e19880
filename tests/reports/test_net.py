"""The net: its arithmetic against a plain reckoning, its marks, and that an article can be read without it."""

from __future__ import annotations

import io

import numpy as np
import pytest

from rasad.pages import read_record
from rasad.reports.coder import Coder
from rasad.reports.marks import groups_of, known_rows, marks_of
from rasad.reports.net import BEFORE, BEHIND, DISTANCES, REACH, RELATIONS, Net, read_net, spread
from rasad.reports.reading import Reading
from rasad.reports.view import View
from rasad.text.vectors import CLITICS, parted

SIZE = 4
TEXT = "قتل ثلاثة جنود في قصف شنته الطائرات على بلدة دوما يوم السبت، وقال مسؤول إن هجوما آخر استهدف المطار."


def arrays(seed: int = 0) -> dict[str, np.ndarray]:
    """A small net of random weights that knows a few words, marks and kinds."""
    chance = np.random.default_rng(seed)
    names = {
        "words": ["قصف", "جنود", "دوما"],
        "marks": ["zone=body", "trigger", "actor", "place", "opens"],
        "kinds": ["kill", "shelling", "attack"],
        "codes": ["air_strike", "shelling", "armed_attack"],
    }
    out = {key: np.frombuffer("\n".join(lines).encode(), dtype=np.uint8) for key, lines in names.items()}
    out["vectors"] = chance.integers(-127, 127, (5, SIZE)).astype(np.int8)
    shapes = {
        "scale": (5,),
        "clitics": (len(CLITICS) + 1, SIZE),
        "mark_vectors": (6, SIZE),
        "conv": (3, 3, SIZE, SIZE),
        "conv_bias": (3, SIZE),
        "told_token": (SIZE, SIZE),
        "told_sentence": (SIZE, SIZE),
        "told_document": (SIZE, SIZE),
        "told_kind": (4, SIZE),
        "told_out": (SIZE,),
        "told_bias": (1,),
        "relation_token": (SIZE, SIZE),
        "relation_mention": (SIZE, SIZE),
        "relation_kind": (4, SIZE),
        "relation_distance": (DISTANCES, SIZE),
        "relation_out": (SIZE, len(RELATIONS)),
        "relation_bias": (len(RELATIONS),),
        "kind_token": (SIZE, SIZE),
        "kind_kind": (4, SIZE),
        "kind_out": (SIZE, 3),
        "kind_bias": (3,),
        "timing_token": (SIZE, SIZE),
        "timing_sentence": (SIZE, SIZE),
        "timing_document": (SIZE, SIZE),
        "timing_kind": (4, SIZE),
        "timing_out": (SIZE, 3),
        "timing_bias": (3,),
        "same_sum": (SIZE, SIZE),
        "same_product": (SIZE, SIZE),
        "same_difference": (SIZE, SIZE),
        "same_bias": (SIZE,),
        "same_out": (SIZE,),
        "same_out_bias": (1,),
    }
    for name, shape in shapes.items():
        out[name] = chance.normal(0, 0.4, shape).astype(np.float32)
    out["scale"] = np.abs(out["scale"]) / 127
    return out


@pytest.fixture(scope="module")
def view() -> View:
    article = read_record({"id": "net-1", "text": TEXT, "published": "2024-05-04T10:00:00+03:00"})
    coder = Coder()
    chart = coder.reader.open(article.text)
    from rasad.reports.coder import context_of

    coder.reader.read(chart, context_of(article))
    return View(article, chart, context_of(article))


def plainly_convolved(tokens: np.ndarray, weights: dict[str, np.ndarray]) -> np.ndarray:
    """Token by token, as the definition says."""
    for layer in range(3):
        step, out = 1 << layer, np.zeros_like(tokens)
        for at in range(len(tokens)):
            total = weights["conv_bias"][layer].copy()
            for number, there in enumerate((at - step, at, at + step)):
                if 0 <= there < len(tokens):
                    total = total + tokens[there] @ weights["conv"][layer][number]
            out[at] = tokens[at] + np.maximum(total, 0)
        tokens = out
    return tokens


@pytest.mark.parametrize("words", [1, 2, 3, 9])
def test_every_token_sees_its_neighbours_as_the_definition_says(words: int) -> None:
    weights = arrays()
    net = Net(weights)
    forms = (["قصف", "والجنود", "دوما", "قرب"] * 3)[:words]
    tokens, document = net.encode(forms, [()] * words)
    known = {"قصف": 2, "جنود": 3, "دوما": 4}
    start = np.array(
        [
            weights["vectors"][known.get(rest, 1)] * weights["scale"][known.get(rest, 1)]
            + weights["clitics"][clitic]
            + weights["mark_vectors"][0]
            for clitic, rest in map(parted, forms)
        ]
    )
    assert np.allclose(document, start.mean(axis=0), atol=1e-5)
    assert np.allclose(tokens, plainly_convolved(start, weights), atol=1e-4)


@pytest.mark.parametrize(
    ("form", "clitic", "rest"),
    [
        ("والجنود", "وال", "جنود"),
        ("للمدينه", "لل", "مدينه"),
        ("وقال", "و", "قال"),
        ("قال", "", "قال"),
        ("من", "", "من"),
    ],
)
def test_a_clitic_is_parted_from_its_word(form: str, clitic: str, rest: str) -> None:
    number, left = parted(form)
    assert (("", *CLITICS)[number], left) == (clitic, rest)


@pytest.mark.parametrize("form", ["ولد", "بلد", "فجر"])
def test_a_short_word_keeps_its_first_letter(form: str) -> None:
    assert parted(form) == (0, form)


def test_distances_are_clipped_in_a_sentence_and_two_outside() -> None:
    gaps, same = np.array([0, 3, -3, 500, -500, 7, -7]), np.array([True] * 5 + [False] * 2)
    middle = REACH + 1
    assert spread(gaps, same).tolist() == [middle, middle + 3, middle - 3, 2 * REACH + 2, 0, BEHIND, BEFORE]
    assert max(spread(gaps, same)) < DISTANCES


def test_marks_say_what_stands_at_a_token(view: View) -> None:
    marks = marks_of(view)
    assert len(marks) == len(view.tokens)
    trigger = next(item for item in view.triggers if view.tokens.forms[item.start] == "قصف")
    assert {"trigger", "trigger=shelling", "zone=body"} <= set(marks[trigger.start])
    place = next(item for item in view.chart.all("place") if item.value.place is not None)
    assert "place" in marks[place.start]
    assert "opens" in marks[0]
    assert any(mark == "stop=،" for mark in marks[view.tokens.forms.index("وقال")])


def test_every_token_has_a_row_so_that_sums_never_run_over(view: View) -> None:
    groups = groups_of(view)
    flat, begins = known_rows(groups, {group: [] for one in groups for group in one})
    assert flat == [0] * len(view.tokens)
    assert begins == list(range(len(view.tokens)))


def test_a_reading_answers_in_bounded_steps_and_alike_each_time(view: View) -> None:
    net = Net(arrays())
    first, again = Reading(net, view), Reading(net, view)
    actor = view.chart.all("actor")[0]
    for trigger in view.triggers:
        assert -12 <= first.told(trigger) <= 12
        assert first.told(trigger) == again.told(trigger)
        assert max(first.timing(trigger)) == 0
        steps = first.relations(trigger, actor)
        assert len(steps) == len(RELATIONS)
        assert all(-12 <= step <= 12 for step in steps)
        assert first.same(trigger, view.triggers[0]) == first.same(view.triggers[0], trigger)


def test_of_a_trigger_s_readings_the_likeliest_is_set_to_nothing(view: View) -> None:
    reading = Reading(Net(arrays()), view)
    steps = reading.kinds(view.triggers[0], ("air_strike", "shelling", "protest"))
    assert max(steps) == 0
    assert min(steps) >= -12


def test_the_bytes_of_a_net_give_the_same_net(view: View) -> None:
    file = io.BytesIO()
    np.savez_compressed(file, **arrays())
    held = Reading(read_net(file.getvalue()), view)
    assert [held.told(t) for t in view.triggers] == [Reading(Net(arrays()), view).told(t) for t in view.triggers]
