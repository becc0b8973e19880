"""A number as a text states it, and the reading of figures written in digits."""

from __future__ import annotations

import re
from typing import Final, Literal

import msgspec

Form = Literal["exact", "approx", "at-least", "at-most", "range", "vague", "ordinal"]

_GROUPED: Final = re.compile(r"[1-9][0-9]{0,2}(?:([.,٫])[0-9]{3})(?:\1[0-9]{3})*")
_DECIMAL: Final = re.compile(r"([0-9]{1,4})[.,٫]([0-9]{1,2})")
_PLAIN: Final = re.compile(r"0|[1-9][0-9]{0,8}")


class NumberValue(msgspec.Struct, frozen=True):
    """An interval of whole numbers, as the coding rules read the words.

    ``max`` ``None`` is open ("more than N", "dozens"). ``form`` says how the words put it. ``fraction`` marks a
    figure that was no whole number ("12.5"): ``min`` and ``max`` are then the whole numbers around it.
    """

    min: int
    max: int | None
    form: Form = "exact"
    fraction: bool = False


class DualValue(msgspec.Struct, frozen=True):
    """A counted noun in the dual: its singular ``lemma`` and its class; ``count`` is always two."""

    lemma: str
    kind: str
    count: int = 2


def exact(number: float, form: Form = "exact") -> NumberValue:
    """Return ``number`` as a value; one that is not whole becomes the interval around it, marked ``fraction``."""
    whole = int(number)
    if whole == number:
        return NumberValue(whole, whole, form)
    return NumberValue(whole, whole + 1, form, True)


def read_digits(token: str) -> float | None:
    """Read a folded token of digits: "270.000" and "270,000" are thousands, "1.5" and "1,5" decimals.

    Returns ``None`` for what is no count: clock times, dates, telephone numbers, figures with leading zeros.
    """
    if _PLAIN.fullmatch(token):
        return int(token)
    if _GROUPED.fullmatch(token):
        return int(re.sub(r"\D", "", token))
    found = _DECIMAL.fullmatch(token)
    if found is None or (found.group(2) == "00" and len(found.group(1)) < 3):
        return None  # "21,00 ت غ" is a clock time
    return float(f"{found.group(1)}.{found.group(2)}")


def range_of(low: NumberValue, high: NumberValue) -> NumberValue | None:
    """Return the interval from ``low`` to ``high``, or ``None`` where they do not rise."""
    top = high.max if high.max is not None else high.min
    if low.min >= top:
        return None
    return NumberValue(low.min, top, "range", low.fraction or high.fraction)
