"""What a finished plan is held against: the cap, the length, the notice, and the surplus."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from mortgage_collect.core import text
from mortgage_collect.core.money import Money
from mortgage_collect.workout.case import CaseFacts
from mortgage_collect.workout.option import PlanInstallment, Reason

SHORT_TERM_BEHIND = 3
SHORT_TERM_MONTHS = 6
SHORT_TERM_SOURCE = "12 CFR 1024.41(c)(2)(iii)"


def short_term_under_reg_x(months_behind: int, plan_months: int) -> bool:
    """At most three months of past-due payments repaid over at most six months.

    Such a plan may be offered on an incomplete application (comment 41(c)(2)(iii)-4; read in a
    secondary copy, unverified).
    """
    return months_behind <= SHORT_TERM_BEHIND and plan_months <= SHORT_TERM_MONTHS


def heaviest(case: CaseFacts, installments: Sequence[PlanInstallment]) -> Money:
    """What the heaviest plan payment takes beyond today's regular payment.

    The surplus is told after that regular payment, so a rise of escrow along the plan weighs on it.
    """
    return max(each.total for each in installments) - case.terms.full_payment


def verdicts(
    case: CaseFacts, installments: Sequence[PlanInstallment], burden: Money
) -> Iterator[Reason]:
    """Each limit in a sentence, kept or not: the good answers are shown too."""
    policy = case.policy
    if policy.cap_percent is not None:
        cap = policy.cap_percent
        over = [e for e in installments if e.total * 100 > e.regular * cap]
        if over:
            says = f"{over[0].total} is more than {cap}% of the regular {over[0].regular}"
        else:
            says = f"Every payment is within {cap}% of the regular payment"
        yield Reason(not over, says, policy.source)
    months = len(installments)
    yield Reason(
        months <= policy.longest,
        f"{text.count(months, 'month')}; the longest is {policy.longest}",
        policy.source,
    )
    yield from _papers(case, months)
    yield from _with_forbearance(case, months)
    earliest = case.as_of + timedelta(days=policy.min_days_to_first)
    days = (installments[0].due_on - case.as_of).days
    yield Reason(
        installments[0].due_on >= earliest,
        f"The first payment is {text.count(days, 'day')} away",
        policy.source,
    )
    yield _surplus(case, burden)


def _papers(case: CaseFacts, months: int) -> Iterator[Reason]:
    """Where a longer plan needs a complete application: whether there is one, if anybody knows."""
    most = case.policy.package_over
    if most is None or months <= most:
        return
    complete = case.household.complete_package
    says = f"More than {text.count(most, 'month')} need a complete application"
    says += {True: "; it is on file", False: "; papers are missing", None: "; not known"}[complete]
    yield Reason(complete, says, case.policy.source)


def _with_forbearance(case: CaseFacts, months: int) -> Iterator[Reason]:
    """A forbearance before the plan, held together with it."""
    policy = case.program.forbearance
    before = sum(each.months for each in case.past.forbearances)
    if policy.combined_months is None or not before:
        return
    says = (
        f"{text.count(before, 'month')} of forbearance and {text.count(months, 'month')} of the "
        f"plan; at most {policy.combined_months} together"
    )
    yield Reason(before + months <= policy.combined_months, says, policy.source)


def _surplus(case: CaseFacts, burden: Money) -> Reason:
    if case.surplus is None:
        return Reason(None, "The surplus is not known yet: finish the financial review")
    if burden > case.policy.spendable(case.surplus):
        kept = (
            f", {case.policy.buffer_percent}% of it kept back" if case.policy.buffer_percent else ""
        )
        return Reason(
            False, f"The plan takes {burden} a month of a surplus of {case.surplus}{kept}"
        )
    return Reason(True, f"The surplus of {case.surplus} carries {burden} a month")
