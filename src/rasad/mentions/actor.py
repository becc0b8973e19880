"""Actor mentions: who is spoken of, under which registry ids."""

from __future__ import annotations

import msgspec


class ActorMention(msgspec.Struct, frozen=True, kw_only=True):
    """An actor in the text.

    ``id`` is the registry id of the plain reading (``None``: the registry has none, with a ``reason``). A state or
    nationality has two readings: ``forces`` where it fights, ``government`` where it speaks, negotiates or
    sanctions. ``type`` is how it is named: name, adjective, metonym, partisan, generic, person, state, composed,
    persons, object (what may be hit: things, and people told by a name alone), or implied (by the word of the deed:
    who protests are protesters). ``country`` is ISO-2 where the name fixes one; ``class_`` the kind of hands or
    victims.
    """

    id: str | None
    type: str
    forces: str | None = None
    government: str | None = None
    country: str | None = None
    class_: str | None = None
    reason: str | None = None

    def reading(self, *, military: bool) -> str | None:
        """Return the id as a fighting side (``military``) or as a government."""
        wanted = self.forces if military else self.government
        return wanted or self.id
