"""Inflection: the third-person forms of a verb, from its past and present.

Only what news prose writes: past and present, masculine and feminine, singular, dual and plural, active and passive
(which unvowelled script writes alike, but for final weak letters). Source: any table of Arabic conjugation.
"""

from __future__ import annotations


def passive(past: str) -> str | None:
    """Return the past passive where unvowelled script writes it otherwise than the active, else ``None``.

    "هاجم" -> "هوجم" (form III), "اغتال" -> "اغتيل", "أصاب" -> "أصيب" (hollow verbs of forms VIII and IV).
    """
    if len(past) == 4 and past[1] == "ا" and past[0] not in "أإآا":
        return past[0] + "و" + past[2:]
    if len(past) >= 4 and past[-2] == "ا" and past[0] in "أا":
        return past[:-2] + "ي" + past[-1]
    return None


def past_forms(past: str) -> list[str]:
    """Return the third-person past forms of ``past`` ("قصف" -> "قصف", "قصفت", "قصفوا" …), the passive among them."""
    other = passive(past)
    return _past_forms(past) + (_past_forms(other) if other is not None else [])


def _past_forms(past: str) -> list[str]:
    if past.endswith(("ى", "ا")) and len(past) > 2:
        stem = past[:-1]
        return [past, stem + "ت", stem + "وا", stem + "يا", stem + "تا", stem + "ي", stem + "يت", stem + "ين"]
    if past.endswith("أ"):
        stem = past[:-1]
        return [past, past + "ت", stem + "ؤوا", past + "وا", past + "تا"]
    return [past, past + "ت", past + "وا", past + "ا", past + "تا", past + "ن"]


def present_forms(present: str) -> list[str]:
    """Return the third-person present forms of ``present`` ("يقصف" -> "يقصف", "تقصف", "يقصفون" …)."""
    if not present.startswith("ي"):
        raise ValueError(f"the present {present!r} must begin with ي")
    core = present[1:]
    if core.endswith(("ي", "و", "ى")):
        stem = core[:-1]
        return [present, "ت" + core, "ي" + stem + "ون", "ي" + stem + "وا", "ي" + core + "ان", "ت" + core + "ان"]
    return [present, "ت" + core, "ي" + core + "ون", "ي" + core + "وا", "ي" + core + "ان", "ت" + core + "ان"]
