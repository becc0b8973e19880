"""``rasad lexicon test``: what the lexicons make of a word or phrase."""

from __future__ import annotations

from typing import Any


def test_a_word_with_clitics(run: Any) -> None:
    result = run("lexicon", "test", "وللحوثيين")
    assert result.exit_code == 0
    assert "folded وللحوثيين" in result.stdout
    assert "ول+ال+حوثيين" in result.stdout
    assert "codebook/data/ar/actors.tsv:" in result.stdout


def test_spelling_is_folded(run: Any) -> None:
    shown = run("lexicon", "test", "قَاعِـــدَة").stdout
    assert "folded قاعده" in shown


def test_a_phrase_has_its_readings(run: Any) -> None:
    shown = run("lexicon", "test", "--published", "2024-07-26", "مقتل", "ثلاثة", "جنود", "أمس", "في", "بغداد").stdout
    assert "number" in shown
    assert "2024-07-25" in shown
    assert "gazetteer" in shown
    assert "trigger" in shown


def test_an_inflected_verb_leads_to_its_row(run: Any) -> None:
    shown = run("lexicon", "test", "قصفوا").stdout
    assert "reports/ar/triggers.tsv:" in shown


def test_an_unknown_word_is_told(run: Any) -> None:
    result = run("lexicon", "test", "زعطوطستان")
    assert result.exit_code == 1
    assert "no lexicon knows this word" in result.stdout


def test_no_word_at_all(run: Any) -> None:
    result = run("lexicon", "test", "؟!")
    assert result.exit_code == 1
    assert "holds no word" in result.stderr
