"""Attribution: who an article names as source of an event."""

from __future__ import annotations

from typing import Final

from rasad.records import Attribution
from rasad.reports.assembly import Draft
from rasad.reports.saying import Saying
from rasad.reports.sayings import sayings_of
from rasad.reports.saywords import speaker_words
from rasad.reports.view import View

_NEWS: Final = speaker_words()["news"]
"""Reports and news that nobody is named for are no source."""
_ANAPHORS: Final = speaker_words()["anaphor"]
_SURE: Final = 0.3
_DEPTH: Final = 1
_NO_SOURCE: Final = frozenset({"demand", "threat", "forecast"})
_MOST: Final = 3
"""An event with more sources keeps those nearest its best telling."""


def attribution_of(view: View, draft: Draft) -> tuple[Attribution, ...]:
    """Return who says that the event of ``draft`` happened, in text order; empty where the outlet tells it itself."""
    found: list[tuple[int, Saying]] = []
    for member in draft.members:
        if member is draft.head or member.probability >= _SURE:
            for saying in _tellers(view, member.item.start):
                _add(view, found, int(member is not draft.head), saying)
    nearest = sorted(found, key=lambda pair: pair[0])[:_MOST]
    ordered = sorted((saying for _, saying in nearest), key=lambda saying: saying.word.start)
    return tuple(_write(view, saying) for saying in ordered)


def _add(view: View, found: list[tuple[int, Saying]], rank: int, saying: Saying) -> None:
    """Add ``saying`` unless its speaker is there already; of two wordings of one speaker the longer stays."""
    for at, (other_rank, other) in enumerate(found):
        if _same(view, saying, other):
            longer = saying.speaker.end - saying.speaker.start > other.speaker.end - other.speaker.start
            found[at] = (min(rank, other_rank), saying if longer else other)
            return
    found.append((rank, saying))


def _same(view: View, a: Saying, b: Saying) -> bool:
    """Say whether two sayings have one speaker: the same id, or words of the one in the other."""
    if a.speaker.ident is not None and a.speaker.ident == b.speaker.ident:
        return True
    forms = view.tokens.forms
    x, y = (set(forms[s.speaker.start : s.speaker.end]) for s in (a, b))
    return x <= y or y <= x or min(len(x), len(y)) == 1 and bool((x | y) & _ANAPHORS)


def _tellers(view: View, at: int) -> list[Saying]:
    """Return the tightest saying whose words hold token ``at``; the outlet of an adjunct beside it is its ``via``."""
    holding = [s for s in sayings_of(view) if s.start <= at < s.end and s.say.kind not in _NO_SOURCE]
    holding = [s for s in holding if view.tokens.forms[s.speaker.start] not in _NEWS]
    holding = [s for s in holding if view.subordinate_count[at] - view.subordinate_count[s.start] <= _DEPTH]
    fronts = [s for s in holding if not s.back]
    backs = [s for s in holding if s.back]
    if not fronts:
        return sorted(backs, key=lambda s: s.end - s.start)[:1]
    best = min(fronts, key=lambda s: s.end - s.start)
    carrier = next((s.speaker for s in backs if s.speaker.source in {"outlet", "agency", "reporter"}), None)
    if best.via is None and carrier is not None:
        best = best._replace(via=(carrier.start, carrier.end))
    return [best]


def _write(view: View, saying: Saying) -> Attribution:
    speaker = saying.speaker
    a, b = speaker.name
    return Attribution(
        id=speaker.ident,
        text=view.tokens.words(a, b),
        named=speaker.named,
        via=view.tokens.words(*saying.via) if saying.via is not None else None,
        span=view.tokens.span(a, b),
    )
