"""``rasad event``: one event in full: its values, who says otherwise, the reports with their words, the decisions."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import Any, Final

import click
import msgspec

from rasad.cli.layout import cut, plain, with_isolates
from rasad.cli.ledger import columns, opened, write_json
from rasad.cli.table import UNKNOWN, people, toll, weapons, when, where
from rasad.codebook.kinds import kinds
from rasad.records import Derived, Event, SourcedReport
from rasad.store import Decided, Inference

_LABEL: Final = 12
_SLOTS: Final = ("kind", "date", "place", "initiators", "targets", "weapons")
_FIELDS: Final = (*_SLOTS, "killed", "injured", "damage", "outcome")
_CAST: Final = ("claimed_by", "denied_by", "blamed_on")
_PLAIN: Final = {"damage", "outcome"}


def run(target: str, asked: str, rule: str, as_json: bool) -> int:
    """Print the event of the ledger at ``target`` that is, or once was, ``asked``, under ``rule``; return 0."""
    with opened(target) as ledger:
        event = ledger.event(asked, rule)
        reports = ledger.reports(event=event.id)
        keys = {item.key for item in reports}
        decided = [one for one in ledger.decisions() if one.a in keys or one.b in keys]
        inferred = list(_inferred(ledger.inferences(), reports))
    if as_json:
        write_json(event)
        return 0
    shown = [cut(line, columns()) for line in (*card(event, asked, reports, decided), *inferred)]
    isolate = sys.stdout.isatty()
    click.echo("\n".join(with_isolates(line) if isolate else line for line in shown))
    return 0


def card(event: Event, asked: str, reports: Sequence[SourcedReport], decided: Sequence[Decided]) -> Iterator[str]:
    """Yield the lines that tell all of ``event``."""
    yield f"{event.id}  under the rule {event.rule!r}"
    if asked != event.id:
        yield f"{asked} was found to be this event, or part of it."
    yield _line("codes", f"PLOVER {event.plover}, ACLED {event.acled}")
    for field in _FIELDS:
        yield from _field(event, field)
    for field in _CAST:
        if value := getattr(event, field):
            yield _line(field, people(value))
    for name, field in (("deaths", "best"), ("harm", "grade")):
        yield from _estimate(event, name, field)
    if event.possibly:
        yield _line("may be", f"{', '.join(event.possibly)} (rasad merge joins them)")
    yield ""
    yield f"Reports ({len(reports)})"
    for item in reports:
        yield from _report(item)
    for one in decided:
        note = f": {plain(one.note)}" if one.note else ""
        undone = f", taken back {one.undone}" if one.undone else ""
        yield f"decision {one.id}: {one.a} and {one.b} are {_ways(one.kind)}{note} ({one.author} {one.made}{undone})"


def _ways(kind: str) -> str:
    return "one event" if kind == "same" else "different events"


def _line(label: str, words: str) -> str:
    return f"  {label:<{_LABEL}}{words}"


def shown(field: str, event: Event) -> str:
    """Return the value of a field as people read it."""
    value = getattr(event, field)
    if field == "kind":
        kind = kinds().get(event.kind)
        return f"{kind.name_en} ({kind.name_ar})" if kind else event.kind
    if field == "date":
        return when(value)
    if field == "place":
        return where(value, len(event.more_places))
    if field == "weapons":
        return weapons(event)
    if field in {"killed", "injured"}:
        return toll(value)
    return (value or UNKNOWN) if field in _PLAIN else people(value)


def _field(event: Event, field: str) -> Iterator[str]:
    """Yield a field's value, why it is that, and every version with its reports where there are several."""
    derived = event.derived.get(field)
    if derived is None and field in _PLAIN:
        return
    mark = "  ! disputed" if derived and derived.disputed else ""
    yield _line(field, shown(field, event) + mark)
    if derived is None:
        return
    if len(derived.versions) > 1:
        yield _line("", f"because {plain(derived.reason)}")
        yield from _versions(derived)


def _versions(derived: Derived) -> Iterator[str]:
    for version in derived.versions:
        sources = "1 source" if version.groups == 1 else f"{version.groups} sources"
        yield _line("", f"· {brief(version.value)}  {', '.join(version.reports)} ({sources})")


def brief(value: Any) -> str:
    """Return a value in JSON form in few words."""
    if isinstance(value, dict):
        if "start" in value:
            return str(value["start"]) if value["start"] == value["end"] else f"{value['start']}/{value['end']}"
        if "name" in value:
            return f"{plain(str(value['name']))} {value.get('country') or '??'}"
        if {"min", "max"} <= set(value):
            return f"{value['min']}+" if value["max"] is None else _range(value["min"], value["max"])
        if "text" in value:
            return str(value.get("id") or plain(str(value["text"])))
        return ", ".join(f"{name} {brief(one)}" for name, one in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(brief(one) for one in value) or UNKNOWN
    if isinstance(value, msgspec.Struct):
        return brief(msgspec.to_builtins(value))
    return UNKNOWN if value is None else plain(str(value))


def _range(least: int, most: int) -> str:
    return str(least) if least == most else f"{least}-{most}"


def _estimate(event: Event, name: str, field: str) -> Iterator[str]:
    """Yield UCDP's three estimates, or the grade of civilian harm, with the reason."""
    if field == "best":
        figures = (event.best, event.high, event.low)
        if figures == (None, None, None):
            return
        words = "best {}, high {}, low {}".format(*(UNKNOWN if one is None else one for one in figures))
    else:
        if event.grade is None:
            return
        words = event.grade
    yield _line(name, words)
    if field in event.derived:
        yield _line("", f"because {plain(event.derived[field].reason)}")


def _report(item: SourcedReport) -> Iterator[str]:
    source, report = item.source, item.report
    published = f"{source.published} ({source.basis})" if source.published else "undated"
    outlet = plain(source.outlet or UNKNOWN)
    group = f" · text of {source.group}" if source.group and source.group != source.doc else ""
    yield f"  {item.key} · {published} · {outlet}{group}"
    yield (
        f"    {when(report.date)} · {where(report.place)} · {people(report.initiators)} → {people(report.targets)} · "
        f"{toll(report.killed)}/{toll(report.injured)}"
    )
    yield f"    {plain(report.evidence.quote)}"


def _inferred(found: Sequence[Inference], reports: Sequence[SourcedReport]) -> Iterator[str]:
    """Yield why undated articles among the reports are taken to be of their day."""
    docs = {item.source.doc for item in reports if item.source.basis == "inferred"}
    for one in found:
        if one.doc in docs:
            yield f"{one.doc} does not say when it was published; inferred: {plain(one.reason)}"
