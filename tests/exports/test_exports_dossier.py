"""The dossier: complete, escaped, right in both directions, self-contained; its JSON and PROV valid."""

from __future__ import annotations

import hashlib
import json
from html.parser import HTMLParser
from typing import Any

import msgspec
import pytest
from invented import ARMY, FakeLedger, disputed, event

from rasad.exports.dossier import Dossier, dossier_of
from rasad.exports.dossierpage import _details, html
from rasad.exports.labels import LANGUAGES, Labels
from rasad.exports.passage import AROUND, passage_of
from rasad.exports.provenance import prov_document, prov_json
from rasad.exports.shown import shown
from rasad.records import Toll

VOID = {"meta", "link", "br", "img"}


@pytest.fixture(scope="module")
def ledger() -> FakeLedger:
    return FakeLedger()


@pytest.fixture(scope="module")
def dossier(ledger: FakeLedger) -> Dossier:
    return dossier_of(event(derived={"killed": disputed()}, possibly=("e-maybe222",), killed=Toll(3, 5)), ledger)


class Outline(HTMLParser):
    """Collects a page's text, attributes and links, and checks that tags close in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.text: list[str] = []
        self.links: list[str] = []
        self.directions: list[tuple[str, str]] = []
        self.marked: list[str] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag not in VOID:
            self.open.append(tag)
        self.links += [value for name, value in attrs if name in {"href", "src"} and value]
        self.ids += [found["id"]] if found.get("id") else []  # type: ignore[list-item]
        if found.get("dir"):
            self.directions.append((tag, str(found["dir"])))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, f"</{tag}> closes nothing"

    def handle_data(self, data: str) -> None:
        self.text.append(data)
        if "mark" in self.open:
            self.marked.append(data)


def outline(page: str) -> Outline:
    out = Outline()
    out.feed(page)
    assert out.open == []
    return out


def test_the_dossier_holds_pages_accounts_tolls_and_acts(dossier: Dossier, ledger: FakeLedger) -> None:
    assert [account.report.id for account in dossier.accounts] == ["daily/1", "wire/1"]
    assert {page.sha256 for page in dossier.pages} == {
        hashlib.sha256(ledger.raw(doc)).hexdigest() for doc in ("wire", "daily")
    }
    assert [act.n for act in dossier.acts] == [1, 2, 4, 5], "entries of other events stay out"
    assert {line.measure for line in dossier.tolls} == {"killed"}


def test_a_passage_is_the_articles_own_words_with_the_evidence_marked(ledger: FakeLedger) -> None:
    article = ledger.coded("wire")
    passage = passage_of(article, article.events[0])
    assert "".join(piece.text for piece in passage.pieces) == article.text[passage.start : passage.end]
    assert "".join(p.text for p in passage.pieces if p.evidence) == article.events[0].evidence.quote


def test_a_long_article_is_cut_between_sentences_and_spans_are_marked(ledger: FakeLedger) -> None:
    article = ledger.coded("wire")
    before, after = "جملة سابقة طويلة. " * 40, " جملة لاحقة طويلة." * 40
    report = article.events[0]
    start = len(before)
    moved = msgspec.structs.replace(
        report,
        evidence=msgspec.structs.replace(report.evidence, start=start, end=start + report.evidence.end),
        spans={"killed": (start + 5, start + 9), "place": (start - 4, start - 2)},
    )
    long = msgspec.structs.replace(article, text=before + article.text + after)
    passage = passage_of(long, moved)
    assert passage.before
    assert passage.after
    assert passage.end - passage.start < 2 * AROUND + len(article.text) + 40
    whole = "".join(piece.text for piece in passage.pieces)
    assert whole == long.text[passage.start : passage.end]
    assert whole.rstrip().endswith(".")
    assert [piece.text for piece in passage.pieces if "killed" in piece.fields] == [long.text[start + 5 : start + 9]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_whole_and_says_everything(dossier: Dossier, language: str) -> None:
    page = outline(html(dossier, language))
    text = " ".join(page.text)
    for told in (
        "e-aaaa2222",
        "e-maybe222",
        "المكان واليوم واحد",
        "مصدر طبي",
        *(one.sha256 for one in dossier.pages),
    ):
        assert told in text, told
    assert {"account", "quotes", "disagreements", "tolls", "log", "pages", "dispute-killed"} <= set(page.ids)
    assert {link[1:] for link in page.links if link.startswith("#")} <= set(page.ids)
    assert "".join(page.marked).startswith("<b>عاجل</b>"), "the evidence is marked, the page's own tags are text"


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_fetched_and_nothing_runs(dossier: Dossier, language: str) -> None:
    made = html(dossier, language)
    links = [link for link in outline(made).links if not link.startswith("#")]
    assert sorted(links) == ["https://example.org/daily", "https://example.org/wire"], (
        "only the articles' own addresses"
    )
    for part in ("<script", "<img", "<link", "@import", "url(", "onerror"):
        assert part not in made
    assert "default-src &#39;none&#39;" in made or "default-src 'none'" in made


def test_what_a_page_says_cannot_become_markup(ledger: FakeLedger) -> None:
    wicked = FakeLedger()
    wicked.articles["wire"] = msgspec.structs.replace(
        wicked.articles["wire"], url="javascript:alert(1)", title='"><script>alert(2)</script>', outlet="<img src=x>"
    )
    made = html(dossier_of(event(), wicked))
    assert "<script" not in made
    assert "<img" not in made
    assert 'href="javascript:' not in made


def test_directions_are_right(dossier: Dossier) -> None:
    arabic, english = outline(html(dossier, "ar")), outline(html(dossier, "en"))
    assert arabic.directions[0] == ("html", "rtl")
    assert english.directions[0] == ("html", "ltr")
    for page in (arabic, english):
        assert [way for tag, way in page.directions if tag == "blockquote"] == ["rtl", "rtl"]


def test_an_entry_on_many_events_is_told_as_far_as_it_concerns_this_one() -> None:
    told = {
        "linked": [["wire/1", "daily/1", 0.7], ["other/1", "far/1", 0.2]],
        "moved": {"other/1": "e-other", "daily/1": "e-aaaa2222"},
        "sha256": "0123456789" + "a" * 54,
        "note": None,
    }
    names = frozenset({"e-aaaa2222", "wire/1", "daily/1"})
    assert (
        _details(told, names) == "linked: (wire/1, daily/1, 0.7) · moved: daily/1 → e-aaaa2222 · sha256: 0123456789…"
    )


def test_unknown_is_said_and_is_no_zero() -> None:
    unknown = " ".join(outline(html(dossier_of(event(), FakeLedger()))).text)
    assert "not said" in unknown
    labels = Labels("en")
    assert shown("killed", None, labels) == "not said"
    assert shown("killed", {"min": 0, "max": 0}, labels) == "none"
    assert shown("killed", {"min": 3, "max": None}, labels) == "at least 3"
    assert shown("killed", {"min": 3, "max": 5}, labels) == "3 to 5"


def test_values_are_shown_in_the_dossiers_language() -> None:
    army = [msgspec.to_builtins(ARMY)]
    assert "Iraqi security forces" in shown("initiators", army, Labels("en"))
    assert "القوات العراقية" in shown("initiators", army, Labels("ar"))
    assert shown("weapons", ["rocket", "ied"], Labels("ar")) == "صاروخ غير موجه، عبوة ناسفة"
    assert shown("kind", "missile_attack", Labels("ar")) == "هجوم صاروخي"
    with pytest.raises(ValueError, match="'fr'; there are en, ar"):
        html(dossier_of(event(), FakeLedger()), "fr")


def test_the_json_reads_back_as_the_dossier(dossier: Dossier) -> None:
    assert msgspec.json.decode(msgspec.json.encode(dossier), type=Dossier) == dossier


def relations(made: dict[str, Any], kind: str) -> list[dict[str, str]]:
    return list(made[kind].values())


def test_the_provenance_is_valid_prov_and_leads_from_event_to_page(dossier: Dossier) -> None:
    from prov.model import ProvDocument

    made = prov_json(dossier)
    assert ProvDocument.deserialize(content=json.dumps(made), format="json") == prov_document(dossier)
    assert made == prov_json(dossier)
    derived = {(one["prov:generatedEntity"], one["prov:usedEntity"]) for one in relations(made, "wasDerivedFrom")}
    assert ("rasad:event-e-aaaa2222", "rasad:report-wire%2F1") in derived
    assert ("rasad:report-wire%2F1", "rasad:page-wire") in derived
    assert made["entity"]["rasad:page-wire"]["rasad:sha256"] == dossier.pages[1].sha256
    people = [agent for name, agent in made["agent"].items() if name.startswith("rasad:person-")]
    assert [one["prov:label"] for one in people] == ["باحث"]
    assert [one["prov:informant"] for one in relations(made, "wasInformedBy")] == ["rasad:log-4", "rasad:log-5"]


def test_every_thing_that_the_provenance_relates_is_declared(dossier: Dossier) -> None:
    made = prov_json(dossier)
    declared = {name for kind in ("entity", "activity", "agent") for name in made[kind]}
    for kind in set(made) - {"prefix", "entity", "activity", "agent"}:
        for relation in relations(made, kind):
            used = {value for name, value in relation.items() if name.startswith("prov:") and isinstance(value, str)}
            assert {value for value in used if value.startswith("rasad:")} <= declared
