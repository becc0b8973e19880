"""A word for persons who can be hurt, as the codebook lists it."""

from __future__ import annotations

import msgspec


class VictimWord(msgspec.Struct, frozen=True):
    """``lemma`` and ``victim_class`` of the word, the ``number`` it is printed in, and the actor it belongs to.

    ``number`` is ``sg``, ``du``, ``pl``, ``du/pl`` (the ending ـين of nisbas and participles) or ``coll`` (a word
    for a group: أسرة, طاقم). ``actor_id`` is ``None`` for persons who belong to no listed actor.
    """

    lemma: str
    victim_class: str
    number: str
    actor_id: str | None = None
