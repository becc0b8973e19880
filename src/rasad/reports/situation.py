"""Situations: how a trigger itself stands (tense, mood, cues, zone), as named features."""

from __future__ import annotations

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
    out = []
    near = view.cue_classes(max(first, item.start - 1), item.start)
    left = view.cue_classes(max(first, item.start - 4), item.start)
    far = view.cue_classes(first, max(first, item.start - 4))
    right = view.cue_classes(item.end, min(last, item.end + 4))
    far_right = view.cue_classes(min(last, item.end + 4), min(last, item.end + 14))
    out += [f"n:{c}" for c in sorted(near)]
    out += [f"b:{c}" for c in sorted(left)]
    out += [f"f:{c}" for c in sorted(far)]
    out += [f"a:{c}" for c in sorted(right)]
    out += [f"af:{c}" for c in sorted(far_right)]
    if item.start > first + 1:
        out.append(f"w-2={view.tokens.forms[item.start - 2]}")
    if item.end + 1 < last:
        out.append(f"w+2={view.tokens.forms[item.end + 1]}")
    if item.start > first:
        out.append(f"w-1={view.tokens.forms[item.start - 1]}")
    if item.end < last:
        out.append(f"w+1={view.tokens.forms[item.end]}")
    return out


def _quoted(view: View, item: Item, first: int) -> bool:
    """Say whether the trigger stands inside quotation marks that opened in its sentence."""
    gaps = view.tokens.gaps
    return sum(gaps[at].count('"') for at in range(first, item.start + 1)) % 2 == 1
