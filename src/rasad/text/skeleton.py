"""Skeletons: the hard letters of a form, which its inflections and derivations share ("قصفوا", "يقصف", "قصفه")."""

from __future__ import annotations

from typing import Final

ENDINGS: Final = (
    "هما",
    "هم",
    "ها",
    "كم",
    "نا",
    "يون",
    "يين",
    "ون",
    "ين",
    "ان",
    "ات",
    "يه",
    "وا",
    "ه",
    "ي",
    "ت",
    "ا",
)
"""Endings of number, gender and person, and pronouns, as folding leaves them; each before those that it ends in."""
_SHORTEST: Final = 3
_SOFT: Final = str.maketrans("", "", "اويء")


def skeleton(rest: str) -> tuple[int, str]:
    """Return the number of the ending of ``rest`` (0: none; see ``ENDINGS``), and the hard letters before it.

    ``rest`` is a folded form without the clitics before it (``vectors.parted``). The letters that Arabic inflection
    adds and drops (ا و ي and the bare hamza) are left out; a form of nothing else is returned whole.
    """
    for number, ending in enumerate(ENDINGS, 1):
        if rest.endswith(ending) and len(rest) - len(ending) >= _SHORTEST:
            stem = rest[: -len(ending)]
            return number, stem.translate(_SOFT) or stem
    return 0, rest.translate(_SOFT) or rest
