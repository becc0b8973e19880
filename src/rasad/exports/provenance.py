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
_DECISIONS: Final = frozenset({"decide", "undo"})
"""Actions of the log that are people's own; merging by the program is part of the derivation."""


def prov_json(dossier: Dossier) -> dict[str, Any]:
    """Return the provenance as PROV-JSON (W3C submission of 24 April 2013): the same dossier gives the same JSON."""
    made: dict[str, Any] = json.loads(str(prov_document(dossier).serialize(format="json")))
    return made


def prov_document(dossier: Dossier) -> ProvDocument:
    """Return the provenance as a document of the ``prov`` library.

    Pages are primary sources, reports are derived from pages by coding, the event from reports by derivation under
    its rule; people's decisions from the log inform the derivation.
    """
    from prov.model import ProvDocument

    document = ProvDocument()
    document.add_namespace("rasad", NAMESPACE)
    program = document.agent(
        "rasad:program",
        {"prov:type": _type(document, "prov:SoftwareAgent"), "rasad:version": _version(), "prov:label": "Rasad"},
    )
    _pages(document, dossier)
    coding = document.activity("rasad:coding", other_attributes={"prov:label": "event reports read from the pages"})
    deriving = document.activity(
        "rasad:derivation", other_attributes={"prov:label": "the event's values", "rasad:rule": dossier.event.rule}
    )
    document.wasAssociatedWith(coding, program)
    document.wasAssociatedWith(deriving, program)
    event = document.entity(
        _name("event", dossier.event.id),
        {"prov:type": _type(document, "rasad:Event"), "rasad:kind": dossier.event.kind},
    )
    document.wasGeneratedBy(event, deriving)
    for account in dossier.accounts:
        page = _name("page", account.source.doc)
        report = document.entity(
            _name("report", account.report.id),
            {"prov:type": _type(document, "rasad:EventReport"), "prov:value": account.report.evidence.quote},
        )
        document.used(coding, page)
        document.wasGeneratedBy(report, coding)
        document.hadPrimarySource(report, page)
        document.used(deriving, report)
        document.wasDerivedFrom(event, report, deriving)
    for act in dossier.acts:
        if act.action in _DECISIONS:
            _decision(document, act, deriving)
    return document.unified()  # one outlet or person may have been told of several times


def _pages(document: ProvDocument, dossier: Dossier) -> None:
    for page in dossier.pages:
        source = page.source
        told = {
            "prov:type": _type(document, "rasad:Page"),
            "prov:label": source.title,
            "prov:location": source.url,
            "rasad:sha256": page.sha256,
            "rasad:published": source.published,
        }
        entity = document.entity(_name("page", source.doc), {name: value for name, value in told.items() if value})
        if source.outlet:
            outlet = {"prov:type": _type(document, "prov:Organization"), "prov:label": source.outlet}
            document.wasAttributedTo(entity, document.agent(_name("outlet", source.outlet), outlet))


def _decision(document: ProvDocument, act: Act, deriving: Any) -> None:
    at, who = datetime.fromisoformat(act.at), act.author or "unknown"
    told = {"prov:label": act.action, "rasad:subject": act.subject, "rasad:hash": act.hash}
    decision = document.activity(_name("log", str(act.n)), at, at, told)
    person = document.agent(_name("person", who), {"prov:type": _type(document, "prov:Person"), "prov:label": who})
    document.wasAssociatedWith(decision, person)
    document.wasInformedBy(deriving, decision)


def _type(document: ProvDocument, name: str) -> Any:
    """Return a type as a qualified name, which is what PROV asks for."""
    return document.valid_qualified_name(name)


def _name(kind: str, ident: str) -> str:
    return f"rasad:{kind}-{quote(ident, safe='')}"


def _version() -> str:
    try:
        return version("rasad")
    except PackageNotFoundError:
        return "not installed"
