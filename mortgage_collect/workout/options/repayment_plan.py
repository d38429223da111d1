"""Repayment plan: the regular payment and a share of the arrears, until the loan is current.

The gentlest option: the note is not touched, nothing is forgiven, and the borrower is current on a
day that can be written on a calendar. Source of the limits: the policy (see policy.py); of the
short-term test, comment 41(c)(2)(iii)-4 to 12 CFR 1024.41, read in a secondary copy (unverified).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Final

from mortgage_collect.core import text
from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import ZERO, Money
from mortgage_collect.workout.arrears import to_repay
from mortgage_collect.workout.contract import (
    PlanStart,
    payments_left,
    plan_due,
    plan_start,
    regular_on,
)
from mortgage_collect.workout.option import (
    CaseFacts,
    Offer,
    PlanInstalment,
    Reason,
    Step,
    WorkoutOption,
    ask,
    ask_choice,
    ask_date,
    ask_money,
    ask_yes,
)
from mortgage_collect.workout.plan_checks import heaviest, short_term_under_reg_x, verdicts
from mortgage_collect.workout.spread import SplitRule, spread

KEY: Final = "repayment_plan"


@dataclass(frozen=True, slots=True)
class Answers:
    """What the specialist chooses. With `pay` the months follow from it; otherwise `months`."""

    months: int = ask("Catch up over", 6, low=1, high=36, unit="months")
    pay: Money | None = ask_money(
        "Or: they can pay", help="In all each month, the regular payment included."
    )
    down_payment: Money = ask_money("Down payment", ZERO, help="Paid when the plan is signed.")
    first_due: date | None = ask_date(
        "First plan payment", help="Empty: the next due date that leaves enough days."
    )
    split: SplitRule = ask_choice("Odd cents", SplitRule.CEIL)
    include_late_charges: bool = ask_yes("Repay late charges in the plan")


class RepaymentPlan:
    """The option as the shelf holds it."""

    key = KEY
    label = "Repayment plan"
    template = "agreements/repayment_plan"
    answers = Answers

    def screen(self, case: CaseFacts) -> Iterator[Reason]:
        """Whether a plan can help: something is past due, and the surplus can carry it in time."""
        if not case.position.unpaid:
            yield Reason(False, "No payment is past due")
            return
        unpaid = text.count(len(case.position.unpaid), "payment")
        yield Reason(True, f"{unpaid} past due, {case.position.arrears} in all")
        if case.position.matured:
            yield Reason(False, "The note has matured: the whole balance is due")
        if case.surplus is None:
            yield Reason(False, "The surplus is not known yet: finish the financial review")
            return
        try:
            offer = fit_to_money(
                case, case.terms.full_payment + case.policy.spendable(case.surplus)
            )
        except UserError as trouble:
            yield Reason(False, trouble.message, case.policy.source)
            return
        months = text.count(offer.months, "month")
        yield Reason(
            offer.affordable is not False,
            f"The surplus of {case.surplus} clears {offer.arrears_total} in {months}",
        )

    def offer(self, case: CaseFacts, answers: Answers) -> Offer:
        """The plan for these answers.

        Raises UserError when nothing is left to repay, when the plan would outlast the loan, or
        when no plan fits the money. A limit of the policy or of the surplus is a Reason instead:
        a person may go on with a reason of their own.
        """
        if answers.pay is not None:
            return fit_to_money(case, answers.pay, answers)
        if answers.months < 1:
            raise UserError("A plan needs at least one month.", do="Choose the months.")
        start = plan_start(case, answers.first_due)
        arrears, steps = _to_repay(case, start, answers)
        left = payments_left(case, start.first_due)
        instalments = _instalments(case, start.first_due, arrears, answers.months, answers.split)
        if left is not None and len(instalments) > left and case.ends_on is not None:
            raise UserError(
                f"The loan matures on {text.day(case.ends_on)}: "
                f"{text.count(left, 'payment')} can still fall due, "
                f"not {len(instalments)}.",
                do="Choose fewer months, or extend the loan first.",
            )
        return _offer(case, start, answers, arrears, instalments, steps)


repayment_plan: Final[WorkoutOption[Answers]] = RepaymentPlan()


def fit_to_money(case: CaseFacts, pay: Money, answers: Answers | None = None) -> Offer:
    """The shortest plan whose every payment is at most `pay` and within the policy's cap.

    `pay` is what the borrower can pay in all each month. The months are also held to the policy's
    longest and to the payments left before maturity. Raises UserError when no plan fits, saying
    what the longest one would cost and how much down payment would make it fit.
    """
    answers = replace(answers or Answers(), pay=None)
    start = plan_start(case, answers.first_due)
    arrears, steps = _to_repay(case, start, answers)
    left = payments_left(case, start.first_due)
    limit = case.policy.longest if left is None else min(case.policy.longest, left)
    if limit < 1:
        raise UserError(
            "No payment falls due before the loan matures.", do="Extend the loan first."
        )
    for months in range(1, limit + 1):
        instalments = _instalments(case, start.first_due, arrears, months, answers.split)
        if all(each.total <= _most(case, each.regular, pay) for each in instalments):
            return _offer(case, start, replace(answers, months=months), arrears, instalments, steps)
    raise _no_fit(case, pay, arrears, limit, instalments)


def _to_repay(case: CaseFacts, start: PlanStart, answers: Answers) -> tuple[Money, list[Step]]:
    wanted = answers.include_late_charges
    return to_repay(case, start, answers.down_payment, late_charges=wanted)


def _instalments(
    case: CaseFacts, first_due: date, arrears: Money, months: int, split: SplitRule
) -> tuple[PlanInstalment, ...]:
    """The plan payments; the contractual part follows its own month, the arrears part does not."""
    rows = list[PlanInstalment]()
    for at, share in enumerate(spread(arrears, months, split)):
        due = plan_due(case, first_due, at)
        rows.append(PlanInstalment(at + 1, due, regular_on(case, due), share))
    return tuple(rows)


def _most(case: CaseFacts, regular: Money, pay: Money) -> Money:
    cap = case.policy.cap_on(regular)
    return pay if cap is None else min(pay, cap)


def _no_fit(
    case: CaseFacts,
    pay: Money,
    arrears: Money,
    limit: int,
    instalments: tuple[PlanInstalment, ...],
) -> UserError:
    worst = max(instalments, key=lambda each: each.total - _most(case, each.regular, pay))
    most = _most(case, worst.regular, pay)
    over, months = worst.total - most, text.count(limit, "month")
    if most < pay:
        allowed = f"{case.policy.cap_percent}% of the regular payment, {most}, is the most allowed"
    else:
        allowed = f"that is {over} more than {pay}"
    carried = limit * min(max(_most(case, e.regular, pay) - e.regular, ZERO) for e in instalments)
    return UserError(
        f"No plan fits: over {months}, the longest possible, a payment would be "
        f"{worst.total}; {allowed}.",
        do=f"A down payment of {arrears - carried} would make it fit; or look at another option.",
    )


def _offer(
    case: CaseFacts,
    start: PlanStart,
    answers: Answers,
    arrears: Money,
    instalments: tuple[PlanInstalment, ...],
    steps: list[Step],
) -> Offer:
    first, last = instalments[0], instalments[-1]
    burden = heaviest(case, instalments)
    used = max(Fraction(e.total.cents * 100, max(e.regular.cents, 1)) for e in instalments)
    behind = len(start.unpaid) + len(start.between)
    steps = [*steps, Step(f"Each month for {text.count(len(instalments), 'month')}", first.arrears)]
    if last.arrears != first.arrears:
        steps.append(Step("The last month", last.arrears))
    steps.append(Step("The first plan payment", first.total))
    after = None if case.surplus is None else case.surplus - burden
    share = None
    if case.surplus is not None and case.surplus > ZERO:
        share = Fraction(burden.cents * 100, case.surplus.cents)
    affordable = None if case.surplus is None else burden <= case.policy.spendable(case.surplus)
    return Offer(
        kind=KEY,
        instalments=instalments,
        arrears_total=arrears,
        months=len(instalments),
        cures_on=last.due_on,
        cap_percent_used=used,
        surplus_after=after,
        affordable=affordable,
        reasons=tuple(verdicts(case, instalments, burden)),
        steps=tuple(steps),
        short_term_under_reg_x=short_term_under_reg_x(behind, len(instalments)),
        down_payment=answers.down_payment,
        surplus_percent_used=share,
    )
