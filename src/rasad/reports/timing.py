"""Timing: what of a time expression speaks for and against its dating an event, in parts that recur."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from rasad.grammar.item import Item
from rasad.reports.model import Part
from rasad.reports.view import View


class Announced(NamedTuple):
    """The word of saying beside a time, ``None`` for none, and how it stands: side, gap, triggers between, commas."""

    word: str | None
    how: tuple[str, int, int, bool, int] | None


_UNSAID = Announced(None, None)


def announced(view: View, item: Item) -> Announced:
    """Return the word of saying beside the time ``item``: "أعلن، الاثنين، أنه قصف" dates the saying."""
    before = [at for at in range(max(0, item.start - 5), item.start) if "say" in view.cues.get(at, ())]
    after = [at for at in range(item.end, min(len(view.tokens), item.end + 3)) if "say" in view.cues.get(at, ())]
    if not before and not after:
        return _UNSAID
    at = before[-1] if before else after[0]
    gap = min(item.start - at, 4) if before else 0
    inner = min(view.trigger_count[item.start] - view.trigger_count[at], 1) if before else 0
    joined = "that" in view.cue_classes(item.end, item.end + 3)
    apart = view.commas[min(item.end, len(view.tokens) - 1)] - view.commas[max(at, 0)] if before else 0
    how = ("before" if before else "after", gap, inner, joined, min(max(apart, 0), 2))
    return Announced(view.tokens.forms[at], how)


def own_part(view: View, item: Item, said: Announced) -> Part:
    """Return the part of what holds of the time ``item``, of known days, whatever the trigger."""
    value, published = item.value, view.context.published
    back, future = None, False
    if published is not None:
        days = (published - value.end).days
        back = sum(days >= step for step in (1, 2, 7, 40, 400)) if days >= 0 else 2
        future = value.start > published
    long = (value.end - value.start).days
    length = min(long, 3) if long < 8 else 8 if long < 32 else 9
    signs = (bool(value.weak), bool(value.span_is_time_marker), bool(value.tod), said.word is not None)
    return own_features, value.kind, value.basis, back, future, length, item.proclitics[-1:], signs


def own_features(
    kind: str, basis: str, back: int | None, future: bool, length: int, proclitic: str, signs: tuple[bool, ...]
) -> list[str]:
    """Return the features of a time by itself."""
    weak, marker, tod, said = signs
    out = [f"kind={kind}", f"basis={basis}", f"long={length}", "said" if said else "unsaid"]
    if back is not None:
        out.append(f"back={back}")
    if future:
        out.append("future")
    if proclitic:
        out.append(f"dp={proclitic}")
    return out + [name for name, holds in (("weak", weak), ("marker", marker), ("tod", tod)) if holds]


def where_features(*where: str) -> list[str]:
    """Return the features of where a time stands seen from a trigger."""
    return [f"m:{f}" for f in where]


def paired_features(
    first: str,
    way: str,
    time: str,
    kind: str,
    pos: str,
    said: tuple[str, int, int, bool, int] | None,
) -> list[str]:
    """Return the features of a time of the sort ``time`` and a trigger; ``first`` is that of their relation."""
    out = [f"dk={time}&m:{first}", f"dk={time}&k={kind}"]
    if said is not None:
        side, gap, inner, joined, commas = said
        out += [
            f"said={side}&{way}",
            f"said={side}&{way}&gap={gap}",
            f"said&{way}&inner={inner}",
            f"said&{way}&joined={joined}",
            f"said&{way}&commas={commas}",
            f"said={side}&{way}&pos={pos}",
            f"said={side}&{way}&inner={inner}&joined={joined}",
        ]
    return out


def word_features(way: str, before: str | None, said: str | None) -> list[str]:
    """Return the features of the word before a time and of the word of saying beside it."""
    out = [f"wb={before}"] if before is not None else []
    return [*out, f"sayword={said}&{way}"] if said is not None else out


def under(prefix: str, make: Callable[..., Iterable[str]], *given: object) -> list[str]:
    """Return the features of a part, each with ``prefix`` before it."""
    return [prefix + feature for feature in make(*given)]
