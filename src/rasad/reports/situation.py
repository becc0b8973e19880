"""Situations: how a trigger itself stands (tense, mood, cues, zone), as named features."""

from __future__ import annotations

from functools import lru_cache

from rasad.grammar.item import Item
from rasad.reports.trigger import Trigger
from rasad.reports.view import View


def situation(view: View, item: Item) -> list[str]:
    """Return the features of the trigger ``item`` where it stands, whatever its slots."""
    known: dict[int, tuple[Item, list[str]]] = view.looks
    held = known.get(item.start)
    if held is not None and held[0] == item:
        return held[1]
    out = _situation(view, item)
    known[item.start] = (item, out)
    return out


def _situation(view: View, item: Item) -> list[str]:
    trigger: Trigger = item.value
    sentence = view.tokens.sentence_of[item.start]
    first, last = view.sentences[sentence]
    order = view.order[sentence]
    out = [
        "bias",
        f"k={trigger.kind}",
        f"l={trigger.lemma}",
        f"pos={trigger.pos}",
        f"tense={trigger.tense}",
        f"o={min(order, 6)}",
        f"z={view.zone[sentence]}",
        f"k={trigger.kind},pos={trigger.pos},def={item.definite}",
        f"frame={trigger.frame}",
    ]
    form = view.tokens.forms[item.start]
    out.append(f"form={form[len(item.proclitics) :]}")
    if trigger.cue:
        out.append(f"cue={trigger.cue}")
    if item.definite:
        out.append("def")
    if item.enclitic:
        out.append("enc")
    if item.proclitics:
        last_proclitic = item.proclitics[-1]
        out += [
            f"pro={last_proclitic}",
            f"pro={last_proclitic}&pos={trigger.pos}",
            f"pro={last_proclitic}&k={trigger.kind}",
        ]
        if "س" in item.proclitics:
            out.append("future-s")
    out += _cues(view, item, first, last)
    if not item.proclitics and not item.definite and trigger.pos == "n":
        out.append(f"bare&k={trigger.kind}")
    if item.start == first:
        out.append("opens")
    if _quoted(view, item, first):
        out.append("quoted")
    return out


def _cues(view: View, item: Item, first: int, last: int) -> list[str]:
    """Return the cue classes just before, a little before, and after the trigger, and in its whole sentence."""
    classes, forms, start, end = view.cue_classes, view.tokens.forms, item.start, item.end
    left, right = max(first, start - 4), min(last, end + 4)
    out = [
        *_each("n", classes(max(first, start - 1), start)),
        *_each("b", classes(left, start)),
        *_each("f", classes(first, left)),
        *_each("a", classes(end, right)),
        *_each("af", classes(right, min(last, end + 14))),
    ]
    if start > first + 1:
        out.append(f"w-2={forms[start - 2]}")
    if end + 1 < last:
        out.append(f"w+2={forms[end + 1]}")
    if start > first:
        out.append(f"w-1={forms[start - 1]}")
    if end < last:
        out.append(f"w+1={forms[end]}")
    return out


@lru_cache(maxsize=20_000)
def _each(where: str, classes: frozenset[str]) -> tuple[str, ...]:
    """Return the features of the cue ``classes`` that stand at ``where``."""
    return tuple([f"{where}:{name}" for name in sorted(classes)])


def _quoted(view: View, item: Item, first: int) -> bool:
    """Say whether the trigger stands inside quotation marks that opened in its sentence."""
    return "".join(view.tokens.gaps[first : item.start + 1]).count('"') % 2 == 1
