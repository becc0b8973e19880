"""A dossier's provenance in W3C PROV: which page gave which report, and which reports the event was derived from."""

from __future__ import annotations

import json
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from rasad.exports.dossier import Act, Dossier

if TYPE_CHECKING:
    from prov.model import ProvDocument

NAMESPACE: Final = "urn:rasad:"
_DECISIONS: Final = frozenset({"decide", "undo", "merge", "split"})


def prov_json(dossier: Dossier) -> dict[str, Any]:
    """Return the provenance as PROV-JSON (W3C submission of 24 April 2013): the same dossier gives the same JSON."""
    made: dict[str, Any] = json.loads(prov_document(dossier).serialize(format="json"))
    return made


def prov_document(dossier: Dossier) -> ProvDocument:
    """Return the provenance as a document of the ``prov`` library.

    Pages are primary sources, reports are derived from pages by coding, the event from reports by derivation under its
    rule; people's decisions from the log inform the derivation.
    """
    from prov.model import ProvDocument

    document = ProvDocument()
    document.add_namespace("rasad", NAMESPACE)
    program = document.agent(
        "rasad:program", {"prov:type": "prov:SoftwareAgent", "rasad:version": _version(), "prov:label": "Rasad"}
    )
    _pages(document, dossier)
    coding = document.activity("rasad:coding", other_attributes={"prov:label": "event reports read from the pages"})
    deriving = document.activity(
        "rasad:derivation", other_attributes={"prov:label": "the event's values", "rasad:rule": dossier.event.rule}
    )
    document.wasAssociatedWith(coding, program)
    document.wasAssociatedWith(deriving, program)
    event = document.entity(
        _name("event", dossier.event.id), {"prov:type": "rasad:Event", "rasad:kind": dossier.event.kind}
    )
    document.wasGeneratedBy(event, deriving)
    for account in dossier.accounts:
        page = _name("page", account.ref.doc)
        report = document.entity(
            _name("report", account.ref.event), {"prov:type": "rasad:EventReport", "prov:value": _quote(account)}
        )
        document.used(coding, page)
        document.wasGeneratedBy(report, coding)
        document.hadPrimarySource(report, page)
        document.used(deriving, report)
        document.wasDerivedFrom(event, report, deriving)
    for act in dossier.acts:
        if act.action in _DECISIONS:
            _decision(document, act, deriving)
    return document


def _pages(document: ProvDocument, dossier: Dossier) -> None:
    for page in dossier.pages:
        told = {
            "prov:type": "rasad:Page",
            "prov:label": page.title,
            "prov:location": page.url,
            "rasad:sha256": page.sha256,
            "rasad:published": page.published,
        }
        entity = document.entity(_name("page", page.doc), {name: value for name, value in told.items() if value})
        if page.outlet:
            agent = document.agent(
                _name("outlet", page.outlet), {"prov:type": "prov:Organization", "prov:label": page.outlet}
            )
            document.wasAttributedTo(entity, agent)


def _decision(document: ProvDocument, act: Act, deriving: Any) -> None:
    at = datetime.fromisoformat(act.at)
    decision = document.activity(
        _name("log", str(act.n)), at, at, {"prov:label": act.action, "rasad:subject": act.subject, "rasad:hash": act.hash}
    )
    person = document.agent(
        _name("person", act.author or "unknown"), {"prov:type": "prov:Person", "prov:label": act.author or "unknown"}
    )
    document.wasAssociatedWith(decision, person)
    document.wasInformedBy(deriving, decision)


def _quote(account: Any) -> str:
    words: str = account.report.evidence.quote
    return words


def _name(kind: str, ident: str) -> str:
    return f"rasad:{kind}-{quote(ident, safe='')}"


def _version() -> str:
    try:
        return version("rasad")
    except PackageNotFoundError:
        return "not installed"
