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
from mortgage_collect.core.calendar import months_between
from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import ZERO, Money, total
from mortgage_collect.core.words import Word
from mortgage_collect.workout.arrears import to_repay
from mortgage_collect.workout.beside import held_known, known_charges
from mortgage_collect.workout.biweekly import biweekly
from mortgage_collect.workout.contract import (
    PlanStart,
    payments_left,
    plan_due,
    plan_start,
    regular_on,
)
from mortgage_collect.workout.note import rest_of_note
from mortgage_collect.workout.option import (
    CaseFacts,
    PlanInstallment,
    PlanOffer,
    Reason,
    Stretch,
    ask,
    ask_choice,
    ask_date,
    ask_money,
    ask_yes,
)
from mortgage_collect.workout.plan_checks import heaviest, short_term_under_reg_x, verdicts
from mortgage_collect.workout.spread import SplitRule, spread, stepped
from mortgage_collect.workout.working import Sheet

KEY: Final = "repayment_plan"
PARTIAL: Final = "12 CFR 1026.36(c)(1)(ii)"


class Pace(Word):
    """How often a plan payment is made."""

    MONTHLY = "monthly"
    BIWEEKLY = "biweekly"


@dataclass(frozen=True, slots=True)
class Answers:
    """What the specialist chooses. With `pay` the months follow from it; otherwise `months`.

    `lighter_months` of `lighter_share` come before the even shares: a plan that steps up once.
    """

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
    lighter_months: int = ask("Lighter months first", 0, low=0, high=35, unit="months")
    lighter_share: Money = ask_money(
        "Share in a lighter month", ZERO, help="On top of the regular payment."
    )
    pace: Pace = ask_choice("Paid", Pace.MONTHLY, help="Biweekly: every 14 days from the first.")


class RepaymentPlan:
    """The option as the shelf holds it."""

    key = KEY
    label = "Repayment plan"
    template = "agreements/repayment_plan"
    answers = Answers
    keeps_home = True

    def screen(self, case: CaseFacts) -> Iterator[Reason]:
        """Whether a plan can help: something is past due, and the surplus can carry it in time."""
        if not case.position.unpaid:
            yield Reason(False, "No payment is past due")
            return
        unpaid = text.count(len(case.position.unpaid), "payment")
        yield Reason(True, f"{unpaid} past due, {case.position.arrears} in all")
        if case.surplus is None:
            yield Reason(None, "The surplus is not known yet: finish the financial review")
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

    def suggest(self, case: CaseFacts, pay: Money | None = None) -> Answers:
        """The shortest plan within `pay`, or else within what the surplus allows."""
        if pay is None and case.surplus is not None:
            pay = case.terms.full_payment + case.policy.spendable(case.surplus)
        if pay is None:
            raise UserError(
                "The surplus is not known yet, so no plan can be suggested.",
                do="Finish the financial review, or type what they can pay.",
            )
        return Answers(months=fit_to_money(case, pay).months)

    def offer(self, case: CaseFacts, answers: Answers) -> PlanOffer:
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
        sheet = Sheet()
        arrears = _to_repay(case, start, answers, sheet)
        left = payments_left(case, start.first_due)
        installments = _installments(case, start.first_due, arrears, answers.months, answers)
        if left is not None and len(installments) > left and case.ends_on is not None:
            raise UserError(
                f"The loan matures on {text.day(case.ends_on)}: "
                f"{text.count(left, 'payment')} can still fall due, "
                f"not {answers.months}.",
                do="Choose fewer months, or extend the loan first.",
            )
        return _offer(case, start, answers, arrears, installments, sheet)


repayment_plan: Final = RepaymentPlan()


def fit_to_money(case: CaseFacts, pay: Money, answers: Answers | None = None) -> PlanOffer:
    """The shortest plan whose every payment is at most `pay` and within the policy's cap.

    `pay` is what the borrower can pay in all each month. The months are also held to the policy's
    longest and to the payments left before maturity. Raises UserError when no plan fits, saying
    what the longest one would cost and how much down payment would make it fit.
    """
    answers = replace(answers or Answers(), pay=None)
    start = plan_start(case, answers.first_due)
    sheet = Sheet()
    arrears = _to_repay(case, start, answers, sheet)
    left = payments_left(case, start.first_due)
    limit = case.policy.longest if left is None else min(case.policy.longest, left)
    if limit < 1:
        raise UserError(
            "No payment falls due before the loan matures.", do="Extend the loan first."
        )
    shortest = answers.lighter_months + 1
    if shortest > limit:
        raise UserError(
            f"{text.count(answers.lighter_months, 'lighter month')} leave none of the "
            f"{limit} a plan may last.",
            do="Choose fewer lighter months.",
        )
    for months in range(shortest, limit + 1):
        installments = _installments(case, start.first_due, arrears, months, answers)
        if all(each.total <= _most(case, each.regular, pay) for each in installments):
            return _offer(
                case, start, replace(answers, months=months), arrears, installments, sheet
            )
    raise _no_fit(case, pay, arrears, limit, installments, answers)


def _to_repay(case: CaseFacts, start: PlanStart, answers: Answers, sheet: Sheet) -> Money:
    wanted = answers.include_late_charges
    return to_repay(case, start, answers.down_payment, sheet, late_charges=wanted)


def _installments(
    case: CaseFacts, first_due: date, arrears: Money, months: int, answers: Answers
) -> tuple[PlanInstallment, ...]:
    """The plan by months; the contractual part follows its month, the arrears part does not."""
    rows = list[PlanInstallment]()
    for at, share in enumerate(_shares(arrears, months, answers)):
        due = plan_due(case, first_due, at)
        rows.append(PlanInstallment(at + 1, due, regular_on(case, due).amount, share))
    return tuple(rows)


def _shares(arrears: Money, months: int, answers: Answers) -> tuple[Money, ...]:
    lighter, share = answers.lighter_months, answers.lighter_share
    if not lighter:
        return spread(arrears, months, answers.split)
    if share < ZERO:
        raise UserError("A share cannot be negative.", do="Enter what a lighter month repays.")
    if lighter >= months:
        raise UserError(
            f"{text.count(lighter, 'lighter month')} leave none of {text.count(months, 'month')} "
            "for the rest.",
            do="Choose fewer lighter months, or a longer plan.",
        )
    if share * lighter >= arrears:
        raise UserError(
            f"{text.count(lighter, 'month')} of {share} repay all of {arrears}.",
            do="Choose a smaller share, or a shorter plan of equal shares.",
        )
    return stepped(arrears, months, lighter, share, answers.split)


def _most(case: CaseFacts, regular: Money, pay: Money) -> Money:
    cap = case.policy.cap_on(regular)
    return pay if cap is None else min(pay, cap)


def _no_fit(
    case: CaseFacts,
    pay: Money,
    arrears: Money,
    limit: int,
    installments: tuple[PlanInstallment, ...],
    answers: Answers,
) -> UserError:
    heavy = max(each.regular for each in installments)
    if pay <= heavy:
        return UserError(
            f"{pay} leaves nothing for what is past due: the regular payment is {heavy}.",
            do="Look at a forbearance or a modification.",
        )
    worst = max(installments, key=lambda each: each.total - _most(case, each.regular, pay))
    most = _most(case, worst.regular, pay)
    over, months = worst.total - most, text.count(limit, "month")
    if most < pay:
        allowed = f"{case.policy.cap_percent}% of the regular payment, {most}, is the most allowed"
    else:
        allowed = f"that is {over} more than {pay}"
    room = min(max(_most(case, e.regular, pay) - e.regular, ZERO) for e in installments)
    light = answers.lighter_months
    carried = light * answers.lighter_share + (limit - light) * room
    do = f"A down payment of {arrears - carried} would make it fit; or look at another option."
    if light and answers.lighter_share > room:
        do = f"Choose a share of at most {room} in the lighter months."
    return UserError(
        f"No plan fits: over {months}, the longest possible, a payment would be "
        f"{worst.total}; {allowed}.",
        do=do,
    )


def _offer(
    case: CaseFacts,
    start: PlanStart,
    answers: Answers,
    arrears: Money,
    months: tuple[PlanInstallment, ...],
    sheet: Sheet,
) -> PlanOffer:
    """The offer. Every limit is held against the months, however the money comes in them."""
    burden = heaviest(case, months)
    used = max(Fraction(e.total.cents * 100, max(e.regular.cents, 1)) for e in months)
    behind = len(start.unpaid) + len(start.between)
    _work(answers, months, arrears, sheet)
    reasons = [*verdicts(case, months, burden), *held_known(case)]
    installments = months
    if answers.pace is Pace.BIWEEKLY:
        installments = _every_two_weeks(case, months, sheet)
        reasons.append(_held(installments))
    last = installments[-1]
    after = None if case.surplus is None else case.surplus - burden
    share = None
    if case.surplus is not None and case.surplus > ZERO:
        share = Fraction(burden.cents * 100, case.surplus.cents)
    affordable = None if case.surplus is None else burden <= case.policy.spendable(case.surplus)
    rest = rest_of_note(case)
    stays = _stays_owed(case, answers)
    if stays:
        reasons.append(
            Reason(True, f"Late charges, fees and advances of {stays} stay owed beside it")
        )
    stretches = _runs(case, months)
    total_cost = None
    if rest is not None:
        skipped = max(months_between(rest.first_due, months[-1].due_on) + 1, 0)
        stretches += rest.from_month(skipped, case.terms.escrow)
        unpaid = total(each.principal_interest for each in case.position.unpaid)
        total_cost = rest.total + unpaid + known_charges(case) + (case.advances.deferred or ZERO)
    return PlanOffer(
        kind=KEY,
        reasons=tuple(reasons),
        working=sheet.done(),
        stretches=stretches,
        cash_now=answers.down_payment,
        cures_on=last.due_on,
        rate=case.terms.rate,
        balance=case.position.upb,
        deferred=case.advances.deferred or ZERO,
        due_at_end=case.advances.deferred or ZERO,
        maturity_on=case.ends_on,
        total_cost=total_cost,
        stays_owed=stays,
        installments=installments,
        arrears_total=arrears,
        months=len(months),
        cap_percent_used=used,
        surplus_after=after,
        affordable=affordable,
        short_term_under_reg_x=short_term_under_reg_x(behind, len(months)),
        down_payment=answers.down_payment,
        surplus_percent_used=share,
        biweekly=answers.pace is Pace.BIWEEKLY,
    )


def _stays_owed(case: CaseFacts, answers: Answers) -> Money:
    """What is known to be owed beside the installments, less what the plan takes in."""
    late = case.position.late_charges if answers.include_late_charges else None
    return max(known_charges(case) - (late or ZERO) - case.fees, ZERO)


def _every_two_weeks(
    case: CaseFacts, months: tuple[PlanInstallment, ...], sheet: Sheet
) -> tuple[PlanInstallment, ...]:
    rows = biweekly(months, plan_due(case, months[0].due_on, len(months)))
    last = rows[-1]
    if case.ends_on is not None and last.due_on > case.ends_on:
        raise UserError(
            f"The last payment would be due on {text.day(last.due_on)}, after the loan "
            f"matures on {text.day(case.ends_on)}.",
            do="Choose fewer months, or monthly payments.",
        )
    whole = total(each.total for each in months)
    says = f"All {text.count(len(months), 'month')} of the plan"
    sheet.given("whole", says, whole, "the payments of the plan added up", months[0].due_on)
    sheet.given("paydays", "Paydays, one every 14 days", len(rows), "the calendar")
    each = rows[0].total
    if len(rows) > 1:
        sheet.given("fortnight", "Each of them", each, "at least half a regular payment")
        formula = "={whole}-({paydays}-1)*{fortnight}"
        sheet.found("last_payday", "The last one", last.total, formula)
    return rows


def _held(rows: tuple[PlanInstallment, ...]) -> Reason:
    says = (
        f"{text.count(len(rows), 'payment')} of {rows[0].total}, one every 14 days; what is less "
        "than a whole regular payment waits in suspense until it is whole"
    )
    return Reason(True, says, PARTIAL)


def _work(
    answers: Answers, installments: tuple[PlanInstallment, ...], arrears: Money, sheet: Sheet
) -> None:
    first, last = installments[0], installments[-1]
    light = answers.lighter_months
    sheet.given("months", "Plan payments", len(installments), "chosen")
    way = "ROUNDUP" if answers.split is SplitRule.CEIL else "ROUNDDOWN"
    rounding = "up to the cent" if answers.split is SplitRule.CEIL else "down to the cent"
    even, rest, over = installments[light], "{arrears}", "{months}"
    if light:
        sheet.given("lighter_months", "Lighter months first", light, "chosen")
        says = f"The share in each of them, {text.count(light, 'month')}"
        sheet.given("lighter_share", says, answers.lighter_share, "chosen")
        left = arrears - answers.lighter_share * light
        formula = "={arrears}-{lighter_months}*{lighter_share}"
        sheet.found("left", "Left for the other months", left, formula)
        rest, over = "{left}", "({months}-{lighter_months})"
    says = f"Each month for {text.count(len(installments) - light, 'month')}"
    sheet.found("share", says, even.arrears, f"={way}({rest}/{over},2)", rounding)
    if last.arrears != even.arrears:
        formula = f"={rest}-({over}-1)*{{share}}"
        sheet.found("last_share", "The last month", last.arrears, formula)
    regular = "The regular payment of that month"
    sheet.given("regular", regular, first.regular, "the note, or the bill", first.due_on)
    share = "{lighter_share}" if light else "{share}"
    sheet.found("payment", "The first plan payment", first.total, f"={{regular}}+{share}")


def _runs(case: CaseFacts, installments: tuple[PlanInstallment, ...]) -> tuple[Stretch, ...]:
    """The plan payments as runs of equal ones."""
    runs = list[Stretch]()
    for each in installments:
        parts = regular_on(case, each.due_on)
        run = Stretch(each.due_on, 1, parts.principal_interest, parts.escrow, each.arrears)
        if runs and replace(run, first_due=runs[-1].first_due, months=runs[-1].months) == runs[-1]:
            runs[-1] = replace(runs[-1], months=runs[-1].months + 1)
        else:
            runs.append(run)
    return tuple(runs)
