"""A word for persons who can be hurt, as the codebook lists it."""

from __future__ import annotations

import msgspec


class VictimWord(msgspec.Struct, frozen=True):
    """``lemma`` and ``victim_class`` of the word, the ``number`` it is printed in, and the actor it belongs to.

    ``number`` is ``sg``, ``du`` or ``pl``; the ending ـين that a dual shares with the plural counts as ``pl``.
    ``actor_id`` is ``None`` for persons whom the word alone does not tie to a listed actor.
    """

    lemma: str
    victim_class: str
    number: str
    actor_id: str | None = None
