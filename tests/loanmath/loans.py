"""One loan all tests of loan arithmetic know: 2,192.57 a month, due on the 1st."""

from datetime import date
from typing import Any

from mortgage_collect.core.money import ZERO, Money
from mortgage_collect.core.rate import Rate
from mortgage_collect.loanmath.terms import LateChargeTerms, LoanTerms, Received, Snapshot

FIVE_PERCENT = LateChargeTerms(Rate.percent(5), 15)


def a_loan(**changes: Any) -> LoanTerms:
    given: dict[str, Any] = {
        "principal_interest": Money.of("1580.17"),
        "escrow": Money.of("612.40"),
        "due_day": 1,
        "rate": Rate.percent("6.5"),
        "late_charge": FIVE_PERCENT,
    }
    return LoanTerms(**given | changes)


def a_snapshot(**changes: Any) -> Snapshot:
    given: dict[str, Any] = {
        "as_of": date(2026, 8, 31),
        "upb": Money.of("249774.00"),
        "next_due": date(2026, 9, 1),
        "suspense": ZERO,
        "late_charges": ZERO,
        "other_fees": ZERO,
        "escrow_advance": ZERO,
        "corporate_advance": ZERO,
        "deferred_principal": ZERO,
        "escrow_balance": ZERO,
    }
    return Snapshot(**given | changes)


def paid(on: str, amount: str = "2192.57") -> Received:
    return Received(date.fromisoformat(on), Money.of(amount))
