"""Lessons: what the net learns from one article, as numbers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np
from training.documents import Doc
from training.questions import Question, claims, questions

from rasad.reports.marks import marks_of
from rasad.reports.net import DOCUMENT, RELATIONS, TIMINGS, UNKNOWN, spread
from rasad.text.skeleton import skeleton
from rasad.text.vectors import parted

LONGEST = DOCUMENT
"""Tokens beyond so many are not learned from."""
_MOST_PAIRS = 60
_SPOKEN = {"mention", "open"}
"""Of the ways to date an event those that read a time expression as it stands."""


class Numbers(dict[str, int]):
    """Numbers given to names as they are met, from ``first`` on."""

    def __init__(self, first: int, names: Iterable[str] = ()) -> None:
        super().__init__()
        self.first = first
        for name in names:
            self[name]

    def __missing__(self, name: str) -> int:
        self[name] = number = len(self) + self.first
        return number


@dataclass(slots=True)
class Lesson:
    """An article's tokens and the answers about its triggers, all as numbers.

    Rows of ``told`` are (token, kind, yes); of ``related`` (token, kind, first and last token of the mention,
    distance, relation, yes); of ``coded`` (token, kind, code); of ``timed`` (token, kind, timing);
    of ``same`` (token, token, yes).
    """

    name: str
    words: np.ndarray
    clitics: np.ndarray
    skeletons: np.ndarray
    endings: np.ndarray
    marks: np.ndarray
    begins: np.ndarray
    sentences: np.ndarray
    told: np.ndarray
    related: np.ndarray
    coded: np.ndarray
    timed: np.ndarray
    same: np.ndarray


def lesson(
    doc: Doc, words: dict[str, int], skeletons: dict[str, int], marks: Numbers, kinds: Numbers, codes: Numbers
) -> Lesson:
    """Turn ``doc`` into numbers; marks, kinds and codes that are new get the next ones."""
    view = doc.view
    forms = view.tokens.forms[:LONGEST]
    cut = [parted(form) for form in forms]
    hard = [skeleton(rest) for _, rest in cut]
    named = marks_of(view)[:LONGEST]
    flat: list[int] = []
    begins = []
    for names in named:
        begins.append(len(flat))
        flat += [0, *(marks[name] for name in names)]
    told, related, coded, timed = [], [], [], []
    sentence_of = view.tokens.sentence_of
    for question in (*questions(doc), *claims(doc)):
        at, kind = question.trigger.start, kinds[question.trigger.value.kind]
        if at >= LONGEST:
            continue
        if question.name == "first":
            told.append((at, kind, bool(question.right)))
        elif question.name == "date":
            timed.append((at, kind, TIMINGS.index(_timing(question))))
        if question.name in RELATIONS:
            for number, option in enumerate(question.options):
                item = option.item
                if item is None or item.end > LONGEST or getattr(option, "how", "open") not in _SPOKEN:
                    continue
                same = sentence_of[item.start] == sentence_of[at]
                far = int(spread(np.array(item.start - at), np.array(same)))
                yes = number in question.right
                related.append((at, kind, item.start, item.end - 1, far, RELATIONS.index(question.name), yes))
    tellers = [(start, event) for start, event in sorted(doc.tellers.items()) if start < LONGEST]
    by_start = {item.start: item for item in view.triggers}
    for start, event in tellers:
        coded.append((start, kinds[by_start[start].value.kind], codes[event.gold["kind"]]))
    same_ones = [(a, b, x.number == y.number) for (a, x), (b, y) in combinations(tellers, 2)][:_MOST_PAIRS]
    return Lesson(
        doc.name,
        np.array([words.get(rest, UNKNOWN) for _, rest in cut], dtype=np.int64),
        np.array([clitic for clitic, _ in cut], dtype=np.int64),
        np.array([skeletons.get(bare, 0) for _, bare in hard], dtype=np.int64),
        np.array([ending for ending, _ in hard], dtype=np.int64),
        np.array(flat, dtype=np.int64),
        np.array(begins, dtype=np.int64),
        np.array(sentence_of[:LONGEST], dtype=np.int64),
        _rows(told, 3),
        _rows(related, 7),
        _rows(coded, 3),
        _rows(timed, 3),
        _rows(same_ones, 3),
    )


def _timing(question: Question) -> str:
    how = question.options[question.right[0]].how
    return how if how in TIMINGS else "said"


def _rows(rows: list[Any], width: int) -> np.ndarray:
    return np.array(rows, dtype=np.int64).reshape(len(rows), width)
