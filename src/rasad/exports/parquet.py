"""Parquet: one event a row, with typed columns and nested lists; unknown is null."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, BinaryIO

import msgspec

from rasad.exports.archive import Archive
from rasad.exports.uncodable import LeftOut
from rasad.records import DateValue, Derived, Event, Toll

GROUP = 10_000
"""Events a row group: some megabytes, so that neither the writer nor a reader must hold all."""


def write_parquet(
    events: Sequence[Event], out: BinaryIO, archive: Archive | None = None, *, bom: bool = False
) -> LeftOut:
    """Write ``events`` as Parquet to ``out``; nothing is left out. The same events give the same bytes."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    left, layout = LeftOut(), schema()
    with pq.ParquetWriter(out, layout, compression="zstd") as writer:
        for start in range(0, max(len(events), 1), GROUP):
            rows = list(left.rows(events[start : start + GROUP], parquet_row))
            writer.write_table(pa.Table.from_pylist(rows, schema=layout))
    return left


def schema() -> Any:
    """Return the Arrow schema of an event."""
    import pyarrow as pa

    text, whole, real = pa.string(), pa.int32(), pa.float64()
    texts = pa.list_(text)
    toll = pa.struct([("min", whole), ("max", whole)])
    actors = pa.list_(pa.struct([("id", text), ("text", text)]))
    span = pa.struct([("start", pa.date32()), ("end", pa.date32()), ("text", text), ("basis", text), ("note", text)])
    names = ("name", "country", "admin1", "precision", "ref", "note")
    place = pa.struct([*((name, text) for name in names), ("lat", real), ("lon", real)])
    report = pa.struct([(name, text) for name in ("doc", "event", "outlet", "group", "published")])
    version = pa.struct([("value", text), ("reports", texts), ("groups", whole)])
    derived = pa.struct(
        [("field", text), ("reason", text), ("disputed", pa.bool_()), ("versions", pa.list_(version))]
    )
    victim = pa.struct([("victims", text), ("measure", text), ("toll", toll)])
    return pa.schema(
        [
            *((name, text) for name in ("id", "rule", "kind", "plover", "acled")),
            *(("date", span), ("place", place), ("more_places", pa.list_(place))),
            *((name, actors) for name in ("initiators", "targets", "claimed_by", "denied_by", "blamed_on")),
            ("weapons", texts),
            ("weapon_counts", pa.list_(pa.struct([("weapon", text), ("count", whole)]))),
            *(("killed", toll), ("injured", toll), ("victims", pa.list_(victim))),
            *((name, whole) for name in ("best", "high", "low")),
            *((name, text) for name in ("grade", "damage", "outcome", "salience")),
            *(("confidence", real), ("reports", pa.list_(report))),
            *(("derived", pa.list_(derived)), ("possibly", texts)),
        ]
    )


def parquet_row(event: Event) -> dict[str, Any]:
    """Return an event in the schema's shape; the value of a version, which may be anything, is its JSON."""
    row: dict[str, Any] = msgspec.to_builtins(event)
    row["date"] = _date(event.date)
    row["weapon_counts"] = [{"weapon": name, "count": count} for name, count in sorted(event.weapon_counts.items())]
    row["victims"] = [_victim(*told) for told in _victims(event)]
    row["derived"] = [_derived(how) for _, how in sorted(event.derived.items())]
    return row


def _date(value: DateValue | None) -> dict[str, Any] | None:
    if value is None:
        return None
    return {
        "start": date.fromisoformat(value.start),
        "end": date.fromisoformat(value.end),
        "text": value.text,
        "basis": value.basis,
        "note": value.note,
    }


def _victims(event: Event) -> list[tuple[str, str, Toll]]:
    pairs = sorted((victims, measure) for victims, told in event.victims.items() for measure in told)
    return [(victims, measure, event.victims[victims][measure]) for victims, measure in pairs]


def _victim(victims: str, measure: str, toll: Toll) -> dict[str, Any]:
    return {"victims": victims, "measure": measure, "toll": {"min": toll.min, "max": toll.max}}


def _derived(how: Derived) -> dict[str, Any]:
    versions = [
        {
            "value": msgspec.json.encode(version.value).decode(),
            "reports": list(version.reports),
            "groups": version.groups,
        }
        for version in how.versions
    ]
    return {"field": how.field, "reason": how.reason, "disputed": how.disputed, "versions": versions}
