"""When a coded tally, statement or source is the gold's: plain records in, pairs out.

Everything here works on the JSON form of both sides, so that ``make score`` and the trainings measure alike.
"""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import Any

Record = dict[str, Any]
_ENOUGH = 0.5
_SAME = 0.8


def words(tool: ModuleType, text: str | None) -> set[str]:
    """The words of ``text`` as the kit's scorer compares them."""
    return set(tool.words(text))


def one_to_one(gold: list[Record], found: list[Record], closeness: Callable[[Record, Record], float]) -> list[Any]:
    """Pair ``gold`` with ``found``, the closest first, each once; 0 is no pair."""
    scored = [(closeness(g, f), i, j) for i, g in enumerate(gold) for j, f in enumerate(found)]
    used_gold: set[int] = set()
    used_found: set[int] = set()
    out = []
    for close, i, j in sorted(scored, key=lambda t: (-t[0], t[1], t[2])):
        if close > 0 and i not in used_gold and j not in used_found:
            used_gold.add(i)
            used_found.add(j)
            out.append((gold[i], found[j]))
    return out


# --- tallies


def least(toll: Any) -> int | None:
    """The lower bound of a toll, which the gold may write as a bare number."""
    return toll.get("min") if isinstance(toll, dict) else toll


def covered(tool: ModuleType, evidence: str, text: str) -> float:
    """The share of the words of the gold's ``evidence`` that ``text`` holds."""
    wanted = words(tool, evidence)
    return len(wanted & words(tool, text)) / max(1, len(wanted))


def figures_agree(gold: Record, found: Record) -> bool:
    """Whether a tally's count, or one of its tolls, is the gold's; two without any figure agree."""
    killed, injured = least(found["killed"]), least(found["injured"])
    if gold["count"] is not None:
        return gold["count"] in (found["count"], killed, injured)
    wanted = [least(gold.get("killed")), least(gold.get("injured"))]
    if wanted == [None, None]:
        return found["count"] is None
    mine = [killed if found["killed"] else found["count"], injured]
    same = any(w is not None and w == m for w, m in zip(wanted, mine, strict=True))
    return same or mine[0] in [w for w in wanted if w is not None]


def match_tallies(tool: ModuleType, gold: list[Record], found: list[Record]) -> list[tuple[Record, Record]]:
    """Pair tallies: half the words of the gold's evidence, and a figure that agrees."""

    def close(g: Record, f: Record) -> float:
        share = covered(tool, g["evidence"], f["evidence"])
        return share if share >= _ENOUGH and figures_agree(g, f) else 0.0

    return one_to_one(gold, found, close)


# --- statements


def overlap(tool: ModuleType, gold: str, text: str) -> float:
    """How far two wordings are one: the share of the gold's words, or of a shorter ``text``'s own."""
    g, p = words(tool, gold), words(tool, text)
    common = len(g & p)
    return max(common / max(1, len(g)), common / max(4, len(p)) if len(p) < len(g) else 0.0)


def state_of(ident: str) -> str:
    """An actor's id without forces or government: a defence ministry is coded as either."""
    while ident.endswith(("-forces", "-government")):
        ident = ident.rpartition("-")[0]
    return ident


def speaker_agrees(tool: ModuleType, gold: Record, found: Record) -> bool:
    """Whether the gold's speaker speaks: by id where both have one, else by a word of name or role."""
    a, b = gold["speaker"], found["speaker"]
    if a.get("id") and b.get("id"):
        return state_of(a["id"]) == state_of(b["id"])
    mine = words(tool, f"{a['text']} {gold.get('role') or ''}")
    return bool(mine & words(tool, f"{b['text']} {found.get('role') or ''}"))


def match_statements(tool: ModuleType, gold: list[Record], found: list[Record]) -> list[tuple[Record, Record]]:
    """Pair statements by their words; of two wordings as close the one with the gold's speaker."""

    def close(g: Record, f: Record) -> float:
        share = overlap(tool, g["evidence"], f["text"])
        return share + 0.3 * speaker_agrees(tool, g, f) if share >= _ENOUGH else 0.0

    return one_to_one(gold, found, close)


def told_once(tool: ModuleType, statements: list[Record], name: str) -> list[Record]:
    """``statements`` without those told again: by the same speaker, in nearly the same words (headline and lead).

    ``name`` is the field that holds the words.
    """
    out: list[Record] = []
    for one in statements:
        again = (
            speaker_agrees(tool, one, other)
            and len(words(tool, one[name]) & words(tool, other[name]))
            >= _SAME * min(len(words(tool, one[name])), len(words(tool, other[name])))
            for other in out
        )
        if not any(again):
            out.append(one)
    return out


# --- sources


def source_agrees(tool: ModuleType, gold: Record, found: Record) -> bool:
    """Whether two sources of an event are one: by id, else by a word."""
    if gold.get("id") and gold["id"] == found["id"]:
        return True
    return bool(words(tool, gold["text"]) & words(tool, found["text"]))


def match_sources(tool: ModuleType, gold: list[Record], found: list[Record]) -> list[tuple[Record, Record]]:
    """Pair the sources of one event."""
    return one_to_one(gold, found, lambda g, f: float(source_agrees(tool, g, f)))
