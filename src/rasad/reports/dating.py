"""Dating: which time expression an event has, or the lead's default, or none."""

from __future__ import annotations

import datetime
from typing import NamedTuple

from rasad.grammar.item import Item
from rasad.reports.candidate import DateLink
from rasad.reports.kin import Kin, around, company
from rasad.reports.model import Model, Part, as_they_are, features_of, softmax
from rasad.reports.reading import net_signs, related, timing_signs
from rasad.reports.relation import nearness, relation
from rasad.reports.timing import Announced, announced, own_part, paired_features, under, where_features, word_features
from rasad.reports.view import View

_LOCAL = frozenset({"k=", "o=", "z=", "n:", "b:", "a:", "f:"})
DAY = datetime.timedelta(days=1)
_TELLING = frozenset({"~0", "~-1", "~1", "~sentence", "~article"})
"""The vectors that tell news from background; words beside the time expressions themselves did no good."""
_SPOKEN = frozenset({"mention", "open"})
_NO_NET = -99
"""What the net says of a mention where there is none."""
UNLIKELY = 0.04
"""Options below this are not carried on."""


class DateOption(NamedTuple):
    """One way to date an event: the interval, how it comes about, and its features.

    ``parts`` are features as they stand; those of ``local`` are the trigger's, to be read with ``how`` before them.
    """

    start: datetime.date | None
    end: datetime.date | None
    how: str
    item: Item | None
    parts: list[Part]
    local: list[str]

    @property
    def plain(self) -> list[str]:
        """The features of ``parts``."""
        return features_of(self.parts)

    @property
    def prefix(self) -> str:
        """What stands before the features of ``local``."""
        return "default&" if self.how == "published" else "null&" if self.how == "none" else f"{self.how}&"

    @property
    def kin_prefix(self) -> str:
        """What stands before the names of the vectors of an option without a mention."""
        return "~default" if self.how == "published" else "~null"

    @property
    def features(self) -> list[str]:
        """All features of the option."""
        return [*self.plain, *(self.prefix + f for f in self.local)]


def date_options(view: View, trigger: Item, standing: list[str]) -> list[DateOption]:
    """Return every way to date the event of ``trigger``: mentions near it, the default, and none.

    ``standing`` are the trigger's own features (``situation``). The default is the coding rules': the day of
    publication and the day before.
    """
    sentence = view.tokens.sentence_of[trigger.start]
    options: list[DateOption] = []
    published = view.context.published
    local = [f for f in standing if f[:2] in _LOCAL or f.startswith(("tense", "pos", "def", "frame"))]
    if published is not None and view.order[sentence] < 99:  # another story's day cannot be known from this page's
        options.append(DateOption(published - DAY, published, "published", None, [(as_they_are, "default")], local))
    options.append(DateOption(None, None, "none", None, [(as_they_are, "null")], local))
    inner = [f for f in local if f[:2] not in {"k=", "z="}]
    here, best = 0, _NO_NET
    for other in _sentences(view, sentence):
        items = list(view.mentions("date", other))
        ranks = nearness(trigger, items)
        for item in items:
            made = _of_mention(view, trigger, item)
            net = related(view, trigger, item, "date")
            best = max([best, *net])
            for option in made:
                option.parts.append((net_signs, "" if option.how in _SPOKEN else f"{option.how}&", *net))
                rank, of = min(ranks[item.start], 2), min(len(items), 3)
                option.parts.append((_ranked, option.how, rank, of, trigger.value.kind))
                if other == sentence:
                    option.local.extend(inner)
            options += made
            here += other == sentence
    timing = timing_signs(view, trigger)
    for option in options:
        option.parts.append((as_they_are, *timing.get(option.how if option.item is None else "said", ())))
        if option.item is None:
            option.parts.append((net_signs, f"{option.how}&", best))
            if here:
                option.parts.append((as_they_are, f"{option.how}&dated-sentence{min(here, 2)}"))
    return options


def _sentences(view: View, sentence: int) -> list[int]:
    near = [s for s in range(sentence - 2, sentence + 2) if 0 <= s < len(view.sentences)]
    heads = [s for s in range(min(4, len(view.sentences))) if view.order[s] <= 1 and s not in near]
    return [s for s in near + heads if not view.apart(sentence, s)]


def _ranked(how: str, rank: int, of: int, kind: str) -> list[str]:
    return [f"{how}&near{rank}of{of}", f"{how}&k={kind}"]


def _of_mention(view: View, trigger: Item, item: Item) -> list[DateOption]:
    value, published = item.value, view.context.published
    where = relation(view, trigger, item)
    if value.start is None:
        features = [*(f"m:{f}" for f in where), f"kind={value.kind}", f"basis={value.basis}"]
        features += [f"dk={value.kind}&m:{where[0]}", f"open={value.anchor}"]
        return [
            DateOption(None, None, "open", item, [(as_they_are, "openmention", *features)], []),
            *_before_news(view, trigger, item, features),
        ]
    known: dict[int, tuple[Part, Announced]] = view.memo.setdefault("date", {})
    held = known.get(item.start)
    if held is None:
        said = announced(view, item)
        held = known[item.start] = (own_part(view, item, said), said)
    own, said = held
    way = "a" if item.start >= trigger.end else "b"
    paired = (paired_features, where[0], way, value.kind, trigger.value.kind, trigger.value.pos, said.how)
    word = (word_features, way, view.tokens.forms[item.start - 1] if item.start > 0 else None, said.word)
    parts: list[Part] = [own, (where_features, *where), paired, word]

    def option(how: str, start: datetime.date, end: datetime.date, prefix: str) -> DateOption:
        return DateOption(
            start, end, how, item, [(as_they_are, how), *((under, prefix, *part) for part in parts)], []
        )

    out = [DateOption(value.start, value.end, "mention", item, [(as_they_are, "mention"), *parts], [])]
    if value.kind == "since" and value.point_end is not None:
        # "has been attacking since 30 March": what began that day may be the event.
        out.append(option("onset", value.start, value.point_end, "onset&"))
    if value.start == value.end and published is not None and 0 <= (published - value.end).days <= 1:
        # "announced on Monday that it had shelled": the day of the announcement and the day before.
        out.append(option("announced", value.start - DAY, value.end, "ann&"))
    return out


def _before_news(view: View, trigger: Item, item: Item, features: list[str]) -> list[DateOption]:
    """Date an event from which the news is counted: "two days after X", told today, puts X two days back.

    "Days after X" without a number is read as the coding rules read "days ago": the week before publication.
    """
    expr, published = item.value.expr, view.context.published
    gap = trigger.start - item.end
    if item.value.kind != "event" or expr is None or published is None or expr.shift != 1 or not 0 <= gap <= 6:
        return []
    length = {"day": 1, "week": 7}.get(expr.unit or "")
    if length is None:
        return []
    back = datetime.timedelta(days=length * (expr.count or 7))
    end = published - back if expr.count else published - DAY
    how = [
        "counted",
        f"counted&gap={min(gap, 3)}",
        f"counted&unit={expr.unit}",
        f"counted&sure={expr.count is not None}",
    ]
    return [
        DateOption(
            published - back,
            end,
            "counted",
            item,
            [(as_they_are, *how, *(f"counted&{f}" for f in features[:6]))],
            [],
        )
    ]


def date_kin(view: View, trigger: Item, option: DateOption) -> list[Kin]:
    """Return the vectors for ``option``: the words around the trigger for the default and none."""
    return [one.under(option.kin_prefix) for one in _kin(view, trigger)] if option.item is None else []


def _kin(view: View, trigger: Item) -> list[Kin]:
    return [one for one in around(view, trigger) if one.name in _TELLING]


def decide_date(model: Model, view: View, trigger: Item, standing: list[str]) -> list[DateLink]:
    """Return the dates that the event of ``trigger`` may have, likeliest first; the unlikely ones are left out."""
    options = date_options(view, trigger, standing)
    near = company(view, trigger)
    scores = [
        model.together(o.parts)
        + (model.companionship(near, o.kin_prefix) if o.item is None else 0.0)
        + model.under(o.prefix, o.local)
        for o in options
    ]
    probabilities = softmax(scores)
    links = [
        DateLink(
            start=option.start.isoformat() if option.start else None,
            end=option.end.isoformat() if option.end else None,
            how=option.how,
            probability=p,
            item=option.item,
        )
        for option, p in zip(options, probabilities, strict=True)
        if p >= UNLIKELY
    ]
    return sorted(links, key=lambda link: -link.probability)
