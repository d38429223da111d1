"""Which periodic statement goes out in a bankruptcy: 12 CFR 1026.41(e)(5), (f).

While a borrower is in bankruptcy, or once the debt was discharged, the statement is a changed one:
for information only, without what (f) leaves out. None goes out at all ((e)(5)(i)(B)) where a
borrower asked in writing to stop it, where the confirmed plan surrenders the home or does not pay
the arrears or keep up the payments, where the court lifted the stay, or where they intend to
surrender the home and paid nothing since the petition; of several stated intentions the last one
counts (comment 41(e)(5)(i)(B)(4)-1). Somebody who asks in writing to get it gets it
((e)(5)(ii)): of two borrowers one may ask what the other stopped (comment 41(e)(5)(i)-1). A court's
order against it, which prevails, is entered as its own wish to stop.

When that changes, one statement may be left out: the next one that would be due ((e)(5)(iv)).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from mortgage_collect.core.matter_words import MatterKind
from mortgage_collect.core.money import Money
from mortgage_collect.rules.duties.life import LoanLife
from mortgage_collect.rules.matters.bankruptcy import (
    INTENTION,
    PAYMENT_AFTER,
    PLAN_CONFIRMED,
    REAFFIRMED,
    STATEMENTS_ASKED,
    STATEMENTS_STOPPED,
    STAY_LIFTED,
    case_spans,
    discharged_on,
)
from mortgage_collect.rules.matters.matter import Matter


class Statement(StrEnum):
    """What kind of statement goes out."""

    ORDINARY = "ordinary"
    CHANGED = "changed"  # for information only (1026.41(f))
    NONE = "none"


@dataclass(frozen=True, slots=True)
class StatementAnswer:
    kind: Statement
    says: str
    cite: str


ORDINARY = StatementAnswer(Statement.ORDINARY, "The ordinary statement.", "12 CFR 1026.41(b)")
CHANGED = StatementAnswer(
    Statement.CHANGED, "The statement for information only, in a bankruptcy.", "12 CFR 1026.41(f)"
)


def statement_on(life: LoanLife, today: date) -> StatementAnswer:
    """Which statement is owed at the end of a day, as far as bankruptcies decide it."""
    cases = [each for each in life.of(MatterKind.BANKRUPTCY, today) if _concerned(each, today)]
    if not cases:
        return ORDINARY
    words = _last_words(cases)
    if STATEMENTS_ASKED in words:
        return CHANGED
    if STATEMENTS_STOPPED in words:
        cite = "12 CFR 1026.41(e)(5)(i)(B)(1)"
        return StatementAnswer(Statement.NONE, "They asked in writing to stop it.", cite)
    for case in cases:
        if (why := _without_asking(case)) is not None:
            return why
    return CHANGED


def _concerned(case: Matter, today: date) -> bool:
    """In bankruptcy, or discharged of the debt."""
    return discharged_on(case) is not None or any(span.holds_on(today) for span in case_spans(case))


def _last_words(cases: Iterable[Matter]) -> frozenset[str]:
    """What each who wrote about statements said last."""
    said: dict[str, tuple[date, str]] = {}
    for case in cases:
        for step in case.all(STATEMENTS_ASKED, STATEMENTS_STOPPED):
            who = step.text("by").casefold()
            if who not in said or said[who][0] <= step.on:
                said[who] = (step.on, step.key)
    return frozenset(key for _, key in said.values())


def _without_asking(case: Matter) -> StatementAnswer | None:
    """What ends the statements of a case without anybody's asking."""
    exempt = "12 CFR 1026.41(e)(5)(i)(B)"
    if case.on(REAFFIRMED) is not None:
        return None
    plan = case.last(PLAN_CONFIRMED)
    if plan is not None and plan.yes("cures") is False:
        says = "The confirmed plan does not keep the home paid."
        return StatementAnswer(Statement.NONE, says, f"{exempt}(2)")
    if case.on(STAY_LIFTED) is not None:
        return StatementAnswer(Statement.NONE, "The court lifted the stay.", f"{exempt}(3)")
    intends = case.last(INTENTION)
    if intends is not None and intends.text("what") == "surrender" and not case.on(PAYMENT_AFTER):
        says = "They intend to surrender the home and paid nothing since the petition."
        return StatementAnswer(Statement.NONE, says, f"{exempt}(4)")
    return None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """The one statement that may be left out, and the next, by the due dates they are for."""

    left_out: date
    resumes: date


def left_out(event: date, due_dates: Iterable[date], last_for: date | None = None) -> LeftOut:
    """The statement that may be left out when something changes on a day.

    `last_for`: the due date of the statement given last before it; None: none was given that is
    for a due date after the event. `due_dates` reach two payments further.
    """
    after = max(event, last_for) if last_for else event
    first, second, *_ = sorted(due for due in due_dates if due > after)
    return LeftOut(first, second)


def first_activity(exempt_until: date, due_dates: Iterable[date]) -> date:
    """From which day the first statement after an exemption tells payments: the due date before its
    end (comment 41(d)-5)."""
    return max(due for due in due_dates if due <= exempt_until)


def plan_payment(arrears: Money, months: int) -> Money:
    """What the plan pays each month on the arrears from before the petition (comment
    41(f)(3)-1.i); the payments since are told beside it."""
    return arrears.times(Fraction(1, months))


@dataclass(frozen=True, slots=True)
class Unapplied:
    """Money held in suspense, as a statement tells it (1026.41(d)(3), comment 41(d)(3)-1).

    `since_last`: of what came in since the last statement; `held`: all of it, the year to date
    where none was held before the year. `payments`: full payments made of it.
    """

    since_last: Money
    held: Money
    payments: int


def unapplied(payment: Money, received: Money, held_before: Money) -> Unapplied:
    """Money that reaches a full periodic payment is one (1026.36(c)(1)(ii))."""
    total = held_before + received
    payments = total.cents // payment.cents
    held = total - payment * payments
    return Unapplied(min(received, held), held, payments)
