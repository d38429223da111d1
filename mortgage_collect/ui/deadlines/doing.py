"""From a duty to the screen on which it is done."""

from __future__ import annotations

from mortgage_collect.rules.duties.deadline import Act, ActKind
from mortgage_collect.ui.desk import Desk


def do(desk: Desk, loan_id: int, act: Act | None, matter_id: int | None) -> None:
    """Open the loan, and on it what the duty asks for; a duty with no act opens its matter."""
    desk.open_loan(loan_id)
    match act:
        case None if matter_id:
            desk.open_panel("matters", matter_id=matter_id)
        case Act(ActKind.CONTACT):
            desk.log_contact()
        case Act(ActKind.ASSIGN):
            desk.open_panel("contact_person")
        case Act(ActKind.NOTICE, name):
            desk.open_panel("notice", message=name)
        case Act(ActKind.STEP, name) if matter_id:
            desk.open_panel("matters", matter_id=matter_id, step=name)
        case Act(ActKind.OPEN, name):
            desk.open_panel("matters", kind=name)
