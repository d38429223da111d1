"""Forbearance: payments are suspended or reduced for a while. It gives time, and cures nothing.

What was not paid is due when it ends. Interest keeps accruing, simply. Reduced payments gather in
suspense and pay whole installments as they fill one, so half payments leave the loan half as many
months behind. Source of the limits: the program; of "short-term", 12 CFR 1024.41(c)(2)(iii), read
in a secondary copy (UNVERIFIED).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from mortgage_collect.core import text
from mortgage_collect.core.calendar import add_months
from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import ZERO, Money, total
from mortgage_collect.core.words import HardshipTerm, Occupancy
from mortgage_collect.workout.beside import held_known, known_charges
from mortgage_collect.workout.contract import due_by
from mortgage_collect.workout.note import first_upcoming, rest_of_note
from mortgage_collect.workout.option import (
    CaseFacts,
    Offer,
    PlanInstallment,
    Reason,
    Stretch,
    ask,
    ask_money,
)
from mortgage_collect.workout.unpaid_interest import interest_lines
from mortgage_collect.workout.working import Sheet

KEY: Final = "forbearance"
SHORT_TERM_MONTHS: Final = 6
SHORT_TERM_SOURCE: Final = "12 CFR 1024.41(c)(2)(iii)"


@dataclass(frozen=True, slots=True)
class Answers:
    """For how many payments, and what is paid meanwhile."""

    months: int = ask("Payments suspended or reduced", 3, low=1, high=12, unit="months")
    payment: Money = ask_money("Paid meanwhile each month", ZERO)


@dataclass(frozen=True, slots=True)
class AtItsEnd:
    """`filled` installments paid by what came in, what is `behind` then, and money left over."""

    filled: int
    behind: int
    arrears: Money
    suspense: Money


class Forbearance:
    """The option as the shelf holds it."""

    key = KEY
    label = "Forbearance"
    template = ""
    answers = Answers
    keeps_home = True

    def screen(self, case: CaseFacts) -> Iterator[Reason]:
        """Whether time helps: a hardship that passes, and months the program still has."""
        policy = case.program.forbearance
        term = case.household.hardship_term
        if term is None:
            yield Reason(None, "How long the hardship lasts is not known")
        else:
            says = f"The hardship: {term.label.lower()}"
            yield Reason(term is HardshipTerm.SHORT, says)
        if policy.principal_residence_only:
            lives = case.home.occupancy
            known = None if lives is Occupancy.UNKNOWN else lives is Occupancy.OWNER
            says = "Whether they live in the home is not known" if known is None else lives.label
            yield Reason(known, f"{says}; it must be where they live", policy.source)
        if case.surplus is not None and case.surplus >= ZERO:
            says = (
                f"They have {case.surplus} left after the regular payment: time is not what helps"
            )
            yield Reason(False, says)
        most = most_months(case)
        if most is not None:
            says = f"{text.count(max(most, 0), 'month')} can still be granted now"
            yield Reason(most > 0, says, policy.source)

    def suggest(self, case: CaseFacts, pay: Money | None = None) -> Answers:
        """As many months as one step grants, at what they can pay. UserError when they can pay it
        all, or when no month is left."""
        policy, full = case.program.forbearance, case.terms.full_payment
        if pay is None and case.surplus is not None and case.surplus < ZERO:
            pay = full + case.surplus
        if pay is not None and pay >= full:
            raise UserError(
                f"They can pay the regular {full}: nothing needs to be suspended.",
                do="Look at a plan for what is past due.",
            )
        most = most_months(case)
        months = policy.increment_months if most is None else most
        if months < 1:
            raise UserError(
                "The program has no month of forbearance left for this loan.",
                do="Look at a deferral, a modification, or the ways to sell.",
            )
        return Answers(months, max(pay or ZERO, ZERO))

    def offer(self, case: CaseFacts, answers: Answers) -> Offer:
        """The suspended months and what is due after them. UserError for no months, or a payment
        that is no reduction."""
        full = case.terms.full_payment
        if answers.months < 1:
            raise UserError("A forbearance needs at least one month.", do="Choose the months.")
        if not ZERO <= answers.payment < max(full, Money(1)):
            raise UserError(
                f"{answers.payment} is not less than the regular {full}.",
                do="Enter what they can pay meanwhile, or nothing.",
            )
        first = first_upcoming(case)
        end = at_its_end(case, answers)
        sheet = Sheet()
        self._work(case, answers, end, sheet)
        rest = rest_of_note(case)
        stretches, cost = self._payments(case, answers)
        watched: tuple[PlanInstallment, ...] = ()
        if answers.payment:
            watched = tuple(
                PlanInstallment(at + 1, add_months(first, at, case.terms.due_day), pay, ZERO)
                for at, pay in enumerate([answers.payment] * answers.months)
            )
        return Offer(
            kind=KEY,
            reasons=tuple(_reasons(case, answers, end)),
            working=sheet.done(),
            stretches=stretches,
            rate=case.terms.rate,
            balance=case.position.upb,
            deferred=case.advances.deferred or ZERO,
            due_at_end=(case.advances.deferred or ZERO) + end.arrears if rest else ZERO,
            maturity_on=case.ends_on,
            total_cost=cost,
            stays_owed=known_charges(case),
            watched=watched,
        )

    @staticmethod
    def _payments(case: CaseFacts, answers: Answers) -> tuple[tuple[Stretch, ...], Money | None]:
        pay, terms = answers.payment, case.terms
        part = min(pay, terms.principal_interest)
        first = first_upcoming(case)
        reduced = Stretch(first, answers.months, part, pay - part)
        rest = rest_of_note(case)
        if rest is None:
            return (reduced,), None
        unpaid = total(each.principal_interest for each in case.position.unpaid)
        cost = rest.total + unpaid + known_charges(case) + (case.advances.deferred or ZERO)
        return (reduced, *rest.from_month(answers.months, terms.escrow)), cost

    @staticmethod
    def _work(case: CaseFacts, answers: Answers, end: AtItsEnd, sheet: Sheet) -> None:
        sheet.given("arrears_now", "Past due today", case.position.arrears, "the installments")
        sheet.given("months", "Payments suspended or reduced", answers.months, "chosen")
        sheet.given("reduced", "Paid meanwhile each month", answers.payment, "chosen")
        came = answers.payment * answers.months
        sheet.found("received", "Received meanwhile", came, "={months}*{reduced}")
        sheet.given("filled", "Whole installments it pays", end.filled, "oldest first")
        sheet.given("behind", "Installments unpaid at the end", end.behind, "the installments")
        sheet.given("arrears", "Due when it ends", end.arrears, "those installments")
        sheet.given("suspense", "Held in suspense then", end.suspense, "what fills no installment")
        if case.terms.rate is not None:
            upb, rate = case.position.upb, case.terms.rate
            sheet.given("upb", "UPB", upb, "the loan system", case.as_of)
            sheet.given("rate", "Rate of the note", rate, "the note")
            interest_lines(case, rate, first_upcoming(case), answers.months, sheet, "months")


forbearance: Final = Forbearance()


def most_months(case: CaseFacts) -> int | None:
    """Months the program still grants in one step; None where it has no limit. May be negative."""
    policy = case.program.forbearance
    used = sum(each.months for each in case.past.forbearances)
    limits = [policy.increment_months]
    if policy.cumulative_months is not None:
        limits.append(policy.cumulative_months - used)
    if policy.most_months_behind is not None:
        limits.append(policy.most_months_behind - case.months_behind)
    return min(limits)


def at_its_end(case: CaseFacts, answers: Answers) -> AtItsEnd:
    """Oldest installments first, whole ones only; the rest waits."""
    last = add_months(first_upcoming(case), answers.months - 1, case.terms.due_day)
    due = due_by(case, last)
    money = (case.position.suspense or ZERO) + answers.payment * answers.months
    filled = 0
    for each in due:
        if not each.amount or money < each.amount:
            break
        money -= each.amount
        filled += 1
    left = due[filled:]
    return AtItsEnd(filled, len(left), total(each.amount for each in left), money)


def short_term(months: int) -> bool:
    """Payments due over no more than six months are forborne."""
    return months <= SHORT_TERM_MONTHS


def _reasons(case: CaseFacts, answers: Answers, end: AtItsEnd) -> Iterator[Reason]:
    policy = case.program.forbearance
    months = text.count(answers.months, "month")
    ok = answers.months <= policy.increment_months
    yield Reason(ok, f"{months} in one step; at most {policy.increment_months}", policy.source)
    used = sum(each.months for each in case.past.forbearances)
    if policy.cumulative_months is not None:
        whole = used + answers.months
        says = f"{text.count(whole, 'month')} in all; at most {policy.cumulative_months}"
        yield Reason(whole <= policy.cumulative_months, says, policy.source)
    if policy.most_months_behind is not None:
        says = f"{text.count(end.behind, 'payment')} behind at its end; at most "
        says += str(policy.most_months_behind)
        yield Reason(end.behind <= policy.most_months_behind, says, policy.source)
    kind = "short-term" if short_term(used + answers.months) else "not short-term"
    says = f"It is {kind}: {text.count(used + answers.months, 'month')} of payments"
    yield Reason(True, says, SHORT_TERM_SOURCE)
    says = f"{end.arrears} is due when it ends: reinstate, a plan, a deferral or a modification"
    yield Reason(True, says)
    if case.surplus is None and not answers.payment:
        says = "What they can pay meanwhile is not known: the review does not tell"
        yield Reason(None, says)
    yield from held_known(case)
    if not policy.late_charges_accrue:
        yield Reason(True, "No late charges while it is kept", policy.source)
