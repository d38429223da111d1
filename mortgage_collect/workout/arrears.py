"""The arrears a plan repays: unpaid installments, agreed charges and fees, less what is there."""

from __future__ import annotations

from mortgage_collect.core import text
from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import ZERO, Money
from mortgage_collect.workout.case import CaseFacts
from mortgage_collect.workout.contract import PlanStart
from mortgage_collect.workout.working import Sheet


def to_repay(
    case: CaseFacts, start: PlanStart, down_payment: Money, sheet: Sheet, *, late_charges: bool
) -> Money:
    """What a plan repays; its working goes on the sheet, ending with the line "arrears".

    Unpaid installments by the time it starts, the late charges and fees agreed to go in, less
    suspense and the down payment. Raises UserError when nothing is left of it, when the late
    charges are wanted but not known, or for a negative down payment.
    """
    late = ZERO
    if late_charges:
        if case.position.late_charges is None:
            raise UserError(
                "The late charges are not known, so they cannot be put into the plan.",
                do="Enter them, or leave them out.",
            )
        late = case.position.late_charges
    suspense = case.position.suspense or ZERO
    owed = start.installments_total + late + case.fees
    if down_payment < ZERO:
        raise UserError("A down payment cannot be negative.", do="Enter what they will pay.")
    arrears = owed - suspense - down_payment
    if arrears <= ZERO and down_payment:
        raise UserError(
            f"A down payment of {down_payment} leaves nothing to repay.",
            do=f"Take {max(owed - suspense, ZERO)} now: no plan is needed.",
        )
    if arrears <= ZERO or not (start.unpaid or late or case.fees):
        raise UserError("Nothing is past due, so there is nothing to repay.")
    as_of = case.as_of
    unpaid = text.count(len(start.unpaid), "unpaid payment")
    parts = ["{unpaid}"]
    sheet.given("unpaid", unpaid, case.position.arrears, "the loan's own installments", as_of)
    for at, each in enumerate(start.between, 1):
        says = f"Payment due {text.day(each.due_on)}, before the plan begins"
        sheet.given(f"between_{at}", says, each.amount, "the loan's own installments", each.due_on)
        parts.append(f"+{{between_{at}}}")
    extras = (
        ("late_charges", "Late charges", late, "+"),
        ("fees", "Fees", case.fees, "+"),
        ("suspense", "Less money in suspense", -suspense, "+"),
        ("down_payment", "Less the down payment", -down_payment, "+"),
    )
    for key, says, amount, sign in extras:
        if amount:
            sheet.given(key, says, amount, "the file", as_of)
            parts.append(f"{sign}{{{key}}}")
    return sheet.found("arrears", "To repay in the plan", arrears, f"={''.join(parts)}")
