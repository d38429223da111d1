"""The arrears a plan repays: unpaid instalments, agreed charges and fees, less what is there."""

from __future__ import annotations

from mortgage_collect.core import text
from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import ZERO, Money
from mortgage_collect.workout.contract import PlanStart
from mortgage_collect.workout.option import CaseFacts, Step


def to_repay(
    case: CaseFacts, start: PlanStart, down_payment: Money, *, late_charges: bool
) -> tuple[Money, list[Step]]:
    """What a plan repays, with its working.

    Unpaid instalments by the time it starts, the late charges and fees agreed to go in, less
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
    owed = start.instalments_total + late + case.fees
    unpaid = text.count(len(start.unpaid), "unpaid payment")
    steps = [Step(unpaid, case.position.arrears)]
    steps += [
        Step(f"Payment due {text.day(each.due_on)}, before the plan begins", each.amount)
        for each in start.between
    ]
    extras = (
        ("Late charges", late),
        ("Fees", case.fees),
        ("Less money in suspense", -suspense),
        ("Less the down payment", -down_payment),
    )
    steps += [Step(says, amount) for says, amount in extras if amount]
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
    return arrears, [*steps, Step("To repay in the plan", arrears)]
