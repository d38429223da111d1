"""A note run the way it counts: months of a twelfth, or the days between its due dates.

Under 30/360 the schedules are those of `amortize.py` and `step_rate.py`. Where every day counts,
each installment pays the days since the one before, rounded by itself, and the last one pays what
is owed then; the level payment knows no days, by the custom of such notes. The cents are those of
`dated_phases.py`, without its lines: an option is worked out while somebody is talking.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise

from mortgage_collect.core.calendar import add_months
from mortgage_collect.core.money import Money
from mortgage_collect.core.rate import MILLION, DayCount, Rate, month_of_interest, year_fraction
from mortgage_collect.loanmath.accrued_interest import (
    MissedInstallments,
    capitalization_figure,
    missed_installments,
)
from mortgage_collect.loanmath.amortize import Schedule, require_payable, schedule
from mortgage_collect.loanmath.annuity import level_payment
from mortgage_collect.loanmath.interest import interest_between
from mortgage_collect.loanmath.scheduled import Lines
from mortgage_collect.loanmath.step_rate import (
    RateStep,
    StepPayment,
    StepSchedule,
    require_steps,
    step_schedule,
)

Shares = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Counting:
    """How a run of installments is counted: the note's way, its due day, and where the run begins.

    `from_day` is the due date before the first of them. Interest runs from it, or from `since`
    where it is known to be paid to another day.
    """

    day_count: DayCount
    from_day: date
    due_day: int
    since: date | None = None

    @property
    def by_days(self) -> bool:
        return self.day_count is not DayCount.THIRTY_360

    def due(self, number: int) -> date:
        """The due date of installment `number`, counted from 1; 0 is `from_day`."""
        return add_months(self.from_day, number, self.due_day)

    def shares(self, months: int) -> Shares:
        """The part of a year each of the first `months` bears, as numerator and denominator."""
        return _shares(self, months)


def counted_schedule(
    principal: Money, rate: Rate, periods: int, payment: Money, counting: Counting
) -> Schedule:
    """Pay `payment` for at most `periods` months; the last one is what is owed then.

    Raises UserError as `schedule` does. By days a long month may bear more than the payment covers;
    the rest joins the balance.
    """
    if not counting.by_days:
        return schedule(principal, rate, periods, payment)
    require_payable(principal, payment, month_of_interest(principal, rate), periods)
    if not principal:
        return Schedule(payment, Lines(0, (), ()))
    amounts, balances = _run(principal.cents, rate, payment.cents, counting.shares(periods))
    amounts[-1] += balances[-1]
    balances[-1] = 0
    return Schedule(payment, Lines(principal.cents, tuple(amounts), tuple(balances)))


def counted_steps(
    principal: Money, steps: Sequence[RateStep], periods: int, counting: Counting
) -> StepSchedule:
    """Pay `principal` off along the steps of a rate, as `step_schedule` does by months."""
    if not counting.by_days or not principal:
        return step_schedule(principal, steps, periods)
    require_steps(steps)
    shares = counting.shares(periods)
    owed, told = principal.cents, list[StepPayment]()
    amounts, balances = list[int](), list[int]()
    for step, following in zip(steps, [*(each.first for each in steps[1:]), None], strict=True):
        left = periods - step.first + 1
        if told and (left < 1 or not owed):
            break
        payment = level_payment(Money(owed), step.rate, left)
        told.append(StepPayment(step.first, step.rate, payment, Money(owed)))
        until = periods if following is None else min(following - 1, periods)
        paid, after = _run(owed, step.rate, payment.cents, shares[step.first - 1 : until])
        amounts += paid
        balances += after
        owed = after[-1]
    amounts[-1] += owed
    balances[-1] = 0
    return StepSchedule(tuple(told), Lines(principal.cents, tuple(amounts), tuple(balances)))


def counted_missed(
    upb: Money, rate: Rate, payment: Money, months: int, counting: Counting
) -> MissedInstallments:
    """The next `months` installments of the note after the balance `upb`, split as it splits them.

    Raises UserError when the payment does not cover a month's interest.
    """
    if not counting.by_days or months < 1 or not upb:
        return missed_installments(upb, rate, payment, months)
    return MissedInstallments(
        counted_schedule(upb, rate, months + 1, payment, counting).lines[:months]
    )


def unpaid_interest(upb: Money, rate: Rate, months: int, counting: Counting) -> Money:
    """Interest of `months` installments nobody paid, on a balance nobody reduced.

    By months each of them is rounded by itself; by days it is one run of days, rounded once, the
    way a payoff counts it. No interest runs on interest.
    """
    if not counting.by_days:
        return capitalization_figure(upb, rate, months)
    start = counting.since or counting.from_day
    end = max(counting.due(months), start)
    return interest_between(upb, rate, start, end, counting.day_count)


def _run(owed: int, rate: Rate, pays: int, shares: Shares) -> tuple[list[int], list[int]]:
    """Payments and what they leave, in cents, until the shares or the balance end."""
    yearly, amounts, balances = rate.millionths, list[int](), list[int]()
    for part, whole in shares:
        # round(b r n / (M d)) half up, with b >= 0: (2 b r n + M d) // 2 M d.
        over = MILLION * whole
        due = owed + (2 * owed * yearly * part + over) // (2 * over)
        owed = due - pays
        if owed <= 0:
            amounts.append(due)
            balances.append(0)
            break
        amounts.append(pays)
        balances.append(owed)
    return amounts, balances


@lru_cache(maxsize=64)
def _shares(counting: Counting, months: int) -> Shares:
    if not counting.by_days:
        return ((1, 12),) * months
    days = [counting.due(at) for at in range(months + 1)]
    if counting.since is not None and months:
        days[0] = min(counting.since, days[1])
    return tuple(_share(a, b, counting.day_count) for a, b in pairwise(days))


@lru_cache(maxsize=4096)
def _share(start: date, end: date, count: DayCount) -> tuple[int, int]:
    found = year_fraction(start, end, count)
    return found.numerator, found.denominator
