"""A loan in phases: interest only, level, or a fixed or capped payment, one after another.

Interest-only years, balloons, steps of the rate, payment caps and negative amortization are one
family: in each phase a payment holds, what it leaves of the interest joins the balance, and the
last payment of all is what is owed then. Interest is monthly, 30/360, on the balance.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import Money, Rounding, divided
from mortgage_collect.core.rate import Rate, month_of_interest
from mortgage_collect.core.words import Word
from mortgage_collect.loanmath.annuity import level_payment, periodic, require_periods
from mortgage_collect.loanmath.scheduled import Lines


class Pays(Word):
    """What is paid in a phase."""

    INTEREST = "interest only"
    LEVEL = "level"
    FIXED = "fixed"


@dataclass(frozen=True, slots=True)
class Phase:
    """`months` at `rate`. A fixed phase names its `payment`.

    A level payment clears the balance over the months that remain of the whole plan, or `over` so
    many when the note says so (a balloon). `cap` holds it to at most that share above the payment
    before (7.5 % is a Rate of 7.5), even when that is less than the interest.
    """

    months: int
    rate: Rate
    pays: Pays = Pays.LEVEL
    payment: Money | None = None
    over: int | None = None
    cap: Rate | None = None


@dataclass(frozen=True, slots=True)
class PhasePayment:
    """What is paid from payment number `first`; `full` would amortize, above it only by a cap."""

    first: int
    rate: Rate
    payment: Money
    balance: Money
    full: Money | None

    @property
    def capped(self) -> bool:
        return self.full is not None and self.payment < self.full


@dataclass(frozen=True, slots=True)
class PhasedPlan:
    """Every payment of all phases, and what is paid in each."""

    phases: tuple[PhasePayment, ...]
    lines: Lines

    @property
    def final_payment(self) -> Money:
        """The last payment: what is owed then and its interest, a balloon or a few cents off."""
        return Money(self.lines.amounts[-1])

    @property
    def highest_balance(self) -> Money:
        """The most that is ever owed: above the start when interest was added to the balance."""
        return Money(max(self.lines.start, *self.lines.balances))

    def balance_after(self, payments: int) -> Money:
        """What is owed after so many payments; zero once the loan is paid."""
        if payments < 1:
            raise ValueError("count payments from 1")
        left = self.lines.balances
        return Money(left[payments - 1] if payments <= len(left) else 0)


def phased(
    principal: Money,
    phases: Sequence[Phase],
    how: Rounding = Rounding.HALF_UP,
    before: Money | None = None,
) -> PhasedPlan:
    """The plan of all phases; the last payment of the last phase pays what is owed.

    `before` is the payment before the first phase, for its cap. Raises UserError for a plan without
    months, a phase of none, or a cap with no payment before it.
    """
    whole = sum(phase.months for phase in phases)
    require_periods(whole)
    if any(phase.months < 1 for phase in phases):
        raise UserError("A phase must have a payment at least.", do="Take the empty phase out.")
    balance, first = principal, 1
    told, amounts, balances = list[PhasePayment](), list[int](), list[int]()
    for phase in phases:
        payment, full = payment_of(phase, balance, whole - first + 1, before, how)
        told.append(PhasePayment(first, phase.rate, payment, balance, full))
        lines = _lines(phase, balance, payment, full)
        amounts += lines.amounts
        balances += lines.balances
        balance, before = Money(balances[-1]), payment
        first += phase.months
        if not balance:
            break
    if balance:
        # The last payment takes the balance it would have left.
        amounts[-1] += balances[-1]
        balances[-1] = 0
    return PhasedPlan(tuple(told), Lines(principal.cents, tuple(amounts), tuple(balances)))


def payment_of(
    phase: Phase,
    balance: Money,
    left: int,
    before: Money | None,
    how: Rounding = Rounding.HALF_UP,
) -> tuple[Money, Money | None]:
    """What a phase pays with `left` months of the whole plan to go, and what would amortize.

    The second is None where the phase does not set out to amortize. Raises UserError for a fixed
    phase without its payment, and for a cap with no payment before it.
    """
    match phase.pays:
        case Pays.INTEREST:
            return month_of_interest(balance, phase.rate), None
        case Pays.FIXED:
            if phase.payment is None:
                raise UserError("The payment of a fixed phase is not known.", do="Enter it.")
            return phase.payment, None
        case Pays.LEVEL:
            full = level_payment(balance, phase.rate, phase.over or left, how)
            if phase.cap is None:
                return full, full
            if before is None:
                raise UserError(
                    "A payment cap needs the payment before it.", do="Enter the payment so far."
                )
            return min(full, before + before.times(phase.cap.exact)), full


def _lines(phase: Phase, balance: Money, payment: Money, full: Money | None) -> Lines:
    """The payments of one phase, none of them yet made to clear the loan."""
    share = periodic(phase.rate)
    owed = balance.cents
    amounts, balances = list[int](), list[int]()
    for _ in range(phase.months):
        interest = divided(owed * share.numerator, share.denominator)
        # A level payment rounded down may fall a cent short of the interest; it does not add to it.
        pays = max(payment.cents, interest) if payment == full else payment.cents
        amounts.append(min(pays, owed + interest))
        owed += interest - amounts[-1]
        balances.append(owed)
        if not owed:
            break
    return Lines(balance.cents, tuple(amounts), tuple(balances))
