"""A changed note that is itself paid every two weeks: its terms by fortnights, beside the months.

The loan's installments are counted by months everywhere; a note of 26 periods a year is told what
its own payments would be. The day count of such notes is UNVERIFIED (`loanmath/biweekly.py`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from mortgage_collect.core import text
from mortgage_collect.loanmath.biweekly import A_YEAR, true_biweekly
from mortgage_collect.loanmath.counted import Counting
from mortgage_collect.loanmath.due_dates import FORTNIGHT
from mortgage_collect.loanmath.note_biweekly import BASES
from mortgage_collect.workout.option import Reason
from mortgage_collect.workout.waterfall import NoteTerms
from mortgage_collect.workout.working import Sheet

SOURCE: Final = "Fannie Mae Servicing Guide F-1-09, secondary copy, UNVERIFIED"


def by_fortnights(terms: NoteTerms, counting: Counting, sheet: Sheet) -> Iterator[Reason]:
    """What the new terms are every two weeks, on the sheet and in a sentence.

    The periods of as many years as the months are, the first two weeks after interest begins.
    """
    if counting.day_count not in BASES:
        says = "The terms every two weeks are not worked out for a note that counts "
        yield Reason(None, f"{says}{counting.day_count.value}")
        return
    basis = BASES[counting.day_count]
    periods = -(-terms.months * A_YEAR // 12)
    made = true_biweekly(terms.balance, terms.rate, periods, basis=basis)
    formula = "=ROUNDUP({new_months}*26/12,0)"
    sheet.found("fortnights", "Payments every two weeks", periods, formula)
    each = "{new_rate}/26" if basis is None else f"{{new_rate}}*14/{basis}"
    formula = f"=ROUND(PMT({each},{{fortnights}},-{{balance}}),2)"
    says = "Principal and interest every two weeks"
    sheet.found("fortnight_payment", says, made.payment, formula, "half up to the cent")
    sheet.given("fortnight_last", "The last of them", made.final_payment, "the schedule")
    ends = text.day(counting.from_day + FORTNIGHT * len(made.lines))
    says = f"Every two weeks, as the note is paid: {text.count(len(made.lines), 'payment')} of "
    says += f"{made.payment}, the last on {ends} {made.final_payment}, {made.total_paid} in all"
    yield Reason(True, says, SOURCE)
