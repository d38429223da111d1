"""The lines of a schedule, kept in bare cents and made into money only when somebody looks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import overload

from mortgage_collect.core.money import Money


@dataclass(frozen=True, slots=True)
class ScheduledPayment:
    """One line of a schedule; `balance` is what is still owed after it."""

    number: int
    interest: Money
    principal: Money
    balance: Money

    @property
    def amount(self) -> Money:
        return self.interest + self.principal


@dataclass(frozen=True, slots=True)
class Lines(Sequence[ScheduledPayment]):
    """Payments one after another: what is owed at `start`, the amounts, the balances they leave.

    All in cents. The interest of a line is its amount less what the balance fell by, so a payment
    below the interest shows negative principal and a balance that rose.
    """

    start: int
    amounts: tuple[int, ...]
    balances: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.amounts)

    @overload
    def __getitem__(self, at: int) -> ScheduledPayment: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[ScheduledPayment, ...]: ...
    def __getitem__(self, at: int | slice) -> ScheduledPayment | tuple[ScheduledPayment, ...]:
        if isinstance(at, slice):
            return tuple(self._line(each) for each in range(len(self))[at])
        return self._line(range(len(self))[at])

    def _line(self, at: int) -> ScheduledPayment:
        before = self.balances[at - 1] if at else self.start
        principal = before - self.balances[at]
        interest = self.amounts[at] - principal
        return ScheduledPayment(at + 1, Money(interest), Money(principal), Money(self.balances[at]))

    @property
    def total_paid(self) -> Money:
        return Money(sum(self.amounts))

    @property
    def total_interest(self) -> Money:
        """All interest: what was paid less what the balance fell by."""
        left = self.balances[-1] if self.balances else self.start
        return Money(sum(self.amounts) - self.start + left)
