"""Whether a note can be run forward: what is known of it, what is odd, what is in the way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from mortgage_collect.core import text
from mortgage_collect.core.calendar import add_months
from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import Money
from mortgage_collect.core.rate import DayCount, Rate
from mortgage_collect.loanmath.annuity import LONGEST, level_payment
from mortgage_collect.loanmath.doubts import doubt_of_rate
from mortgage_collect.loanmath.note import Note
from mortgage_collect.loanmath.remaining_term import remaining_term

MOST_MONTHS: Final = 1200


@dataclass(frozen=True, slots=True)
class KnownNote:
    """A note of which everything a schedule needs is known; `payment` may be worked out."""

    balance: Money
    rate: Rate
    payment: Money
    months: int
    from_day: date
    first_due: date
    day_count: DayCount
    anchor: int


def known_note(note: Note) -> tuple[KnownNote, list[str]]:
    """The note with all it needs, and in sentences what was odd or had to be worked out.

    Raises UserError naming everything that is not known, and for a note that has no schedule.
    """
    missing = [
        words
        for words, value in (
            ("the principal balance", note.balance),
            ("the rate", note.rate),
            ("the due date of the next installment", note.first_due),
        )
        if value is None
    ]
    if missing:
        raise UserError(
            f"There is no schedule while {text.listed(missing)} "
            f"{'is' if len(missing) == 1 else 'are'} not known.",
            do="Enter what the note says.",
        )
    assert note.balance is not None
    assert note.rate is not None
    assert note.first_due is not None
    if note.balance.cents <= 0:
        raise UserError(
            f"There is nothing to schedule: the balance is {note.balance}.", do="Check the balance."
        )
    if note.rate < Rate(0):
        raise UserError(f"A rate of {note.rate} is below zero.", do="Correct the rate.")
    if note.payment is not None and note.payment.cents < 0:
        raise UserError(f"A payment of {note.payment} is below zero.", do="Correct the payment.")
    if note.matures_on is not None and note.months is not None and note.months < 1:
        raise UserError(
            f"The note matured on {text.day(note.matures_on)}, before the installment due "
            f"{text.day(note.first_due)}: the whole balance is due.",
            do="Quote a payoff, or enter the maturity of an extension.",
        )
    if note.months is not None and note.months > MOST_MONTHS:
        raise UserError(
            f"From {text.day(note.first_due)} to the maturity are {note.months:,} months.",
            do="Check the two days: no note runs for a hundred years.",
        )
    findings = [doubt for doubt in (doubt_of_rate(note.rate),) if doubt]
    months = note.months
    if months is None:
        months = _months_needed(note.balance, note.rate, note.payment)
        findings.append(
            f"The maturity is not known: {text.count(months, 'payment')} of {note.payment} "
            "would clear the balance"
        )
    payment = note.payment
    if payment is None:
        payment = level_payment(note.balance, note.rate, months)
        findings.append(f"The payment is not known: the level one of {payment} is worked out")
    anchor = note.due_day or note.first_due.day
    from_day = note.from_day or add_months(note.first_due, -1, anchor)
    count = note.day_count
    whole = KnownNote(
        note.balance, note.rate, payment, months, from_day, note.first_due, count, anchor
    )
    return whole, findings


def _months_needed(balance: Money, rate: Rate, payment: Money | None) -> int:
    if payment is None:
        raise UserError(
            "Neither the maturity nor the payment is known, so the note has no end.",
            do="Enter one of them.",
        )
    needed = remaining_term(balance, rate, payment).payments
    if needed is None or needed > LONGEST:
        raise UserError(
            f"The maturity is not known, and {payment} does not clear {balance} at {rate} "
            f"within {LONGEST} months.",
            do="Enter the maturity, or correct payment and rate.",
        )
    return needed
