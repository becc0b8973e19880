"""Clitics: the ways a written Arabic word may be proclitics, a stem and an enclitic.

Arabic writes conjunctions, prepositions, the future mark and the article onto the next word, and object or
possessive pronouns onto the last. Which cut is right depends on what the lexicons hold, so ``cuts`` gives all of
them, least cut first, and the caller keeps those whose stem it knows. Source: any reference grammar; the order
و/ف < ب/ل/ك/س < ال is that of Ryding, A Reference Grammar of Modern Standard Arabic, ch. 3 and 16.
"""

from __future__ import annotations

from collections.abc import Container
from functools import lru_cache
from typing import Final, NamedTuple

# First- and second-person singular endings are left out: in print they are nearly always something else ("قتلى").
_ENCLITICS: Final = ("هما", "ها", "هم", "هن", "نا", "ه")

_ENDS: Final = frozenset(tail[-1] for tail in _ENCLITICS)
_CHANGED: Final = {"ت": "ه", "ا": "ي", "و": "وا"}
"""Letters before an enclitic, with what stands in their place where none follows ("قتلوه" is "قتلوا" and "ه")."""

_FRONTS: Final = frozenset("وفبلكس")
"""What a form begins with that may have something other than the article written onto its front."""


class Cut(NamedTuple):
    """One reading of a word: ``proclitics`` (less the article), ``definite`` (it stood), ``stem``, ``enclitic``."""

    stem: str
    definite: bool
    proclitics: str
    enclitic: str


def _front(form: str) -> list[tuple[str, bool, str]]:
    """Return the ``(rest, definite, proclitics)`` readings of the front of ``form``, least cut first."""
    out = [(form, False, "")]
    rests = [("", form)]
    if len(form) > 3 and form[0] in "وف":
        rests.append((form[0], form[1:]))
        out.append((form[1:], False, form[0]))
    for before, rest in rests:
        if rest.startswith("ال") and len(rest) > 3:
            out.append((rest[2:], True, before))
        if rest.startswith("لل") and len(rest) > 3:
            out.append((rest[2:], True, before + "ل"))
            if len(rest) > 4:
                out.append(("ل" + rest[2:], True, before + "ل"))
        if len(rest) > 3 and rest[0] in "بلكس":
            out.append((rest[1:], False, before + rest[0]))
            if rest[0] in "بك" and rest.startswith("ال", 1) and len(rest) > 4:
                out.append((rest[3:], True, before + rest[0]))
    return out


class _Everything:
    def __contains__(self, stem: object) -> bool:
        return True


_ANY: Final = _Everything()


def cuts(form: str, known: Container[str] = _ANY) -> list[Cut]:
    """Return the readings of the folded word ``form`` as proclitics + stem + enclitic, least cut first.

    Of all that can be written so, only those whose stem is ``known`` are made.
    """
    begins = form[:1]
    fronts = _front(form) if begins in _FRONTS else [(form, False, "")]
    if begins == "ا" and len(form) > 3 and form[1] == "ل":
        fronts.append((form[2:], True, ""))
    new, out = tuple.__new__, []
    for rest, definite, pro in fronts:
        if rest in known:
            out.append(new(Cut, (rest, definite, pro, "")))
    if form[-1:] not in _ENDS or not form.endswith(_ENCLITICS):
        return out
    # What is left of a form ends as the form does.
    tails = [tail for tail in _ENCLITICS if form.endswith(tail)]
    for rest, definite, pro in fronts:
        if definite:
            continue
        for tail in tails:
            stem = rest[: -len(tail)]
            if len(stem) < 3:
                continue
            if stem in known:
                out.append(new(Cut, (stem, False, pro, tail)))
            changed = _CHANGED.get(stem[-1])
            if changed is not None and stem[:-1] + changed in known:
                out.append(new(Cut, (stem[:-1] + changed, False, pro, tail)))
    return out


@lru_cache(maxsize=16_384)
def article_of(form: str) -> tuple[str, bool]:
    """Split the article off a lexicon entry's word: ``("قاعده", True)`` for "القاعدة" folded."""
    if form.startswith("ال") and len(form) > 4:
        return form[2:], True
    return form, False
