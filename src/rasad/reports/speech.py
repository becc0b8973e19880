"""Speech: an article's words of saying, roles, outlets and actors by token."""

from __future__ import annotations

from typing import Final

from rasad.grammar.item import Item
from rasad.reports.quotes import opens
from rasad.reports.saywords import THAT, say_words, speaker_words
from rasad.reports.view import View
from rasad.text.tokens import Break

_PASSED: Final = speaker_words()["passed"]
_HEARERS: Final = speaker_words()["hearer"]
_IN: Final = speaker_words()["in"]
_PHRASE: Final = 12
"""How far an adverbial phrase before its subject is followed ("في كلمة ألقاها في الحفل وزير")."""


class Speech:
    """The words that speakers are read from, by the token at which they begin."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.tokens = view.tokens
        language = "ar" if view.context.language != "en" else "en"
        self.says: list[Item] = []
        self.roles: dict[int, Item] = {}
        self.outlets: dict[int, Item] = {}
        for item in say_words(language).lexicon.find(view.tokens):
            if item.label == "say":
                self.says.append(item)
            elif not item.enclitic:
                self._keep(self.roles if item.label == "role" else self.outlets, item)
        self.actors = {item.start: item for item in view.chart.by_label.get("actor", ())}
        self.dates = {i.start: i for i in view.chart.by_label.get("date", ())}
        self.verbs = {i.start for i in view.triggers}
        self.said = {i.start for i in self.says}
        self.said_by_verb = {i.start for i in self.says if i.value.pos == "v" and not i.definite}

    @staticmethod
    def _keep(held: dict[int, Item], item: Item) -> None:
        if item.start not in held or held[item.start].end < item.end:
            held[item.start] = item

    def item_at(self, at: int) -> Item | None:
        """Return the role, actor or outlet that begins at token ``at``."""
        return self.roles.get(at) or self.actors.get(at) or self.outlets.get(at)

    def item_end(self, at: int) -> int | None:
        """Return the end of the longest role, actor or outlet that begins at ``at``."""
        ends = [held[at].end for held in (self.roles, self.actors, self.outlets) if at in held]
        return max(ends, default=None)

    def is_via(self, at: int) -> bool:
        """Say whether an outlet in the dative stands at ``at`` ("لرويترز", 'لـ "رويترز"')."""
        item = self.outlets.get(at)
        return item is not None and item.proclitics.endswith("ل")

    def hearer_end(self, at: int, last: int) -> int | None:
        """Return the end of whoever is spoken to at ``at``: an outlet in the dative, "للصحفيين"."""
        if self.is_via(at):
            return min(self.outlets[at].end, last)
        form = self.tokens.forms[at]
        if form in _HEARERS or (form.startswith("لل") and self.item_at(at) is None):
            return at + 1
        if form == "ل" and at + 1 in self.outlets:
            return min(self.outlets[at + 1].end, last)
        return None

    def skip(self, at: int, last: int) -> int:
        """Return the token after adverbials ("في بيان", "اليوم", dates) and hearers that stand at ``at``."""
        forms, start = self.tokens.forms, at
        while at < last:
            date, hearer = self.dates.get(at), self.hearer_end(at, last)
            if hearer is not None:
                at = hearer
            elif opens(self.tokens, at) and not (at > start and forms[at - 1] in _IN):
                break
            elif date is not None:
                at = date.end
            elif forms[at] in _PASSED and (at not in self.roles or at > start):
                at += 1
            else:
                break
        return at

    def after_phrase(self, at: int, last: int) -> int | None:
        """Return where the subject begins behind the adverbial phrase that ``at`` stands in, ``None`` for none.

        ``at`` is a noun behind "في" that no list knows: it cannot be the subject, and neither can what depends on it.
        """
        forms, breaks = self.tokens.forms, self.tokens.breaks
        for here in range(at + 1, min(last, at + _PHRASE)):
            if forms[here] in THAT or ":" in self.tokens.gaps[here] or opens(self.tokens, here):
                return None
            known = self.item_at(here)
            if known is None or known.proclitics or here in self.dates:
                continue
            if self._closed(here - 1) or breaks[here] >= Break.COMMA:
                return here
        return None

    def _closed(self, at: int) -> bool:
        """Say whether the word at ``at`` can govern no noun after it: a definite one, or the last of an item."""
        form = self.tokens.forms[at]
        return form.startswith(("ال", "لل")) or any(d.start <= at < d.end for d in self.dates.values())
