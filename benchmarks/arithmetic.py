"""Loan arithmetic: a schedule against a plain loop in decimals, and what all options of a loan ask.

The loop is what one would write first: `decimal.Decimal`, interest rounded half up each month, the
level payment by its formula. Both sides make interest, principal and balance of every month.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal

from benchmarks.measure import table
from mortgage_collect.core.money import Money
from mortgage_collect.core.rate import Rate
from mortgage_collect.loanmath.accrued_interest import capitalization_figure, missed_installments
from mortgage_collect.loanmath.amortize import level_payment, principal_for, schedule
from mortgage_collect.loanmath.annuity import shortest_term
from mortgage_collect.loanmath.escrow_spread import spread_escrow
from mortgage_collect.loanmath.rate_search import highest_rate, stepped_down
from mortgage_collect.loanmath.remaining_term import remaining_term
from mortgage_collect.loanmath.step_rate import rising_steps, step_schedule

MONTHS = 360
RATIO_AT_MOST = 0.5
OPTIONS_AT_MOST_MS = 5.0
CENT = Decimal("0.01")
DOLLARS, PERCENT = "236765.47", "6.613"
"""A rate that does not reduce to small numbers, so that nothing is easier than it may be."""
OWED, RATE = Money.of(DOLLARS), Rate.percent(PERCENT)
OWED_PLAIN, RATE_PLAIN = Decimal(DOLLARS), Decimal(PERCENT)


def plain_loop() -> list[tuple[Decimal, Decimal, Decimal]]:
    balance, each = OWED_PLAIN, RATE_PLAIN / 1200
    growth = (1 + each) ** MONTHS
    payment = (balance * each * growth / (growth - 1)).quantize(CENT, ROUND_HALF_UP)
    lines = []
    for number in range(1, MONTHS + 1):
        interest = (balance * each).quantize(CENT, ROUND_HALF_UP)
        principal = balance if number == MONTHS else payment - interest
        balance -= principal
        lines.append((interest, principal, balance))
    return lines


def ours() -> int:
    made = schedule(OWED, RATE, MONTHS)
    return len(made.lines)


def ours_looked_at() -> int:
    """The same, with every line made into money, as a screen that shows all of it would."""
    made = schedule(OWED, RATE, MONTHS)
    return sum(line.interest.cents for line in made.lines)


def all_options() -> list[object]:
    """What comparing every way out of one loan asks: schedules, searches, accrued interest."""
    owed, rate, months = Money.of("251405.31"), Rate.percent("6.613"), 309
    regular, target = level_payment(owed, rate, months), Money.of("1264.13")
    lower = stepped_down(owed, months, target, rate, Rate.percent(2))
    term = shortest_term(owed, lower, target)
    rising = step_schedule(owed, rising_steps(Rate.percent(2), Rate.percent("6.5")), 480)
    return [
        remaining_term(owed, rate, regular),
        capitalization_figure(owed, rate, 8),
        missed_installments(owed, rate, regular, 8).amount,
        highest_rate(owed, 480, target, Rate.percent(10)),
        principal_for(target, rate, 480),
        spread_escrow(Money.of("1860.00"), 60),
        term,
        rising.final_payment,
        *(schedule(owed, lower, each).final_payment for each in range(300, 481, 18)),
    ]


def measure(rounds: int) -> str:
    lines = schedule(OWED, RATE, MONTHS).lines
    same = [line.interest.dollars for line in lines]
    if same != [interest for interest, _, _ in plain_loop()]:
        raise SystemExit("the two schedules differ: there is nothing to compare")
    works: dict[str, Callable[[], object]] = {
        f"plain loop in decimals, {MONTHS} months": plain_loop,
        f"ours, {MONTHS} months": ours,
        "ours, every line looked at": ours_looked_at,
        "all options of a loan": all_options,
    }
    took: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(rounds * 20):
        for name, work in works.items():
            took[name].append(_micro(work))
    floor = _middle(next(iter(took.values())))
    rows = [
        [name, f"{_middle(times):.0f}", f"{min(times):.0f}", f"{_middle(times) / floor:.2f}"]
        for name, times in took.items()
    ]
    ratio = _middle(took[f"ours, {MONTHS} months"]) / floor
    options = _middle(took["all options of a loan"]) / 1_000
    head = ("", "median us", "least us", "to the plain loop")
    return table("Loan arithmetic", head, rows) + (
        f"\n\nSchedule {ratio:.2f} of the plain loop, target at most {RATIO_AT_MOST:g}; all "
        f"options {options:.1f} ms, target at most {OPTIONS_AT_MOST_MS:g} ms. "
        "A schedule's lines are money only when looked at."
    )


def _micro(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    for _ in range(5):
        work()
    return (time.perf_counter() - began) / 5 * 1_000_000


def _middle(times: list[float]) -> float:
    return sorted(times)[len(times) // 2]
