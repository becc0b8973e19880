"""Derivation: what an event's reports add up to under a rule, with every version kept beside the chosen value."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final, NamedTuple

from rasad.codebook.kinds import kinds
from rasad.merging import versions as v
from rasad.merging.estimates import estimates
from rasad.merging.grading import grade
from rasad.merging.rules import CONSERVATIVE, RULES, Choice, choose
from rasad.merging.tolls import ALL, group_of, standing
from rasad.records import Actor, Derived, Event, PlaceValue, ReportRef, SourcedReport, Toll, Version


class _Field(NamedTuple):
    name: str
    form: str
    exclude: Callable[[Any, Any], bool]
    same: Callable[[Any], Any] | None = None


_FIELDS: Final = (
    _Field("kind", "kind", v.differ),
    _Field("date", "date", v.dates_exclude, v.date_same),
    _Field("place", "place", v.places_exclude, v.place_same),
    _Field("initiators", "cast", v.casts_exclude, v.cast_same),
    _Field("targets", "cast", v.casts_exclude, v.cast_same),
    _Field("weapons", "set", v.sets_exclude, sorted),
    _Field("weapon_counts", "counts", v.counts_exclude),
    _Field("killed", "toll", v.tolls_exclude),
    _Field("injured", "toll", v.tolls_exclude),
    _Field("damage", "plain", v.differ),
    _Field("outcome", "plain", v.differ),
)
DERIVED_FIELDS: Final = tuple(field.name for field in _FIELDS)
"""The fields that a rule derives; ``Event.derived`` holds those that any report says something of."""


def derive(
    event_id: str, reports: Sequence[SourcedReport], rule: str = CONSERVATIVE, possibly: Iterable[str] = ()
) -> Event:
    """Return what ``reports`` (at least one, in any order) add up to under ``rule``; see ``rules.RULES``.

    ``possibly`` are the ids of events that may be this one. Raises ``ValueError`` for no report or an unknown rule.
    """
    if not reports:
        raise ValueError(f"event {event_id!r} has no report to derive it from")
    if rule not in RULES:
        raise ValueError(f"no aggregation rule {rule!r}; there are {', '.join(RULES)}")
    ordered = sorted(reports, key=lambda item: item.key)
    values: dict[str, Any] = {}
    derived: dict[str, Derived] = {}
    for field in _FIELDS:
        made = _derive(field, ordered, rule)
        if made is not None:
            values[field.name], derived[field.name] = made
    dead = estimates(ordered)
    harm = grade(ordered)
    derived |= _explained(ordered, dead.best, dead.reason, harm.grade, harm.reason)
    kind = kinds()[values["kind"]]
    place = values.get("place")
    return Event(
        id=event_id,
        rule=rule,
        plover=_code_of(ordered, kind.kind, "plover") or kind.plover,
        acled=_code_of(ordered, kind.kind, "acled") or kind.acled,
        date=values.pop("date", None),
        place=values.pop("place", None),
        more_places=_more_places(ordered, place),
        victims=_victims(ordered, rule),
        claimed_by=_united(ordered, "claimed_by"),
        denied_by=_united(ordered, "denied_by"),
        blamed_on=_united(ordered, "blamed_on"),
        salience="main" if any(item.report.salience == "main" for item in ordered) else "background",
        confidence=_confidence(ordered),
        best=dead.best,
        high=dead.high,
        low=dead.low,
        grade=harm.grade,
        reports=_refs(ordered),
        derived=derived,
        possibly=tuple(sorted(possibly)),
        **values,
    )


def _derive(field: _Field, reports: Sequence[SourcedReport], rule: str) -> tuple[Any, Derived] | None:
    """Return a field's value and how it came about; ``None`` where no report says anything of it."""
    told = v.told(reports, lambda item: _value(item, field.name), field.same)
    if not told:
        return None
    chosen = choose(rule, field.form, _standing(told, reports, field.name) if field.form == "toll" else told)
    value = v.plain(chosen.value)
    rest = [one.version() for one in told]
    first = next((one for one in rest if one.value == value), None) or _composed(value, chosen)
    silent = [item for item in reports if all(item not in one.items for one in told)]
    listed = [first, *(one for one in rest if one != first)]
    if silent:
        listed.append(v.Told(value=None, items=tuple(silent)).version())
    return chosen.value if field.name not in {"date", "place"} else _spanless(chosen.value), Derived(
        field=field.name,
        reason=f"{rule}: {chosen.reason}",
        versions=tuple(listed),
        disputed=v.disputed(told, field.exclude),
    )


def _value(item: SourcedReport, name: str) -> Any:
    value = getattr(item.report, name)
    if name == "place" and value is not None:
        return _spanless(value)
    return tuple(_spanless(one) for one in value) if name in {"initiators", "targets"} else value


def _spanless(value: Any) -> Any:
    """Return a record without its span: an event's values stand in no one article."""
    from msgspec.structs import replace

    return replace(value, span=None) if value is not None and value.span is not None else value


def _standing(told: list[v.Told], reports: Sequence[SourcedReport], measure: str) -> list[v.Told]:
    """Return the figures that stand, with the reports that give them; what was superseded is no choice."""
    stands = {key for key, _ in standing(reports, measure)}
    kept = [v.Told(value=one.value, items=tuple(i for i in one.items if i.key in stands)) for one in told]
    return [one for one in kept if one.items] or told


def _composed(value: Any, chosen: Choice) -> Version:
    """Return the version that no single report gives, with the reports that bear it out."""
    items = tuple({item.key: item for one in chosen.backing for item in one.items}.values())
    return Version(
        value=value, reports=tuple(sorted(item.key for item in items)), groups=len({group_of(item) for item in items})
    )


def _explained(
    reports: Sequence[SourcedReport], best: int | None, why: str, harm: str | None, reason: str
) -> dict[str, Derived]:
    """Return how the estimates and the grade came about."""
    keys = tuple(item.key for item in reports)
    groups = len({group_of(item) for item in reports})
    out = {}
    for name, value, said in (("best", best, why), ("grade", harm, reason)):
        if value is not None:
            given = Version(value=value, reports=keys, groups=groups)
            out[name] = Derived(field=name, reason=said, versions=(given,), disputed=value == "contested")
    return out


def _code_of(reports: Sequence[SourcedReport], kind: str, scheme: str) -> str | None:
    """Return the code that most reports of the chosen kind carry (a call is no visit, though both are talks)."""
    told = v.told([item for item in reports if item.report.kind == kind], lambda item: getattr(item.report, scheme))
    return str(told[0].value) if told else None


def _more_places(reports: Sequence[SourcedReport], place: PlaceValue | None) -> tuple[PlaceValue, ...]:
    """Return every further place that a report names."""
    found: dict[Any, PlaceValue] = {}
    for item in reports:
        for one in item.report.more_places:
            found.setdefault(v.place_same(one), _spanless(one))
    if place is not None:
        found.pop(v.place_same(place), None)
    return tuple(found[name] for name in sorted(found, key=repr))


def _united(reports: Sequence[SourcedReport], name: str) -> tuple[Actor, ...]:
    """Return every actor that any report names in a part, each once."""
    found: dict[str, Actor] = {}
    for item in reports:
        for actor in getattr(item.report, name):
            found.setdefault(actor.id or actor.text, _spanless(actor))
    return tuple(found[one] for one in sorted(found))


def _victims(reports: Sequence[SourcedReport], rule: str) -> dict[str, dict[str, Toll]]:
    """Return the tolls by victim class, each chosen by the rule among the figures that stand."""
    out: dict[str, dict[str, Toll]] = {}
    told = {(name, measure) for item in reports for name, of in item.report.victims.items() for measure in of}
    for name, measure in sorted(told - {(ALL, "killed"), (ALL, "injured")}):
        stands = {key for key, _ in standing(reports, measure, name)}
        mine = [item for item in reports if item.key in stands]
        found = v.told(mine, lambda item: item.report.victims.get(name, {}).get(measure))  # noqa: B023
        if found:
            out.setdefault(name, {})[measure] = choose(rule, "toll", found).value
    return out


def _confidence(reports: Sequence[SourcedReport]) -> float:
    """Return how likely one of the reports is right: independent sources add up, copies of one text do not."""
    best: dict[str, float] = defaultdict(float)
    for item in reports:
        best[group_of(item)] = max(best[group_of(item)], item.report.confidence)
    doubt = 1.0
    for group in sorted(best):
        doubt *= 1.0 - best[group]
    return round(min(0.999, 1.0 - doubt), 3)


def _refs(reports: Sequence[SourcedReport]) -> tuple[ReportRef, ...]:
    ordered = sorted(reports, key=lambda item: (item.source.published or "9", item.key))
    return tuple(
        ReportRef(
            doc=item.source.doc,
            event=item.key,
            outlet=item.source.outlet,
            group=item.source.group,
            published=item.source.published,
        )
        for item in ordered
    )
