"""Event reports of many articles become events: which tell the same one, and what they add up to."""

from rasad.merging.decision import Comparison, Decision
from rasad.merging.derive import DERIVED_FIELDS, derive
from rasad.merging.merger import Merger
from rasad.merging.rules import RULES
from rasad.merging.tolls import TollLine, toll_ledger

__all__ = [
    "DERIVED_FIELDS",
    "RULES",
    "Comparison",
    "Decision",
    "Merger",
    "TollLine",
    "derive",
    "toll_ledger",
]
