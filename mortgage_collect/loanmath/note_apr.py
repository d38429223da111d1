"""The informational APR of a schedule: what the finance charges make of its rate.

The same caution as in `apr.py`: this is no disclosure. A workout of a loan that exists is normally
no refinancing, and asks for none (12 CFR 1026.20(a), from memory: UNVERIFIED).
"""

from __future__ import annotations

from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import Money
from mortgage_collect.core.rate import Rate
from mortgage_collect.loanmath.apr import UnitPeriod, regular_apr, unit_periods_between
from mortgage_collect.loanmath.note import NoteSchedule


def note_apr(schedule: NoteSchedule, charges: Money) -> Rate:
    """The APR of the balance less the finance `charges` paid at the outset, repaid in its rows.

    Raises UserError for charges below zero, or of all that is lent.
    """
    financed = schedule.balance - charges
    if charges.cents < 0:
        raise UserError(
            f"Finance charges of {charges} are below zero.", do="Enter what was paid at the outset."
        )
    if financed.cents <= 0:
        raise UserError(
            f"Finance charges of {charges} leave nothing of {schedule.balance} to be repaid.",
            do="Correct the finance charges.",
        )
    unit = UnitPeriod.TWO_WEEKS if schedule.way.is_biweekly else UnitPeriod.MONTH
    first = unit_periods_between(schedule.from_day, schedule.rows[0].due_on, unit)
    return regular_apr(financed, (row.payment for row in schedule.rows), unit, first)
