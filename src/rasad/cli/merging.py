"""``rasad code --merge``: every event report of a run with the cluster of those that tell the same event."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from tempfile import TemporaryFile

import msgspec

from rasad.cli.coding import Result
from rasad.merging import Merger
from rasad.merging.sourcing import sourced
from rasad.records import CodedArticle, SourcedReport


def merged(results: Iterable[Result]) -> Iterator[Result]:
    """Yield the results in their order, ``cluster`` set on every event report.

    A cluster is named after the report in it that was read first. Which reports tell one event is known only when
    all were read: until then the lines wait in a temporary file, and some two kilobytes a report in memory.
    """
    decoder, encode = msgspec.json.Decoder(CodedArticle), msgspec.json.Encoder().encode
    merger = Merger()
    order: list[list[str]] = []
    oks: list[bool] = []
    seen: dict[str, int] = {}
    with TemporaryFile() as spool:
        for result in results:
            spool.write(result.line + b"\n")
            oks.append(result.ok)
            named = [_named(item, seen) for item in sourced(decoder.decode(result.line))] if result.ok else []
            order.append([item.key for item in named])
            merger.add(named)
        home = _names(order, merger)
        spool.seek(0)
        for line, ok, keys in zip(spool, oks, order, strict=True):
            if not keys:
                yield Result(ok, line.rstrip(b"\n"))
                continue
            coded = decoder.decode(line)
            events = tuple(
                msgspec.structs.replace(event, cluster=home[key])
                for event, key in zip(coded.events, keys, strict=True)
            )
            yield Result(ok, encode(msgspec.structs.replace(coded, events=events)))


def _named(item: SourcedReport, seen: dict[str, int]) -> SourcedReport:
    """Return the report under a key of its own: two files of a run may carry the same id."""
    count = seen[item.key] = seen.get(item.key, 0) + 1
    if count == 1:
        return item
    report = msgspec.structs.replace(item.report, id=f"{item.key}+{count}")
    return msgspec.structs.replace(item, report=report)


def _names(order: list[list[str]], merger: Merger) -> dict[str, str]:
    """Return the cluster's name by report key."""
    home: dict[str, str] = {}
    for keys in order:
        for key in keys:
            if key not in home:
                home.update(dict.fromkeys(merger.cluster_of(key), key))
    return home
