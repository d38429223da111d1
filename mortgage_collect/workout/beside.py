"""What is owed beside the installments, and money already held: with what nobody knows of either.

Fees of the loan system stay owed whatever is agreed, unless they go into a plan. What is not known
counts as nothing in a sum, and a reason says so.
"""

from __future__ import annotations

from collections.abc import Iterator

from mortgage_collect.core.money import ZERO, Money
from mortgage_collect.workout.case import CaseFacts
from mortgage_collect.workout.option import Reason
from mortgage_collect.workout.working import Sheet


def fees_owed(case: CaseFacts) -> Money | None:
    """Fees of the loan system; where it tells none, those agreed to be repaid; None: not known."""
    if case.advances.other_fees is not None:
        return case.advances.other_fees
    return case.fees or None


def charges(case: CaseFacts) -> tuple[tuple[str, str, Money | None], ...]:
    """(key, label, amount) of everything owed beside the installments."""
    return (
        ("late_charges", "Late charges", case.position.late_charges),
        ("fees", "Other fees", fees_owed(case)),
        ("escrow_advance", "Escrow advances", case.advances.escrow_advance),
        ("servicing_advance", "Other advances", case.advances.servicing_advance),
    )


def known_charges(case: CaseFacts) -> Money:
    """What is known of them, added up."""
    return sum((amount for _, _, amount in charges(case) if amount is not None), ZERO)


def fees_stay(case: CaseFacts) -> Iterator[Reason]:
    """That fees stay owed beside terms that do not take them in."""
    fees = fees_owed(case)
    if fees:
        yield Reason(True, f"Other fees of {fees} stay owed beside it")


def held(case: CaseFacts, sheet: Sheet, says: str = "Less money in suspense") -> tuple[Money, str]:
    """Money in suspense, on the sheet, and the end of a formula that takes it off."""
    suspense = case.position.suspense
    sheet.given("suspense", says, suspense, "the loan system", case.as_of)
    return (suspense, "-{suspense}") if suspense is not None else (ZERO, "")


def held_known(case: CaseFacts) -> Iterator[Reason]:
    """Nothing where it is known; else that any money held would lower the figure.

    No open point: it can only make the terms lighter.
    """
    if case.position.suspense is None:
        yield Reason(True, "Money in suspense is not known: any would lower what is to be paid")


def deferred_known(case: CaseFacts) -> Iterator[Reason]:
    """Nothing where it is known; else that more may be due at the end."""
    if case.advances.deferred is None:
        says = "What was deferred before is not known: more can be due at the end"
        yield Reason(None, says)
