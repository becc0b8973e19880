"""The dossier as one HTML page that stands by itself: nothing is fetched, nothing runs, it prints well."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

import msgspec

from rasad.exports.dossier import Account, Dossier
from rasad.exports.labels import Labels
from rasad.exports.outlets import agency_name
from rasad.exports.passage import Piece
from rasad.exports.reasons import reason_words
from rasad.exports.shown import days, kind_name, shown, source_words, toll_words
from rasad.merging import TollLine
from rasad.merging.grading import grades
from rasad.records import Derived, Event, Source, Version

if TYPE_CHECKING:
    from jinja2 import Environment

_FIELDS: Final = ("kind", "date", "place", "more_places", "initiators", "targets", "weapons", "weapon_counts")
_FIELDS_AFTER: Final = ("killed", "injured", "damage", "outcome", "claimed_by", "denied_by", "blamed_on")
_BLANK: Final = re.compile(r"\s*\n\s*")
_HASH: Final = re.compile(r"\b([0-9a-f]{10})[0-9a-f]{54}\b")
_DIRECTIONS: Final = {"ar": "rtl", "en": "ltr"}


def html(dossier: Dossier, language: str = "en") -> str:
    """Return the page, its own words in ``language`` (``en`` or ``ar``), the sources' in theirs.

    Everything from a page is escaped; links lead only to web addresses. Raises ``ValueError`` for another language.
    """
    labels = Labels(language)
    names = frozenset({dossier.event.id, *(ref.event for ref in dossier.event.reports)})
    template = _environment().get_template("dossier.html.j2")
    return template.render(
        t=labels,
        language=language,
        direction=_DIRECTIONS[language],
        dossier=dossier,
        event=dossier.event,
        head=_head(dossier, labels),
        facts=list(_facts(dossier.event, labels)),
        disputes=[one for one in _facts(dossier.event, labels) if one["disputed"]],
        tolls=[_toll_line(line, labels) for line in dossier.tolls],
        run_on=_run_on,
        numbers={account.report.id: number for number, account in enumerate(dossier.accounts, 1)},
        direction_of=lambda code: _DIRECTIONS.get(code, "auto"),
        languages={page.source.doc: page.language for page in dossier.pages},
        said_by=_said_by,
        link=_link,
        name_of=_name_of,
        details=lambda told: _details(told, names),
    )


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("rasad.exports", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _head(dossier: Dossier, labels: Labels) -> dict[str, Any]:
    event = dossier.event
    grade = grades().get(event.grade or "")
    groups = {page.source.group or page.source.doc for page in dossier.pages}
    return {
        "kind": kind_name(event.kind, labels),
        "other_kind": kind_name(event.kind, Labels("ar" if labels.language == "en" else "en")),
        "date": days(event.date.start, event.date.end) if event.date else labels("undated"),
        "place": shown("place", _plain(event.place), labels),
        "killed": shown("killed", _plain(event.killed), labels),
        "injured": shown("injured", _plain(event.injured), labels),
        "killed_known": event.killed is not None,
        "injured_known": event.injured is not None,
        "grade": None if grade is None else grade.name_ar if labels.language == "ar" else grade.name_en,
        "estimate": _estimate(event, labels),
        "groups": len(groups),
        "articles": len(dossier.pages),
    }


def _estimate(event: Event, labels: Labels) -> str | None:
    if event.best is None:
        return None
    high = labels("not-said") if event.high is None else event.high
    return labels("estimate-form", best=event.best, low=event.low, high=high)


def _facts(event: Event, labels: Labels) -> Iterable[dict[str, Any]]:
    """Yield the rows of the account: every field that a report says something of, and both tolls in any case."""
    for field in (*_FIELDS, *_FIELDS_AFTER):
        value = _plain(getattr(event, field))
        how = event.derived.get(field)
        if how is None and not value and field not in {"killed", "injured", "date", "place"}:
            continue
        yield {
            "field": field,
            "label": labels(field),
            "value": shown(field, value, labels),
            "known": value is not None and value not in ([], {}),
            "reason": reason_words(how.reason, labels) if how else "",
            "disputed": bool(how and how.disputed),
            "versions": _versions(field, how, labels) if how else [],
        }


def _versions(field: str, how: Derived, labels: Labels) -> list[dict[str, Any]]:
    return [_version(field, version, labels, number == 0) for number, version in enumerate(how.versions)]


def _version(field: str, version: Version, labels: Labels, chosen: bool) -> dict[str, Any]:
    silent = version.value is None
    return {
        "value": labels("silent") if silent else shown(field, version.value, labels),
        "silent": silent,
        "reports": version.reports,
        "groups": version.groups,
        "chosen": chosen and not silent,
    }


def _toll_line(line: TollLine, labels: Labels) -> dict[str, Any]:
    current = {figure.report for figure in line.current}
    return {
        "source": source_words(line.source, labels),
        "measure": labels(line.measure),
        "victims": labels(line.victims),
        "span": toll_words(line.low, line.high, labels),
        "figures": [
            {
                "value": toll_words(figure.toll.min, figure.toll.max, labels),
                "report": figure.report,
                "published": (figure.published or "")[:10],
                "current": figure.report in current,
            }
            for figure in line.figures
        ],
    }


def _said_by(account: Account) -> list[dict[str, Any]]:
    """Return whom a report names as its source, one each."""
    return [{"text": one.text, "named": one.named, "via": one.via} for one in account.report.attribution]


def _name_of(source: Source) -> str:
    agency = next(iter(source.agencies), None)
    return source.outlet or (agency_name(agency) if agency else source.doc)


def _run_on(pieces: tuple[Piece, ...]) -> list[Piece]:
    """Return the pieces of a passage without empty lines and the spaces at its ends, as they are shown."""
    joined = [msgspec.structs.replace(piece, text=_BLANK.sub("\n", piece.text)) for piece in pieces]
    if joined:
        joined[0] = msgspec.structs.replace(joined[0], text=joined[0].text.lstrip())
        joined[-1] = msgspec.structs.replace(joined[-1], text=joined[-1].text.rstrip())
    return joined


def _link(url: str | None) -> str | None:
    """Return ``url`` if it leads to the web; a page may state any scheme, and some run code."""
    return url if url and urlsplit(url).scheme in {"http", "https"} else None


def _details(details: dict[str, Any], names: frozenset[str]) -> str:
    """Return an entry's details on one line: hashes by their beginning, what is empty or of other events left out."""
    told = {name: _detail(_of_event(value, names)) for name, value in sorted(details.items())}
    return " · ".join(f"{name}: {words}" for name, words in told.items() if words)


def _of_event(value: Any, names: frozenset[str]) -> Any:
    """Return of a mapping or a list of lists what names the event; an entry on many events tells of them all."""
    if isinstance(value, dict):
        return {name: one for name, one in value.items() if name in names or one in names}
    if isinstance(value, list) and value and isinstance(value[0], list):
        return [one for one in value if not names.isdisjoint(map(str, one))]
    return value


def _detail(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name} → {_detail(one)}" for name, one in value.items())
    if isinstance(value, list):
        parts = (f"({_detail(one)})" if isinstance(one, list) else _detail(one) for one in value)
        return ", ".join(parts)
    return "" if value is None else _HASH.sub(r"\1…", str(value))


def _plain(value: Any) -> Any:
    return msgspec.to_builtins(value)
