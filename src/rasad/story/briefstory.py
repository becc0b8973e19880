"""Sentences on truces, talks, tallies and presence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from rasad.codebook.actors import actors
from rasad.records import Event, Toll
from rasad.story.briefevents import name_of
from rasad.story.cited import Cited
from rasad.story.counting import Count, groups
from rasad.story.presence import Level
from rasad.story.rounds import Round, Track
from rasad.story.sentence import Sentence, shortened
from rasad.story.truces import Dating, Truce
from rasad.story.wording import Wording

MOST_TALLIES: Final = 4
MOST_LEVELS: Final = 4
MOST_VIOLATIONS: Final = 4
MOST_ROUNDS: Final = 6


def _keys(cited: Sequence[Cited]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.key for one in cited))


def _cites(datings: Sequence[Dating]) -> tuple[str, ...]:
    return _keys([one for dating in datings for one in dating.cited])


def truce(one: Truce, events: Mapping[str, Event], words: Wording) -> Iterator[Sentence]:
    """Yield the sentences on a truce, in the order of its life."""

    def say(key: str, cites: tuple[str, ...], **filled: object) -> Sentence:
        return Sentence(section="truces", text=words(key, **filled), cites=cites)

    if one.starts and one.start and all(dating.basis == "stated" for dating in one.starts):
        who = words.listed([words.actor(side) for side in one.sides])
        key = "truce-start" if len(one.sides) > 1 else "truce-start-one" if who else "truce-start-unknown"
        yield say(key, _cites(one.starts), who=who, when=words.when(one.start, low=True))
        if len(one.starts) > 1:
            yield say("truce-versions", _cites(one.starts), versions=_versions(one.starts, words))
    if one.deadline and one.deadlines:
        yield say("truce-deadline", _cites(one.deadlines), when=words.when(one.deadline, low=True))
    for key, cited in (("truce-condition", one.conditions), ("truce-threat", one.threats)):
        for quote in cited[:1]:
            yield say(key, (quote.key,), quote=shortened(quote.quote))
    broken = [events[found.event] for found in one.violations if found.certain and found.event in events]
    if broken:
        listed = words.listed([name_of(event, words) for event in broken[:MOST_VIOLATIONS]])
        cites = tuple(ref.event for event in broken[:MOST_VIOLATIONS] for ref in event.reports)
        yield say("truce-violations", cites, list=listed)
    if one.end and one.ends:
        key = "truce-end" if one.starts else "truce-over"
        yield say(key, _cites(one.ends), when=words.when(one.end, low=True))


def _versions(datings: Sequence[Dating], words: Wording) -> str:
    return words.semicolon.join(
        words(
            "said",
            value=words.when(dating.days, low=True),
            who=", ".join(dict.fromkeys(one.outlet or one.doc for one in dating.cited)),
        )
        for dating in datings
    )


def talks(track: Track, words: Wording) -> Iterator[Sentence]:
    """Yield the sentences on the rounds of one track, its opening and what was announced."""
    held = [one for one in track.rounds if not one.opens]
    if held:
        listed = words.listed([_round(one, words) for one in held[-MOST_ROUNDS:]])
        cites = tuple(key for one in held[-MOST_ROUNDS:] for key in one.reports)
        who = words.listed([words.actor(_government(party)) for party in track.parties])
        yield Sentence(section="talks", text=words("rounds", who=who, list=listed), cites=cites)
    for one in track.rounds:
        if one.opens:
            text = words("opened", when=words.when(one.days, low=True))
            yield Sentence(section="talks", text=text, cites=_keys(one.cited))
    for coming in track.announced[:1]:
        text = words("next", quote=shortened(coming.cited.quote))
        yield Sentence(section="talks", text=text, cites=(coming.cited.key,))


def _government(side: str) -> str:
    """Return the id that talks for a side: a state's government, not its forces."""
    entry = actors().get(side)
    return entry.counterpart if entry and entry.kind == "state-forces" and entry.counterpart else side


def _round(one: Round, words: Wording) -> str:
    when = words.when(one.days, low=True)
    return words("round-at", when=when, place=words.place(one.place)) if one.place else when


def tallies(found: Sequence[Count], events: Mapping[str, Event], words: Wording) -> Iterator[Sentence]:
    """Yield the sentences that set tallies against the ledger, one a group, and those that contradict each other."""
    measured = [one for one in found if one.ours is not None and one.span is not None]
    ranked = sorted(groups(measured).values(), key=lambda group: _rank(group[0]))
    for group in ranked[:MOST_TALLIES]:
        one = group[0]
        assert one.ours is not None and one.span is not None
        counted = tuple(ref.event for name in one.ours.events for ref in events[name].reports if name in events)
        cites = (*_keys([each.cited for each in group]), *counted)
        text = words(
            "tally" if one.measure == "events" else "tally-people" if one.ours.people else "tally-people-none",
            span=words.span(one.span),
            what=shortened(one.what),
            claimed=words.toll(one.claimed, str(one.measure)) if one.claimed and one.measure != "events" else "",
            ours=_ours(one, words),
        )
        yield Sentence(section="tallies", text=text, cites=cites)
        if any(each.contradicts for each in group):
            parts = [
                words("said", value=f"“{shortened(e.what, 8)}”", who=e.cited.outlet or e.cited.doc) for e in group
            ]
            text = words("tallies-differ", list=words.listed(parts))
            yield Sentence(section="tallies", text=text, cites=_keys([each.cited for each in group]))


def _rank(one: Count) -> tuple[bool, bool]:
    """Tallies that the ledger has something for come first, then those of events before those of people."""
    assert one.ours is not None
    return not one.ours.events, one.measure != "events"


def _ours(one: Count, words: Wording) -> str:
    assert one.ours is not None
    if one.measure == "events":
        most = one.ours.most
        return words("none-events") if not most else words.toll(Toll(one.ours.least, most), "event")
    return words.toll(one.ours.people, str(one.measure)) if one.ours.people else ""


def presence(levels: Sequence[Level], words: Wording) -> Iterator[Sentence]:
    """Yield the sentences on the latest figures of troops, each whole with its part; none whose day is inferred."""
    troops = [one for one in levels if one.kind == "troops" and one.days is not None and one.figure]
    dated = [one for one in troops if one.basis in {"stated", "published"}]
    whole = [one for one in dated if one.part_of is None]
    for one in whole[-MOST_LEVELS:]:
        part = next((p for p in dated if p.part_of is not None and p.cited.key == one.cited.key), None)
        assert one.days is not None and one.figure is not None
        figure = words.toll(one.figure, about=one.about)
        if part is not None and part.figure is not None and part.actor:
            said = words("presence-part", n=words.number(part.figure.min), who=words.actor(part.actor))
            figure = words.comma.join([figure, said])
        who = words.actor(one.actor) if one.actor else words("foreign-forces")
        if one.country:
            who = f"{who} {words('in', place=words.country(one.country))}"
        text = words("presence", when=words.when(one.days), who=who, n=figure)
        yield Sentence(section="presence", text=text, cites=(one.cited.key,))
