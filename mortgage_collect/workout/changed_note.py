"""A note with changed terms as an offer: when it begins, what is paid, what it costs in the end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final

from mortgage_collect.core import text
from mortgage_collect.core.calendar import add_months
from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import ZERO, Money
from mortgage_collect.core.rate import Rate
from mortgage_collect.loanmath.counted import Counting, counted_steps
from mortgage_collect.loanmath.escrow_spread import WORKOUT_MONTHS, spread_escrow
from mortgage_collect.loanmath.step_rate import RateStep
from mortgage_collect.workout.beside import fees_owed
from mortgage_collect.workout.case import CaseFacts
from mortgage_collect.workout.contract import plan_start
from mortgage_collect.workout.fortnights import by_fortnights
from mortgage_collect.workout.note import run_of
from mortgage_collect.workout.option import Offer, Reason, Stretch, Trial
from mortgage_collect.workout.policy import ModificationPolicy
from mortgage_collect.workout.waterfall import LATE_DAYS, NoteTerms
from mortgage_collect.workout.working import Sheet

# A hundred years in months: beyond it a figure on file is wrong, and the calendar ends.
LONGEST_NOTE: Final = 1200


@dataclass(frozen=True, slots=True)
class Beginning:
    """`first_due` is the first payment of all, `effective_on` the first one of the new note.

    Without a trial both are the same day.
    """

    first_due: date
    effective_on: date
    trial_months: int = 0


def at_once(case: CaseFacts) -> Beginning:
    """The next due date that leaves the policy's notice."""
    first = plan_start(case).first_due
    return Beginning(first, first)


def after_trial(
    case: CaseFacts, policy: ModificationPolicy, sent_on: date | None = None
) -> Beginning:
    """The trial's calendar: notice by the policy's day of the month, first payment next month.

    A later notice makes it the month after. Who is current, or less than 31 days late, has the
    longer trial. Source: Fannie Mae Servicing Guide F-1-27, secondary copy, UNVERIFIED.
    """
    sent = sent_on or case.as_of
    ahead = 1 if sent.day <= policy.notice_day else 2
    first = add_months(sent.replace(day=1), ahead, case.terms.due_day)
    late = case.days_behind >= LATE_DAYS
    months = policy.trial_months if late else policy.trial_months_if_current
    effective = add_months(first, months, case.terms.due_day)
    return Beginning(first, effective, months)


def told_or_next(case: CaseFacts, told: date) -> date:
    """The day a trial told for its permanent terms, or the first due date after it not yet past."""
    months = 0
    while (found := add_months(told, months, case.terms.due_day)) < case.as_of:
        months += 1
    return found


def require_note(case: CaseFacts) -> Rate:
    """The note's rate. Raises UserError where it is not known or nothing is owed."""
    if case.terms.rate is None:
        raise UserError(
            "The rate of the note is not known, so its terms cannot be changed on paper.",
            do="Enter the rate on the card, or import a tape that has it.",
        )
    if case.position.upb <= ZERO:
        raise UserError("No principal is owed, so there is nothing to change.")
    return case.terms.rate


def payments_at_old_terms(case: CaseFacts, first_due: date) -> int | None:
    """Payments from `first_due` through maturity; None when it is not known, 0 past it."""
    if case.ends_on is None:
        return None
    months = (case.ends_on.year - first_due.year) * 12 + case.ends_on.month - first_due.month + 1
    while months > 0 and add_months(first_due, months - 1, case.terms.due_day) > case.ends_on:
        months -= 1
    return max(months, 0)


@dataclass(slots=True)
class Change:
    """A changed note on its way to an offer: the sheet fills, reasons gather, `offer` closes it.

    The sheet must hold the lines "balance", "new_rate" and "new_months"; `offer` adds the payment,
    escrow and the cost. `more` are further fields of the Offer.
    """

    kind: str
    case: CaseFacts
    begins: Beginning
    sheet: Sheet
    reasons: list[Reason] = field(default_factory=list)
    escrow_spread: int = WORKOUT_MONTHS
    shortage: Money | None = None
    waive_late_charges: bool = True

    def offer(self, terms: NoteTerms, steps: Sequence[RateStep] = (), **more: Any) -> Offer:
        """The offer of these terms, along the steps of a rate if there are any.

        Raises UserError when no month is left, or more than a hundred years of them.
        """
        case, sheet = self.case, self.sheet
        payment = terms.payment
        if terms.months > LONGEST_NOTE:
            raise UserError(
                f"At {payment} a month {terms.balance} takes {terms.months // 12:,} years to pay.",
                do="Check the payment, the rate and the maturity on file.",
            )
        formula = "=ROUND(PMT({new_rate}/12,{new_months},-{balance}),2)"
        says = "Principal and interest"
        sheet.found("principal_interest", says, payment, formula, "half up to the cent")
        share = self._shortage_share()
        sheet.given("escrow", "Escrow", case.terms.escrow, "the note", case.as_of)
        formula = "={principal_interest}+{escrow}+{shortage_share}"
        whole = payment + case.terms.escrow + share
        sheet.found("payment", "Payment in all", whole, formula)
        begins = self.begins
        counting = case.counting(begins.effective_on)
        if len(steps) > 1:
            runs, cost = self._stepped(terms, steps, share, counting)
        else:
            made = run_of(terms.balance, terms.rate, terms.months, payment, counting)
            count, last = len(made.lines), made.final_payment
            if case.biweekly:
                self.reasons += by_fortnights(terms, counting, sheet)
            runs = self._payments(begins.effective_on, count, payment, last, share)
            cost = payment * (count - 1) + last
        cost += terms.deferred
        trial = None
        stretches = list[Stretch]()
        if begins.trial_months:
            trial = Trial(
                begins.trial_months,
                whole,
                begins.first_due,
                begins.effective_on,
                case.terms.due_day,
            )
            stretches.append(
                Stretch(
                    begins.first_due,
                    begins.trial_months,
                    payment,
                    case.terms.escrow + share,
                    rate=terms.rate,
                )
            )
            cost += payment * begins.trial_months
        stretches += runs
        says = "Last principal and interest"
        sheet.given("last_payment", says, runs[-1].last or payment, "the schedule")
        count = sum(run.months for run in runs)
        if counting.by_days:
            self.reasons.append(_by_days(counting, count, runs[-1]))
        sheet.given("payments", "Payments of the new note", count, "the schedule")
        late = case.position.late_charges
        waived = late or ZERO if self.waive_late_charges else ZERO
        if self.waive_late_charges and late is None:
            self.reasons.append(Reason(True, "Late charges, not known, are waived"))
        elif waived:
            self.reasons.append(Reason(True, f"Late charges of {waived} are waived"))
        # Fees never join the balance; nor do late charges, and where they are not waived they stay.
        stays = (fees_owed(case) or ZERO) + ((late or ZERO) - waived)
        cost += stays
        return Offer(
            kind=self.kind,
            reasons=tuple(self.reasons),
            working=sheet.done(),
            stretches=tuple(stretches),
            cures_on=begins.effective_on,
            rate=terms.rate,
            balance=terms.balance,
            deferred=terms.deferred,
            forgiven=terms.forgiven,
            late_charges_waived=waived,
            stays_owed=stays,
            due_at_end=terms.deferred,
            maturity_on=add_months(begins.effective_on, count - 1, case.terms.due_day),
            total_cost=cost,
            trial=trial,
            **more,
        )

    def _shortage_share(self) -> Money:
        shortage = self.shortage
        if shortage is None:
            shortage = self.case.advances.escrow_shortage
        as_of = self.case.as_of
        sheet, months = self.sheet, self.escrow_spread
        if shortage is None or shortage <= ZERO or months < 1:
            if shortage is None and self.case.terms.escrow:
                says = "The escrow shortage is not known: an analysis may raise the payment"
                self.reasons.append(Reason(None, says))
            return sheet.given(
                "shortage_share", "Escrow shortage a month", ZERO, "none known", as_of
            )
        spread = spread_escrow(shortage, months)
        sheet.given("shortage", "Escrow shortage", shortage, "the escrow analysis", as_of)
        sheet.given("spread_months", "Spread over months", months, "the program")
        formula = "=ROUNDDOWN({shortage}/{spread_months},2)"
        says = f"Escrow shortage a month, for {text.count(months, 'month')}"
        return sheet.found("shortage_share", says, spread.each, formula, "down to the cent")

    def _stepped(
        self, terms: NoteTerms, steps: Sequence[RateStep], share: Money, counting: Counting
    ) -> tuple[tuple[Stretch, ...], Money]:
        """A run for each step of the rate, and what all of them cost.

        The shortage stays on top of the runs that begin before it is paid.
        """
        made = counted_steps(terms.balance, steps, terms.months, counting)
        first, due = self.begins.effective_on, self.case.terms.due_day
        escrow, spread = self.case.terms.escrow, self.escrow_spread
        ends = [each.first for each in made.steps[1:]] + [len(made.lines) + 1]
        runs = list[Stretch]()
        for step, end in zip(made.steps, ends, strict=True):
            on = add_months(first, step.first - 1, due)
            carried = share if step.first <= spread else ZERO
            months = end - step.first
            runs.append(Stretch(on, months, step.payment, escrow + carried, rate=step.rate))
        runs[-1] = replace(runs[-1], last=made.final_payment)
        return tuple(runs), Money(sum(made.lines.amounts))

    def _payments(
        self, first: date, count: int, payment: Money, last: Money, share: Money
    ) -> tuple[Stretch, ...]:
        """The new note's payments; with a shortage, those that carry it come first."""
        escrow, due = self.case.terms.escrow, self.case.terms.due_day
        if not share:
            return (Stretch(first, count, payment, escrow, last=last),)
        months = max(self.escrow_spread - self.begins.trial_months, 0)
        if not months or count <= months:
            carried = share if months else ZERO
            return (Stretch(first, count, payment, escrow + carried, last=last),)
        rest = add_months(first, months, due)
        return (
            Stretch(first, months, payment, escrow + share),
            Stretch(rest, count - months, payment, escrow, last=last),
        )


def _by_days(counting: Counting, payments: int, ends: Stretch) -> Reason:
    """How the new note is counted, and its last payment, which days make far from the others."""
    last = ends.principal_interest if ends.last is None else ends.last
    says = f"The new note counts days as the old one does ({counting.day_count.value})"
    return Reason(True, f"{says}: its last payment, number {payments}, is {last}")
