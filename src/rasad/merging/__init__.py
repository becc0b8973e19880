"""Event reports of many articles become events: which tell the same one, and what they add up to."""

from rasad.merging.copies import Copies, independence
from rasad.merging.decision import Comparison, Decision
from rasad.merging.derivation import DERIVED_FIELDS, derive
from rasad.merging.merger import Merger
from rasad.merging.publication import Inferred, infer_publication
from rasad.merging.rules import RULES
from rasad.merging.tolls import TollLine, toll_ledger

__all__ = [
    "DERIVED_FIELDS",
    "RULES",
    "Comparison",
    "Copies",
    "Decision",
    "Inferred",
    "Merger",
    "TollLine",
    "derive",
    "independence",
    "infer_publication",
    "toll_ledger",
]
