"""Copies of one text count as one source."""

from __future__ import annotations

import random

import pytest

from rasad.merging import Copies, independence
from rasad.records import Source

COPY = (
    "قالت مصادر محلية إن ثلاثة صواريخ سقطت فجراً قرب السوق القديم في البلدة وأدت إلى إصابة أربعة من أصحاب المحال، "
    "فيما أغلقت الشرطة الطرق المؤدية إلى المكان وطلبت من السكان الابتعاد عنه حتى انتهاء التفتيش عن مخلفات القصف."
)
OWN = (
    "أفاد مراسلنا بأن حافلة تقل عمالاً انقلبت على الطريق الساحلي بعدما انفجرت بقربها عبوة زرعها مجهولون، "
    "ونقلت سيارات الإسعاف سبعة جرحى إلى مستشفى المدينة، ولم تتبن أي جهة التفجير حتى ساعة إعداد هذا الخبر."
)


def source(doc: str, *agencies: str) -> Source:
    return Source(doc=doc, agencies=agencies)


def test_ten_outlets_with_one_text_are_one_source() -> None:
    given = [(source(f"o{n}"), f"{COPY} (وكالة) {n}") for n in range(10)] + [(source("other"), OWN)]
    groups = independence(given)
    assert {groups[f"o{n}"] for n in range(10)} == {"o0"}
    assert groups["other"] == "other"


def test_the_order_of_the_articles_does_not_matter() -> None:
    given = [(source(f"o{n}"), text) for n, text in enumerate((COPY, OWN, COPY + " وأضافت", OWN, "خبر عاجل"))]
    wanted = independence(given)
    for seed in range(5):
        shuffled = list(given)
        random.Random(seed).shuffle(shuffled)
        assert independence(shuffled) == wanted


def test_spelling_and_diacritics_make_no_other_text() -> None:
    assert len(set(independence([(source("a"), COPY), (source("b"), COPY.replace("إ", "ا"))]).values())) == 1


def test_an_agencys_copy_is_known_where_half_of_it_was_cut() -> None:
    half = COPY[: len(COPY) // 2]
    assert len(set(independence([(source("a", "afp"), COPY), (source("b", "afp"), half)]).values())) == 1


def test_short_texts_are_copies_of_their_equals_only() -> None:
    groups = independence(
        [(source("a"), "قصف على البلدة"), (source("b"), "قصف على المدينة"), (source("c"), "قصف على البلدة")]
    )
    assert groups == {"a": "a", "b": "b", "c": "a"}
    assert independence([(source("a"), ""), (source("b"), "")]) == {"a": "a", "b": "b"}


def test_an_article_added_twice_changes_nothing() -> None:
    copies = Copies()
    assert copies.add(source("b"), COPY) == "b"
    assert copies.add(source("a"), COPY) == "a"
    assert copies.add(source("a"), OWN) == "a"
    assert copies.groups() == {"a": "a", "b": "a"}
    with pytest.raises(KeyError, match="no article 'z'"):
        copies.group_of("z")
