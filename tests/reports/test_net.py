"""The net: its arithmetic against a plain reckoning, its marks, and that an article can be read without it."""

from __future__ import annotations

import io

import numpy as np
import pytest
from coding import view_of

from rasad.pages import read_record
from rasad.reports.attention import LOOKS, attended
from rasad.reports.attention import REACH as REACHED
from rasad.reports.coder import Coder
from rasad.reports.marks import groups_of, known_rows, marks_of
from rasad.reports.net import BEFORE, BEHIND, DISTANCES, LOWEST, REACH, RELATIONS, Net, read_net, spread
from rasad.reports.reading import Reading
from rasad.reports.view import View
from rasad.text.skeleton import ENDINGS, skeleton
from rasad.text.vectors import CLITICS, parted

SIZE = 8
WIDE = 6
TEXT = "قتل ثلاثة جنود في قصف شنته الطائرات على بلدة دوما يوم السبت، وقال مسؤول إن هجوما آخر استهدف المطار."


def arrays(seed: int = 0) -> dict[str, np.ndarray]:
    """A small net of random weights that knows a few words, marks and kinds."""
    chance = np.random.default_rng(seed)
    names = {
        "words": ["قصف", "جنود", "دوما"],
        "skeletons": ["قصف", "قتل"],
        "marks": ["zone=body", "trigger", "actor", "place", "opens", "again"],
        "kinds": ["kill", "shelling", "attack"],
        "codes": ["air_strike", "shelling", "armed_attack"],
    }
    out = {key: np.frombuffer("\n".join(lines).encode(), dtype=np.uint8) for key, lines in names.items()}
    out["vectors"] = chance.integers(-127, 127, (5, SIZE)).astype(np.int8)
    out["skeleton_vectors"] = chance.integers(-127, 127, (3, SIZE)).astype(np.int8)
    shapes = {
        "scale": (5,),
        "clitics": (len(CLITICS) + 1, SIZE),
        "skeleton_scale": (3,),
        "endings": (len(ENDINGS) + 1, SIZE),
        "mark_vectors": (7, SIZE),
        "conv": (3, 3, SIZE, SIZE),
        "conv_bias": (3, SIZE),
        "attention_before": (SIZE,),
        "attention_before_bias": (SIZE,),
        "attention_asked": (SIZE, 3 * SIZE),
        "attention_asked_bias": (3 * SIZE,),
        "attention_seen": (SIZE, SIZE),
        "attention_seen_bias": (SIZE,),
        "attention_middle": (SIZE,),
        "attention_middle_bias": (SIZE,),
        "attention_up": (SIZE, WIDE),
        "attention_up_bias": (WIDE,),
        "attention_down": (WIDE, SIZE),
        "attention_down_bias": (SIZE,),
        "told_token": (SIZE, WIDE),
        "told_sentence": (SIZE, WIDE),
        "told_document": (SIZE, WIDE),
        "told_lead": (SIZE, WIDE),
        "told_before": (SIZE, WIDE),
        "told_kind": (4, WIDE),
        "told_out": (WIDE,),
        "told_bias": (1,),
        "relation_token": (SIZE, WIDE),
        "relation_mention": (SIZE, WIDE),
        "relation_kind": (4, WIDE),
        "relation_between": (SIZE, WIDE),
        "relation_own": (SIZE, WIDE),
        "relation_distance": (DISTANCES, WIDE),
        "relation_out": (WIDE, len(RELATIONS)),
        "relation_bias": (len(RELATIONS),),
        "kind_token": (SIZE, SIZE),
        "kind_kind": (4, SIZE),
        "kind_out": (SIZE, 3),
        "kind_bias": (3,),
        "timing_token": (SIZE, WIDE),
        "timing_sentence": (SIZE, WIDE),
        "timing_document": (SIZE, WIDE),
        "timing_lead": (SIZE, WIDE),
        "timing_kind": (4, WIDE),
        "timing_out": (WIDE, 3),
        "timing_bias": (3,),
        "same_sum": (SIZE, SIZE),
        "same_product": (SIZE, SIZE),
        "same_difference": (SIZE, SIZE),
        "same_difference_bias": (SIZE,),
        "same_out": (SIZE,),
        "same_bias": (1,),
    }
    for name, shape in shapes.items():
        out[name] = chance.normal(0, 0.4, shape).astype(np.float32)
    for name in ("scale", "skeleton_scale"):
        out[name] = np.abs(out[name]) / 127
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


def plainly_attended(tokens: np.ndarray, weights: dict[str, np.ndarray]) -> np.ndarray:
    """Token by token and look by look, as the definition says."""
    numbers = SIZE // LOOKS

    def normed(row: np.ndarray, part: str) -> np.ndarray:
        plain = (row - row.mean()) / np.sqrt(row.var() + 1e-5)
        return plain * weights[f"attention_{part}"] + weights[f"attention_{part}_bias"]

    def turned(pair: np.ndarray, at: int) -> np.ndarray:
        return np.array([[np.cos(at), -np.sin(at)], [np.sin(at), np.cos(at)]]) @ pair

    asked = [normed(row, "before") @ weights["attention_asked"] + weights["attention_asked_bias"] for row in tokens]
    out = []
    for at, row in enumerate(tokens):
        seen = []
        for look in range(LOOKS):
            own = slice(look * numbers, (look + 1) * numbers)
            query = turned(asked[at][:SIZE][own], at)
            scores = [query @ turned(one[SIZE : 2 * SIZE][own], n) / numbers**0.5 for n, one in enumerate(asked)]
            shares = np.exp(scores) / np.exp(scores).sum()
            seen.append(sum(share * one[2 * SIZE :][own] for share, one in zip(shares, asked, strict=True)))
        row = row + np.concatenate(seen) @ weights["attention_seen"] + weights["attention_seen_bias"]
        hidden = np.maximum(normed(row, "middle") @ weights["attention_up"] + weights["attention_up_bias"], 0)
        out.append(row + hidden @ weights["attention_down"] + weights["attention_down_bias"])
    return np.array(out)


def test_a_long_text_is_looked_at_in_stretches() -> None:
    weights = arrays()
    tokens = np.random.default_rng(1).normal(0, 1, (REACHED + 5, SIZE)).astype(np.float32)
    parts = [attended(tokens[:REACHED], weights), attended(tokens[REACHED:], weights)]
    assert np.allclose(attended(tokens, weights), np.concatenate(parts), atol=1e-5)


@pytest.mark.parametrize("words", [1, 2, 3, 9])
def test_every_token_sees_its_neighbours_as_the_definition_says(words: int) -> None:
    weights = arrays()
    net = Net(weights)
    forms = (["قصف", "والجنود", "دوما", "قرب"] * 3)[:words]
    tokens, document = net.encode(forms, [()] * words)
    known, skeletons = {"قصف": 2, "جنود": 3, "دوما": 4}, {"قصف": 1, "قتل": 2}
    start = []
    for clitic, rest in map(parted, forms):
        ending, bare = skeleton(rest)
        word, hard = known.get(rest, 1), skeletons.get(bare, 0)
        start.append(
            weights["vectors"][word] * weights["scale"][word]
            + weights["skeleton_vectors"][hard] * weights["skeleton_scale"][hard]
            + weights["clitics"][clitic]
            + weights["endings"][ending]
            + weights["mark_vectors"][0]
        )
    start = np.array(start)
    assert np.allclose(document, start.mean(axis=0), atol=1e-5)
    assert np.allclose(tokens, plainly_attended(plainly_convolved(start, weights), weights), atol=1e-4)


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


@pytest.mark.parametrize(
    ("forms", "bare"),
    [
        (("قصف", "قصفوا", "يقصف", "قصفه"), "قصف"),
        (("استهدف", "استهداف", "استهدفت", "استهدافها"), "ستهدف"),
        (("هاجم", "هجوم", "هاجموا"), "هجم"),
        (("غاره", "غارات"), "غر"),
    ],
)
def test_the_inflections_of_a_word_share_a_skeleton(forms: tuple[str, ...], bare: str) -> None:
    assert {skeleton(form)[1] for form in forms} == {bare}


def test_an_ending_is_told_and_a_form_of_soft_letters_is_kept_whole() -> None:
    assert ENDINGS[skeleton("قصفوا")[0] - 1] == "وا"
    assert skeleton("قصف")[0] == 0
    assert skeleton("اوي") == (0, "اوي")


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


def test_words_of_the_headline_and_words_said_before_are_marked() -> None:
    view = view_of("وصل الوفد إلى دوما أمس. وقصفت الطائرات دوما مرتين.", title="قصف على دوما")
    marks, forms = marks_of(view), view.tokens.forms
    places = [at for at, form in enumerate(forms) if form == "دوما"]
    assert ["headed" in marks[at] for at in places] == [True, True, True]
    assert ["again" in marks[at] for at in places] == [False, True, True]
    assert not {"headed", "again"} & set(marks[forms.index("الوفد")])


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


def test_what_is_told_is_reckoned_from_the_trigger_its_sentence_the_lead_and_the_sentence_before() -> None:
    view = view_of("وصل الوفد أمس. قصفت الطائرات دوما. قتل ثلاثة جنود.", title="قصف على دوما")
    weights = arrays()
    net = Net(weights)
    tokens, document = net.encode(view.tokens.forms, groups_of(view))
    highest = [np.maximum(tokens[a:b].max(axis=0), LOWEST) for a, b in view.sentences]
    reading = Reading(net, view)
    assert len(view.sentences) == 4
    for item in view.triggers:
        own = view.tokens.sentence_of[item.start]
        hidden = (
            tokens[item.start] @ weights["told_token"]
            + highest[own] @ weights["told_sentence"]
            + document @ weights["told_document"]
            + np.maximum(highest[0], highest[1]) @ weights["told_lead"]
            + highest[max(own - 1, 0)] @ weights["told_before"]
            + weights["told_kind"][net.kinds.get(item.value.kind, 0)]
        )
        score = float((np.maximum(hidden, 0) @ weights["told_out"] + weights["told_bias"])[0])
        assert reading.told(item) == pytest.approx(min(max(score, -6), 6) * 2, abs=0.51)


def test_what_is_related_is_reckoned_from_both_the_words_between_and_the_sentence() -> None:
    view = view_of("قال الجيش إن طائرات قصفت دوما فجرا. قتل ثلاثة جنود في الغارة على حلب.", title="قصف على دوما")
    weights = arrays()
    net = Net(weights)
    tokens, _ = net.encode(view.tokens.forms, groups_of(view))
    reading, seen = Reading(net, view), set()
    for trigger in view.triggers:
        own = view.tokens.sentence_of[trigger.start]
        begin, end = view.sentences[own]
        for label in ("actor", "place", "toll"):
            for item in view.chart.all(label):
                if item.end <= trigger.start:
                    between, side = tokens[item.end : trigger.start], "before"
                else:
                    between, side = tokens[trigger.start + 1 : max(item.start, trigger.start + 1)], "behind"
                mean = between.mean(axis=0) if len(between) else np.zeros(SIZE)
                far = spread(
                    np.array(item.start - trigger.start), np.array(view.tokens.sentence_of[item.start] == own)
                )
                hidden = (
                    tokens[trigger.start] @ weights["relation_token"]
                    + (tokens[item.start] + tokens[item.end - 1]) @ weights["relation_mention"]
                    + weights["relation_kind"][net.kinds.get(trigger.value.kind, 0)]
                    + weights["relation_distance"][int(far)]
                    + mean @ weights["relation_between"]
                    + np.maximum(tokens[begin:end].max(axis=0), LOWEST) @ weights["relation_own"]
                )
                scores = np.maximum(hidden, 0) @ weights["relation_out"] + weights["relation_bias"]
                wanted = np.clip(scores, -6, 6) * 2
                assert np.allclose(reading.relations(trigger, item), wanted, atol=0.51), (trigger, item)
                seen.add((side, bool(len(between))))
    assert seen == {("before", True), ("before", False), ("behind", True), ("behind", False)}


def test_a_net_of_another_version_says_so() -> None:
    older = {name: array for name, array in arrays().items() if name != "skeletons"}
    with pytest.raises(ValueError, match=r"lacks \['skeletons'\]"):
        Net(older)


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
