"""Reinstatement: what brings the loan current.

Unpaid installments (not accrued interest), late charges, recoverable fees and advances, less what
waits in suspense. Future interest is not part of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from mortgage_collect.core import text
from mortgage_collect.core.money import ZERO, Money
from mortgage_collect.core.step import Step
from mortgage_collect.loanmath.position import Position, position
from mortgage_collect.loanmath.quote import (
    LONGEST_DAYS,
    Change,
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


def reinstatement(
    terms: LoanTerms,
    snapshot: Snapshot,
    received: Sequence[Received],
    billed: Sequence[Installment],
    as_of: date,
    good_through: date,
    *,
    uninvoiced: Sequence[str] = (),
    extra: Sequence[QuoteLine] = (),
    longest_days: int = LONGEST_DAYS,
    no_late_charges_from: date | None = None,
) -> Quote:
    """What must be paid by `good_through` to be current on that day.

    An installment that falls due inside the window is in the total, and in `changes` with its day;
    its late charge joins only after its own grace. `uninvoiced` names costs that are known to
    exist but not how much they are (an attorney's bill not yet in); `extra` adds lines as given.
    The escrow advance is what the loan system says is to be recovered beside the installments: the
    escrow parts of the installments refill the account themselves, so a negative escrow balance is
    not added again. Raises UserError when the window is backwards or longer than `longest_days`.
    """
    require_window(as_of, good_through, longest_days)
    money = [item for item in received if item.on <= as_of]
    at_end = position(
        terms, snapshot, money, good_through, billed, no_late_charges_from=no_late_charges_from
    )
    owed = [
        *(_installment_line(each) for each in at_end.unpaid),
        *_escrow_line(terms, at_end),
        *late_charge_lines(snapshot, at_end),
        component("other_fees", "Other fees", snapshot.other_fees),
        component("escrow_advance", "Escrow advances to recover", escrow_to_recover(snapshot)),
        component("corporate_advance", "Corporate advances", snapshot.corporate_advance),
        *(QuoteLine(f"uninvoiced:{name}", name, None, "not invoiced yet") for name in uninvoiced),
        *extra,
    ]
    lines = [*owed, less_suspense(at_end.suspense, known(owed))]
    changes = [
        *(
            Change(each.due_on, each.amount, f"payment due {text.day(each.due_on)}")
            for each in at_end.unpaid
            if each.due_on > as_of
        ),
        *late_charge_changes(at_end, as_of),
    ]
    amount = known(lines)
    return Quote(
        kind="reinstatement",
        as_of=as_of,
        good_through=good_through,
        lines=tuple(lines),
        total=amount,
        at_least=any(line.amount is None for line in owed),
        per_diem=None,
        changes=tuple(sorted(changes, key=lambda change: change.on)),
        steps=tuple(_steps(terms, at_end, lines, amount)),
    )


def escrow_to_recover(snapshot: Snapshot) -> Money | None:
    """The system's figure; with none, an account that is not overdrawn has nothing to recover."""
    if snapshot.escrow_advance is not None or snapshot.escrow_balance is None:
        return snapshot.escrow_advance
    return ZERO if snapshot.escrow_balance >= ZERO else None


def _escrow_line(terms: LoanTerms, at_end: Position) -> Sequence[QuoteLine]:
    if terms.escrow_known or not any(not each.escrow for each in at_end.unpaid):
        return ()
    return (component("escrow_payment", "Escrow part of these payments", None),)


def _installment_line(each: Installment) -> QuoteLine:
    return QuoteLine(
        f"installment:{each.due_on.isoformat()}",
        f"Payment due {text.day(each.due_on)}",
        each.amount,
        f"principal and interest {each.principal_interest}, escrow {each.escrow}",
    )


def _steps(
    terms: LoanTerms, at_end: Position, lines: Sequence[QuoteLine], amount: Money
) -> list[Step]:
    if not at_end.unpaid:
        steps = [Step("No payment is unpaid")]
    else:
        first, last = at_end.unpaid[0].due_on, at_end.unpaid[-1].due_on
        which = f", due {text.day(first)}" + (f" to {text.day(last)}" if last != first else "")
        says = text.count(len(at_end.unpaid), "unpaid payment") + which
        steps = [Step(says, at_end.arrears)]
    steps += [
        Step(line.label, line.amount) for line in lines if not line.key.startswith("installment:")
    ]
    if terms.late_charge is None:
        steps.append(Step("The note's late charge is not known here, so none was added"))
    if at_end.matured:
        steps.append(Step("The note has matured: the whole balance is due, ask for a payoff"))
    return [*steps, Step("To be current", amount)]
