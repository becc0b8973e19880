"""Labels: the corpus articles that the team coded, kept as ids, spans and labels without any of their text.

    python -m training.labels --export FOLDER    # from gold*/ beside batch*.jsonl; writes labels/corpus.jsonl

``labelled()`` turns them back into the gold's own form, with the texts of the corpus in ../shared looked up by id.
Spans are half-open ranges of code points into ``read_record(record).text`` (title, abstract and text, each on its own
line); ``sum`` is the start of that text's SHA-256, so that another edition of the corpus is refused, not misread.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from training.gold import LABELS, SHARED, Coded, development, extra

from rasad.pages import read_record
from rasad.records import Unreadable

FILE = LABELS / "corpus.jsonl"
MORE = LABELS / "events.jsonl"
"""Articles coded for events and tallies alone: no statements, and keys that mean nothing outside their article."""
UNSEEN = LABELS / "unseen.jsonl"
"""Coded like ``MORE``, drawn by chance and never learned from: what the coder makes of them is what to expect."""
INVENTED = LABELS / "invented.jsonl"
"""Articles of our own words in the manner of 2018-2025, each with its codings: ``{"record", "gold"}`` a line."""
HEARD = LABELS / "development.jsonl"
"""The development articles whose statements and sources are labelled."""
CORPUS = SHARED / "corpus/ant-2018-01-to-06.jsonl.gz"
ACTORS = ("initiators", "targets", "claimed_by", "denied_by", "blamed_on")
PLAIN = ("key", "kind", "kind_alternatives", "date", "weapons", "killed", "injured", "outcome", "salience", "zone")
_ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]")
_FAR = 10**9
_SUM = 16


def text_of(record: dict[str, Any]) -> str:
    """The text that every span indexes. Raises ``ValueError`` for a record that the pages room cannot read."""
    article = read_record(record)
    if isinstance(article, Unreadable):
        raise ValueError(f"{article.doc}: {article.error}")
    return article.text


def checksum(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:_SUM]


def find(text: str, words: str | None, near: list[int] | None = None) -> list[int] | None:
    """Where ``words`` stand in ``text`` (white space may differ): inside ``near`` if they do, else nearest to it."""
    parts = (words or "").split()
    if not parts:
        return None
    low, high = near or (0, _FAR)
    middle = (low + min(high, len(text))) // 2
    spans = [[*hit.span()] for hit in re.finditer(r"\s+".join(map(re.escape, parts)), text)]
    return min(
        spans,
        key=lambda s: (not low <= s[0] < high, abs(s[0] - middle) if near else s[0]),
        default=None,
    )


# --- out: gold to labels


def note(remark: str | None) -> str | None:
    """A coder's own remark, unless it quotes the article."""
    return remark if remark and not _ARABIC.search(remark) else None


def strip_place(text: str, near: list[int] | None, place: dict[str, Any]) -> dict[str, Any]:
    kept = {name: place.get(name) for name in ("country", "lat", "lon", "precision")}
    return {"span": find(text, place.get("name"), near), **kept}


def strip_actor(text: str, near: list[int] | None, actor: dict[str, Any]) -> dict[str, Any]:
    return {"id": actor.get("id"), "span": find(text, actor.get("text"), near)}


def strip_source(text: str, near: list[int] | None, source: dict[str, Any]) -> dict[str, Any]:
    actor = strip_actor(text, near, source)
    return {**actor, "named": source.get("named"), "via": find(text, source.get("via"), near)}


def strip_event(text: str, event: dict[str, Any]) -> dict[str, Any]:
    near = find(text, event["evidence"])
    out = {name: event.get(name) for name in PLAIN}
    out["date_note"] = note(event.get("date_note"))
    place = event.get("place")
    out["place"] = strip_place(text, near, place) if place else None
    out["more_places"] = [strip_place(text, near, one) for one in event.get("more_places") or []]
    for part in ACTORS:
        out[part] = [strip_actor(text, near, one) for one in event.get(part) or []]
    out["attribution"] = [strip_source(text, near, one) for one in event.get("attribution") or []]
    out["evidence"] = near
    return out


def strip_tally(text: str, tally: dict[str, Any]) -> dict[str, Any]:
    near = find(text, tally["evidence"])
    out = {name: tally.get(name) for name in ("count", "from", "to", "killed", "injured")}
    out["what"] = note(tally.get("what"))
    return {**out, "source_text": find(text, tally.get("source_text"), near), "evidence": near}


def strip_statement(text: str, statement: dict[str, Any]) -> dict[str, Any]:
    near = find(text, statement["evidence"])
    spans = {name: find(text, statement.get(name), near) for name in ("role", "outlet")}
    out = {name: statement.get(name) for name in ("kind", "quoted")}
    return {"speaker": strip_actor(text, near, statement["speaker"]), **out, **spans, "evidence": near}


def strip(coded: Coded) -> dict[str, Any]:
    """The labels of a coded article, none of its words among them."""
    text, gold = text_of(coded.record), coded.gold
    return {
        "doc": gold["doc"],
        "sum": checksum(text),
        "events": [strip_event(text, one) for one in gold["events"]],
        "tallies": [strip_tally(text, one) for one in gold["tallies"]],
        "statements": [strip_statement(text, one) for one in gold.get("statements", [])],
    }


def export(items: Iterable[Coded], path: Path = FILE) -> int:
    """Write the labels of ``items``, one a line, sorted by id. Raises ``ValueError`` if words would get in."""
    lines = []
    for coded in sorted(items, key=lambda one: str(one.gold["doc"])):
        line = json.dumps(strip(coded), ensure_ascii=False, separators=(",", ":"))
        if _ARABIC.search(line):
            raise ValueError(f"{coded.gold['doc']}: a label holds Arabic text; only ids, spans and labels are kept")
        lines.append(line)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return len(lines)


# --- in: labels to gold


def words(text: str, span: list[int] | None) -> str | None:
    return text[span[0] : span[1]] if span is not None else None


def fill_place(text: str, place: dict[str, Any]) -> dict[str, Any]:
    return {"name": words(text, place["span"]), **{k: v for k, v in place.items() if k != "span"}}


def fill_actor(text: str, actor: dict[str, Any]) -> dict[str, Any]:
    out = {"id": actor["id"], "text": words(text, actor["span"])}
    if "named" in actor:
        out |= {"named": actor["named"], "via": words(text, actor["via"])}
    return out


def fill_event(text: str, event: dict[str, Any]) -> dict[str, Any]:
    out = {**event, "evidence": words(text, event["evidence"]) or ""}
    out["place"] = fill_place(text, event["place"]) if event["place"] else None
    out["more_places"] = [fill_place(text, one) for one in event["more_places"]]
    for part in (*ACTORS, "attribution"):
        out[part] = [fill_actor(text, one) for one in event[part]]
    return out


def fill_tally(text: str, tally: dict[str, Any]) -> dict[str, Any]:
    source = words(text, tally["source_text"])
    return {**tally, "source_text": source, "evidence": words(text, tally["evidence"]) or ""}


def fill_statement(text: str, statement: dict[str, Any]) -> dict[str, Any]:
    spans = {name: words(text, statement[name]) for name in ("role", "outlet")}
    speaker = fill_actor(text, statement["speaker"])
    return {**statement, **spans, "speaker": speaker, "evidence": words(text, statement["evidence"]) or ""}


def fill(record: dict[str, Any], labels: dict[str, Any]) -> dict[str, Any]:
    """The gold of an article out of its labels and its text.

    Raises ``ValueError`` where the text is not the one that was coded.
    """
    text = text_of(record)
    if checksum(text) != labels["sum"]:
        raise ValueError(f"{labels['doc']}: its text is not the one that was coded; the corpus is another edition")
    whole: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
        "events": partial(fill_event, text),
        "tallies": partial(fill_tally, text),
        "statements": partial(fill_statement, text),
    }
    out = {"doc": labels["doc"], "published": record["published"]}
    return out | {name: [make(one) for one in labels[name]] for name, make in whole.items()}


def records(wanted: set[str], corpus: Path = CORPUS) -> Iterator[dict[str, Any]]:
    """The corpus records whose id is among ``wanted``."""
    with gzip.open(corpus, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line[8 : line.index('"', 8)] in wanted:  # every line begins {"id": "…": most need no decoding
                yield json.loads(line)


def read_labels(path: Path = FILE) -> dict[str, dict[str, Any]]:
    """The labels by article id."""
    return {one["doc"]: one for one in map(json.loads, path.read_text(encoding="utf-8").splitlines())}


def labelled(most: int | None = None, path: Path = FILE) -> list[Coded]:
    """The coded corpus articles of a file in the gold's own form, sorted by id; ``most`` takes the first ones only.

    Raises ``FileNotFoundError`` where ../shared has no corpus, ``KeyError`` for an article that it does not hold.
    """
    known = read_labels(path)
    ids = sorted(known)[:most]
    texts = {record["id"]: record for record in records(set(ids))}
    missing = [doc for doc in ids if doc not in texts]
    if missing:
        raise KeyError(f"{CORPUS} does not hold {len(missing)} coded articles, {missing[0]} among them")
    return [Coded(texts[doc], fill(texts[doc], known[doc]), False) for doc in ids]


def invented(path: Path = INVENTED) -> list[Coded]:
    """The articles of our own words with their codings."""
    lines = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return [Coded(one["record"], one["gold"], False) for one in lines]


def heard(kit: Path = SHARED / "evaluation") -> list[Coded]:
    """The development articles whose statements and attribution are labelled, with these in their gold."""
    known = read_labels(HEARD)
    items = [item for item in development(kit) if item.gold["doc"] in known]
    return [
        Coded(item.record, with_speech(item.gold, fill(item.record, known[item.gold["doc"]])), True) for item in items
    ]


def with_speech(gold: dict[str, Any], labels: dict[str, Any]) -> dict[str, Any]:
    """``gold`` with the statements and attribution of ``labels``. Raises ``ValueError`` if their events differ."""
    if [e["key"] for e in gold["events"]] != [e["key"] for e in labels["events"]]:
        raise ValueError(f"{gold['doc']}: the labels were made for other events")
    events = [
        {**event, "attribution": told["attribution"]}
        for event, told in zip(gold["events"], labels["events"], strict=True)
    ]
    return {**gold, "events": events, "statements": labels["statements"]}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--export", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--to", type=Path, default=FILE, metavar="FILE", help="default: corpus.jsonl")
    args = parser.parse_args()
    print(f"{export(extra(args.export), args.to)} articles")
    return 0


if __name__ == "__main__":
    sys.exit(main())
