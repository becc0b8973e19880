"""Quotation marks: where quoted words open and close; print often loses one of the two or misplaces a space."""

from __future__ import annotations

from typing import Final

from rasad.text.tokens import Tokens

_QUOTE: Final = '"'
_LONGEST: Final = 120


def opens(tokens: Tokens, at: int) -> bool:
    """Say whether a quotation opens right before token ``at``; a mark on the word before it closes one."""
    gap = tokens.gaps[at]
    if _QUOTE not in gap:
        return False
    if gap.strip() == _QUOTE and gap[0] == gap[-1]:  # glued or spaced on both sides: count from the sentence's first
        first = tokens.sentences[tokens.sentence_of[at]][0]
        return sum(tokens.gaps[n].count(_QUOTE) for n in range(first, at)) % 2 == 0
    before, _, _ = gap.partition(_QUOTE)
    _, _, after = gap.rpartition(_QUOTE)
    return not after or bool(before) and after.isspace()


def closing(tokens: Tokens, begin: int, last: int) -> int | None:
    """Return the token before which the quotation that opens at or near ``begin`` closes (``None``: none opens).

    One that does not close by the end of its sentence and the next few runs to ``last``.
    """
    start = next((at for at in range(begin, min(begin + 3, last)) if opens(tokens, at)), None)
    if start is None:
        return None
    depth = 1
    for at in range(start + 1, min(start + _LONGEST, len(tokens.gaps))):
        if _QUOTE not in tokens.gaps[at]:
            continue
        depth += 1 if opens(tokens, at) else -1
        if depth == 0:
            return at
    return last
