"""The measure of labelled sentences, on sentences of our own."""

from __future__ import annotations

from pathlib import Path

import pytest
from training.score_sentences import KINDS, compare, f1

from rasad.codebook.kinds import kinds
from rasad.reports.coder import Coder

LINES = """id,label,accept,reject,total,text
a,yes,3,0,3,قصفت طائرات روسية بلدة خان شيخون في سوريا أمس وقتلت خمسة مدنيين.
b,easy no,0,3,3,افتتح الوزير معرض الكتاب في المدينة.
c,difficult no,1,2,3,قصفت طائرات روسية مدينة إدلب أمس.
"""


def test_the_kinds_are_the_codebooks() -> None:
    assert all(named <= kinds().keys() for named in KINDS.values())


def test_what_readers_did_not_agree_on_counts_neither_way(tmp_path: Path) -> None:
    (tmp_path / "assault.csv").write_text(LINES, encoding="utf-8")
    count, errors = compare(Coder(), "assault", tmp_path)
    assert (count, errors) == ([1, 1, 1], [])


@pytest.mark.parametrize(("count", "wanted"), [([0, 0, 0], 0.0), ([1, 1, 1], 1.0), ([1, 2, 2], 0.5)])
def test_f1(count: list[int], wanted: float) -> None:
    assert f1(count) == wanted
