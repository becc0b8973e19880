"""The store: the ledger on disk, in SQLite or PostgreSQL."""

from rasad.records import EventFilter
from rasad.store.adding import Incoming
from rasad.store.chain import Entry
from rasad.store.errors import DamagedLedger, LedgerError, NewerLedger, NoLedger, NotFound
from rasad.store.ledger import Ledger
from rasad.store.matching import Decision
from rasad.store.outcomes import Added, Change, Changes, Decided, Inference, Verification

__all__ = [
    "Added",
    "Change",
    "Changes",
    "DamagedLedger",
    "Decided",
    "Decision",
    "Entry",
    "EventFilter",
    "Incoming",
    "Inference",
    "Ledger",
    "LedgerError",
    "NewerLedger",
    "NoLedger",
    "NotFound",
    "Verification",
]
