"""When each installment was paid, as far as the file tells: what duties count their days from.

Since the newest tape, payments are on file with their days. Before it the tapes tell that an
installment was paid between one and the next; its day is then the tape's own last payment, where
that lies between them, and else the day of the tape which showed it paid.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from mortgage_collect.core.calendar import monthly
from mortgage_collect.models.loan import Loan
from mortgage_collect.models.tape import Tape, TapeChange
from mortgage_collect.queries.facts import LoanFacts
from mortgage_collect.rules.duties.life import Installment

NEXT_DUE = "next_due_date"
LONGEST = 600  # installments of a loan that are looked at, at most


@dataclass(frozen=True, slots=True)
class Passed:
    """One tape moved the next due date from `was` to `now`; `on` is the day it stands for."""

    was: date
    now: date
    on: date


def passed_by_loan(session: Session, loan_ids: Collection[int]) -> dict[int, tuple[Passed, ...]]:
    """What the tapes showed paid, oldest first. A date that went back is no payment."""
    found: dict[int, list[Passed]] = {}
    rows = session.execute(
        select(TapeChange.loan_id, TapeChange.was, TapeChange.now, Tape.as_of)
        .join(Tape, Tape.id == TapeChange.tape_id)
        .where(
            TapeChange.loan_id.in_(loan_ids),
            TapeChange.field == NEXT_DUE,
            Tape.as_of.is_not(None),
        )
        .order_by(Tape.as_of, TapeChange.id)
    )
    for loan_id, was, now, on in rows:
        if was and now and on and was < now:
            one = Passed(date.fromisoformat(was), date.fromisoformat(now), on)
            found.setdefault(loan_id, []).append(one)
    return {loan_id: tuple(each) for loan_id, each in found.items()}


def installments_of(
    loan: Loan, facts: LoanFacts | None, passed: Sequence[Passed], today: date
) -> tuple[Installment, ...]:
    """Every installment the file knows of, through today, each with the day it was paid.

    Of a loan that is behind on the day money is known through, those that fell due since are
    unpaid as well: money goes to the oldest. Of one that is not, silence proves nothing, and they
    are left out.
    """
    made = {each.due_on: each for each in _from_tapes(loan, passed)}
    if facts is None:
        made |= {due: Installment(due) for due in _run(loan.oldest_unpaid_on, loan.due_day, today)}
        return tuple(made[due] for due in sorted(made))
    unpaid, satisfied = _standing(facts, max(today, facts.as_of))
    made |= {due: Installment(due, on) for due, on in satisfied}
    behind = bool(unpaid) and unpaid[0] <= facts.as_of
    through = today if behind else min(facts.as_of, today)
    made |= {due: Installment(due) for due in unpaid if due <= through}
    return tuple(made[due] for due in sorted(made))


def _standing(
    facts: LoanFacts, day: date
) -> tuple[tuple[date, ...], tuple[tuple[date, date], ...]]:
    """The due dates unpaid on a day, and those paid since the snapshot with their days.

    While no money came in, the due dates are all there is to know: no balance is run down.
    """
    first, through = facts.snapshot.next_due, day
    ends = facts.terms.maturity_on
    if ends is not None and ends >= first:
        through = min(through, ends)
    run = tuple(_run(first, facts.terms.due_day, through))
    enough = facts.terms.principal_interest.cents * (len(run) + 1) < facts.snapshot.upb.cents
    if not facts.received and enough:
        return run, ()
    place = facts.position(day)
    paid = tuple((part.due_on, on) for part, on in place.satisfied)
    return tuple(part.due_on for part in place.unpaid), paid


def _from_tapes(loan: Loan, passed: Sequence[Passed]) -> Iterator[Installment]:
    for at, step in enumerate(passed):
        before = passed[at - 1].on if at else date.min
        newest = at == len(passed) - 1
        for due in _run(step.was, loan.due_day, step.now):
            last = loan.last_payment_on
            known = newest and last is not None and before < last <= step.on
            if due < step.now:
                yield Installment(due, last if known else step.on)


def _run(first: date | None, due_day: int | None, through: date) -> Iterator[date]:
    if first is None:
        return
    for number, due in enumerate(monthly(first, due_day)):
        # The first date stands, even where it is not the note's day.
        due = due if number else first
        if due > through or number >= LONGEST:
            return
        yield due
