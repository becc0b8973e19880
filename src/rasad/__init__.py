"""Rasad (رصد): codes Arabic news reports of armed conflict into grounded event reports, and keeps a ledger of events.

>>> import rasad
>>> coded = rasad.code("…", published="2024-07-26")          # doctest: +SKIP
>>> with rasad.Ledger.open("rasad.db") as ledger:            # doctest: +SKIP
...     ledger.add(coded)
...     ledger.events(rasad.EventFilter(place="عين الأسد"))

``code`` and ``code_all`` read articles; ``Ledger`` keeps them; all else named here is a frozen record that these
hand out or take. Each is imported when it is first asked for, so that ``import rasad`` costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

_HOMES = {
    "rasad.reports.api": ("UnreadableError", "code", "code_all"),
    "rasad.store": (
        "Added",
        "Change",
        "Changes",
        "Decided",
        "Decision",
        "Entry",
        "Incoming",
        "Inference",
        "Ledger",
        "LedgerError",
        "NewerLedger",
        "NoLedger",
        "NotFound",
        "Verification",
    ),
    "rasad.records": (
        "Actor",
        "Attribution",
        "CodedArticle",
        "DateValue",
        "Derived",
        "Event",
        "EventFilter",
        "EventReport",
        "Evidence",
        "Near",
        "Note",
        "PlaceValue",
        "Published",
        "ReportRef",
        "Source",
        "SourcedReport",
        "Statement",
        "Tally",
        "Toll",
        "Unreadable",
        "Version",
        "Zone",
    ),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

if TYPE_CHECKING:
    from rasad.records import (
        Actor,
        Attribution,
        CodedArticle,
        DateValue,
        Derived,
        Event,
        EventFilter,
        EventReport,
        Evidence,
        Near,
        Note,
        PlaceValue,
        Published,
        ReportRef,
        Source,
        SourcedReport,
        Statement,
        Tally,
        Toll,
        Unreadable,
        Version,
        Zone,
    )
    from rasad.reports.api import UnreadableError, code, code_all
    from rasad.store import (
        Added,
        Change,
        Changes,
        Decided,
        Decision,
        Entry,
        Incoming,
        Inference,
        Ledger,
        LedgerError,
        NewerLedger,
        NoLedger,
        NotFound,
        Verification,
    )


def __getattr__(name: str) -> Any:
    """Import a public name from its home when it is first used (PEP 562)."""
    home = _HOME_OF.get(name)
    if home is None:
        raise AttributeError(f"module 'rasad' has no attribute {name!r}")
    value = getattr(import_module(home), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOME_OF})


__all__ = [
    "Actor",
    "Added",
    "Attribution",
    "Change",
    "Changes",
    "CodedArticle",
    "DateValue",
    "Decided",
    "Decision",
    "Derived",
    "Entry",
    "Event",
    "EventFilter",
    "EventReport",
    "Evidence",
    "Incoming",
    "Inference",
    "Ledger",
    "LedgerError",
    "Near",
    "NewerLedger",
    "NoLedger",
    "NotFound",
    "Note",
    "PlaceValue",
    "Published",
    "ReportRef",
    "Source",
    "SourcedReport",
    "Statement",
    "Tally",
    "Toll",
    "Unreadable",
    "UnreadableError",
    "Verification",
    "Version",
    "Zone",
    "code",
    "code_all",
]
