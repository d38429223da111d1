"""Where a loan stands on a day: what is unpaid, what waits in suspense, what was charged.

The snapshot is the loan system's word. Money that came in since is applied here, on its own date,
to the oldest unpaid installment first and to whole installments only; the rest waits in suspense
until a full periodic payment has gathered, which is then a payment received that day
(12 CFR 1026.36(c)(1)(ii)).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from mortgage_collect.core.money import ZERO, Money, total
from mortgage_collect.core.rate import DayCount
from mortgage_collect.loanmath.late_charge import first_day_of_charge, is_late, late_charge
from mortgage_collect.loanmath.ledger import Ledger
from mortgage_collect.loanmath.terms import Installment, LoanTerms, Received, Snapshot


@dataclass(frozen=True, slots=True)
class Position:
    """A loan at the close of `as_of`.

    `unpaid` are installments due on or before `as_of`. `suspense` is None when the loan system did
    not say and nothing has come in since; once something has, it is at least what is shown.
    `satisfied` tells on which day each installment since the snapshot was paid in full.
    `upb_estimated` is True when installments were paid but the principal in them cannot be told
    exactly (no rate known, or a daily simple interest note). `matured` is True when the note has
    run out and principal is still owed: the whole balance is due, not only the installments.
    `due_later` is the installment that falls due next after the unpaid ones, None when none does.
    """

    as_of: date
    unpaid: tuple[Installment, ...]
    next_due: date
    arrears: Money
    suspense: Money | None
    upb: Money
    satisfied: tuple[tuple[Installment, date], ...]
    late_charges: Money | None
    assessed: tuple[tuple[date, date, Money], ...]
    upb_estimated: bool = False
    matured: bool = False
    due_later: Installment | None = None

    @property
    def overpaid(self) -> Money:
        """The part of suspense above everything owed: it goes back to the borrower."""
        owed = self.upb + (self.late_charges or ZERO)
        return max((self.suspense or ZERO) - owed, ZERO)

    @property
    def suspense_holds_payment(self) -> bool:
        """True when suspense alone would pay the oldest unpaid installment: it must be applied."""
        return bool(self.unpaid) and (self.suspense or ZERO) >= self.unpaid[0].amount


def position(
    terms: LoanTerms,
    snapshot: Snapshot,
    received: Sequence[Received],
    as_of: date,
    billed: Sequence[Installment] = (),
    *,
    no_late_charges_from: date | None = None,
) -> Position:
    """Where the loan stands at the close of `as_of`.

    Installments run monthly from the snapshot's next due date with the note's due day; a billed one
    with the same due date overrides the amounts, an earlier one is already paid. The order of
    `received` does not matter, and what is dated after `as_of` is left out.

    * Suspense the loan system held at the snapshot stays where it was until money comes in.
    * Money may pay the next installment to fall due ahead of its date, never the one after it; that
      waits in suspense until the due date before it has passed.
    * A reversal is taken from suspense, then from the installment paid last, back and back; beyond
      the snapshot it opens the installments before `snapshot.next_due`.
    * Late charges: one an installment, on the day after its grace, only when that day is after the
      snapshot (earlier ones are in its figure). Money never goes to them here, so an unpaid
      charge cannot make a later payment late (12 CFR 1026.36(c)(2)). `no_late_charges_from` stops
      them from a day on, as under an approved plan.
    * A maturity date before the snapshot's next due date is out of date and is not used.
    """
    ledger = Ledger(terms, snapshot, billed)
    for item in sorted(received, key=lambda each: (each.on, -each.amount.cents)):
        if item.on <= as_of:
            ledger.receive(item.on, item.amount)
    ledger.settle_through(as_of)
    unpaid = ledger.unpaid_through(as_of)
    assessed = _assessed(terms, snapshot, ledger, unpaid, as_of, no_late_charges_from)
    charges = snapshot.late_charges
    if charges is not None:
        charges += total(amount for _, _, amount in assessed)
    estimated = bool(ledger.paid) and (
        terms.rate is None or terms.day_count is not DayCount.THIRTY_360
    )
    upcoming = ledger.following(unpaid)
    matured = (
        ledger.maturity_on is not None
        and ledger.maturity_on <= as_of
        and bool(ledger.balance)
        and not estimated
    )
    if unpaid:
        next_due = unpaid[0].due_on
    elif matured and ledger.maturity_on is not None:
        next_due = ledger.maturity_on
    else:
        next_due = ledger.next_due
    return Position(
        as_of=as_of,
        unpaid=unpaid,
        next_due=next_due,
        arrears=total(each.amount for each in unpaid),
        suspense=ledger.suspense,
        upb=ledger.balance,
        satisfied=tuple((paid.installment, paid.on) for paid in ledger.paid),
        late_charges=charges,
        assessed=assessed,
        upb_estimated=estimated,
        matured=matured,
        due_later=upcoming,
    )


def _assessed(
    terms: LoanTerms,
    snapshot: Snapshot,
    ledger: Ledger,
    unpaid: Sequence[Installment],
    as_of: date,
    stop_on: date | None,
) -> tuple[tuple[date, date, Money], ...]:
    """(due date, day of the charge, amount) of every late charge since the snapshot."""
    rule = terms.late_charge
    if rule is None:
        return ()
    found = list[tuple[date, date, Money]]()
    paid = ((each.installment, each.on) for each in ledger.paid)
    for installment, on in [*paid, *((each, None) for each in unpaid)]:
        day = first_day_of_charge(installment.due_on, rule.grace_days)
        late = on is None or is_late(installment.due_on, on, rule.grace_days)
        if late and snapshot.as_of < day <= as_of and (stop_on is None or day < stop_on):
            found.append(
                (installment.due_on, day, late_charge(rule, installment.principal_interest))
            )
    return tuple(found)
