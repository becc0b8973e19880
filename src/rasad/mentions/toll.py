"""What a toll mention says: how many people, of whom, met what fate, and how far the words go."""

from __future__ import annotations

from typing import Literal

import msgspec

TollKind = Literal["killed", "injured", "missing", "captured", "killed-or-injured"]
TokenRange = tuple[int, int]


class VictimRef(msgspec.Struct, frozen=True, kw_only=True):
    """One party of the victims: the tokens that name it, its class and actor id, and its share of the figure.

    ``victim_class`` and ``actor_id`` are those of the codebook's table of victims, ``None`` where the text gives a
    bare figure or a name. A ``part`` is a sub-count ("بينهم 40 طفلا") that the total already contains.
    """

    span: TokenRange
    victim_class: str | None = None
    actor_id: str | None = None
    min: int | None = None
    max: int | None = None
    part: bool = False


class TollMention(msgspec.Struct, frozen=True, kw_only=True):
    """A number of people killed, injured, missing or captured, with the qualifications of the words around it.

    ``min`` and ``max`` are inclusive; ``max`` ``None`` is open. ``none`` marks a stated absence of casualties ("دون
    إصابات"); ``partial`` a figure for part of the victims only; ``prior`` an earlier figure; ``revised`` a raised
    one; ``cumulative`` a sum over a period; ``one_side`` a figure or denial for one party. ``mood`` is ``"fact"``,
    ``"planned"``, ``"feared"``, ``"attempt"`` or ``"alleged-intent"``. ``wording`` keeps the lemma printed (شهيد,
    قتيل, مصرع). ``verb_span`` and ``agent_span`` are token ranges.
    """

    kind: TollKind
    min: int | None
    max: int | None
    verb_span: TokenRange
    wording: str
    victims: tuple[VictimRef, ...] = ()
    agent_span: TokenRange | None = None
    none: bool = False
    partial: bool = False
    prior: bool = False
    revised: bool = False
    cumulative: bool = False
    one_side: bool = False
    negated: bool = False
    person_named: bool = False
    mood: str = "fact"
