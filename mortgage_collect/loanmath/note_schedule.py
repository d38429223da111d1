"""A note run forward, one row an installment: as it is written, or in another way.

Everything is counted from the oldest unpaid installment, as if each were paid on its due date; what
is behind is told elsewhere (`position.py`). Nothing is filled in: a way that lacks an answer is
refused with a sentence that names it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from mortgage_collect.core import text
from mortgage_collect.core.calendar import add_months
from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import Money
from mortgage_collect.core.rate import month_of_interest
from mortgage_collect.loanmath.arm import arm_phases
from mortgage_collect.loanmath.arm_forecast import arm_changes, rate_changes
from mortgage_collect.loanmath.dated_phases import DatedPlan, dated_phases
from mortgage_collect.loanmath.dated_schedule import DatedPayment
from mortgage_collect.loanmath.doubts import doubt_of_payment
from mortgage_collect.loanmath.minimum_payment import minimum_beside
from mortgage_collect.loanmath.note import (
    How,
    Look,
    Note,
    NoteRow,
    NoteSchedule,
    PaymentFrom,
    Way,
)
from mortgage_collect.loanmath.note_biweekly import biweekly_schedule
from mortgage_collect.loanmath.note_findings import about_the_end, about_the_rate
from mortgage_collect.loanmath.note_known import KnownNote, known_note
from mortgage_collect.loanmath.phase import Pays, Phase, PhasePayment


def note_schedule(note: Note, look: Look) -> NoteSchedule:
    """The rows of a note in one way.

    Raises UserError when something the way needs is not known, for a note that has matured or owes
    nothing, and for a payment that does not cover the interest where the way does not allow it.
    """
    known, findings = known_note(note)
    made = _WAYS[look.way](known, look)
    about = [
        *findings,
        *about_the_rate(note, look, known.rate),
        *made.findings,
        *about_the_end(made),
    ]
    return replace(made, findings=tuple(about))


# -- the ways ---------------------------------------------------------------------------------


def _as_written(note: KnownNote, look: Look) -> NoteSchedule:
    interest = month_of_interest(note.balance, note.rate)
    if note.payment < interest:
        raise UserError(
            f"{note.payment} does not cover the month's interest of {interest}: the note as it "
            "stands never amortizes.",
            do="Correct the payment or the rate, or look at it as a minimum payment.",
        )
    phases = [Phase(note.months, note.rate, Pays.FIXED, note.payment)]
    made = _planned(note, look.way, phases)
    findings = [doubt_of_payment(note.balance, note.rate, note.payment) or ""]
    if (early := note.months - len(made.rows)) > 0:
        months = text.count(early, "month")
        findings.append(f"The payment clears the balance {months} before the maturity")
    return replace(made, findings=tuple(filter(None, findings)))


def _interest_only(note: KnownNote, look: Look) -> NoteSchedule:
    months = _within(note, look.months, "of interest only")
    phases = [
        Phase(months, note.rate, Pays.INTEREST),
        Phase(note.months - months, note.rate),
    ]
    return _planned(note, look.way, phases)


def _minimum(note: KnownNote, look: Look) -> NoteSchedule:
    if look.minimum is None:
        raise UserError("The minimum payment is not known.", do="Enter it.")
    if look.beside is None:
        raise UserError(
            "Whether unpaid interest joins the balance is not known.",
            do="Choose it as the note says: it joins the balance, or is kept beside it.",
        )
    months = _within(note, look.months, "of the minimum payment")
    if not look.beside:
        phases = [
            Phase(months, note.rate, Pays.FIXED, look.minimum),
            Phase(note.months - months, note.rate),
        ]
        return _planned(note, look.way, phases)
    lines = minimum_beside(
        note.balance,
        note.rate,
        look.minimum,
        months,
        note.months,
        note.from_day,
        note.first_due,
        note.day_count,
        note.anchor,
    )
    rows = tuple(replace(_row(each.line, each.regular), beside=each.beside) for each in lines)
    payments = [PaymentFrom(1, note.rate, look.minimum, note.balance, "given")]
    if len(lines) > months:
        after, left = lines[months - 1].line.balance, note.months - months
        payments.append(
            PaymentFrom(months + 1, note.rate, lines[months].regular, after, "level", left)
        )
    return _made(note, look.way, rows, payments)


def _steps(note: KnownNote, look: Look) -> NoteSchedule:
    if not look.steps:
        raise UserError(
            "The steps of the rate are not known.",
            do="Enter from which payment each rate holds, as 13: 4.5, 25: 5.5.",
        )
    marks = [(step.first, step.rate) for step in look.steps]
    if marks[0][0] > 1:
        marks.insert(0, (1, note.rate))
    numbers = [first for first, _ in marks]
    if numbers != sorted(set(numbers)) or numbers[0] < 1:
        raise UserError(
            "The steps of the rate must follow one another.",
            do="Say from which payment each rate holds, the first one first.",
        )
    kept = [(first, rate) for first, rate in marks if first <= note.months]
    ends = [*(first for first, _ in kept[1:]), note.months + 1]
    phases = [Phase(end - first, rate) for (first, rate), end in zip(kept, ends, strict=True)]
    made = _planned(note, look.way, phases)
    if late := len(marks) - len(kept):
        says = f"{text.count(late, 'step')} of the rate after the last payment, left out"
        made = replace(made, findings=(says,))
    return made


def _balloon(note: KnownNote, look: Look) -> NoteSchedule:
    if look.over is None or look.due_with is None:
        raise UserError(
            "A balloon needs the months it is amortized over, and the payment it is due with.",
            do="Enter both.",
        )
    if not 1 < look.due_with < look.over:
        raise UserError(
            f"A balloon due with payment {look.due_with} does not lie inside "
            f"{look.over} months of amortization.",
            do="It is due after the first payment and before the schedule would end.",
        )
    return _planned(note, look.way, [Phase(look.due_with, note.rate, over=look.over)])


def _adjustable(note: KnownNote, look: Look) -> NoteSchedule:
    arm = look.arm
    last_due = add_months(note.first_due, note.months - 1, note.anchor)
    changes = arm_changes(arm, note.rate, note.first_due, last_due, note.anchor)
    moved = rate_changes(changes, every=arm.payment_cap is not None)
    phases = arm_phases(note.rate, note.first_due, note.months, moved, arm.payment_cap, note.anchor)
    phases[0] = replace(phases[0], pays=Pays.FIXED, payment=note.payment)
    if not arm.recast:
        phases = [replace(each, pays=Pays.FIXED, payment=note.payment) for each in phases]
    findings = []
    if changes:
        assert arm.index_on is not None
        findings.append(
            f"Every change is counted at the index of {text.day(arm.index_on)}: later ones are "
            "not known"
        )
    else:
        findings.append("The note ends before its rate changes")
    made = _planned(note, look.way, phases)
    return replace(made, changes=changes, findings=tuple(findings))


_WAYS: Final[dict[Way, Callable[[KnownNote, Look], NoteSchedule]]] = {
    Way.AS_WRITTEN: _as_written,
    Way.ADJUSTABLE: _adjustable,
    Way.INTEREST_ONLY: _interest_only,
    Way.MINIMUM: _minimum,
    Way.STEPS: _steps,
    Way.BALLOON: _balloon,
    Way.BIWEEKLY_NOTE: biweekly_schedule,
    Way.HALVES_HELD: biweekly_schedule,
    Way.HALVES_CREDITED: biweekly_schedule,
}


# -- rows -------------------------------------------------------------------------------------


def _within(note: KnownNote, months: int | None, what: str) -> int:
    if months is None:
        raise UserError(f"How many months {what} there are is not known.", do="Enter them.")
    if not 0 < months < note.months:
        raise UserError(
            f"{text.count(months, 'month')} {what} do not fit into the "
            f"{text.count(note.months, 'payment')} that remain.",
            do=f"Enter 1 to {note.months - 1}: what follows must repay the balance.",
        )
    return months


def _planned(note: KnownNote, way: Way, phases: Sequence[Phase]) -> NoteSchedule:
    plan = dated_phases(
        note.balance,
        phases,
        note.from_day,
        note.first_due,
        note.day_count,
        before=note.payment,
        anchor=note.anchor,
    )
    begins = [each.first for each in plan.phases] + [len(plan.lines) + 1]
    rows = list[NoteRow]()
    payments = list[PaymentFrom]()
    for at, told in enumerate(plan.phases):
        phase = phases[at]
        interest_only = phase.pays is Pays.INTEREST
        for line in plan.lines[told.first - 1 : begins[at + 1] - 1]:
            rows.append(_row(line, None if interest_only else told.payment))
        payments.append(_payment(note, phase, told, plan))
    return _made(note, way, tuple(rows), payments)


def _payment(note: KnownNote, phase: Phase, told: PhasePayment, plan: DatedPlan) -> PaymentFrom:
    how: How = "given"
    over, cap = None, None
    if phase.pays is Pays.INTEREST:
        how = "interest"
    elif phase.pays is Pays.LEVEL:
        how = "capped" if told.capped else "level"
        over, cap = phase.over or note.months - told.first + 1, phase.cap
    first = plan.lines[told.first - 1]
    payment = first.payment if how == "interest" else told.payment
    return PaymentFrom(told.first, phase.rate, payment, told.balance, how, over, cap)


def _row(line: DatedPayment, regular: Money | None) -> NoteRow:
    share = sum((each.share for each in line.periods), start=line.periods[0].share * 0)
    return NoteRow(
        line.number,
        line.due_on,
        line.periods[-1].rate,
        line.interest,
        line.principal,
        line.payment,
        line.balance,
        share,
        line.days,
        regular,
    )


def _made(
    note: KnownNote, way: Way, rows: tuple[NoteRow, ...], payments: Sequence[PaymentFrom]
) -> NoteSchedule:
    return NoteSchedule(way, note.balance, note.from_day, note.day_count, rows, tuple(payments))
