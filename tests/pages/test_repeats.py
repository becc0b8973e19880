"""What is told twice is recorded, with both places."""

from pages_in_own_words import BODY, HEADLINE, PARAGRAPH, SECOND, THIRD

from rasad.pages import Article, read_record, read_text
from rasad.pages.language import language_of


def pairs(item: object) -> list[tuple[str, str]]:
    assert isinstance(item, Article)
    return [(item.text[slice(*span)], item.text[slice(*of)]) for span, of in item.repeats]


def test_lead_in_abstract_and_first_paragraph() -> None:
    item = read_record({"title": HEADLINE, "abstract": PARAGRAPH, "text": BODY})
    assert pairs(item) == [(PARAGRAPH, PARAGRAPH)]


def test_nearly_the_same_sentence_and_other_spelling() -> None:
    near = PARAGRAPH.replace("أعلن", "اعلن").replace("محلي", "عسكري")
    assert pairs(read_text(f"{PARAGRAPH}\n{SECOND}\n{near}")) == [(near, PARAGRAPH)]


def test_sentence_within_paragraphs() -> None:
    sentence = "دخلت القوات البلدة عند الفجر من الجهة الشمالية."
    item = read_text(f"{PARAGRAPH} {sentence}\n{SECOND}\n{sentence} {THIRD}")
    assert pairs(item) == [(sentence, sentence)]


def test_different_sentences_are_no_repeats() -> None:
    assert pairs(read_text(BODY)) == []


def test_long_texts_stay_quick() -> None:
    text = "\n".join(f"الجملة رقم {n} تقول شيئا مختلفا عن الجملة رقم {n + 1} في النص." for n in range(2000))
    assert pairs(read_text(text)) == []


def test_language() -> None:
    assert language_of(BODY) == "ar"
    assert language_of("The army said on Friday that it was in the town and to the north of it.") == "en"
    assert language_of("این یک متن فارسی است که در آن چیزی می گوید و این است") == "other"
    assert language_of("12345") == "other"
