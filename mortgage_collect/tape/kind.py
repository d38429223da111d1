"""Tells loan tapes, customer files and payment files apart by their headers."""

from __future__ import annotations

from collections.abc import Sequence

from mortgage_collect.core.words import TapeKind
from mortgage_collect.tape.fields import dictionary, lookup

_BALANCES = frozenset({"unpaid_principal_balance", "original_loan_amount", "maturity_date"})
_REACH = frozenset({"contact", "mailing", "co_borrower", "borrower"})


def tell_kind(headers: Sequence[str]) -> TapeKind:
    """LOANS wherever a balance is named; else CUSTOMERS or PAYMENTS where their columns are."""
    loans = _known(headers, TapeKind.LOANS)
    if _BALANCES & loans:
        return TapeKind.LOANS
    payments = _known(headers, TapeKind.PAYMENTS)
    customers = _known(headers, TapeKind.CUSTOMERS)
    groups = dictionary(TapeKind.CUSTOMERS).fields
    reach = sum(groups[name].group in _REACH for name in customers)
    if {"received_date", "amount"} <= payments and reach < 4:
        return TapeKind.PAYMENTS
    if reach >= 2:
        return TapeKind.CUSTOMERS
    return TapeKind.LOANS


def _known(headers: Sequence[str], kind: TapeKind) -> set[str]:
    return {name for header in headers if header for name in lookup(header, kind)[0]}
