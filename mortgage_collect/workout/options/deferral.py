"""Payment deferral: the past-due installments move to the end of the loan and bear no interest.

Rate, term, last day and payment stay. The interest-bearing balance moves on as if the installments
had been paid, so the debt in all rises by their interest and the advances. Late charges are
waived; a projected escrow shortage is spread, never deferred. Source: Fannie Mae Servicing Guide
D2-3.2-04 (13 August 2025), read in secondary copies: UNVERIFIED. At the month where a full payment
has to come first, and beyond the lifetime cap, we take the oldest installments as paid in cash.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from mortgage_collect.core import text
from mortgage_collect.core.calendar import add_months
from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import ZERO, Money, total
from mortgage_collect.core.words import HardshipTerm
from mortgage_collect.loanmath.counted import counted_missed
from mortgage_collect.loanmath.escrow_spread import spread_escrow
from mortgage_collect.workout.beside import deferred_known, fees_owed, fees_stay, known_charges
from mortgage_collect.workout.note import RestOfNote, rest_of_note
from mortgage_collect.workout.option import (
    CaseFacts,
    Offer,
    Reason,
    Stretch,
    ask,
    ask_money,
)
from mortgage_collect.workout.working import Sheet

KEY: Final = "deferral"


@dataclass(frozen=True, slots=True)
class Answers:
    """How many installments are deferred; empty: as many as may be."""

    months: int | None = ask("Installments deferred", None, low=1, high=12, unit="months")
    escrow_shortage: Money | None = ask_money("Escrow shortage", help="Empty: as on file.")


class Deferral:
    """The option as the shelf holds it."""

    key = KEY
    label = "Payment deferral"
    template = ""
    answers = Answers
    keeps_home = True

    def screen(self, case: CaseFacts) -> Iterator[Reason]:
        """Every criterion of the program."""
        policy = case.program.deferral
        if not policy.most_behind:
            says = f"{case.program.title} has no deferral: it uses a partial claim"
            yield Reason(False, says, policy.source, bars=True)
            return
        behind = case.months_behind
        says = f"{text.count(behind, 'payment')} behind; from {policy.least_behind} to "
        says += str(policy.most_behind)
        ok = policy.least_behind <= behind <= policy.most_behind
        yield Reason(ok, says, policy.source, bars=not behind)
        yield from _age_and_end(case)
        yield from _earlier(case)
        if policy.hardship_resolved:
            term = case.household.hardship_term
            if term is None:
                yield Reason(None, "Whether the hardship is over is not known", policy.source)
            else:
                over = term is HardshipTerm.RESOLVED
                says = "The hardship is over" if over else "The hardship is not over"
                yield Reason(over, f"{says}; it must be", policy.source)
        if case.surplus is None:
            yield Reason(None, "Whether they can pay the full payment again is not known")
        else:
            says = f"A surplus of {case.surplus} after the regular payment"
            yield Reason(case.surplus >= ZERO, says, policy.source)

    def suggest(self, case: CaseFacts, pay: Money | None = None) -> Answers:
        """All that may be deferred. With `pay`, UserError when it is below the regular payment."""
        if pay is not None and pay < case.terms.full_payment:
            raise UserError(
                f"After a deferral the payment is {case.terms.full_payment} again, "
                f"{case.terms.full_payment - pay} more than that.",
                do="Look at a modification.",
            )
        return Answers(min(may_be_deferred(case), len(case.position.unpaid)) or None)

    def offer(self, case: CaseFacts, answers: Answers) -> Offer:
        """The installments moved. UserError when nothing is unpaid, or rate and end are unknown."""
        policy, unpaid = case.program.deferral, case.position.unpaid
        if not unpaid:
            raise UserError("No installment is unpaid, so nothing can be deferred.")
        rest, rate = rest_of_note(case), case.terms.rate
        if rest is None or rate is None:
            raise UserError(
                "The rate or the last day of the note is not known, or its payment does not "
                "cover the interest.",
                do="Complete the loan on the card.",
            )
        allowed = may_be_deferred(case)
        months = min(allowed if answers.months is None else answers.months, len(unpaid))
        first = len(unpaid) - months
        paid, moved = unpaid[:first], unpaid[first:]
        counting = case.counting(unpaid[0].due_on)
        missed = counted_missed(
            case.position.upb, rate, case.terms.principal_interest, len(unpaid), counting
        )
        sheet = Sheet()
        new = self._work(case, paid, moved, missed.principal, sheet)
        old = case.advances.deferred or ZERO
        shortage = answers.escrow_shortage
        if shortage is None:
            shortage = case.advances.escrow_shortage
        stretches = _payments(case, rest, shortage, sheet)
        reasons = list(_reasons(case, months, allowed, first, shortage))
        waived = case.position.late_charges or ZERO if policy.waive_late_charges else ZERO
        cost = rest.total + total(each.principal_interest for each in unpaid) + old
        cost += known_charges(case) - waived
        return Offer(
            kind=KEY,
            reasons=tuple(reasons),
            working=sheet.done(),
            stretches=stretches,
            cash_now=total(each.amount for each in paid),
            cures_on=rest.first_due,
            rate=rate,
            balance=rest.balance,
            deferred=old + new,
            late_charges_waived=waived,
            stays_owed=(fees_owed(case) or ZERO) + (case.position.late_charges or ZERO) - waived,
            months_deferred=months,
            due_at_end=old + new,
            maturity_on=case.ends_on,
            total_cost=cost,
        )

    @staticmethod
    def _work(
        case: CaseFacts,
        paid: tuple[object, ...],
        moved: tuple[object, ...],
        principal: Money,
        sheet: Sheet,
    ) -> Money:
        unpaid = case.position.unpaid
        due = total(each.principal_interest for each in unpaid[len(paid) :])
        as_of = case.as_of
        says = f"Principal and interest of {text.count(len(moved), 'deferred installment')}"
        sheet.given("principal_interest_due", says, due, "the loan's own installments", as_of)
        formula, new = "={principal_interest_due}", due
        known = (
            ("escrow_advance", "Escrow advances paid", case.advances.escrow_advance),
            ("servicing_advance", "Other advances paid", case.advances.servicing_advance),
        )
        for key, label, amount in known:
            sheet.given(key, label, amount, "the loan system", as_of)
            if amount is not None:
                formula += f"+{{{key}}}"
                new += amount
        sheet.found("newly_deferred", "Deferred now, bearing no interest", new, formula)
        old = case.advances.deferred or ZERO
        sheet.given("deferred_before", "Deferred before", old, "the loan system", as_of)
        formula = "={newly_deferred}+{deferred_before}"
        sheet.found("deferred", "Due at the end in all", old + new, formula)
        upb = case.position.upb
        sheet.given("upb", "UPB", upb, "the loan system", as_of)
        says = "Principal in all unpaid installments"
        sheet.given("principal_due", says, principal, "the schedule of the note")
        says = "Balance bearing interest, as if they had been paid"
        sheet.found("balance", says, upb - principal, "={upb}-{principal_due}")
        return new


deferral: Final = Deferral()


def may_be_deferred(case: CaseFacts) -> int:
    """Installments that may be deferred now: the unpaid ones, within what the lifetime leaves."""
    policy, behind = case.program.deferral, case.months_behind
    allowed = behind
    if policy.full_payment_at is not None and behind >= policy.full_payment_at:
        allowed -= 1
    if policy.lifetime is not None:
        used = sum(each.months for each in case.past.deferrals if not each.disaster)
        allowed = min(allowed, policy.lifetime - used)
    return max(allowed, 0)


def _payments(
    case: CaseFacts, rest: RestOfNote, shortage: Money | None, sheet: Sheet
) -> tuple[Stretch, ...]:
    escrow, months = case.terms.escrow, case.program.deferral.escrow_spread
    runs = rest.from_month(0, escrow)
    share = ZERO
    if shortage is not None and shortage > ZERO and months > 0:
        share = spread_escrow(shortage, months).each
        sheet.given("shortage", "Escrow shortage", shortage, "the escrow analysis", case.as_of)
        sheet.given("spread_months", "Spread over months", months, "the program")
        formula = "=ROUNDDOWN({shortage}/{spread_months},2)"
        sheet.found("shortage_share", "Of it each month", share, formula, "down to the cent")
    sheet.given("regular", "Regular payment", case.terms.full_payment, "the note", case.as_of)
    formula = "={regular}+{shortage_share}" if share else "={regular}"
    sheet.found("payment", "Payment in all", case.terms.full_payment + share, formula)
    if not share or not runs:
        return runs
    whole = runs[0]
    if whole.months <= months:
        return (replace(whole, escrow=escrow + share),)
    return (
        Stretch(whole.first_due, months, whole.principal_interest, escrow + share),
        *rest.from_month(months, escrow),
    )


def _age_and_end(case: CaseFacts) -> Iterator[Reason]:
    policy, loan = case.program.deferral, case.loan
    if policy.least_age is not None:
        if loan.originated_on is None:
            yield Reason(None, "The day of the note is not known", policy.source)
        else:
            ok = add_months(loan.originated_on, policy.least_age) <= case.as_of
            says = f"Made on {text.day(loan.originated_on)}; {policy.least_age} months are needed"
            yield Reason(ok, says, policy.source)
    if policy.least_to_maturity is not None:
        if case.ends_on is None:
            yield Reason(None, "The day the note runs out is not known", policy.source)
        else:
            latest = add_months(case.as_of, policy.least_to_maturity)
            says = f"The note runs out on {text.day(case.ends_on)}; it must be more than "
            says += f"{policy.least_to_maturity} months away"
            yield Reason(latest < case.ends_on, says, policy.source)


def _earlier(case: CaseFacts) -> Iterator[Reason]:
    policy, past = case.program.deferral, case.past
    if not past.known:
        yield Reason(None, "Earlier workouts are not known", policy.source)
    counted = [each for each in past.deferrals if not each.disaster]
    waits = (
        ("deferral", policy.spacing, [each.effective_on for each in counted]),
        ("modification", policy.none_after_modification, list(past.modified_on)),
        ("failed trial", policy.none_after_failed_trial, list(past.failed_trials_on)),
    )
    for what, months, days in waits:
        if months is not None and days:
            last = max(days)
            says = f"The last {what} was on {text.day(last)}; {months} months must have passed"
            yield Reason(add_months(last, months) <= case.as_of, says, policy.source)
    if policy.lifetime is not None:
        used = sum(each.months for each in counted)
        says = f"{text.count(used, 'month')} deferred before; {policy.lifetime} in a lifetime"
        yield Reason(used < policy.lifetime, says, policy.source)


def _reasons(
    case: CaseFacts, months: int, allowed: int, first: int, shortage: Money | None
) -> Iterator[Reason]:
    policy = case.program.deferral
    says = f"{text.count(months, 'installment')} deferred; {allowed} may be"
    yield Reason(0 < months <= allowed, says, policy.source)
    if first:
        amount = total(each.amount for each in case.position.unpaid[:first])
        paid = text.count(first, "installment")
        yield Reason(True, f"{paid}, {amount}, must be paid first", policy.source)
    if case.advances.escrow_advance is None or case.advances.servicing_advance is None:
        yield Reason(None, "Advances are not known: the deferred amount can be higher")
    if shortage is None and case.terms.escrow:
        yield Reason(None, "The escrow shortage is not known: an analysis may raise the payment")
    yield from deferred_known(case)
    yield from fees_stay(case)
    if policy.waive_late_charges:
        yield Reason(True, "Late charges are waived", policy.source)
