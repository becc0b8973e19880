"""Anaphora: "the organisation", "the movement", "the gunmen" read as the group named before."""

from __future__ import annotations

from functools import cache
from typing import Final

from rasad.codebook.actors import actors
from rasad.codebook.table import TableError, read_table
from rasad.grammar.chart import Chart
from rasad.grammar.item import Item
from rasad.mentions.actor import ActorMention
from rasad.mentions.words import words
from rasad.text.fold import fold

_STATE_KINDS: Final = frozenset({"state-forces"})
_OPEN: Final = frozenset({"generic", "persons", "possessed"})
_OWNERS: Final = frozenset({"state-forces", "armed-group", "government"})
_ANTECEDENTS: Final = frozenset({"name", "partisan", "adjective", "person"})


@cache
def groups(language: str = "ar") -> dict[str, frozenset[str]]:
    """Return by folded word which actors of ``antecedents.tsv`` it may go back to.

    Raises ``TableError`` for an actor that the registry does not have.
    """
    out: dict[str, frozenset[str]] = {}
    for forms, found in read_table("rasad.mentions", f"{language}/antecedents.tsv", ("words", "actors")):
        ids = frozenset(found.split("|"))
        if unknown := sorted(ids - actors().keys()):
            raise TableError(
                f"{language}/antecedents.tsv: {forms!r} goes back to {unknown}, which no actor is called"
            )
        out |= {fold(form): ids for form in forms.split("|")}
    return out


def resolve_anaphora(chart: Chart, items: list[Item]) -> list[Item]:
    """Return ``items`` (in order), definite general words for a group read as the last group named that fits."""
    out: list[Item] = []
    named: list[Item] = [item for item in items if item.value.id and item.value.type in _ANTECEDENTS]
    for item in items:
        out.append(_read(chart, item, named) if named and item.value.type in _OPEN else item)
    return out


def _read(chart: Chart, item: Item, named: list[Item]) -> Item:
    if item.value.type == "possessed":
        return _as(item, _last(item, named, None, _OWNERS, 40, ahead=False))
    word = _head(chart, item)
    alone = item.definite and item.end - item.start == 1
    if word in words("fighters"):
        if not alone or item.value.id not in {None, "unknown-armed-men"}:
            return item
    elif word in groups():
        if not item.definite or (item.value.id is not None and item.end - item.start > 2):
            return item
    elif word == "قوات" and alone and item.value.id is None:
        return _as(item, _last(item, named, None, _STATE_KINDS, 60))
    else:
        return item
    return _as(item, _last(item, named, groups().get(word), frozenset({"armed-group"}), 400))


def _head(chart: Chart, item: Item) -> str:
    form = chart.tokens.forms[item.start]
    for cut in (item.proclitics, "ال"):
        form = form.removeprefix(cut)
    if form.startswith("ل") and item.proclitics.endswith("ل") and item.definite:
        form = form[1:]
    return form.replace("ميليشي", "مليشي")


def _last(
    item: Item,
    named: list[Item],
    ids: frozenset[str] | None,
    kinds: frozenset[str],
    reach: int,
    *,
    ahead: bool = True,
) -> Item | None:
    """Return the nearest fitting group before ``item``, or else the first one after it."""

    def fit(other: Item) -> bool:
        if ids is not None:
            return other.value.id in ids
        entry = actors().get(other.value.id)
        return entry is not None and entry.kind in kinds

    before = [o for o in named if o.start < item.start and item.start - o.start <= reach and fit(o)]
    if before:
        return before[-1]
    if not ahead:
        return None
    return next((o for o in named if o.start > item.start and o.start - item.start <= reach and fit(o)), None)


def _as(item: Item, antecedent: Item | None) -> Item:
    if antecedent is None:
        return item
    value = antecedent.value
    ident = value.forces or value.id if item.value.type == "possessed" else value.id
    mention = ActorMention(id=ident, type="anaphor", forces=value.forces, country=value.country, class_=value.class_)
    return item._replace(value=mention)
