"""What can go wrong with a ledger, each as the sentence a person reads."""


class LedgerError(Exception):
    """The ledger cannot do what was asked; the message says what and why."""


class NoLedger(LedgerError):
    """There is no ledger where one was looked for."""


class NewerLedger(LedgerError):
    """The ledger was written by a newer Rasad than this one."""


class NotFound(LedgerError):
    """The ledger holds nothing by that name."""


class DamagedLedger(LedgerError):
    """What the ledger holds is not what was put into it; `rasad verify` says more."""
