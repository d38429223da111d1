"""Payoff: what pays the whole loan, with interest up to but not including the day money arrives.

Source: the form of Fannie Mae's Servicing Guide F-1-09 (secondary copy): whole months at a twelfth
of the rate, the days left over at the rate over 365. Balances that bear no interest belong in
every payoff; a positive escrow balance does not lower it (it is refunded, 12 CFR 1024.34).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from mortgage_collect.core import text
from mortgage_collect.core.calendar import add_months
from mortgage_collect.core.money import ZERO, Money
from mortgage_collect.core.step import Step
from mortgage_collect.loanmath.interest import Accrual, RateChange, accrue
from mortgage_collect.loanmath.position import Position, position
from mortgage_collect.loanmath.quote import (
    LONGEST_DAYS,
    Quote,
    QuoteLine,
    component,
    known,
    late_charge_changes,
    late_charge_lines,
    less_suspense,
    require_window,
)
from mortgage_collect.loanmath.terms import Installment, LoanTerms, Received, Snapshot


def payoff(
    terms: LoanTerms,
    snapshot: Snapshot,
    received: Sequence[Received],
    billed: Sequence[Installment],
    as_of: date,
    good_through: date,
    *,
    paid_to: date | None = None,
    rate_changes: Sequence[RateChange] = (),
    recording_fee: Money | None = ZERO,
    uninvoiced: Sequence[str] = (),
    extra: Sequence[QuoteLine] = (),
    longest_days: int = LONGEST_DAYS,
    no_late_charges_from: date | None = None,
) -> Quote:
    """What pays the loan off with funds that arrive on `good_through`.

    Interest runs from `paid_to`, which is otherwise the due date of the last paid installment (an
    installment pays the month behind it). It is split where the rate changes, and the per diem is
    at the rate in force at the end. Per diem times days may differ from the exact figure by a
    cent. A negative escrow balance is owed; where the loan system also names an escrow advance the
    larger of the two stands, since both tell of the same money. Raises UserError when the window is
    backwards or longer than `longest_days`.
    """
    require_window(as_of, good_through, longest_days)
    money = [item for item in received if item.on <= as_of]
    now = position(terms, snapshot, money, as_of, billed)
    at_end = position(
        terms, snapshot, money, good_through, billed, no_late_charges_from=no_late_charges_from
    )
    start = paid_to or add_months(now.next_due, -1, terms.due_day)
    interest = None
    if terms.rate is not None:
        interest = accrue(
            now.upb,
            terms.rate,
            start,
            good_through,
            count=terms.day_count,
            basis=terms.partial_month_basis,
            changes=rate_changes,
            anchor=terms.due_day,
        )
    owed = [
        QuoteLine("principal", "Principal", now.upb, "estimated" if now.upb_estimated else ""),
        *_interest_lines(interest, start, good_through),
        component("deferred_principal", "Deferred principal", snapshot.deferred_principal),
        *late_charge_lines(snapshot, at_end),
        component("other_fees", "Other fees", snapshot.other_fees),
        component("escrow_advance", "Escrow advanced", _escrow_owed(snapshot)),
        component("corporate_advance", "Corporate advances", snapshot.corporate_advance),
        component("recording_fee", "Recording fee for the release", recording_fee),
        *(QuoteLine(f"uninvoiced:{name}", name, None, "not invoiced yet") for name in uninvoiced),
        *extra,
    ]
    lines = [*owed, less_suspense(now.suspense, known(owed))]
    amount = known(lines)
    return Quote(
        kind="payoff",
        as_of=as_of,
        good_through=good_through,
        lines=tuple(lines),
        total=amount,
        at_least=any(line.amount is None for line in owed),
        per_diem=None if interest is None else interest.per_diem,
        changes=tuple(late_charge_changes(at_end, as_of)),
        steps=tuple(_steps(snapshot, now, lines, interest, amount)),
    )


def _interest_lines(interest: Accrual | None, start: date, end: date) -> list[QuoteLine]:
    span = f"{text.day(start)} up to {text.day(end)}"
    if interest is None:
        return [QuoteLine("interest", f"Interest from {span}", None, "the rate is not known")]
    if end <= start:
        return [QuoteLine("interest_days", "Interest", ZERO, f"paid to {text.day(start)}")]
    lines = list[QuoteLine]()
    if interest.whole_months:
        months = text.count(interest.whole_months, "month")
        label = f"Interest for {months} from {text.day(start)}"
        lines.append(QuoteLine("interest_months", label, interest.month_interest))
    label = f"Interest for {text.count(interest.days, 'day')} up to {text.day(end)}"
    note = f"{interest.per_diem} a day"
    return [*lines, QuoteLine("interest_days", label, interest.day_interest, note)]


def _escrow_owed(snapshot: Snapshot) -> Money | None:
    advance, balance = snapshot.escrow_advance, snapshot.escrow_balance
    overdrawn = None if balance is None else max(-balance, ZERO)
    if advance is None:
        return overdrawn
    return advance if overdrawn is None else max(advance, overdrawn)


def _steps(
    snapshot: Snapshot,
    now: Position,
    lines: Sequence[QuoteLine],
    interest: Accrual | None,
    amount: Money,
) -> list[Step]:
    steps = [Step(line.label, line.amount) for line in lines]
    if snapshot.escrow_balance is not None and snapshot.escrow_balance > ZERO:
        steps.append(
            Step("Escrow balance, refunded after payoff and not taken off", snapshot.escrow_balance)
        )
    if now.upb_estimated:
        steps.append(Step("The principal is estimated: payments came in since the loan data"))
    if interest is not None:
        steps.append(Step("For each day later, add", interest.per_diem))
    return [*steps, Step("To pay the loan off", amount)]
