"""What the bank would receive from a loan month by month: the input of its value.

Principal and interest only, on every side of a comparison: escrow passes through to the tax
collector and the insurer. These are estimates; what is posted or printed comes from loanmath.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from operator import mul

from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import ZERO, Money, total
from mortgage_collect.core.rate import MILLION, Rate
from mortgage_collect.workout.value.discount import SCALE, Discount, discount, scaled, times

FINE = 1_000_000_000
"""Parts of a cent in flows that are not rounded, for comparing with a formula on paper."""

_YEAR = 12 * MILLION


@dataclass(frozen=True, slots=True)
class CashFlows:
    """Payments 1..n and what is owed after each, as whole numbers of `parts` parts of a cent.

    `balances` are what a borrower who pays off with that payment would owe besides it, the
    `due_at_end` left out. `due_at_end` bears no interest and comes with the last payment, or with
    an earlier payoff. `at_start` is money received on day 0, not discounted. `delay` counts months
    without a payment before the first: 0 is one month from today. `prepays` is False for what no
    borrower pays early, such as the proceeds of a sale.
    """

    payments: tuple[int, ...]
    balances: tuple[int, ...]
    due_at_end: Money = ZERO
    at_start: Money = ZERO
    delay: int = 0
    parts: int = 1
    prepays: bool = True

    def __post_init__(self) -> None:
        if len(self.payments) != len(self.balances):
            raise ValueError("a balance for every payment")
        if self.delay < 0 or self.parts < 1:
            raise ValueError("a delay counts months, and a cent has at least one part")

    @property
    def months(self) -> int:
        """Months until the last payment."""
        return len(self.payments) + self.delay

    def owed_after(self, payments: int) -> Money:
        """What is owed after so many payments, with what is due at the end; to the cent."""
        if payments < 1:
            raise ValueError("count payments from 1")
        if payments >= len(self.payments):
            return ZERO
        cents = (self.balances[payments - 1] * 2 + self.parts) // (2 * self.parts)
        return Money(cents) + self.due_at_end

    def worth(self, table: Discount) -> int:
        """PV_perf in SCALEths of a cent: money on day 0, payments, payoffs, and the end.

        sum of S_{k-1} [PMT_k + smm (B_k + N)] v^k, and S_n N v^n, all `delay` months later.
        """
        length = len(self.payments)
        weights, sums = (
            (table.alive, table.alive_sums) if self.prepays else (table.factors, table.sums)
        )
        found: int = sum(map(mul, self.payments, weights[1:])) * SCALE
        end = scaled(self.due_at_end)
        if self.prepays and table.gone:
            found += sum(map(mul, self.balances, weights[1:])) * table.gone
            later = times(table.gone, sums[length]) + table.outlasting(length)
        else:
            later = table.factors[length]
        worth = found // (SCALE * self.parts) + times(end, later)
        if self.delay:
            worth = times(worth, table.factors[self.delay])
        return worth + scaled(self.at_start)

    def worth_of_first(self, count: int, table: Discount) -> int:
        """The first `count` payments alone, nobody paying off, in SCALEths of a cent."""
        found: int = sum(map(mul, self.payments[:count], table.factors[1 : count + 1]))
        found //= self.parts
        if self.delay:
            found = times(found, table.factors[self.delay])
        return found + scaled(self.at_start)

    def paid_off_with(self, payment: int) -> CashFlows:
        """The same, all that is owed paid with this payment: a balloon, or a known payoff."""
        if not 1 <= payment <= len(self.payments):
            raise ValueError(f"there are payments 1 to {len(self.payments)}")
        last = self.payments[payment - 1] + self.balances[payment - 1]
        return replace(
            self,
            payments=(*self.payments[: payment - 1], last),
            balances=(*self.balances[: payment - 1], 0),
        )


def level(
    balance: Money,
    rate: Rate,
    months: int,
    payment: Money | None = None,
    *,
    due_at_end: Money = ZERO,
    delay: int = 0,
    parts: int = 1,
) -> CashFlows:
    """A level schedule; the last payment is the balance and its interest.

    Without a `payment` the level one is worked out. With `parts` of FINE nothing is rounded to the
    cent. Raises UserError when no month is left.
    """
    given = [] if payment is None else [payment]
    return _schedule(balance, [(1, rate)], months, given, due_at_end, delay, parts)


def stepped(
    balance: Money,
    steps: Sequence[tuple[int, Rate]],
    months: int,
    payments: Sequence[Money] = (),
    *,
    due_at_end: Money = ZERO,
    delay: int = 0,
    parts: int = 1,
) -> CashFlows:
    """Rates by the payment they begin with, first (1, rate); recast over the rest at each step.

    `payments` are the agreed ones, one a step, when they are known.
    """
    if not steps or steps[0][0] != 1:
        raise ValueError("the first rate begins with payment 1")
    return _schedule(balance, steps, months, payments, due_at_end, delay, parts)


def repayment_plan(regular: CashFlows, shares: Sequence[Money]) -> CashFlows:
    """The regular payments, and a share of the arrears with each of the first ones.

    `regular` is the loan as it would be with the arrears paid; what is left of them is owed too.
    """
    extra = [each.cents * regular.parts for each in shares]
    _require_room(regular, len(extra))
    left = accumulate(extra, initial=sum(extra))
    owed = [2 * sum(extra) - paid for paid in left][1:]
    return replace(
        regular,
        payments=_added(regular.payments, extra),
        balances=_added(regular.balances, owed),
    )


def forbearance(
    regular: CashFlows, paid: Sequence[Money], caught_up: Sequence[Money] = ()
) -> CashFlows:
    """The first payments reduced to `paid` (zero too), then the regular ones and a catching up.

    `caught_up` comes on top of the payments that follow: one amount reinstates, several are a
    plan. What it does not cover is due at the end. No interest runs on what is missed.
    """
    _require_room(regular, len(paid) + len(caught_up))
    given = [each.cents * regular.parts for each in paid]
    missed = [due - got for due, got in zip(regular.payments, given, strict=False)]
    back = [each.cents * regular.parts for each in caught_up]
    at_end = sum(missed) - sum(back)
    if at_end < 0:
        raise UserError(
            "More would be caught up than the forbearance leaves unpaid.",
            do="Lower the amounts after the forbearance.",
        )
    changes = [-each for each in missed] + back
    # The model adds what is due at the end in every month, before it is missed as well.
    owed = [-change - at_end for change in accumulate(changes)]
    rest = [0] * (len(regular.balances) - len(owed))
    return replace(
        regular,
        payments=_added(regular.payments, changes),
        balances=_added(regular.balances, owed + rest),
        due_at_end=regular.due_at_end + Money(-(-at_end // regular.parts)),
    )


def deferral(regular: CashFlows, deferred: Money) -> CashFlows:
    """The regular payments, and the arrears due at the end without interest."""
    return replace(regular, due_at_end=regular.due_at_end + deferred)


def reinstated(regular: CashFlows, arrears: Money) -> CashFlows:
    """The borrower pays the arrears today and the regular payments after it."""
    return replace(regular, at_start=regular.at_start + arrears)


def lump_sum(amount: Money, month: int) -> CashFlows:
    """One amount after so many months: the proceeds of a sale. Month 0 is today."""
    if month < 1:
        return CashFlows((), (), at_start=amount, prepays=False)
    return CashFlows((amount.cents,), (0,), delay=month - 1, prepays=False)


def irregular(amounts: Iterable[Money], at_start: Money = ZERO) -> CashFlows:
    """Any amounts of months 1, 2, ... and one of today; nobody pays them early."""
    cents = tuple(each.cents for each in amounts)
    owed = total(Money(each) for each in cents).cents
    left = tuple(owed - paid for paid in accumulate(cents))
    return CashFlows(cents, left, at_start=at_start, prepays=False)


def _schedule(
    balance: Money,
    steps: Sequence[tuple[int, Rate]],
    months: int,
    given: Sequence[Money],
    due_at_end: Money,
    delay: int,
    parts: int,
) -> CashFlows:
    if months < 1:
        raise UserError(
            "The loan has matured: no payments are left to spread the balance over.",
            do="Quote a payoff, or extend the term first.",
        )
    if given and len(given) != len(steps):
        raise ValueError("a payment for every step")
    owed = balance.cents * parts
    payments, balances = list[int](), list[int]()
    ends = [first - 1 for first, _ in steps[1:]] + [months]
    for at, ((_, rate), end) in enumerate(zip(steps, ends, strict=True)):
        left = months - len(payments)
        end = min(end, months)
        pays = given[at].cents * parts if given else _level(owed, rate, left)
        yearly = rate.millionths
        for _ in range(len(payments), end):
            interest = (owed * yearly * 2 + _YEAR) // (2 * _YEAR)
            due = owed + interest
            paid = min(pays, due)
            owed = due - paid
            payments.append(paid)
            balances.append(owed)
    # The last payment takes what rounding, or an agreed payment too low, has left.
    payments[-1] += owed
    balances[-1] = 0
    return CashFlows(tuple(payments), tuple(balances), due_at_end, ZERO, delay, parts)


def _level(owed: int, rate: Rate, months: int) -> int:
    """PMT = P i / (1 - (1 + i)^-n), to the nearest part, from the table of one dollar a month."""
    annuity = discount(rate, months).sums[months]
    return (owed * SCALE * 2 + annuity) // (2 * annuity)


def _require_room(regular: CashFlows, months: int) -> None:
    if months > len(regular.payments):
        raise UserError(
            f"{months} months do not fit into the {len(regular.payments)} payments left.",
            do="Choose fewer months.",
        )


def _added(amounts: tuple[int, ...], extra: Sequence[int]) -> tuple[int, ...]:
    head = [one + more for one, more in zip(amounts, extra, strict=False)]
    return (*head, *amounts[len(head) :])
