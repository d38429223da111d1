"""What a statement tells a borrower who is more than 45 days late: 12 CFR 1026.41(d)(8).

Measured on the day of the statement: on the 46th day, not on the 45th. The information stands on
the first page, on a page enclosed, or in a letter of its own: since when, what may happen, the
account's history, what was agreed, whether a first filing was made, what would bring the loan
current, and where counselors are. A small servicer gives no such statements ((e)(4)).

A cycle runs from one due date to the next. Where the statement was written down its day decides;
where it was not, only the running cycle is told, without a day, for when the statement goes out is
not known. Where a bankruptcy ends the statements nothing is owed; in others part of it is left out
((f)).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from mortgage_collect.core import text
from mortgage_collect.core.calendar import DAY
from mortgage_collect.rules.duties.deadline import Act, ActKind
from mortgage_collect.rules.duties.duty import Occasion, duty
from mortgage_collect.rules.duties.life import LoanLife
from mortgage_collect.rules.duties.spared import came_to_us, left_us
from mortgage_collect.rules.duties.statements import Statement, statement_on
from mortgage_collect.rules.numbers import X_2014, number
from mortgage_collect.rules.texts import REG_Z_TEXT

INFORMATION = "delinquency_information"
STATEMENTS = ("periodic_statement", "bankruptcy_periodic_statement")


@duty(
    id="reg_z.delinquency_information",
    title="Delinquency information",
    cites=("12 CFR 1026.41(d)(8)",),
    since=X_2014,
    section="1026.41d8",
    text=REG_Z_TEXT,
)
def delinquency_information(life: LoanLife, today: date) -> Iterator[Occasion]:
    begins, over = came_to_us(life, today), left_us(life, today)
    informed, statements = life.sent(INFORMATION), life.sent(*STATEMENTS)
    for first, last in _cycles(life, today):
        if (begins and last < begins) or (over is not None and first >= over):
            continue
        statement = min((day for day in statements if first <= day <= last), default=None)
        if statement is None and last < today:
            continue  # nobody wrote the statement of a past cycle down
        measured = statement or last
        late = days_late(life, measured)
        if late is None or late <= number(
            "reg_z.days_before_information", on=max(measured, X_2014)
        ):
            continue
        kind = statement_on(life, measured).kind
        if kind is Statement.NONE:
            continue
        yield Occasion(
            name=f"statement after {text.day(first)}",
            says=(
                f"Put the information on the delinquency with the statement: {late} days late."
                + (" Leave out what a bankruptcy takes away." if kind is Statement.CHANGED else "")
            ),
            due=statement,
            opened=first,
            counted=f"the statement of {text.day(statement)}" if statement else "",
            done=(day for day in informed if first <= day <= last),
            ended=over,
            act=Act(ActKind.NOTICE, INFORMATION),
            cites=("12 CFR 1026.41(d)(8)", "12 CFR 1026.41(f)")
            if kind is Statement.CHANGED
            else (),
        )


def days_late(life: LoanLife, on: date) -> int | None:
    """Days since the oldest unpaid due date, that day being day 0; None: not late."""
    since = life.delinquent_since(on)
    return (on - since).days if since else None


def _cycles(life: LoanLife, today: date) -> Iterator[tuple[date, date]]:
    """From each due date to the day before the next one, the last one to today."""
    dues = sorted({one.due_on for one in life.installments if one.due_on <= today})
    for at, first in enumerate(dues):
        yield first, (dues[at + 1] - DAY if at + 1 < len(dues) else today)
