"""The log read from its beginning: what it says the ledger must hold."""

from __future__ import annotations

from typing import Any

import msgspec
from sqlalchemy import Connection

from rasad.store import chain


class Expected(msgspec.Struct, kw_only=True):
    """What the log says: each table's rows as far as they do not follow from others.

    ``articles`` and ``codings`` by article's number (and revision), ``arrivals`` and ``events`` by report's key,
    ``withdrawn`` the revision and heir by key, ``decisions`` by number, ``links``
    by pair, ``steps`` of the schema by name,
    ``numbers`` of articles by ``doc``, ``rules`` the version by which everything was last worked out.
    """

    steps: dict[str, str] = {}
    articles: dict[int, dict[str, Any]] = {}
    codings: dict[tuple[int, int], dict[str, Any]] = {}
    arrivals: dict[str, int] = {}
    events: dict[str, str | None] = {}
    withdrawn: dict[str, tuple[int, str | None]] = {}
    decisions: dict[int, dict[str, Any]] = {}
    links: dict[tuple[str, str], float] = {}
    inferences: dict[int, dict[str, Any]] = {}
    numbers: dict[str, int] = {}
    rules: str = ""
    unknown: list[str] = []


def replay(connection: Connection) -> Expected:
    """Return what the ledger must hold by its log; reports that were never moved stand under no event yet."""
    out = Expected()
    for entry in chain.entries(connection):
        step = _STEPS.get(entry.action)
        if step is None:
            out.unknown.append(f"log entry {entry.n}: this version knows no {entry.action!r}")
        else:
            step(out, entry)
    return out


def _migrate(out: Expected, entry: chain.Entry) -> None:
    out.steps[entry.subject] = entry.at


def _add(out: Expected, entry: chain.Entry) -> None:
    told = entry.details
    out.articles[told["id"]] = {
        "doc": entry.subject,
        "sha256": told["sha256"],
        "content": told["content"],
        "path": told["path"],
        "added": entry.at,
        "revision": 1,
        "source_group": entry.subject,
    }
    out.numbers[entry.subject] = told["id"]
    _coding(out, told["id"], 1, entry)
    _arrive(out, told)


def _recode(out: Expected, entry: chain.Entry) -> None:
    told = entry.details
    out.articles[told["id"]] |= {"revision": told["revision"], "content": told["content"]}
    _coding(out, told["id"], told["revision"], entry)
    _arrive(out, told)
    for key, heir in told["withdrawn"].items():
        out.withdrawn[key] = (told["revision"], heir)
        out.events[key] = None


def _coding(out: Expected, article: int, revision: int, entry: chain.Entry) -> None:
    told = entry.details
    out.codings[article, revision] = {"coder": told["coder"], "made": entry.at, "sha256": told["coding"]}


def _arrive(out: Expected, told: dict[str, Any]) -> None:
    out.arrivals |= {key: number for number, key in enumerate(told["keys"], told["first"])}


def _rules(out: Expected, entry: chain.Entry) -> None:
    """Everything was worked out anew from here on."""
    out.links.clear()
    for article in out.articles.values():
        article["source_group"] = article["doc"]
    out.rules = entry.details["version"]


def _infer(out: Expected, entry: chain.Entry) -> None:
    told = entry.details
    out.inferences[told["id"]] = {name: told[name] for name in ("seen", "published", "reason", "evidence")}


def _merge(out: Expected, entry: chain.Entry) -> None:
    out.events |= entry.details["moved"]
    for a, b in entry.details["unlinked"]:
        out.links.pop((a, b), None)
    out.links |= {(a, b): score for a, b, score in entry.details["linked"]}


def _copies(out: Expected, entry: chain.Entry) -> None:
    for doc, group in entry.details["groups"].items():
        out.articles[out.numbers[doc]]["source_group"] = group


def _decide(out: Expected, entry: chain.Entry) -> None:
    told = {**entry.details, "made": entry.at, "author": entry.author, "undone": None}
    out.decisions[int(entry.subject)] = told


def _undo(out: Expected, entry: chain.Entry) -> None:
    for number in entry.details["decisions"]:
        out.decisions[number]["undone"] = entry.at


_STEPS = {
    "migrate": _migrate,
    "add": _add,
    "recode": _recode,
    "copies": _copies,
    "rules": _rules,
    "infer": _infer,
    "merge": _merge,
    "decide": _decide,
    "undo": _undo,
}
