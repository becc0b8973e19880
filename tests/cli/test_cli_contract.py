"""The output of ``rasad code`` is the contract's (docs/contract.md), on every sample page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rasad.codebook.actors import actors
from rasad.codebook.kinds import kinds

Json = dict[str, Any]

ARTICLE = {
    "doc", "language", "title", "url", "outlet", "agencies", "published", "text", "zones", "events", "tallies",
    "statements", "notes", "mentions",
}  # fmt: skip
EVENT = {
    "id", "cluster", "kind", "plover", "acled", "date", "place", "more_places", "initiators", "targets", "weapons",
    "weapon_counts", "killed", "injured", "damage", "outcome", "claimed_by", "denied_by", "blamed_on", "attribution",
    "salience", "zone", "confidence", "evidence", "spans",
}  # fmt: skip
DATE = {"start", "end", "text", "basis", "note"}
PLACE = {"name", "country", "admin1", "lat", "lon", "precision", "ref"}
TALLY = {"what", "count", "from", "to", "killed", "injured", "source_text", "evidence"}
WEAPONS = {
    "aircraft-bomb", "drone", "rocket", "missile", "artillery", "mortar", "tank", "ied", "car-bomb", "suicide-vest",
    "landmine", "small-arms", "blade", "vehicle", "grenade", "chemical", "boat",
}  # fmt: skip
GROUPS = {"dates", "numbers", "places", "actors", "weapons", "tolls"}


def spans(value: Any) -> Iterator[tuple[list[int], Json]]:
    """Yield every span in a JSON value with the record that holds it."""
    if isinstance(value, dict):
        if isinstance(value.get("span"), list):
            yield value["span"], value
        for one in value.values():
            yield from spans(one)
    elif isinstance(value, list):
        for one in value:
            yield from spans(one)


def events(coded: list[Json]) -> Iterator[tuple[Json, Json]]:
    return ((article, event) for article in coded for event in article["events"])


def test_every_article_has_every_field(coded: list[Json]) -> None:
    assert len(coded) == 21
    for article in coded:
        assert article.keys() >= ARTICLE, article["doc"]
        assert article["published"].keys() >= {"value", "basis", "span"}


def test_every_event_has_every_field(coded: list[Json]) -> None:
    assert sum(1 for _ in events(coded)) >= 15
    for _, event in events(coded):
        assert event.keys() >= EVENT, event["id"]
        assert event["evidence"].keys() == {"start", "end", "quote"}


def test_values_are_of_the_codebook(coded: list[Json]) -> None:
    for article, event in events(coded):
        assert event["id"].startswith(article["doc"] + "/")
        assert event["kind"] in kinds()
        assert event["plover"] == kinds()[event["kind"]].plover
        assert set(event["weapons"]) <= WEAPONS
        assert event["outcome"] in {None, "intercepted", "failed"}
        assert event["salience"] in {"main", "background"}
        assert event["zone"] in {"body", "ticker", "caption", "gallery", "related"}
        assert 0 <= event["confidence"] <= 1
        for role in ("initiators", "targets", "claimed_by", "denied_by", "blamed_on"):
            for actor in event[role]:
                assert actor.keys() >= {"id", "text"}
                assert actor["id"] is None or actor["id"] in actors()


def test_dates_places_and_tolls_have_their_shapes(coded: list[Json]) -> None:
    for _, event in events(coded):
        if event["date"] is not None:
            assert event["date"].keys() >= DATE
            assert event["date"]["start"] <= event["date"]["end"]
        for place in filter(None, [event["place"], *event["more_places"]]):
            assert place.keys() >= PLACE
            assert (place["lat"] is None) == (place["lon"] is None) == (place["ref"] is None)
        for toll in filter(None, (event["killed"], event["injured"])):
            assert toll.keys() == {"min", "max"}
            assert toll["max"] is None or toll["min"] <= toll["max"]
    for article in coded:
        assert all(tally.keys() >= TALLY for tally in article["tallies"])


def test_every_span_says_what_it_is_said_to_say(coded: list[Json]) -> None:
    checked = 0
    for article in coded:
        text = article["text"]
        for (start, end), record in spans({k: v for k, v in article.items() if k != "text"}):
            assert 0 <= start < end <= len(text)
            words = record.get("text") or record.get("name")
            assert words is None or words == text[start:end]
            checked += 1
        for event in article["events"]:
            evidence = event["evidence"]
            assert evidence["quote"] == text[evidence["start"] : evidence["end"]] != ""
            assert all(0 <= a < b <= len(text) for a, b in event["spans"].values())
        for zone in article["zones"]:
            assert 0 <= zone["start"] < zone["end"] <= len(text)
    assert checked > 200


def test_mentions_come_in_groups(coded: list[Json]) -> None:
    assert all(article["mentions"].keys() == GROUPS for article in coded)
    for article in coded:
        for found in article["mentions"].values():
            assert all({"text", "span"} <= one.keys() for one in found)
    days = [one for article in coded for one in article["mentions"]["dates"]]
    assert all(one["start"] or one["reason"] for one in days), "an unresolved date says why"
    assert sum(one["start"] is not None for one in days) > 20


def test_mentions_are_left_out_unless_asked_for(run: Any, examples: Any) -> None:
    result = run("code", examples / "03-drone-shot-down.txt")
    assert '"mentions"' not in result.stdout
