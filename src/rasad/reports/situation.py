"""Situations: how a trigger itself stands (tense, mood, cues, zone), as named features, in parts that recur."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from rasad.grammar.item import Item
from rasad.reports.model import Part, features_of
from rasad.reports.trigger import Trigger
from rasad.reports.view import View


class Look(NamedTuple):
    """A trigger where it stands: ``parts`` that recur, and the features of its word and those beside it."""

    parts: list[Part]
    words: list[str]


def situation(view: View, item: Item) -> list[str]:
    """Return the features of the trigger ``item`` where it stands, whatever its slots."""
    parts, words = look(view, item)
    return features_of(parts) + words


def look(view: View, item: Item) -> Look:
    """Return the same as the coder weighs it, each part of it once for all triggers that have it."""
    known: dict[int, tuple[Item, Look]] = view.looks
    held = known.get(item.start)
    if held is not None and held[0] == item:
        return held[1]
    out = _look(view, item)
    known[item.start] = (item, out)
    return out


def _look(view: View, item: Item) -> Look:
    trigger: Trigger = item.value
    sentence, forms = view.tokens.sentence_of[item.start], view.tokens.forms
    first, last = view.sentences[sentence]
    proclitics, start = item.proclitics, item.start
    parts: list[Part] = [
        (_of_trigger, trigger, proclitics, item.definite, bool(item.enclitic)),
        (_of_zone, min(view.order[sentence], 6), view.zone[sentence]),
        *_cues(view, item, first, last),
    ]
    quoted = _quoted(view, item, first)
    if quoted or start == first:
        parts.append((_of_place, start == first, quoted))
    return Look(parts, _words(forms, item, first, last))


@lru_cache(maxsize=10_000)
def _of_trigger(trigger: Trigger, proclitics: str, definite: bool, enclitic: bool) -> tuple[str, ...]:
    """Return the features of a trigger's reading and of how it is written."""
    kind, pos = trigger.kind, trigger.pos
    out = ["bias", f"k={kind}", f"l={trigger.lemma}", f"pos={pos}", f"tense={trigger.tense}"]
    out += [f"k={kind},pos={pos},def={definite}", f"frame={trigger.frame}"]
    if trigger.cue:
        out.append(f"cue={trigger.cue}")
    if definite:
        out.append("def")
    if enclitic:
        out.append("enc")
    if proclitics:
        last = proclitics[-1]
        out += [f"pro={last}", f"pro={last}&pos={pos}", f"pro={last}&k={kind}"]
        if "س" in proclitics:
            out.append("future-s")
    elif not definite and pos == "n":
        out.append(f"bare&k={kind}")
    return tuple(out)


def _of_zone(order: int, zone: str) -> tuple[str, ...]:
    return f"o={order}", f"z={zone}"


def _of_place(opens: bool, quoted: bool) -> list[str]:
    return [name for name, holds in (("opens", opens), ("quoted", quoted)) if holds]


def _cues(view: View, item: Item, first: int, last: int) -> list[Part]:
    """Return the cue classes just before, a little before, and after the trigger, and in its whole sentence."""
    classes, start, end = view.cue_classes, item.start, item.end
    left, right = max(first, start - 4), min(last, end + 4)
    return [
        (_each, "n", classes(max(first, start - 1), start)),
        (_each, "b", classes(left, start)),
        (_each, "f", classes(first, left)),
        (_each, "a", classes(end, right)),
        (_each, "af", classes(right, min(last, end + 14))),
    ]


@lru_cache(maxsize=10_000)
def _each(where: str, classes: frozenset[str]) -> tuple[str, ...]:
    """Return the features of the cue ``classes`` that stand at ``where``."""
    return tuple([f"{where}:{name}" for name in sorted(classes)])


def _words(forms: list[str], item: Item, first: int, last: int) -> list[str]:
    """Return the trigger's word and those beside it, inside its sentence."""
    start, end = item.start, item.end
    out = [f"form={forms[start][len(item.proclitics) :]}"]
    if start > first + 1:
        out.append(f"w-2={forms[start - 2]}")
    if end + 1 < last:
        out.append(f"w+2={forms[end + 1]}")
    if start > first:
        out.append(f"w-1={forms[start - 1]}")
    if end < last:
        out.append(f"w+1={forms[end]}")
    return out


def _quoted(view: View, item: Item, first: int) -> bool:
    """Say whether the trigger stands inside quotation marks that opened in its sentence."""
    return "".join(view.tokens.gaps[first : item.start + 1]).count('"') % 2 == 1
