"""The installments of one loan, and the money moving through them: position() drives it.

Its only state is which installment is the oldest unpaid, what waits in suspense, and the balance.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Final

from mortgage_collect.core.calendar import add_months
from mortgage_collect.core.money import ZERO, Money
from mortgage_collect.core.rate import month_of_interest
from mortgage_collect.loanmath.terms import Installment, LoanTerms, Snapshot

FURTHEST_BACK: Final = -600
"""Months a reversal may open before the snapshot; beyond them it is a typing error."""


@dataclass(frozen=True, slots=True)
class Paid:
    """One installment paid in full, the day it was, and the balance before it."""

    installment: Installment
    on: date
    balance_before: Money


class Ledger:
    """Applies money to whole installments, oldest first. One loan, used once, then thrown away."""

    def __init__(self, terms: LoanTerms, snapshot: Snapshot, billed: Sequence[Installment]) -> None:
        self._terms = terms
        self._first = snapshot.next_due
        self._billed = {each.due_on: each for each in billed}
        self._at = 0  # months from the snapshot's next due date; below zero after a reversal
        self._moved = False
        ends = terms.maturity_on
        self.maturity_on = ends if ends and ends >= snapshot.next_due else None
        self.suspense = snapshot.suspense
        self.balance = snapshot.upb
        self.paid: list[Paid] = []

    @property
    def next_due(self) -> date:
        """The due date of the oldest installment that is not paid."""
        return self._due(self._at)

    def receive(self, on: date, amount: Money) -> None:
        """Take in money on its day, or give it back when the amount is negative."""
        self.settle_through(on)
        self._moved = True
        self.suspense = (self.suspense or ZERO) + amount
        while self.suspense < ZERO and (handed_back := self._reopen()):
            self.suspense += handed_back
        self._settle(on)

    def settle_through(self, day: date) -> None:
        """Let money that waited pay the installments that came within its reach by `day`."""
        if not self._moved:
            return
        while (reach := self._due(self._at - 1)) <= day and self._settle(reach):
            pass

    def unpaid_through(self, day: date) -> tuple[Installment, ...]:
        """Installments due on or before `day` and not paid, at the amounts they will have."""
        found = list[Installment]()
        at, balance = self._at, self.balance
        while self._due(at) <= day and (each := self._installment(at, balance)) is not None:
            found.append(each)
            balance -= self._principal(each, balance)
            at += 1
        return tuple(found)

    def following(self, unpaid: Sequence[Installment]) -> Installment | None:
        """The first installment after the unpaid ones; None when the loan has no more."""
        balance = self.balance
        for each in unpaid:
            balance -= self._principal(each, balance)
        return self._installment(self._at + len(unpaid), balance)

    def _settle(self, on: date) -> bool:
        """Pay what suspense can pay on this day; True when something was paid."""
        before = self._at
        # Reach: the installment before it has fallen due, so it is due or the next to fall due.
        while self._due(self._at - 1) <= on or self._due(self._at) <= on:
            installment = self._installment(self._at, self.balance)
            if installment is None or (self.suspense or ZERO) < installment.amount:
                break
            self.paid.append(Paid(installment, on, self.balance))
            self.suspense = (self.suspense or ZERO) - installment.amount
            self.balance -= self._principal(installment, self.balance)
            self._at += 1
        return self._at > before

    def _reopen(self) -> Money:
        """Undo the installment paid last, and hand its money back; zero when none can be."""
        if self._at <= FURTHEST_BACK:
            return ZERO
        self._at -= 1
        if self.paid:
            last = self.paid.pop()
            self.balance = last.balance_before
            return last.installment.amount
        # Paid before the snapshot: its principal is found backwards from the balance it left.
        installment = self._plain(self._at)
        if self._terms.rate is not None:
            growth = 1 + self._terms.rate.monthly
            left = self.balance + installment.principal_interest
            self.balance = max(Money.rounded(Fraction(left.cents, 100) / growth), self.balance)
        return installment.amount

    def _installment(self, at: int, balance: Money) -> Installment | None:
        """Number `at` on this balance: the last one is what is left, and after it there is none."""
        plain = self._plain(at)
        if self.maturity_on is not None and plain.due_on > self.maturity_on:
            return None
        if self._terms.rate is None or not self._terms.principal_interest:
            return plain
        if not balance:
            return None
        most = balance + month_of_interest(balance, self._terms.rate)
        regular = plain.principal_interest
        # The last installment takes the cents that rounding left. A larger rest is a balloon, which
        # Position.matured tells: no regular payment could satisfy it.
        if self._due(at + 1) > (self.maturity_on or date.max) and most <= 2 * regular:
            return replace(plain, principal_interest=most)
        return replace(plain, principal_interest=min(regular, most))

    def _plain(self, at: int) -> Installment:
        due = self._due(at)
        terms = self._terms
        return self._billed.get(due) or Installment(due, terms.principal_interest, terms.escrow)

    def _due(self, at: int) -> date:
        # The snapshot's own date stands, even where it is not the note's day.
        return self._first if not at else add_months(self._first, at, self._terms.due_day)

    def _principal(self, installment: Installment, balance: Money) -> Money:
        """Principal inside an installment; none when the rate is unknown or interest takes it all.

        A payment below the interest does not raise the balance here: only the note could say so.
        """
        if self._terms.rate is None:
            return ZERO
        interest = month_of_interest(balance, self._terms.rate)
        return max(installment.principal_interest - interest, ZERO)
