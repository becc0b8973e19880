"""Weapon mentions."""

from __future__ import annotations

import msgspec


class WeaponMention(msgspec.Struct, frozen=True, kw_only=True):
    """A weapon: its class (``None`` until the attacker decides between rocket and missile), role and count."""

    weapon: str
    role: str
    count: int | None = None
