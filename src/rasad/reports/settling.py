"""Settling: one value for each slot of an event out of what its candidates were given."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Final

from rasad.mentions.place import PlaceMention
from rasad.mentions.toll import TollMention
from rasad.reports.candidate import Candidate, DateLink, Linked
from rasad.reports.model import Model, odds_step

_SURE: Final = 0.9
"""A toll that one telling gives as surely stands: that another telling gives none does not deny it."""
_EVEN: Final = 0.5
"""Of one telling alone there is nothing to settle: its own decision stands."""


@dataclass(slots=True)
class Value:
    """A value that some candidates give a slot (``link`` ``None``: nothing is said), with its features."""

    key: Hashable
    link: Linked | DateLink | None
    features: list[str]


@dataclass(slots=True)
class _Votes:
    """What the members give one value: the best link, its probability in each member, who likes it best."""

    link: Linked | DateLink | None
    by_member: dict[int, float]


class _Backing:
    """How strongly and by whom the values of a slot are backed: what their features share, worked out once."""

    def __init__(self, votes: dict[Hashable, _Votes], members: list[Candidate], kind: str) -> None:
        weights = [0.3 + member.probability for member in members]
        total = sum(weights)
        self._votes, self._kind, self._count = votes, kind, min(len(members), 4)
        self._means = {
            key: sum(w * held.by_member.get(n, 0.0) for n, w in enumerate(weights)) / total
            for key, held in votes.items()
        }
        self._head = max(range(len(members)), key=lambda n: members[n].probability)
        self._body = min(range(len(members)), key=lambda n: (members[n].order == 0, members[n].order))

    def features(self, key: Hashable) -> list[str]:
        """Return the features that values of every slot share; silence weighs by features of its own.

        A headline without a toll must not speak against the figure of the body as another figure would.
        """
        own, means, kind = self._votes[key].by_member, self._means, self._kind
        top, mean = max(own.values()), means[key]
        rank = min(sum(other > mean for other in means.values()), 3)
        shared = [
            "value",
            f"top={int(top * 10)}",
            f"mean={int(mean * 10)}",
            f"odds={odds_step(top)}",
            f"mean-odds={odds_step(mean)}",
            f"rank={rank}",
            f"of={min(len(means), 4)}&rank={rank}",
            f"top={int(top * 5)}&mean={int(mean * 5)}",
            f"head={int(own.get(self._head, 0.0) * 5)}",
            f"lead={int(own.get(self._body, 0.0) * 5)}",
            f"n={self._count}&top={int(top * 5)}",
            f"kind={kind}&rank={min(rank, 1)}",
            f"backers={min(len(own), 3)}",
            f"least={int(min(own.values()) * 5)}",
        ]
        return [f"silent:{name}" for name in shared] if _is_silence(self._votes[key].link) else shared


def _is_silence(link: Linked | DateLink | None) -> bool:
    """Say whether a value is that nothing is said: no place or toll, or no day."""
    return link is None or (isinstance(link, DateLink) and link.start is None)


def date_values(members: list[Candidate], kind: str) -> list[Value]:
    """Return the dates that ``members`` may have."""
    votes: dict[Hashable, _Votes] = {}
    for n, member in enumerate(members):
        for link in member.dates:
            held = votes.setdefault((link.start, link.end), _Votes(link, {}))
            held.by_member[n] = held.by_member.get(n, 0.0) + link.probability
            if isinstance(held.link, DateLink) and held.link.probability < link.probability:
                held.link = link
    out, backing = [], _Backing(votes, members, kind)
    for key, held in votes.items():
        best = held.link
        assert isinstance(best, DateLink)
        out.append(Value(key, best, [*backing.features(key), *_date_signs(best, members, kind)]))
    return out


def _date_signs(link: DateLink, members: list[Candidate], kind: str) -> list[str]:
    out = [
        f"how={link.how}",
        f"how={link.how}&kind={kind}",
        f"how={link.how}&lead={any(m.order <= 1 for m in members)}",
    ]
    if link.item is not None:
        value = link.item.value
        out += [f"dk={value.kind}", f"weak={value.weak}"]
        if value.start is not None and value.end is not None:
            out.append(f"long={min((value.end - value.start).days, 9)}")
    return out


def place_values(members: list[Candidate], kind: str) -> list[Value]:
    """Return the places that ``members`` may have, and that none is said."""
    votes: dict[Hashable, _Votes] = {
        None: _Votes(None, {n: m.silence.get("place", 0.0) for n, m in enumerate(members)})
    }
    for n, member in enumerate(members):
        for link in member.places:
            value: PlaceMention = link.item.value
            _vote(votes, value.place.id if value.place is not None else link.item.start, n, link)
    out, backing = [], _Backing(votes, members, kind)
    for key, held in votes.items():
        signs = [f"silent&kind={kind}"] if held.link is None else _place_signs(held.link, votes, kind)
        out.append(Value(key, held.link, [*backing.features(key), *signs]))
    return out


def _place_signs(link: Linked | DateLink, votes: dict[Hashable, _Votes], kind: str) -> list[str]:
    assert isinstance(link, Linked)
    value: PlaceMention = link.item.value
    size = value.precision
    others = {
        v.link.item.value.precision for v in votes.values() if isinstance(v.link, Linked) and v.link is not link
    }
    out = [
        f"size={size}",
        f"type={value.type}",
        f"kind={kind}&size={size}",
        f"direction={value.direction is not None}",
    ]
    out += [f"size={size}&beside={other}" for other in sorted(map(str, others))]
    return [*out, f"resolved={value.place is not None}", f"generic={value.generic}"]


def toll_values(members: list[Candidate], kind: str, fate: str) -> list[Value]:
    """Return the tolls of ``fate`` that ``members`` may have, and that none is said."""
    votes: dict[Hashable, _Votes] = {None: _Votes(None, {n: m.silence.get(fate, 1.0) for n, m in enumerate(members)})}
    for n, member in enumerate(members):
        for link in member.tolls.get(fate, ()):
            _vote(votes, (link.item.value.min, link.item.value.max), n, link)
    out, backing = [], _Backing(votes, members, kind)
    for key, held in votes.items():
        signs = [f"silent&kind={kind}", f"silent&of={min(len(votes), 3)}"]
        if isinstance(held.link, Linked):
            value: TollMention = held.link.item.value
            flags = ("none", "partial", "prior", "revised", "cumulative", "one_side", "person_named")
            signs = [flag for flag in flags if getattr(value, flag)]
            signs += [f"kind={kind}&said", f"open={value.max is None}", f"big={(value.min or 0) > 100}"]
            signs += [f"most={_is_most(key, votes)}", f"one={value.min == 1}"]
        out.append(Value(key, held.link, [*backing.features(key), *signs]))
    return out


def _is_most(key: Hashable, votes: dict[Hashable, _Votes]) -> bool:
    """Say whether no other value is a higher figure."""
    lows = [other[0] or 0 for other in votes if isinstance(other, tuple)]
    return isinstance(key, tuple) and (key[0] or 0) >= max(lows)


def _vote(votes: dict[Hashable, _Votes], key: Hashable, member: int, link: Linked) -> None:
    held = votes.setdefault(key, _Votes(link, {}))
    held.by_member[member] = held.by_member.get(member, 0.0) + link.probability
    if isinstance(held.link, Linked) and held.link.probability < link.probability:
        held.link = link


def _best(model: Model, values: Sequence[Value]) -> tuple[Value, float]:
    if len(values) == 1:
        return values[0], 1.0
    probabilities = model.probabilities([value.features for value in values])
    top = max(range(len(values)), key=lambda n: probabilities[n])
    return values[top], probabilities[top]


def settle_date(model: Model, members: list[Candidate], kind: str) -> DateLink | None:
    """Return the date of the event that ``members`` tell."""
    values = date_values(members, kind)
    if not values:
        return None
    value, p = _best(model, values)
    link = value.link
    assert isinstance(link, DateLink)
    return DateLink(link.start, link.end, link.how, p, link.item)


def settle_place(model: Model, members: list[Candidate], kind: str) -> Linked | None:
    """Return the place of the event that ``members`` tell, ``None`` where none is said."""
    if not any(member.places for member in members):
        return None
    value, p = _best(model, place_values(members, kind))
    return Linked(value.link.item, p) if isinstance(value.link, Linked) else None


def settle_toll(model: Model, members: list[Candidate], kind: str, fate: str) -> Linked | None:
    """Return the toll of ``fate`` of the event that ``members`` tell, ``None`` where none is said."""
    if not any(member.tolls.get(fate) for member in members):
        return None
    values = toll_values(members, kind, fate)
    value, p = _best(model, values)
    if isinstance(value.link, Linked):
        return Linked(value.link.item, p)
    said = max((one.link for one in values if isinstance(one.link, Linked)), key=lambda link: link.probability)
    return said if said.probability >= (_EVEN if len(members) == 1 else _SURE) else None
