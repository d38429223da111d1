"""The three arrangements of half a payment every two weeks, as rows of a note.

What each of them is, and what is not verified about their day count: `biweekly.py`.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from itertools import islice
from typing import Final

from mortgage_collect.core import text
from mortgage_collect.core.calendar import add_months
from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import Money
from mortgage_collect.core.rate import DayCount
from mortgage_collect.loanmath import due_dates
from mortgage_collect.loanmath.amortize import Schedule
from mortgage_collect.loanmath.biweekly import (
    A_YEAR,
    credited_on_receipt,
    held_halves,
    true_biweekly,
)
from mortgage_collect.loanmath.due_dates import FORTNIGHT
from mortgage_collect.loanmath.note import Look, NoteRow, NoteSchedule, PaymentFrom, Way
from mortgage_collect.loanmath.note_known import KnownNote
from mortgage_collect.loanmath.scheduled import Lines

BASES: Final[dict[DayCount, int | None]] = {
    DayCount.THIRTY_360: None,
    DayCount.ACTUAL_365: 365,
    DayCount.ACTUAL_360: 360,
}
"""Days of a year that fourteen are counted over; None takes the year in 26 parts."""


def biweekly_schedule(note: KnownNote, look: Look) -> NoteSchedule:
    """A note paid in halves, by the look's way.

    The first half comes two weeks after interest begins to run, or two weeks before the first
    installment where halves are held. Raises UserError for a day count the arrangement cannot keep.
    """
    if look.way is Way.HALVES_HELD:
        return _held(note, look)
    if look.way is Way.HALVES_CREDITED:
        _require(note.day_count, look.way, (DayCount.THIRTY_360,))
        half = Money(-(-note.payment.cents // 2))
        made = credited_on_receipt(note.balance, note.rate, half)
        return _fortnights(
            note, look.way, made, PaymentFrom(1, note.rate, half, note.balance, "given")
        )
    _require(note.day_count, look.way, tuple(BASES))
    periods = -(-note.months * A_YEAR // 12)
    made = true_biweekly(note.balance, note.rate, periods, basis=BASES[note.day_count])
    paid = PaymentFrom(1, note.rate, made.payment, note.balance, "level", periods)
    return _fortnights(note, look.way, made, paid)


def _fortnights(note: KnownNote, way: Way, made: Schedule, paid: PaymentFrom) -> NoteSchedule:
    basis = BASES[note.day_count]
    share = Fraction(1, A_YEAR) if basis is None else Fraction(14, basis)
    days = list(islice(due_dates.biweekly(note.from_day + FORTNIGHT), len(made.lines)))
    rows = _rows(note, made.lines, days, share, paid.payment)
    how = "a 26th of the year's interest" if basis is None else f"14 days over {basis}"
    return NoteSchedule(
        way,
        note.balance,
        note.from_day,
        note.day_count,
        rows,
        (paid,),
        (f"Each fortnight bears {how}",),
    )


def _held(note: KnownNote, look: Look) -> NoteSchedule:
    _require(note.day_count, look.way, (DayCount.THIRTY_360,))
    if look.extra_to_principal is None:
        raise UserError(
            "What becomes of the thirteenth installment in a year is not known.",
            do="Choose it: it pays principal, or it waits.",
        )
    made = held_halves(
        note.balance,
        note.rate,
        note.payment,
        note.first_due,
        note.first_due - FORTNIGHT,
        extra_to_principal=look.extra_to_principal,
        anchor=note.anchor,
    )
    days = [add_months(note.first_due, at, note.anchor) for at in range(len(made.lines))]
    rows = _rows(note, made.lines, days, Fraction(1, 12), note.payment)
    findings = [f"The borrower pays {made.half} every two weeks; a row is the installment it makes"]
    if made.extra:
        findings.append(
            f"{text.count(len(made.extra), 'thirteenth installment')} went to principal, the "
            f"first on {text.day(made.extra[0][0])}"
        )
    if made.waiting:
        findings.append(f"{made.waiting} of the halves still waits when the loan is paid")
    paid = PaymentFrom(1, note.rate, note.payment, note.balance, "given")
    return NoteSchedule(
        look.way, note.balance, note.from_day, note.day_count, rows, (paid,), tuple(findings)
    )


def _rows(
    note: KnownNote, lines: Lines, days: list[date], share: Fraction, regular: Money
) -> tuple[NoteRow, ...]:
    rows, before = list[NoteRow](), note.from_day
    for line, day in zip(lines, days, strict=True):
        rows.append(
            NoteRow(
                line.number,
                day,
                note.rate,
                line.interest,
                line.principal,
                line.amount,
                line.balance,
                share,
                (day - before).days,
                regular,
            )
        )
        before = day
    return tuple(rows)


def _require(count: DayCount, way: Way, kept: tuple[DayCount, ...]) -> None:
    if count not in kept:
        names = text.listed([each.value for each in kept], "or")
        raise UserError(
            f"{way.label} is not worked out for a note that counts {count.value}.",
            do=f"Choose {names}, if the note says so.",
        )
